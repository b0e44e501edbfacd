"""Where units hang and how a teacher's or a unit's dated facts move on."""

from datetime import date
from typing import Any

from lms.people.enums import ParentRelation
from lms.people.models import OrgArea, OrgParent


def place_unit(
    unit_id: int, parent_id: int | None, *, day: date, open_row: OrgParent | None
) -> bool:
    """Hang a unit below another from a day on; the old place ends there.

    parent_id None: below nothing. open_row: its present place (None = none yet). A
    unit without any place before stands there since ever; a place that began on
    that day or later is corrected instead of ended. Returns whether anything moved.
    """
    if open_row is not None:
        if open_row.parent_id == parent_id:
            return False
        if _ends(open_row, day):
            start: date | None = day
        else:  # a correction: as if the later place had never been
            start = open_row.valid_from
            open_row.delete()
    elif parent_id is None:
        return False
    else:
        start = day if OrgParent.objects.filter(unit_id=unit_id).exists() else None
    if parent_id is not None:
        OrgParent.objects.create(
            unit_id=unit_id,
            parent_id=parent_id,
            relation=ParentRelation.LINE,
            valid_from=start,
        )
    return True


def place_area(unit_id: int, area: str, *, day: date, open_row: OrgArea | None) -> bool:
    """Let a unit lie in an area from a day on. Returns whether anything changed."""
    start: date | None = None
    if open_row is not None:
        if open_row.area == area:
            return False
        if _ends(open_row, day):
            start = day
        else:
            start = open_row.valid_from
            open_row.delete()
    OrgArea.objects.create(unit_id=unit_id, area=area, valid_from=start)
    return True


def _ends(row: Any, day: date) -> bool:
    """End a dated row at a day; False where it began only then or later."""
    if row.valid_from is not None and row.valid_from >= day:
        return False
    row.valid_to = day
    row.save(update_fields=["valid_to"])
    return True


def end_row(row: Any, day: date) -> None:
    """End a dated row on a day; one that has not begun by then goes altogether."""
    if not _ends(row, day):
        row.delete()
