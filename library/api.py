"""The door to the repository: records, portal and the demonstration enter here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from library.enums import VersionState
from library.models import Completion as CompletionRow
from library.models import FrozenVersion
from library.queries import desk, evidence, reading
from library.queries.search import Filters, search_versions
from lms.core.errors import NotFound


@dataclass(frozen=True)
class ResourceCard:
    """A material as lists show it: its live version, else the newest one.

    state: draft, group_review, approved, published, returned, replaced, withdrawn.
    kind: lecture, textbook, simulation, televised, document, video, link; format:
    pdf, image, slides, video, audio, html5, scorm12, scorm2004 or "". size: bytes.
    """

    code: str
    title: str
    kind: str
    format: str
    kind_label: str
    subject_code: str
    grade: int
    minutes: int | None
    size: int
    summary: str
    unit_name: str
    state: str
    node_codes: tuple[str, ...]
    version: int
    url: str


@dataclass(frozen=True)
class Completion:
    """How far a learner has come with a material, over all its versions.

    fraction: 0 to 1; seconds: active time; completed_at: None before ≥ 0.8 was
    seen and every check question answered.
    """

    fraction: Decimal
    seconds: int
    completed_at: datetime | None


@dataclass(frozen=True)
class EvidenceLine:
    """One event behind a completion. is_self_reported: the word of reader or package."""

    at: datetime
    received_at: datetime
    kind: str
    unit: str
    version: int
    digest: str
    is_self_reported: bool
    data: dict[str, Any]


@dataclass(frozen=True)
class ContinueCard:
    """Where a reader goes on: the material, how much is done, the address."""

    resource: ResourceCard
    fraction: Decimal
    url: str
    last_at: datetime


@dataclass(frozen=True)
class AwaitingCard:
    """A version that waits for a decision. step: adopt, approve or publish."""

    resource: ResourceCard
    step: str
    submitted_at: datetime
    author_name: str
    url: str


def approved(codes: Iterable[str], *, at: date | datetime | None = None) -> set[str]:
    """Return those codes whose material was approved (phê duyệt) at a time.

    at: a moment; a date: at some time of that day in Vietnam; None = now. A code
    that is unknown, still under review, or was withdrawn before does not stand in
    the set. Source: domain.md 2.1 (2), 3.1.
    """
    return evidence.approved_codes(codes, at or timezone.now())


def resource_card(code: str) -> ResourceCard:
    """Return the card of a material: its live version, else the newest.

    No door: for figures and records, not for readers. Raises NotFound where the
    code is unknown or was never submitted.
    """
    versions = FrozenVersion.objects.filter(code=code.upper()).select_related(
        "subject", "unit"
    )
    found = versions.published().first() or versions.order_by("-number").first()
    if found is None:
        raise NotFound("resource")
    return _card(found)


def resource_cards(codes: Iterable[str]) -> dict[str, ResourceCard]:
    """Return code -> card as ``resource_card`` gives it, in one query.

    No door either. Codes that are unknown are left out.
    """
    wanted = {code: code.upper() for code in codes}
    versions = FrozenVersion.objects.filter(code__in=set(wanted.values()))
    found: dict[str, FrozenVersion] = {}
    for version in versions.select_related("subject", "unit").order_by("number"):
        before = found.get(version.code)
        if (
            before is None
            or before.state != VersionState.PUBLISHED
            or version.state == VersionState.PUBLISHED
        ):
            found[version.code] = version
    cards = {code: _card(version) for code, version in found.items()}
    return {code: cards[real] for code, real in wanted.items() if real in cards}


def search(
    user: Any,
    query: str,
    *,
    subject: str | None = None,
    grade: int | None = None,
    limit: int = 50,
) -> list[ResourceCard]:
    """Return live material the user may read, best first (see queries.search)."""
    filters = Filters(subject=subject or "", grade=grade)
    return [_card(v) for v in search_versions(user, query, filters)[:limit]]


def unread_for_nodes(
    user: Any, node_codes: Iterable[str], *, limit: int = 5
) -> list[ResourceCard]:
    """Return live material for these topics or lessons that the user has not finished.

    Material of a topic serves its lessons too (MAT10.3 serves MAT10.3.2).
    """
    wanted = {".".join(code.split(".")[:n]) for code in node_codes for n in (2, 3)}
    finished = CompletionRow.objects.filter(reader=user, completed_at__isnull=False)
    found = (
        FrozenVersion.objects.readable_by(user)
        .filter(nodes__node_code__in=wanted)
        .exclude(code__in=finished.values("version__code"))
        .select_related("subject", "unit")
        .distinct()
        .order_by("-published_at", "-pk")
    )
    return [_card(version) for version in found[:limit]]


def completions_of(reader_id: int, codes: Iterable[str]) -> dict[str, Completion]:
    """Return one learner's completion of each of some materials, as kept now."""
    found = completions_of_readers([reader_id], codes)
    return {code: completion for (_reader, code), completion in found.items()}


