"""Reads on frozen versions. Every list and every door starts from one of these."""

from django.db import models
from django.db.models import Q

from library.enums import VersionState
from library.models.rights import ADOPT, standing

APPROVED_STATES = (
    VersionState.APPROVED,
    VersionState.PUBLISHED,
    VersionState.REPLACED,
    VersionState.WITHDRAWN,
)


class VersionQuerySet(models.QuerySet):
    """Frozen versions."""

    def published(self):
        """Versions that are live, whoever may read them."""
        return self.filter(state=VersionState.PUBLISHED)

    def readable_by(self, user):
        """Live versions that this person may read."""
        return self.published().filter(scope_id__in=standing(user).reads)

    def on_desk_of(self, user):
        """Versions of units and subjects for which this person decides."""
        condition = Q(pk__in=[])
        for desk in standing(user).desks:
            part = Q(unit_id__in=desk.unit_ids)
            if desk.subject_id:
                part &= Q(subject_id=desk.subject_id)
            condition |= part
        return self.filter(condition)

    def visible_to(self, user):
        """What one may read, has written, or decides about."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        mine = Q(author=user) | Q(submitted_by=user) | Q(page__owner=user)
        return self.filter(
            Q(pk__in=self.model._default_manager.readable_by(user).values("pk"))
            | Q(pk__in=self.model._default_manager.on_desk_of(user).values("pk"))
            | mine
        )

    def awaiting(self, user):
        """Versions whose next step is this person's, oldest first; never one's own."""
        condition = Q(pk__in=[])
        for desk in standing(user).desks:
            part = Q(unit_id__in=desk.unit_ids)
            if desk.subject_id:
                part &= Q(subject_id=desk.subject_id)
            if desk.act == ADOPT:
                part &= Q(state=VersionState.GROUP_REVIEW, adopted_at=None)
            else:
                part &= Q(
                    state=VersionState.GROUP_REVIEW, adopted_at__isnull=False
                ) | Q(state=VersionState.APPROVED)
            condition |= part
        mine = Q(author=user) & Q(state=VersionState.GROUP_REVIEW)
        return self.filter(condition).exclude(mine).order_by("submitted_at", "pk")

    def approved_between(self, start, end):
        """Versions whose approval held at some moment of [start, end)."""
        return self.filter(
            Q(ended_at=None) | Q(ended_at__gt=start),
            state__in=APPROVED_STATES,
            approved_at__lt=end,
        )
