"""Tests of the demonstration: one marked and released, one open, one to come.

Papers are drawn by the solver, sittings planned, attempts taken over the save
protocol, scored and released by the services that real ones go through. Each step
looks for what is there already, so that a run that was killed goes on.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from exams.enums import AssessmentKind, AttemptState, Venue
from exams.models import Attempt, Blueprint, Paper, Sitting
from exams.queries import clock
from exams.services.blueprints import RowFacts, create_blueprint, save_blueprint
from exams.services.drawing import Request, draw_papers
from exams.services.planning import SittingPlan, plan_sitting
from exams.services.releasing import release_results
from exams.services.scoring import score_sitting
from lms.curriculum.models import Subject
from lms.demo.seeding.candidates import Candidate
from lms.demo.seeding.data import load
from lms.people.models import Cohort, SchoolYear, User
from lms.records.services.results import take_results

BANK, SCHOOL = "DEMO-MAT10", "MH-PT1"
DAYS_AGO, DAYS_AHEAD, DAYS_OPEN = 10, 5, 14
ABSENT_EVERY = 17  # every so many candidates one was ill that day


@dataclass(frozen=True)
class Story:
    """What one sitting of the demonstration is like."""

    title: str
    blueprint: str
    classes: tuple[str, ...]
    minutes: int
    venue: str
    assessment: str
    ordinal: int


FINISHED = Story(
    "Kiểm tra 15 phút Toán 10 – bài số 4", "mat10-15-phut", ("10A1", "10A2"),
    15, Venue.ROOM, AssessmentKind.REGULAR, 4,
)  # fmt: skip
OPEN_NOW = Story(
    "Luyện tập Toán 10 – cấu trúc 2025", "mat10-cau-truc-2025",
    ("10A1", "10A2"), 90, Venue.REMOTE, "", 1,
)  # fmt: skip
TO_COME = Story(
    "Kiểm tra cuối học kì I Toán 10", "mat10-cuoi-ki-1-7991", ("10A1", "10A2"),
    60, Venue.ROOM, AssessmentKind.FINAL, 1,
)  # fmt: skip


def hold_sittings(teacher: User) -> dict[str, str]:
    """Make the three sittings, as far as they are not there; {title: code}."""
    now = timezone.now()
    past = now - timedelta(days=DAYS_AGO)
    with clock.set_back(timedelta(days=DAYS_AGO)):
        finished = _sitting(FINISHED, teacher, opens=past, lasts=timedelta(hours=1))
        _take(finished)
    if not finished.releases.exists():
        score_sitting(finished)
        release_results(finished, by=teacher)
    take_results()
    opened = _sitting(
        OPEN_NOW,
        teacher,
        opens=now - timedelta(minutes=5),
        lasts=timedelta(days=DAYS_OPEN),
    )
    ahead = timezone.localtime(now + timedelta(days=DAYS_AHEAD))
    start = ahead.replace(hour=8, minute=0, second=0, microsecond=0)
    future = _sitting(TO_COME, teacher, opens=start, lasts=timedelta(minutes=90))
    return {sitting.title: sitting.code for sitting in (finished, opened, future)}


@transaction.atomic
def _sitting(
    story: Story, teacher: User, *, opens: datetime, lasts: timedelta
) -> Sitting:
    known = Sitting.objects.filter(title=story.title).first()
    if known is not None:
        return known
    year = SchoolYear.objects.order_by("-code").first()
    plan = SittingPlan(
        title=story.title,
        papers=_papers(story, teacher),
        cohorts=list(
            Cohort.objects.filter(
                year=year, school__code=SCHOOL, code__in=story.classes
            )
        ),
        open_at=opens,
        release_at=opens,
        close_at=opens + lasts,
        minutes=story.minutes,
        venue=story.venue,
        assessment=story.assessment,
        ordinal=story.ordinal,
    )
    return plan_sitting(plan, by=teacher)


def _papers(story: Story, teacher: User) -> list[Paper]:
    document = load(f"blueprints/{story.blueprint}.json")
    blueprint = _blueprint(document, teacher)
    request = Request(document=document, bank_codes=(BANK,), count=2, seed=2018)
    drawn = draw_papers(request, by=teacher, blueprint=blueprint)
    if not drawn.papers:
        raise RuntimeError(f"{story.blueprint}: {drawn.status} {drawn.unmet}")
    return drawn.papers


def _blueprint(document: dict[str, Any], teacher: User) -> Blueprint:
    known = Blueprint.objects.filter(title=document["title"]).first()
    if known is not None:
        return known
    blueprint = create_blueprint(
        by=teacher,
        title=document["title"],
        subject=Subject.objects.get(code=document["subject"]),
        grade=document["grade"],
        minutes=document["minutes"],
        bank_codes=[BANK],
    )
    rows = [
        RowFacts(
            row.get("node") or "",
            row["kind"],
            row.get("level") or "",
            row["count"],
            row["points"],
        )
        for row in document["rows"]
    ]
    save_blueprint(blueprint, rows, by=teacher)
    return blueprint


def _take(sitting: Sitting) -> None:
    """Let the candidates take the test, but for those who were ill."""
    keys: dict[int, dict[str, Any]] = {}
    waiting = (
        Attempt.objects.filter(sitting=sitting)
        .select_related("form", "candidate__student")
        .order_by("id")
    )
    for place, attempt in enumerate(waiting, start=1):
        is_done = attempt.state == AttemptState.SUBMITTED
        if not is_done and place % ABSENT_EVERY:
            Candidate(attempt, keys).take()
