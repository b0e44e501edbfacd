"""orgs.csv: units, their kinds, where they hang and since when (files.md 4, 5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lms.core.errors import DomainError
from lms.core.graphs import in_rings
from lms.people.enums import Area, ParentRelation, UnitKind
from lms.people.models import OrgArea, OrgParent, OrgUnit
from lms.people.services.placing import place_area, place_unit
from lms.people.services.roster.profiles import load_profile
from lms.people.services.roster.rows import RosterRow, Source
from lms.people.services.roster.run import (
    Run,
    UnitCard,
    limited,
    own_keys,
    parsed,
    settled,
)


@dataclass(frozen=True)
class UnitLine:
    """One row, understood. parent, area: None where the file does not say."""

    row: RosterRow
    source: str
    code: str
    name: str
    kind: str
    parent: str | None
    area: str | None
    day: date


def take_units(run: Run, source: Source) -> None:
    """Add and change units, their places and areas."""
    book = _Book()
    rows = settled(run, source, "orgs", keys=own_keys)
    lines = [line for line in parsed(run, rows, _line) if line.kind]
    lines = [line for line in lines if book.match(line) or not line.row.is_deleted]
    lines = _without_conflicts(run, lines, book)
    lines = _without_lost(run, lines, book)
    lines = [line for line in lines if _may(run, line, book)]
    _write(run, lines, book)
    run.units = _cards()


def _line(run: Run, row: RosterRow) -> UnitLine:
    source = limited(row, "source", 255)
    kinds = load_profile("oneroster").words["org_kinds"]
    word = limited(row, "type", 60, needed=True)
    kind = kinds.get(word.lower())
    if kind is None:
        raise DomainError("unknown_unit_kind", value=word)
    if kind == "above":
        run.above.add(source)
        run.warn(row, "unit_above_province", value=row["name"][:60])
        kind = ""
    code = limited(row, "identifier", 64) or source
    if not code:
        raise DomainError("value_missing", column="sourcedId")
    if len(code) > 64:
        raise DomainError("value_too_long", column="sourcedId", limit=64)
    return UnitLine(
        row=row,
        source=source,
        code=code,
        name=limited(row, "name", 200, needed=True),
        kind=kind,
        parent=row["parent"] if row.has("parent") else None,
        area=_area(row),
        day=run.effective_day(row),
    )


def _area(row: RosterRow) -> str | None:
    if not row.has("area"):
        return None
    area = row["area"].lower() or Area.FAVOURABLE.value
    if area not in Area.values:
        raise DomainError("bad_value", value=row["area"][:60], column="metadata.area")
    return area


class _Book:
    """The units that are there."""

    def __init__(self) -> None:
        self.units = list(OrgUnit.objects.all())
        self.by_source = {u.source_code: u for u in self.units if u.source_code}
        self.by_code = {u.code: u for u in self.units}
        self.parents = {
            row.unit_id: row
            for row in OrgParent.objects.filter(
                valid_to=None, relation=ParentRelation.LINE
            )
        }
        self.areas = {row.unit_id: row for row in OrgArea.objects.filter(valid_to=None)}

    def match(self, line: UnitLine) -> OrgUnit | None:
        """The unit a row speaks of: by the id of its system, else by its code."""
        return self.by_source.get(line.source) or self.by_code.get(line.code)


def _without_conflicts(run: Run, lines: list[UnitLine], book: _Book) -> list[UnitLine]:
    """Skip a row whose id is one unit and whose code is another."""
    kept = []
    for line in lines:
        by_code = book.by_code.get(line.code)
        by_source = book.by_source.get(line.source)
        if by_code and by_source and by_code.pk != by_source.pk:
            run.skip(line.row, "unit_code_taken", value=line.code)
        else:
            kept.append(line)
    return kept


def _without_lost(run: Run, lines: list[UnitLine], book: _Book) -> list[UnitLine]:
    """Skip rows that hang in a ring, below nothing known, or below such a row."""
    kept = {line.source or line.code: line for line in lines}
    known = book.by_source.keys() | book.by_code.keys() | run.above | {"", None}
    while True:
        names = kept.keys() | {line.code for line in kept.values()} | known
        lost = [key for key, line in kept.items() if line.parent not in names]
        if not lost:
            break
        for key in lost:
            line = kept.pop(key)
            run.skip(line.row, "unknown_unit", value=(line.parent or "")[:60])
    for key in in_rings(_parent_keys(kept, book)) & kept.keys():
        run.skip(kept.pop(key).row, "unit_cycle")
    return list(kept.values())


def _parent_keys(kept: dict[str, UnitLine], book: _Book) -> dict[str, str | None]:
    """Return key -> key of the parent, for the rows and what hangs already."""
    keys = {unit.pk: unit.source_code or unit.code for unit in book.units}
    parents: dict[str, str | None] = {
        keys[row.unit_id]: keys[row.parent_id] for row in book.parents.values()
    }
    for key, line in kept.items():
        if line.parent is not None:
            unit = book.by_source.get(line.parent) or book.by_code.get(line.parent)
            parents[key] = keys[unit.pk] if unit else line.parent or None
    return parents


def _may(run: Run, line: UnitLine, book: _Book) -> bool:
    """Whether this run may write the row; staff of a school change no unit."""
    if not run.scope.is_limited:
        return True
    unit = book.match(line)
    if unit is None or unit.name != line.name or unit.kind != line.kind:
        run.skip(line.row, "unit_not_yours", value=line.name[:60])
    else:
        run.counts["orgs"].unchanged += 1
    return False


def _write(run: Run, lines: list[UnitLine], book: _Book) -> None:
    changed: dict[str, set[str]] = {}
    new = []
    for line in lines:
        unit = book.match(line)
        if unit is None:
            unit = OrgUnit(code=line.code, source_code=line.source)
            unit.name, unit.kind = line.name, line.kind
            new.append(unit)
        else:
            changed[line.code] = _change(unit, line)
        book.by_code[line.code] = unit
        if line.source:
            book.by_source[line.source] = unit
    OrgUnit.objects.bulk_create(new)
    fields = ["code", "source_code", "name", "kind", "valid_to"]
    OrgUnit.objects.bulk_update([book.by_code[code] for code in changed], fields)
    _hang(lines, book, changed)
    run.counts["orgs"].added += len(new)
    _count(run, lines, changed)


def _change(unit: OrgUnit, line: UnitLine) -> set[str]:
    values = {
        "code": line.code,
        "name": line.name,
        "kind": line.kind,
        "source_code": line.source or unit.source_code,
        "valid_to": unit.valid_to,
    }
    if line.row.is_deleted:
        values["valid_to"] = unit.valid_to or line.day
    elif line.row["status"]:
        values["valid_to"] = None
    fields = {name for name, value in values.items() if getattr(unit, name) != value}
    for name in fields:
        setattr(unit, name, values[name])
    return fields


def _hang(lines: Iterable[UnitLine], book: _Book, changed: dict[str, set[str]]) -> None:
    for line in lines:
        unit = book.by_code[line.code]
        fields = changed.get(line.code, set())
        parent = "" if line.row.is_deleted else line.parent
        if parent is not None:
            above = book.by_source.get(parent) or book.by_code.get(parent)
            if place_unit(
                unit.pk,
                above.pk if above else None,
                day=line.day,
                open_row=book.parents.get(unit.pk),
            ):
                fields.add("parent")
        if line.area is not None and place_area(
            unit.pk, line.area, day=line.day, open_row=book.areas.get(unit.pk)
        ):
            fields.add("area")


def _count(run: Run, lines: list[UnitLine], changed: dict[str, set[str]]) -> None:
    for line in lines:
        if line.code not in changed:
            continue
        if fields := changed[line.code] - {"source_code"}:
            run.changed("orgs", line.row, f"{line.code} {line.name}", *fields)
        else:
            run.counts["orgs"].unchanged += 1


def _cards() -> dict[str, UnitCard]:
    """Return every unit by its code and by the id of its system; the id wins."""
    by_code, by_source = {}, {}
    rows = OrgUnit.objects.values_list("pk", "code", "kind", "source_code")
    for pk, code, kind, source in rows:
        card = by_code[code] = UnitCard(pk, code, kind)
        if source:
            by_source[source] = card
    return by_code | by_source


def school_of(run: Run, ref: str) -> UnitCard:
    """Return the school that a row names. Raises unknown_unit, not_a_school."""
    unit = run.units.get(ref)
    if unit is None:
        raise DomainError("unknown_unit", value=ref[:60])
    if unit.kind != UnitKind.SCHOOL:
        raise DomainError("not_a_school", value=ref[:60])
    return unit
