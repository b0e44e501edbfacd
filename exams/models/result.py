"""Results: what was released, frozen; a correction is a new revision."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from exams.models.attempt import Attempt
from exams.models.result_querysets import ResultQuerySet
from exams.models.seal import Seal
from exams.models.sitting import Sitting


class Release(models.Model):
    """One act of releasing the results of a sitting. Revision 1 is the first."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="releases")
    revision = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["sitting", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "revision"], name="release_revision_once"
            ),
            models.CheckConstraint(
                condition=Q(revision=1) | Q(revision__gt=1) & ~Q(reason=""),
                name="release_again_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.sitting_id} release {self.revision}"


class Result(models.Model):
    """A candidate's released result. Never changed; a later revision supersedes it.

    ``mark``: 0-10 by the step of ``scheme``. ``slots``: JSON list of what it was made
    of, in order of position: {"position", "slot", "version_id", "item_code", "value",
    "awarded", "possible", "key_digest", "basis", "by", "comment"}.
    """

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="results")
    release = models.ForeignKey(Release, models.PROTECT, related_name="results")
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="results")
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="results")
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    cohort = models.ForeignKey(
        "people.Cohort", models.PROTECT, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveSmallIntegerField(default=1)
    paper_code = models.CharField(max_length=20)
    awarded = models.DecimalField(max_digits=9, decimal_places=4)
    possible = models.DecimalField(max_digits=9, decimal_places=4)
    mark = models.DecimalField(max_digits=4, decimal_places=2)
    scheme = models.CharField(max_length=30)
    rule_version = models.CharField(max_length=20)
    comment = models.CharField(max_length=1000, blank=True)
    slots = models.JSONField()
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "student", "revision"], name="result_revision_once"
            ),
            models.CheckConstraint(
                condition=Q(mark__gte=0) & Q(mark__lte=10), name="result_mark_0_to_10"
            ),
            models.CheckConstraint(
                condition=Q(awarded__gte=0)
                & Q(possible__gt=0)
                & Q(awarded__lte=F("possible")),
                name="result_within_points",
            ),
            models.CheckConstraint(
                condition=Q(revision=1, supersedes=None)
                | Q(revision__gt=1, supersedes__isnull=False),
                name="result_revision_supersedes",
            ),
        ]
        indexes = [models.Index(fields=["student", "id"], name="result_by_student")]

    def __str__(self):
        return f"{self.student_id} {self.mark}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("A result is never changed; release anew.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A result is never deleted.")
