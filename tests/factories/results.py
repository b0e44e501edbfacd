"""Released results of sittings, as the record takes them over."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count

from exams.models import Release, Result, Seal
from lms.people.models import Semester
from tests.factories.curriculum import make_subject
from tests.factories.exams import make_attempt, make_sitting

_numbers = count(1)


def make_exam(cohort, subject="MAT", *, assessment="tx", semester=1, **changes):
    """A sitting of a class that becomes a mark of the gradebook."""
    return make_sitting(
        subject=make_subject(subject),
        unit=cohort.school,
        semester=Semester.objects.get(year=cohort.year, number=semester),
        assessment=assessment,
        **changes,
    )


def release(sitting, student, cohort, mark="8.5", *, slots=(), reason=""):
    """Release one result of a sitting, again with a higher revision."""
    before = Result.objects.filter(sitting=sitting, student=student).last()
    attempt = (
        before.attempt if before else make_attempt(student=student, sitting=sitting)
    )
    revision = before.revision + 1 if before else 1
    act = Release.objects.create(
        sitting=sitting,
        revision=sitting.releases.count() + 1,
        reason=reason or ("Chấm lại" if sitting.releases.exists() else ""),
    )
    return Result.objects.create(
        sitting=sitting,
        release=act,
        attempt=attempt,
        seal=make_seal(attempt, revision),
        student=student,
        cohort=cohort,
        revision=revision,
        paper_code="0101",
        awarded=Decimal(mark),
        possible=Decimal(10),
        mark=Decimal(mark),
        scheme="TT22-2021",
        rule_version="1",
        slots=list(slots),
        supersedes=before,
    )


def slot(version, position=1, *, value=None, awarded="0.25"):
    """One frozen question of a result."""
    return {
        "position": position,
        "slot": str(position),
        "version_id": version.pk,
        "item_code": version.item.code,
        "value": value or {"choice": ["A"]},
        "awarded": awarded,
        "possible": "0.25",
        "key_digest": "0" * 64,
        "basis": "rule",
        "by": "",
        "comment": "",
    }


def make_seal(attempt, version):
    """What a candidate handed in."""
    now = datetime.now().astimezone() - timedelta(minutes=1)
    return Seal.objects.create(
        attempt=attempt,
        version=version,
        kind="candidate",
        digest="0" * 64,
        count=0,
        values="{}",
        journal_line=0,
        finished_at=now,
        sealed_at=now,
        receipt_code=f"R{next(_numbers):09d}",
        signature="x",
    )
