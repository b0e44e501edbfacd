"""Evidence as other apps ask for it: completions per code, and the trail behind."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from library.models import ActivityEvent, Completion, FrozenVersion
from library.rules.progress import Progress, progress

Moment = datetime | date


def day_span(at: Moment) -> tuple[datetime, datetime]:
    """Return start and end of a day in Vietnam; a moment gives itself, one tick long."""
    if isinstance(at, datetime):
        return at, at + timedelta(microseconds=1)
    zone = timezone.get_default_timezone()
    start = datetime.combine(at, time.min, zone)
    return start.astimezone(UTC), (start + timedelta(days=1)).astimezone(UTC)


def approved_codes(codes: Iterable[str], at: Moment) -> set[str]:
    """Return those codes whose approval held at a moment, or on some time of a day."""
    start, end = day_span(at)
    rows = FrozenVersion.objects.approved_between(start, end)
    return set(rows.filter(code__in=set(codes)).values_list("code", flat=True))


def completions_now(code: str, reader_ids: Iterable[int]) -> dict[int, Progress]:
    """Return the best completion of each reader over all versions of a material."""
    rows = Completion.objects.filter(version__code=code, reader_id__in=set(reader_ids))
    found: dict[int, list[Progress]] = defaultdict(list)
    for row in rows:
        found[row.reader_id].append(_kept(row))
    return {reader: together(parts) for reader, parts in found.items()}


def completions_by_code(reader_id: int, codes: Iterable[str]) -> dict[str, Progress]:
    """Return a reader's best completion of each of some materials; one query."""
    found = completions_of_readers([reader_id], codes)
    return {code: progress for (_reader, code), progress in found.items()}


def completions_of_readers(
    reader_ids: Iterable[int], codes: Iterable[str]
) -> dict[tuple[int, str], Progress]:
    """Return (reader, code) -> best completion; one query for all of them."""
    rows = Completion.objects.filter(
        reader_id__in=set(reader_ids), version__code__in=set(codes)
    )
    found: dict[tuple[int, str], list[Progress]] = defaultdict(list)
    for row in rows.select_related("version").only(
        *_KEPT, "reader_id", "version__code"
    ):
        found[row.reader_id, row.version.code].append(_kept(row))
    return {key: together(parts) for key, parts in found.items()}


_KEPT = (
    "fraction", "seconds", "checks_answered", "checks_right", "place", "completed_at",
)  # fmt: skip


def _kept(row: Completion) -> Progress:
    return Progress(*(getattr(row, name) for name in _KEPT))


def completions_until(
    code: str, reader_ids: Iterable[int], until: Moment
) -> dict[int, Progress]:
    """Return the same as it stood at a moment (a date: at the end of that day)."""
    _start, end = day_span(until)
    versions = {v.pk: v for v in FrozenVersion.objects.filter(code=code)}
    rows = ActivityEvent.objects.filter(
        version_id__in=versions, reader_id__in=set(reader_ids), at__lt=end
    )
    sorted_rows: dict[tuple[int, int], list[ActivityEvent]] = defaultdict(list)
    for row in rows:
        sorted_rows[(row.reader_id, row.version_id)].append(row)
    found: dict[int, list[Progress]] = defaultdict(list)
    for (reader, version_id), events in sorted_rows.items():
        data = versions[version_id].data
        found[reader].append(progress(data, [event.as_event() for event in events]))
    return {reader: together(parts) for reader, parts in found.items()}


def together(parts: list[Progress]) -> Progress:
    """Return one progress for several versions: the furthest, all time, first end."""
    ends = [part.completed_at for part in parts if part.completed_at]
    best = max(parts, key=lambda part: part.fraction)
    return Progress(
        fraction=max((part.fraction for part in parts), default=Decimal(0)),
        seconds=sum(part.seconds for part in parts),
        checks_answered=best.checks_answered,
        checks_right=best.checks_right,
        place=best.place,
        completed_at=min(ends, default=None),
    )


def trail(code: str, reader_id: int) -> list[ActivityEvent]:
    """Return every event of a reader with a material, oldest first."""
    return list(
        ActivityEvent.objects.filter(version__code=code, reader_id=reader_id)
        .select_related("version")
        .order_by("at", "pk")
    )
