"""Files that teachers bring, and the drafts found in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from question_bank.enums import BatchState, Decision
from question_bank.models.querysets import BatchQuerySet


class ImportBatch(models.Model):
    """One file brought into one bank; the same bytes again are the same batch.

    ``file_code``: the stored file. ``claimed_at``: when a worker began to read; a
    claim that is too old is taken over. ``problems``: what concerns the whole file,
    ``skipped``: questions found that could not become drafts, both as lists of
    {"code", "where", "details"}. ``notes``: text that belongs to no question.
    """

    code = models.CharField(max_length=20, unique=True)
    bank = models.ForeignKey(
        "question_bank.Bank", models.PROTECT, related_name="batches"
    )
    file_code = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    wanted_format = models.CharField(max_length=12, default="auto")
    format = models.CharField(max_length=12, blank=True)
    subject = models.ForeignKey(
        "curriculum.Subject", models.PROTECT, null=True, blank=True, related_name="+"
    )
    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=BatchState, default=BatchState.WAITING
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    refusal = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=list, blank=True)
    skipped = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bank", "digest"], name="import_batch_file_once_in_bank"
            ),
            models.CheckConstraint(
                condition=Q(state__in=BatchState.values),
                name="import_batch_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state=BatchState.ACCEPTED, accepted_at__isnull=False)
                | Q(~Q(state=BatchState.ACCEPTED), accepted_at=None),
                name="import_batch_accepted_has_time",
            ),
        ]

    def __str__(self):
        return self.code


class DraftRow(models.Model):
    """One question of a file, before it is an item.

    ``data``: what was read, ``edits``: the fields a teacher changed (they win), both
    in the schema of ``question_bank.rules.proposals``. ``problems``: open points as
    {"code", "where", "details"}. ``wording``: {"words", "own_from", "marks"} of what
    it says now (``rules.marks``), {} before it was worked out. ``item`` is set when
    the batch is accepted.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    ref = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=200, blank=True)
    source_html = models.TextField(blank=True)
    data = models.JSONField()
    edits = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=list, blank=True)
    wording = models.JSONField(default=dict, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.TAKE)
    version = models.ForeignKey(
        "question_bank.ItemVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "position"], name="draft_row_once"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=Decision.values),
                name="draft_row_decision_known",
            ),
        ]

    def __str__(self):
        return f"{self.batch_id}/{self.position}"

    @property
    def proposal(self):
        """The draft as it stands now: what was read, under what was corrected."""
        return self.data | self.edits

    @property
    def taken(self):
        """The version it became, of a row that was accepted."""
        return self.version