def completions_of_readers(
    reader_ids: Iterable[int], codes: Iterable[str]
) -> dict[tuple[int, str], Completion]:
    """Return (reader, code) -> completion as kept now; one query for all of them."""
    found = evidence.completions_of_readers(reader_ids, codes)
    return {
        key: Completion(one.fraction, one.seconds, one.completed_at)
        for key, one in found.items()
    }


def completions(
    code: str,
    student_ids: Iterable[int],
    *,
    until: date | datetime | None = None,
) -> dict[int, Completion]:
    """Return the completion of each of these learners who has used the material.

    student_ids: ids of people. until: as it stood then (a date: at its end),
    worked out anew from the events; None = now, as kept.
    """
    found = (
        evidence.completions_now(code, student_ids)
        if until is None
        else evidence.completions_until(code, student_ids, until)
    )
    return {
        reader: Completion(one.fraction, one.seconds, one.completed_at)
        for reader, one in found.items()
    }


def evidence_trail(code: str, student_id: int) -> list[EvidenceLine]:
    """Return every event of a learner with a material, oldest first."""
    return [
        EvidenceLine(
            at=row.at,
            received_at=row.received_at,
            kind=row.kind,
            unit=row.unit,
            version=row.version.number,
            digest=row.version.digest,
            is_self_reported=row.is_self_reported,
            data=row.data,
        )
        for row in evidence.trail(code, student_id)
    ]


def continue_for(user: Any) -> ContinueCard | None:
    """Return the material a person read last and has not finished, if any."""
    for row in reading.recent_completions(user, limit=10):
        if row.completed_at is None:
            return _continue(row)
    return None


def recent_for(user: Any, *, limit: int = 5) -> list[ContinueCard]:
    """Return what a person read last, newest first."""
    return [_continue(row) for row in reading.recent_completions(user, limit=limit)]


def awaiting_review(user: Any, *, limit: int = 50) -> list[AwaitingCard]:
    """Return the versions that wait for this person, oldest first; never her own."""
    return [
        AwaitingCard(
            resource=_card(version),
            step=desk.next_step(version),
            submitted_at=version.submitted_at,
            author_name=version.author.get_full_name() if version.author else "",
            url=reverse("library:review", args=[version.code, version.number]),
        )
        for version in desk.awaiting(user)[:limit]
    ]


def _continue(row: CompletionRow) -> ContinueCard:
    version = row.version
    part = reading.part_of_unit(version, row.place)
    anchor = f"#b-{row.place}" if row.place else ""
    url = _url(version) if part == 1 else _part_url(version, part)
    return ContinueCard(_card(version), row.fraction, f"{url}{anchor}", row.last_at)


def _url(version: FrozenVersion) -> str:
    return reverse("library:resource", args=[version.code])


def _part_url(version: FrozenVersion, part: int) -> str:
    return reverse("library:part", args=[version.code, part])


def _card(version: FrozenVersion) -> ResourceCard:
    return ResourceCard(
        code=version.code,
        title=version.title,
        kind=version.kind,
        format=version.format,
        kind_label=version.get_kind_display(),
        subject_code=version.subject.code,
        grade=version.grade,
        minutes=version.minutes,
        size=version.size,
        summary=version.summary,
        unit_name=version.unit.name,
        state=version.state,
        node_codes=tuple(version.data["nodes"]),
        version=version.number,
        url=_url(version),
    )
