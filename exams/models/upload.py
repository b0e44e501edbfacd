"""Files that candidates hand in as an answer."""

from django.db import models

from exams.models.attempt import Attempt


class AnswerFile(models.Model):
    """A file brought for one slot; the answer names it by ``file_code``."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="files")
    slot = models.CharField(max_length=40)
    file_code = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "slot", "file_code"], name="answer_file_once"
            )
        ]
        indexes = [models.Index(fields=["file_code"], name="answer_file_by_code")]

    def __str__(self):
        return f"{self.attempt_id}/{self.slot} {self.file_code}"
