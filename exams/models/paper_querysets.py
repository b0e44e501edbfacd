"""Reads on blueprints and papers."""

from django.db import models
from django.db.models import Q

from exams.models.staff_reach import staff_reach


class BlueprintQuerySet(models.QuerySet):
    """Blueprints."""

    def visible_to(self, user):
        """One's own, and those of units and groups one leads."""
        return self.filter(staff_reach(user).owned())


class PaperQuerySet(models.QuerySet):
    """Papers."""

    def visible_to(self, user):
        """One's own, those of units one leads, and those of sittings one runs."""
        reach = staff_reach(user)
        sittings = self.model._meta.apps.get_model("exams", "Sitting").objects
        run = sittings.filter(reach.sittings()).values("pk")
        if not reach.is_staff:
            return self.none()
        return self.filter(
            reach.owned()
            | Q(pk__in=self.filter(sittings__sitting__in=run).values("pk"))
        )

    def kept(self):
        """Papers that were not discarded."""
        return self.filter(discarded_at=None)
