"""Students who have read a material at home: evidence for a period of the plan."""

import random
import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from library.enums import EventKind
from library.models import ActivityEvent, Decision, FrozenVersion
from library.rules.content import checks_of, units_of
from library.services.evidence import recompute
from lms.demo.seeding.people import People
from lms.people.models import User

MATERIAL, SUBJECT, PERIOD = "phy10-chuyen-dong-nem", "PHY", 19
CLASSES = ("10A1", "10A2")
APPROVED_IN_WEEK = 2


def date_back_approvals(people: People) -> None:
    """Let what is published have been approved at the beginning of the year."""
    moment = _at(people.calendar.day(APPROVED_IN_WEEK, 2), hour=9)
    if moment >= timezone.now():
        return
    done = FrozenVersion.objects.filter(published_at__isnull=False)
    Decision.objects.filter(version__in=done).update(at=moment)
    done.update(
        submitted_at=moment - timedelta(days=3),
        adopted_at=moment - timedelta(days=2),
        approved_at=moment - timedelta(days=1),
        published_at=moment,
    )


def read_at_home(people: People, materials: dict[str, str], *, week: int) -> None:
    """Let most students of two classes read the material in the evenings of a week.

    The first of the first class has only begun: she goes on in the demonstration.
    """
    first_day = people.calendar.day(week, 0)
    if first_day + timedelta(days=7) > people.calendar.today:
        return
    version = FrozenVersion.objects.published().get(code=materials[MATERIAL])
    for code in CLASSES:
        for place, student in enumerate(people.students[code]):
            chance = random.Random(f"reads {student.code}")  # noqa: S311  invented
            diligence = 0.35 if place == 0 else chance.choice([1, 1, 1, 1, 0.9, 0.5, 0])
            if diligence:
                evening = _at(first_day + timedelta(days=chance.randint(0, 5)), hour=19)
                _read(version, student, evening, diligence, chance)


def _read(
    version: FrozenVersion,
    student: User,
    start: datetime,
    diligence: float,
    chance: random.Random,
) -> None:
    units, checks = units_of(version.data), checks_of(version.data)
    moment = start + timedelta(minutes=chance.randint(0, 90))
    events = []
    for unit in units[: round(len(units) * diligence)]:
        seconds = chance.randint(15, 60)
        moment += timedelta(seconds=seconds)
        events.append(_event(version, student, EventKind.ACTIVE, moment, s=seconds))
        if unit in checks:
            right = checks[unit]["right"]
            option = right if chance.random() < 0.75 else 0
            events.append(
                _event(
                    version, student, EventKind.ANSWER, moment, unit=unit,
                    option=option, right=option == right,
                )
            )  # fmt: skip
        else:
            events.append(_event(version, student, EventKind.SEEN, moment, unit=unit))
    ActivityEvent.objects.bulk_create(events)
    recompute(version, reader=student)


def _event(
    version: FrozenVersion,
    student: User,
    kind: str,
    moment: datetime,
    *,
    unit: str = "",
    **data: Any,
) -> ActivityEvent:
    return ActivityEvent(
        reader=student,
        version=version,
        client_id=uuid.uuid4(),
        kind=kind,
        unit=unit,
        at=moment,
        received_at=moment,
        data=data,
    )


def _at(day: Any, *, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
