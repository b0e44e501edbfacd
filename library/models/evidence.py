"""What readers did, as their devices told it, and what follows from it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from library.enums import EventKind
from library.rules.progress import Event


class ActivityEvent(models.Model):
    """One thing a reader did. Only added; the same event twice is one.

    ``client_id``: made by the device (UUID), so that a batch may be sent again.
    ``at``: when it happened by the device's clock, never after ``received_at``;
    ``received_at``: the server's clock. ``unit``: block, chapter or page it is
    about, "" for the whole. ``data`` by kind: active {"s": seconds ≤ 60, "told": what
    the device claimed where the server has not seen so much}; answer {"option": index,
    "right": bool}; play {"from", "to", "of"} in seconds; report {"progress", "score",
    "max", "completed"} as the package says of itself.
    """

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    version = models.ForeignKey(
        "library.FrozenVersion", models.PROTECT, related_name="events"
    )
    client_id = models.UUIDField()
    kind = models.CharField(max_length=8, choices=EventKind)
    unit = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    is_self_reported = models.BooleanField(default=False)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "client_id"], name="activity_event_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EventKind.values), name="activity_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(at__lte=models.F("received_at")),
                name="activity_not_in_the_future",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EventKind.REPORT) | Q(is_self_reported=True),
                name="activity_report_is_self_reported",
            ),
        ]
        indexes = [
            models.Index(fields=["version", "reader"], name="activity_by_reader")
        ]

    def __str__(self):
        return f"{self.kind} {self.version_id}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("An event is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("An event is never deleted.")

    def as_event(self):
        """Return what the rules of progress need of it."""
        return Event(self.kind, self.unit, self.at, self.data)


class Completion(models.Model):
    """How far a reader has come with a version. Derived; computed again at will.

    ``fraction``: 0 to 1 of what can be seen; ``seconds``: active time without
    idling; ``completed_at``: when fraction ≥ 0.8 and all its checks were answered.
    ``place``: where to go on, a unit of the version.
    """

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    version = models.ForeignKey(
        "library.FrozenVersion", models.PROTECT, related_name="completions"
    )
    fraction = models.DecimalField(max_digits=4, decimal_places=3, default=0)
    seconds = models.PositiveIntegerField(default=0)
    checks_answered = models.PositiveIntegerField(default=0)
    checks_right = models.PositiveIntegerField(default=0)
    place = models.CharField(max_length=60, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    rule_version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["-last_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "version"], name="completion_once"
            ),
            models.CheckConstraint(
                condition=Q(fraction__gte=0, fraction__lte=1),
                name="completion_fraction_is_share",
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None) | Q(fraction__gte=0.8),
                name="completion_needs_most_of_it",
            ),
        ]
        indexes = [models.Index(fields=["reader", "-last_at"], name="completion_last")]

    def __str__(self):
        return f"{self.reader_id} {self.version_id} {self.fraction}"
