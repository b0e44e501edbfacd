"""Sittings as those who run them see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from exams.enums import AttemptState, SittingState
from exams.models import Attempt, Sitting
from exams.models.staff_reach import staff_reach
from exams.queries import clock
from lms.people.models import Cohort

BEGUN = (AttemptState.IN_PROGRESS, AttemptState.SUSPENDED)


@dataclass(frozen=True)
class TeacherSitting:
    """A sitting as its teacher's list shows it.

    state: "draft", "upcoming", "open", "running", "closed" (to mark or release),
    "released", "cancelled". waiting: answers that wait for a person.
    """

    code: str
    title: str
    subject_code: str
    subject_name: str
    classes: tuple[str, ...]
    assessment: str
    open_at: datetime
    release_at: datetime
    close_at: datetime
    minutes: int
    state: str
    candidates: int
    running: int
    handed_in: int
    waiting: int
    url: str


def staff_sittings(user: Any) -> QuerySet[Sitting]:
    """Return the sittings a person runs or answers for; rehearsals are not."""
    reach = staff_reach(user)
    if not reach.is_staff:
        return Sitting.objects.none()
    own = Sitting.objects.filter(reach.sittings(), is_rehearsal=False).values("pk")
    return Sitting.objects.filter(pk__in=own)


def cohorts_for_staff(user: Any, *, subject_id: int | None = None) -> QuerySet[Cohort]:
    """Return the classes of this year for which a person may set a test."""
    reach = staff_reach(user)
    taught = {
        cohort for cohort, subject in reach.taught if subject in {subject_id, None}
    }
    found = reach.cohorts
    if subject_id is not None and taught:
        found = found | Q(pk__in=taught)
    return Cohort.objects.filter(found).select_related("school", "year").distinct()


def sittings_for_teacher(user: Any) -> list[TeacherSitting]:
    """Return the sittings a person runs, those of now first, then by time."""
    return teacher_cards(staff_sittings(user).order_by("-release_at", "-id")[:500])


def teacher_cards(sittings: QuerySet[Sitting]) -> list[TeacherSitting]:
    """Return the cards of some sittings in their order; a fixed number of queries."""
    rows = list(sittings.select_related("subject").prefetch_related("cohorts__cohort"))
    counts = _counts([sitting.pk for sitting in rows])
    now = clock.now()
    return [_card(sitting, counts.get(sitting.pk, {}), now) for sitting in rows]


def state_of(sitting: Sitting, counts: dict[str, int], now: datetime) -> str:
    """Return where a sitting stands, in one word."""
    if sitting.state == SittingState.CANCELLED:
        return "cancelled"
    if sitting.state == SittingState.DRAFT:
        return "draft"
    if counts.get("released"):
        return "released"
    if now < sitting.open_at:
        return "upcoming"
    if counts.get("running"):
        return "running"
    unfinished = counts.get("assigned", 0)
    if now < sitting.close_at and unfinished:
        return "open"
    return "closed"


def _counts(sitting_ids: list[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {pk: {} for pk in sitting_ids}
    names = ("all", "assigned", "running", "submitted")
    attempts = (
        Attempt.objects.filter(sitting_id__in=sitting_ids)
        .values("sitting_id")
        .annotate(
            all=Count("pk", filter=~Q(state=AttemptState.VOIDED)),
            assigned=Count("pk", filter=Q(state=AttemptState.ASSIGNED)),
            running=Count("pk", filter=Q(state__in=BEGUN)),
            submitted=Count("pk", filter=Q(state=AttemptState.SUBMITTED)),
        )
        .order_by()
        .values_list("sitting_id", *names)
    )
    for pk, *numbers in attempts:
        found[pk] = dict(zip(names, numbers, strict=True))
    waiting = (
        Sitting.objects.filter(pk__in=sitting_ids)
        .annotate(
            to_mark=Count(
                "attempts__seals__scoring",
                filter=Q(
                    attempts__seals__scoring__waiting__gt=0,
                    attempts__seals__version=F("attempts__seal_version"),
                ),
            )
        )
        .values_list("pk", "to_mark")
    )
    for pk, count in waiting:
        found[pk]["waiting"] = count
    releases = Sitting.objects.filter(pk__in=sitting_ids).annotate(n=Count("releases"))
    for pk, count in releases.values_list("pk", "n"):
        found[pk]["released"] = count
    return found


def _card(sitting: Sitting, counts: dict[str, int], now: datetime) -> TeacherSitting:
    return TeacherSitting(
        code=sitting.code,
        title=sitting.title,
        subject_code=sitting.subject.code if sitting.subject else "",
        subject_name=str(sitting.subject or ""),
        classes=tuple(link.cohort.code for link in sitting.cohorts.all()),
        assessment=sitting.assessment,
        open_at=sitting.open_at,
        release_at=sitting.release_at,
        close_at=sitting.close_at,
        minutes=-(-sitting.duration_s // 60),
        state=state_of(sitting, counts, now),
        candidates=counts.get("all", 0),
        running=counts.get("running", 0),
        handed_in=counts.get("submitted", 0),
        waiting=counts.get("waiting", 0),
        url=reverse("exams:sitting", args=[sitting.code]),
    )
