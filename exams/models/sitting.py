"""A sitting (ca thi), who may sit it, and its own secrets."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from exams.enums import AssessmentKind, SittingState, Venue
from exams.models.querysets import SittingQuerySet


class Sitting(models.Model):
    """One time at which papers are sat: window, duration, policies.

    Candidates may claim from ``open_at``; the paper opens at ``release_at``; nothing
    starts from ``close_at`` on. All lengths in seconds.
    """

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    subject = models.ForeignKey(
        "curriculum.Subject", models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(  # whose sitting it is: school, province
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    semester = models.ForeignKey(
        "people.Semester", models.PROTECT, null=True, blank=True, related_name="+"
    )
    assessment = models.CharField(
        max_length=2, choices=AssessmentKind, blank=True, default=""
    )
    ordinal = models.PositiveSmallIntegerField(default=1)
    venue = models.CharField(max_length=6, choices=Venue, default=Venue.ROOM)
    decision = models.CharField(max_length=200, blank=True)  # of the head, if remote
    state = models.CharField(
        max_length=9, choices=SittingState, default=SittingState.DRAFT
    )
    open_at = models.DateTimeField()
    release_at = models.DateTimeField()
    close_at = models.DateTimeField()
    duration_s = models.PositiveIntegerField()
    grace_s = models.PositiveIntegerField(default=30)
    late_window_s = models.PositiveIntegerField(default=86_400)
    stops_clock = models.BooleanField(default=False)  # while an attempt is suspended
    is_rehearsal = models.BooleanField(default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ["open_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(open_at__lte=F("release_at"))
                & Q(release_at__lt=F("close_at")),
                name="sitting_times_in_order",
            ),
            models.CheckConstraint(
                condition=Q(duration_s__gt=0), name="sitting_has_duration"
            ),
            models.CheckConstraint(
                condition=Q(state__in=SittingState.values), name="sitting_state_known"
            ),
            models.CheckConstraint(
                condition=Q(venue__in=Venue.values), name="sitting_venue_known"
            ),
            models.CheckConstraint(
                condition=Q(assessment__in=["", *AssessmentKind.values]),
                name="sitting_assessment_known",
            ),
            models.CheckConstraint(
                condition=~Q(venue=Venue.REMOTE)
                | Q(assessment__in=["", AssessmentKind.REGULAR])
                | ~Q(decision=""),
                name="sitting_remote_periodic_has_decision",
            ),
        ]
        indexes = [models.Index(fields=["close_at"], name="sitting_by_close")]

    def __str__(self):
        return self.code


class SittingSecret(models.Model):
    """The private keys of one sitting; apart, so that no ordinary read loads them.

    ``receipt_seed`` signs receipts (Ed25519); ``envelope_key`` opens sealed queues
    (P-256). Both 32 bytes.
    """

    sitting = models.OneToOneField(Sitting, models.CASCADE, related_name="secret")
    receipt_seed = models.BinaryField()
    envelope_key = models.BinaryField()

    def __str__(self):
        return f"secret of {self.sitting_id}"


class SittingCohort(models.Model):
    """A class (or teaching group) whose students sit."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="cohorts")
    cohort = models.ForeignKey("people.Cohort", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "cohort"], name="sitting_cohort_once"
            )
        ]

    def __str__(self):
        return f"{self.cohort_id} in {self.sitting_id}"


class Candidate(models.Model):
    """A student on the list of a sitting, with number, room and seat where given."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="candidates")
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    cohort = models.ForeignKey(
        "people.Cohort", models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.CharField(max_length=20, blank=True)  # số báo danh
    room = models.CharField(max_length=40, blank=True)
    seat = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "student"], name="candidate_once_in_sitting"
            ),
            models.UniqueConstraint(
                fields=["sitting", "number"],
                condition=~Q(number=""),
                name="candidate_number_once",
            ),
            models.UniqueConstraint(
                fields=["sitting", "room", "seat"],
                condition=~Q(seat=""),
                name="candidate_seat_once",
            ),
        ]

    def __str__(self):
        return f"{self.student_id} in {self.sitting_id}"
