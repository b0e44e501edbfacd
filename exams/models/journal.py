"""The append-only journal of an attempt, and sealed queues stored apart."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from exams.enums import EntryStatus, Source
from exams.models.attempt import Attempt
from exams.models.board import BoardAct

KEPT = [EntryStatus.SAVED, EntryStatus.PARKED, EntryStatus.LATE]


class AppendOnly(models.Model):
    """Rows that are only added."""

    class Meta:
        abstract = True

    def delete(self, *args, **kwargs):
        raise TypeError("A journal is never deleted.")


class JournalEntry(AppendOnly):
    """One entry that was taken: saved, parked or late. Written by the ledger alone.

    (attempt, epoch, seq) names an entry for ever. ``previous`` is the hash of the line
    before (``exams.rules.chain``), so that no line can be edited, removed or swapped
    unseen.
    """

    attempt = models.ForeignKey(  # as in Response
        Attempt,
        models.PROTECT,
        related_name="journal",
        db_index=False,
        db_constraint=False,
    )
    line = models.PositiveIntegerField()
    epoch = models.PositiveIntegerField()
    seq = models.PositiveBigIntegerField()
    slot = models.CharField(max_length=40)
    hash = models.CharField(max_length=64)
    value = models.TextField()
    status = models.CharField(max_length=10, choices=EntryStatus)
    source = models.CharField(max_length=10, choices=Source)
    received_at = models.DateTimeField()
    in_grace = models.BooleanField()
    anchor = models.CharField(max_length=200, null=True)  # noqa: DJ001  null is said
    mono_ms = models.PositiveBigIntegerField(null=True)
    adopted_from = models.CharField(max_length=40, blank=True)
    previous = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "journal entries"
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "epoch", "seq"], name="journal_names_entry_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=KEPT), name="journal_status_kept"
            ),
        ]

    def __str__(self):
        return f"{self.attempt_id} line {self.line}"


class Envelope(AppendOnly):
    """Sealed bytes that a browser or a person brought in; opened by the board only."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="envelopes")
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    received_at = models.DateTimeField()
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "digest"], name="envelope_once_per_attempt"
            )
        ]

    def __str__(self):
        return f"{self.attempt_id} {self.digest[:8]}"


class Ruling(AppendOnly):
    """The board's word on one late entry or one envelope."""

    entry = models.OneToOneField(
        JournalEntry, models.PROTECT, null=True, related_name="ruling"
    )
    envelope = models.OneToOneField(
        Envelope, models.PROTECT, null=True, related_name="ruling"
    )
    act = models.ForeignKey(BoardAct, models.PROTECT, related_name="rulings")
    is_accepted = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=False, envelope=None)
                | Q(entry=None, envelope__isnull=False),
                name="ruling_on_one_thing",
            )
        ]

    def __str__(self):
        return f"{self.act_id} {self.is_accepted}"
