"""One candidate's run through one form, its tokens and its stored answers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from exams.enums import AttemptState
from exams.models.form import Form
from exams.models.querysets import AttemptQuerySet
from exams.models.sitting import Candidate, Sitting


class Attempt(models.Model):
    """A candidate's single run through a form. Never deleted, at most voided.

    Made before the start. ``deadline`` holds every extra time granted; the sitting's
    grace comes on top. ``epoch`` counts the claims; only the newest may write.
    ``seen_at`` is when the device that holds the pen was last heard. ``journal_head``
    is the hash of the last of ``journal_lines`` lines.
    """

    code = models.CharField(max_length=32, unique=True)
    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="attempts")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="attempts")
    form = models.ForeignKey(Form, models.PROTECT, related_name="attempts")
    takeover_code = models.CharField(max_length=12)
    state = models.CharField(
        max_length=12, choices=AttemptState, default=AttemptState.ASSIGNED
    )
    started_at = models.DateTimeField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    epoch = models.PositiveIntegerField(default=0)
    device_id = models.CharField(max_length=64, blank=True)
    journal_lines = models.PositiveIntegerField(default=0)
    journal_head = models.CharField(max_length=64, blank=True)
    seal_version = models.PositiveIntegerField(default=0)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "candidate"],
                condition=~Q(state=AttemptState.VOIDED),
                name="attempt_one_per_candidate",
            ),
            models.CheckConstraint(
                condition=Q(started_at=None, deadline=None)
                | Q(started_at__isnull=False, deadline__isnull=False)
                & Q(deadline__gt=F("started_at")),
                name="attempt_deadline_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AttemptState.values), name="attempt_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=AttemptState.SUBMITTED) | Q(seal_version__gte=1),
                name="attempt_submitted_is_sealed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[AttemptState.ASSIGNED, AttemptState.VOIDED])
                | Q(epoch__gte=1, deadline__isnull=False),
                name="attempt_claimed_has_epoch",
            ),
        ]

    def __str__(self):
        return self.code


class AttemptToken(models.Model):
    """The token of one claim, stored as its SHA-256; superseded ones are kept."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="tokens")
    epoch = models.PositiveIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    device_id = models.CharField(max_length=64)
    client_build = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "epoch"], name="attempt_token_one_per_epoch"
            )
        ]

    def __str__(self):
        return f"{self.attempt_id} epoch {self.epoch}"


class Response(models.Model):
    """The stored answer of one slot: the highest version that was saved.

    ``value`` is canonical JSON ("null": cleared), ``hash`` its SHA-256. Written by
    ``exams.queries.ledger`` alone, under the lock of the attempt's row, which is never
    deleted: so the database is spared the check of the reference at each save.
    """

    attempt = models.ForeignKey(  # the unique constraint is its index
        Attempt,
        models.PROTECT,
        related_name="responses",
        db_index=False,
        db_constraint=False,
    )
    slot = models.CharField(max_length=40)
    epoch = models.PositiveIntegerField()
    seq = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    value = models.TextField()
    received_at = models.DateTimeField()
    in_grace = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "slot"], name="response_one_per_slot"
            ),
            models.CheckConstraint(
                condition=Q(epoch__gte=1, seq__gte=1), name="response_version_positive"
            ),
        ]

    def __str__(self):
        return f"{self.attempt_id}/{self.slot}"
