"""Scores: appended, never changed; the newest of a slot counts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from exams.enums import ScoreBasis, VoidEffect
from exams.models.attempt import Attempt
from exams.models.journal import AppendOnly
from exams.models.seal import Seal
from exams.models.sitting import Sitting


class Score(AppendOnly):
    """Points for one slot of one seal, with what they were given by.

    basis "key": by ``key_digest`` and ``rule_version``, once per seal, slot, key and
    ``keyed_by``, the version whose key that was, where it was a corrected one.
    basis "person": a mark given by ``by``, with a comment where there is one.
    ``parts``: what each part of the answer gave, JSON from the item's kind.
    """

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="scores")
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="scores")
    slot = models.CharField(max_length=40)
    version = models.ForeignKey(
        "question_bank.ItemVersion", models.PROTECT, related_name="+"
    )
    keyed_by = models.ForeignKey(
        "question_bank.ItemVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    awarded = models.DecimalField(max_digits=8, decimal_places=4)
    possible = models.DecimalField(max_digits=8, decimal_places=4)
    basis = models.CharField(max_length=8, choices=ScoreBasis)
    is_correct = models.BooleanField(null=True)
    key_digest = models.CharField(max_length=64, blank=True)
    rule_version = models.CharField(max_length=40, blank=True)
    parts = models.JSONField(default=dict, blank=True)
    comment = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                F("seal"),
                F("slot"),
                F("key_digest"),
                F("rule_version"),
                Coalesce(F("keyed_by"), Value(0, models.BigIntegerField())),
                condition=Q(basis=ScoreBasis.KEY),
                name="score_once_per_seal_slot_key",
            ),
            models.CheckConstraint(
                condition=Q(awarded__gte=0)
                & Q(possible__gt=0)
                & Q(awarded__lte=F("possible")),
                name="score_within_points",
            ),
            models.CheckConstraint(
                condition=Q(basis=ScoreBasis.KEY)
                & ~Q(key_digest="")
                & ~Q(rule_version="")
                | Q(basis=ScoreBasis.PERSON, by__isnull=False),
                name="score_says_by_what",
            ),
        ]
        indexes = [models.Index(fields=["attempt", "slot"], name="score_by_slot")]

    def __str__(self):
        return f"{self.attempt_id}/{self.slot} {self.awarded}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("A score is never changed; add another.")
        super().save(*args, **kwargs)


class SealScoring(models.Model):
    """That a seal went through the automatic scoring; what waits for people.

    ``waiting``: slots that a person must mark or whose key is broken.
    """

    seal = models.OneToOneField(
        Seal, models.PROTECT, related_name="scoring", primary_key=True
    )
    waiting = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return f"{self.seal_id} waiting {self.waiting}"


class ScoringIssue(models.Model):
    """A version whose key cannot be used; its author must look. One open at a time."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="issues")
    version = models.ForeignKey(
        "question_bank.ItemVersion", models.PROTECT, related_name="+"
    )
    slot = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    details = models.JSONField(default=dict, blank=True)
    raised_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "version"],
                condition=Q(resolved_at=None),
                name="scoring_issue_one_open",
            )
        ]

    def __str__(self):
        return f"{self.version_id} {self.code}"


class KeyCorrection(models.Model):
    """That a sitting is scored by the key of a later version of a question.

    The newest row of a version counts. Frozen versions never change their keys; a
    corrected key is a new version, and this is the decision to use it.
    """

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="key_corrections")
    version = models.ForeignKey(
        "question_bank.ItemVersion", models.PROTECT, related_name="+"
    )
    corrected = models.ForeignKey(
        "question_bank.ItemVersion", models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "version", "corrected"],
                name="key_correction_once",
            ),
            models.CheckConstraint(
                condition=~Q(version=F("corrected")), name="key_correction_is_another"
            ),
        ]

    def __str__(self):
        return f"{self.version_id} -> {self.corrected_id}"


class SlotVoid(models.Model):
    """A question that does not count in a sitting, with reason.

    effect "full": everybody gets its points; "dropped": it counts for nobody.
    Lifted by a second row's ``lifted_at``, never deleted.
    """

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="voids")
    version = models.ForeignKey(
        "question_bank.ItemVersion", models.PROTECT, related_name="+"
    )
    effect = models.CharField(max_length=8, choices=VoidEffect)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "version"],
                condition=Q(lifted_at=None),
                name="slot_void_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(effect__in=VoidEffect.values), name="slot_void_effect_known"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="slot_void_has_reason"
            ),
        ]

    def __str__(self):
        return f"{self.version_id} {self.effect}"
