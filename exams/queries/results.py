"""Released results: for students, for the records above, and back to the paper."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from exams.models import Result
from exams.rules.schemes import WORDS, scheme_of
from lms.core.errors import NotFound
from lms.people.models import Semester

MOST = 5000


@dataclass(frozen=True)
class ResultCard:
    """A student's own released result. mark None where the level shows words."""

    attempt_code: str
    sitting_code: str
    title: str
    subject_code: str
    subject_name: str
    assessment: str
    mark: Decimal | None
    words: str
    comment: str
    revision: int
    released_at: datetime
    url: str


@dataclass(frozen=True)
class ReleasedResult:
    """One released result, as the records take it over.

    result_id grows with every release; a revision above 1 supersedes the one before
    of the same student and sitting. kind: tx | gk | ck, "" = practice. mark: 0-10,
    rounded by the level's scheme. school_year "2026-2027", semester 1 | 2, both empty
    (None) outside the semesters.
    """

    result_id: int
    revision: int
    attempt_code: str
    sitting_code: str
    student_id: int
    cohort_id: int | None
    subject_code: str
    school_year: str
    semester: int | None
    kind: str
    ordinal: int
    venue: str
    mark: Decimal
    decision: str
    released_at: datetime
    released_by: str
    reason: str


@dataclass(frozen=True)
class TrailSlot:
    """One question of a released result. awarded None: it counts for nobody."""

    position: int
    version_id: int
    item_code: str
    value_text: str
    awarded: Decimal | None
    possible: Decimal
    key_digest: str
    basis: str
    by: str


@dataclass(frozen=True)
class Trail:
    """From a result back to what it was made of."""

    result_id: int
    sitting_code: str
    sitting_title: str
    paper_code: str
    awarded: Decimal
    possible: Decimal
    mark: Decimal
    scheme: str
    slots: tuple[TrailSlot, ...]


def results_for_student(user: Any) -> list[ResultCard]:
    """Return a student's released results, the newest first; rehearsals are not."""
    results = (
        Result.objects.current()
        .of(user)
        .filter(sitting__is_rehearsal=False)
        .select_related("sitting__subject", "release", "attempt")
        .defer("slots")
        .order_by("-release__at", "-id")
    )
    return [_card(result) for result in results]


def released_results(*, after_id: int = 0, limit: int = 1000) -> list[ReleasedResult]:
    """Return results released after one id, oldest first, at most ``limit``."""
    results = (
        Result.objects.filter(pk__gt=after_id, sitting__is_rehearsal=False)
        .select_related("sitting__subject", "sitting__semester__year")
        .select_related("release__by", "attempt")
        .defer("slots")
        .order_by("id")[: min(limit, MOST)]
    )
    semesters = list(Semester.objects.select_related("year"))
    return [_released(result, semesters) for result in results]


def result_trail(result_id: int) -> Trail:
    """Return what a result was made of. Raises NotFound."""
    result = Result.objects.select_related("sitting").filter(pk=result_id).first()
    if result is None:
        raise NotFound("result")
    return Trail(
        result_id=result.pk,
        sitting_code=result.sitting.code,
        sitting_title=result.sitting.title,
        paper_code=result.paper_code,
        awarded=result.awarded,
        possible=result.possible,
        mark=result.mark,
        scheme=result.scheme,
        slots=tuple(_trail_slot(row) for row in result.slots),
    )


def value_text(value: Any) -> str:
    """Return an answer in one line, as people read it; "" for none."""
    if not isinstance(value, dict):
        return ""
    if "text" in value:
        return str(value["text"])
    if "truth" in value:
        signs = {True: "Đ", False: "S"}
        return ", ".join(f"{k}: {signs[v]}" for k, v in sorted(value["truth"].items()))
    if "pairs" in value:
        return ", ".join("–".join(pair) for pair in value["pairs"])
    if "gaps" in value:
        return "; ".join(f"{k}: {v}" for k, v in sorted(value["gaps"].items()))
    if "points" in value:
        return "; ".join(",".join(point) for point in value["points"])
    if "file" in value:
        return str(value["file"])
    return ", ".join(value.get("choice") or value.get("order") or [])


def _card(result: Result) -> ResultCard:
    scheme = scheme_of(result.scheme)
    in_words = scheme.shows == WORDS
    sitting = result.sitting
    return ResultCard(
        attempt_code=result.attempt.code,
        sitting_code=sitting.code,
        title=sitting.title,
        subject_code=sitting.subject.code if sitting.subject else "",
        subject_name=str(sitting.subject or ""),
        assessment=sitting.assessment,
        mark=None if in_words else result.mark,
        words=scheme.word_for(result.mark)[1] if in_words else "",
        comment=result.comment,
        revision=result.revision,
        released_at=result.release.at,
        url=reverse("exams:own_result", args=[result.attempt.code]),
    )


def _released(result: Result, semesters: list[Semester]) -> ReleasedResult:
    sitting = result.sitting
    semester = sitting.semester or _on(sitting.release_at, semesters)
    return ReleasedResult(
        result_id=result.pk,
        revision=result.revision,
        attempt_code=result.attempt.code,
        sitting_code=sitting.code,
        student_id=result.student_id,
        cohort_id=result.cohort_id,
        subject_code=sitting.subject.code if sitting.subject else "",
        school_year=semester.year.code if semester else "",
        semester=semester.number if semester else None,
        kind=sitting.assessment,
        ordinal=sitting.ordinal,
        venue=sitting.venue,
        mark=result.mark,
        decision=sitting.decision,
        released_at=result.release.at,
        released_by=str(result.release.by or ""),
        reason=result.release.reason,
    )


def _on(moment: datetime, semesters: list[Semester]) -> Semester | None:
    day = timezone.localtime(moment).date()
    return next((s for s in semesters if s.starts <= day <= s.ends), None)


def _trail_slot(row: dict[str, Any]) -> TrailSlot:
    awarded = row["awarded"]
    return TrailSlot(
        position=row["position"],
        version_id=row["version_id"],
        item_code=row["item_code"],
        value_text=value_text(row["value"]),
        awarded=None if awarded is None else Decimal(awarded),
        possible=Decimal(row["possible"]),
        key_digest=row["key_digest"],
        basis=row["basis"],
        by=row["by"],
    )
