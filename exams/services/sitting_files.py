"""A sitting described in JSON, for the command and for schools' own scripts.

{"title", "papers": ["DE…"], "classes": ["10A1" or "SCHOOL/10A1"], "students":
["code"], "school_year", "open_at", "release_at", "close_at", "minutes", "grace",
"venue": "room|remote", "assessment": "tx|gk|ck|", "ordinal", "semester", "subject",
"decision": {"number", "date", "reason"}, "stops_clock"}. Times are ISO 8601; without
a zone they are Vietnamese.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from exams.enums import AssessmentKind, Venue
from exams.models import Paper, Sitting
from exams.queries.staff import cohorts_for_staff
from exams.services.planning import Decision, SittingPlan, plan_sitting
from lms.core.cells import parse_date
from lms.core.errors import DomainError
from lms.curriculum.models import Subject
from lms.people.models import Cohort, SchoolYear, Semester, User


def plan_from_json(document: Any, *, by: Any) -> SittingPlan:
    """Return the plan of a document. by: whose papers and classes may be named.

    Raises DomainError: sitting_not_an_object, sitting_value (with its place),
    paper_unknown, unknown_class, ambiguous_class, unknown_person, unknown_school_year.
    """
    if not isinstance(document, Mapping):
        raise DomainError("sitting_not_an_object")
    year = _year(document.get("school_year"))
    subject = Subject.objects.filter(code=document.get("subject") or "").first()
    return SittingPlan(
        title=str(document.get("title") or ""),
        papers=[_paper(code, by) for code in _texts(document, "papers")],
        cohorts=[_cohort(code, year, by) for code in _texts(document, "classes")],
        students=[_student(code, by) for code in _texts(document, "students")],
        open_at=_moment(document, "open_at"),
        release_at=_moment(document, "release_at"),
        close_at=_moment(document, "close_at"),
        minutes=_whole(document, "minutes", 45),
        grace_s=_whole(document, "grace", 30),
        venue=_one_of(document, "venue", Venue.values, Venue.ROOM),
        assessment=_one_of(document, "assessment", ["", *AssessmentKind.values], ""),
        ordinal=_whole(document, "ordinal", 1),
        semester=_semester(document.get("semester"), year),
        decision=_decision(document.get("decision")),
        stops_clock=bool(document.get("stops_clock")),
        subject_id=subject.pk if subject else None,
    )


def sitting_from_json(document: Any, *, by: Any) -> Sitting:
    """Make the sitting of a document; see ``plan_from_json`` and ``plan_sitting``."""
    return plan_sitting(plan_from_json(document, by=by), by=by)


def _paper(code: str, by: Any) -> Paper:
    papers = Paper.objects.kept()
    if by is not None:
        papers = papers.visible_to(by)
    paper = papers.filter(code=code).distinct().first()
    if paper is None:
        raise DomainError("paper_unknown", value=code)
    return paper


def _cohort(name: str, year: SchoolYear | None, by: Any) -> Cohort:
    cohorts = Cohort.objects.all() if by is None else cohorts_for_staff(by)
    school, _slash, code = name.rpartition("/")
    cohorts = cohorts.filter(code=code)
    if year is not None:
        cohorts = cohorts.filter(year=year)
    if school:
        cohorts = cohorts.filter(school__code=school)
    found = list(cohorts.order_by("-year__code")[:2])
    if not found:
        raise DomainError("unknown_class", value=name, year=year or "–")
    if len(found) > 1 and found[0].year_id == found[1].year_id:
        raise DomainError("ambiguous_class", value=name)
    return found[0]


def _student(code: str, by: Any) -> User:
    people = User.objects.all()
    if by is not None:
        people = people.filter(
            enrolments__cohort__in=cohorts_for_staff(by).values("pk")
        )
    student = people.filter(code=code).first() or people.filter(username=code).first()
    if student is None:
        raise DomainError("unknown_person", value=code)
    return student


def _year(code: Any) -> SchoolYear | None:
    if not code:
        return None
    year = SchoolYear.objects.filter(code=str(code)).first()
    if year is None:
        raise DomainError("unknown_school_year", value=str(code))
    return year


def _semester(number: Any, year: SchoolYear | None) -> Semester | None:
    if number in {None, ""}:
        return None
    semesters = Semester.objects.filter(number=number)
    if year is not None:
        semesters = semesters.filter(year=year)
    found = semesters.order_by("-year__code").first()
    if found is None:
        raise _wrong("semester", number)
    return found


def _decision(value: Any) -> Decision | None:
    if not value:
        return None
    if not isinstance(value, Mapping):
        raise _wrong("decision", value)
    return Decision(
        number=str(value.get("number") or ""),
        date=_day(value.get("date")),
        reason=str(value.get("reason") or ""),
    )


def _day(value: Any) -> date:
    try:
        found = parse_date(str(value or ""))
    except (DomainError, ValueError):
        found = None
    if found is None:
        raise _wrong("decision.date", value)
    return found


def _texts(document: Mapping, name: str) -> list[str]:
    value = document.get(name) or []
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise _wrong(name, value)
    return list(dict.fromkeys(value))


def _moment(document: Mapping, name: str) -> datetime | None:
    value = document.get(name)
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise _wrong(name, value) from None
    if moment.tzinfo is None:
        moment = timezone.make_aware(moment)
    return moment


def _whole(document: Mapping, name: str, default: int) -> int:
    value = document.get(name, default)
    if type(value) is not int:
        raise _wrong(name, value)
    return value


def _one_of(document: Mapping, name: str, known: list, default: str) -> str:
    value = document.get(name, default)
    if value not in known:
        raise _wrong(name, value)
    return str(value)


def _wrong(where: str, value: Any) -> DomainError:
    return DomainError("sitting_value", where=f"field {where}", value=str(value)[:60])
