"""Seals: what was handed in, frozen."""

from django.db import models
from django.db.models import Q

from exams.enums import SealKind
from exams.models.attempt import Attempt
from exams.models.board import BoardAct


class Seal(models.Model):
    """The state of an attempt when it was closed; scoring reads this, never live rows.

    ``values`` is canonical JSON {slot: {"epoch", "seq", "value", "hash"}}; ``digest``
    and ``count`` as in exam-protocol.md 8; ``journal_head`` is the hash of line
    ``journal_line``. The receipt is made of code, kind, ``finished_at``, count, digest
    and signature. A reopening or a board decision gives a new version; old ones stay.
    """

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="seals")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=SealKind)
    digest = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    values = models.TextField()
    journal_line = models.PositiveIntegerField()
    journal_head = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField()
    sealed_at = models.DateTimeField()
    receipt_code = models.CharField(max_length=10, unique=True)
    signature = models.CharField(max_length=120)
    act = models.ForeignKey(
        BoardAct, models.PROTECT, null=True, blank=True, related_name="seals"
    )

    class Meta:
        ordering = ["attempt", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "version"], name="seal_version_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SealKind.values), name="seal_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="seal_version_positive"
            ),
        ]

    def __str__(self):
        return f"{self.attempt_id} seal {self.version}"
