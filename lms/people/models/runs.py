"""Files that were brought in by the upload page: what was asked, what came of it."""

from django.db import models
from django.db.models import Q

from lms.people.enums import RunState
from lms.people.models.persons import User


class ImportRun(models.Model):
    """One uploaded file from its preview to its end. The file itself goes after.

    ``outcome``: what the importer answered (counts, "skipped", "warnings"), cut to
    what the page shows; ``refusal``: {"code", "message", "where"} where the file as
    a whole was refused.
    """

    token = models.CharField(max_length=32, unique=True)
    importer = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=RunState, default=RunState.UPLOADED)
    outcome = models.JSONField(default=dict)
    refusal = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)  # last taken up by work
    confirmed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RunState.values), name="import_run_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.DONE) | Q(finished_at__isnull=False),
                name="import_run_done_has_end",
            ),
        ]
        indexes = [models.Index(fields=["by", "-created_at"], name="import_run_by")]

    def __str__(self):
        return f"{self.importer} {self.file_name}"
