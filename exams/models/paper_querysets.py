"""Reads on blueprints and papers."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from exams.models.staff_reach import staff_reach
from question_bank import api as question_bank


class BlueprintQuerySet(models.QuerySet):
    """Blueprints."""

    def visible_to(self, user):
        """One's own, and those of units and groups one leads."""
        return self.filter(staff_reach(user).owned())


class PaperQuerySet(models.QuerySet):
    """Papers."""

    def visible_to(self, user):
        """One's own, those of units one leads, and those of sittings one runs.

        Of a common test with one's class among others: once it has closed. None with
        questions of a secret bank that the person is not named in.
        """
        reach = staff_reach(user)
        sittings = self.model._meta.apps.get_model("exams", "Sitting").objects
        run = sittings.filter(
            reach.runs() | reach.sittings() & Q(close_at__lte=Now())
        ).values("pk")
        if not reach.is_staff:
            return self.none()
        found = self.filter(
            reach.owned()
            | Q(pk__in=self.filter(sittings__sitting__in=run).values("pk"))
        )
        hidden = question_bank.hidden_banks(user)
        if not hidden:
            return found
        slots = self.model._meta.apps.get_model("exams", "Slot").objects
        secret = slots.filter(bank_code__in=hidden).values("paper_id")
        return found.exclude(pk__in=secret)

    def kept(self):
        """Papers that were not discarded."""
        return self.filter(discarded_at=None)
