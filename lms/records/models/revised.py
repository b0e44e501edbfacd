"""Events are appended: a correction is a new row, the old one stays readable."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lms.records.enums import Source


class RevisedQuerySet(models.QuerySet):
    """Rows of which the current ones count."""

    def current(self):
        """The newest revision of each entry."""
        return self.filter(current=True)


class Revised(models.Model):
    """One revision of an entry; exactly one revision of each is current.

    Only ``current`` is ever written again, when a newer revision takes over.
    ``why``: reason of a correction, empty for a first entry.
    """

    revision = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    source = models.CharField(max_length=7, choices=Source)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField(default=timezone.now)

    objects = RevisedQuerySet.as_manager()

    class Meta:
        abstract = True
