"""That this installation is a demonstration, and which one."""

from django.db import models
from django.db.models import Q


class Demonstration(models.Model):
    """One row once the demonstration province is seeded.

    ``is_complete`` is set last of all: tests are taken message by message, each
    durable by itself, so a run that was killed there is gone on with by the next.

    ``accounts``: [{"username", "role", "name", "place"}] for the log-in page. Their
    password is printed by the command; a demonstration holds no real person.
    """

    slot = models.PositiveSmallIntegerField(default=1, unique=True)
    scale = models.CharField(max_length=10)
    version = models.PositiveSmallIntegerField()
    is_complete = models.BooleanField(default=False)
    seeded_at = models.DateTimeField(auto_now_add=True)
    accounts = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(slot=1), name="demonstration_only_one")
        ]

    def __str__(self):
        return f"demonstration {self.scale}"
