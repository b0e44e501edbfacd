"""What a reader's page needs, in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from library.enums import EventKind, VersionState
from library.models import ActivityEvent, Completion, FrozenVersion, VersionPart
from library.models.rights import standing
from library.rules import progress
from library.rules.content import MAIN
from library.rules.progress import Lacking
from lms.core.errors import NotFound

_ONCE_LIVE = (VersionState.PUBLISHED, VersionState.REPLACED, VersionState.WITHDRAWN)


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the contents: a chapter, or a section of the part shown."""

    title: str
    position: int
    anchor: str
    is_here: bool


def version_for(user: Any, code: str) -> FrozenVersion:
    """Return the live version a person may read. Raises NotFound."""
    found = (
        FrozenVersion.objects.readable_by(user)
        .filter(code=code.upper())
        .select_related("subject", "unit", "scope")
        .first()
    )
    if found is None:
        raise NotFound("resource")
    return found


def require_once_readable(user: Any, code: str) -> None:
    """Raise NotFound unless some version was live for this person."""
    rows = FrozenVersion.objects.filter(
        code=code.upper(), state__in=_ONCE_LIVE, scope_id__in=standing(user).reads
    )
    if not rows.exists():
        raise NotFound("resource")


def once_readable_version(user: Any, code: str, number: int) -> FrozenVersion:
    """Return a version that was live, for evidence that comes late. Raises NotFound."""
    found = FrozenVersion.objects.filter(
        code=code.upper(),
        number=number,
        state__in=_ONCE_LIVE,
        published_at__isnull=False,
        scope_id__in=standing(user).reads,
    ).first()
    if found is None:
        raise NotFound("resource")
    return found


def part_for(version: FrozenVersion, position: int) -> VersionPart:
    """Return a part with its blocks. Raises NotFound."""
    found = VersionPart.objects.filter(version=version, position=position).first()
    if found is None:
        raise NotFound("part")
    return found


def contents(version: FrozenVersion, part: VersionPart) -> list[ContentsEntry]:
    """Return the contents: chapters with the sections of the one that is shown."""
    entries = []
    for position, one in enumerate(version.data["parts"], start=1):
        is_here = position == part.position
        if one["title"]:
            entries.append(ContentsEntry(one["title"], position, "", is_here))
        if is_here:
            entries += [
                ContentsEntry(block["text"], position, f"b-{block['id']}", False)
                for block in part.blocks
                if block["type"] == "heading"
            ]
    return entries


def live_versions(user: Any, codes: list[str]) -> dict[str, FrozenVersion]:
    """Return the live versions with these codes that the person may read, by code."""
    rows = FrozenVersion.objects.readable_by(user).filter(code__in=codes)
    return {version.code: version for version in rows.select_related("subject")}


def completion_of(version: FrozenVersion, user: Any) -> Completion | None:
    """Return how far a person has come with a version."""
    return Completion.objects.filter(version=version, reader=user).first()


def lacking(version: FrozenVersion, completion: Completion) -> Lacking:
    """Return what a reader who has begun still needs to have finished."""
    if completion.completed_at:
        return Lacking()
    return progress.lacking(
        version.data,
        fraction=completion.fraction,
        seconds=completion.seconds,
        checks_answered=completion.checks_answered,
        film_s=_film_s(version, completion.reader_id),
    )


def _film_s(version: FrozenVersion, reader_id: int) -> float:
    """Return how long a material's film is, as a reader's device told it."""
    if progress.main_type(version.data) not in progress.PLAYED:
        return 0.0
    pieces = version.events.filter(
        reader_id=reader_id, kind=EventKind.PLAY, unit=MAIN
    ).values_list("data", flat=True)
    return max((float(piece["of"]) for piece in pieces), default=0.0)


def given_answers(version: FrozenVersion, user: Any) -> dict[str, int]:
    """Return the option chosen last by question, as place in its list."""
    rows = ActivityEvent.objects.filter(
        version=version, reader=user, kind=EventKind.ANSWER
    ).order_by("received_at", "pk")
    return {row.unit: int(row.data.get("option", -1)) for row in rows}


def part_of_unit(version: FrozenVersion, unit: str) -> int:
    """Return the part in which a unit stands; 1 where it is unknown."""
    for position, part in enumerate(version.data["parts"], start=1):
        if any(block["id"] == unit for block in part["blocks"]):
            return position
    return 1


def recent_completions(user: Any, *, limit: int) -> list[Completion]:
    """Return what a person read last of what is still live to her, newest first."""
    live = FrozenVersion.objects.readable_by(user)
    return list(
        Completion.objects.filter(reader=user, version__in=live)
        .select_related("version__subject", "version__unit")
        .order_by("-last_at")[:limit]
    )
