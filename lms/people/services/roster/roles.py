"""Roles that a roster gives: by the units of a user, or by roles.csv (1.2)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lms.core.errors import DomainError
from lms.people.enums import Role, UnitKind
from lms.people.models import RoleAssignment
from lms.people.services.placing import end_row
from lms.people.services.roster.profiles import load_profile
from lms.people.services.roster.rows import RosterRow, Source
from lms.people.services.roster.run import (
    Run,
    UnitCard,
    chunks,
    limited,
    parsed,
    settled,
)

# What a word of a file means at a unit. Nothing in a file makes an administrator.
AT_UNIT = {
    ("teacher", UnitKind.SCHOOL): Role.TEACHER,
    ("teacher", UnitKind.SITE): Role.TEACHER,
    ("teacher", UnitKind.SUBJECT_GROUP): Role.TEACHER,
    ("invigilator", UnitKind.SCHOOL): Role.INVIGILATOR,
    ("school_it", UnitKind.SCHOOL): Role.SCHOOL_IT,
    ("administrator", UnitKind.SCHOOL): Role.SCHOOL_HEAD,
    ("administrator", UnitKind.COMMUNE): Role.COMMUNE_OFFICER,
    ("administrator", UnitKind.CLUSTER): Role.COMMUNE_OFFICER,
    ("administrator", UnitKind.PROVINCE): Role.PROVINCE_LEADER,
}
# What staff of a school may give by a file of their own.
BY_SCHOOL = frozenset({Role.TEACHER, Role.INVIGILATOR})
WITHOUT_UNIT = frozenset({"student", "guardian", "other"})


@dataclass(frozen=True)
class RoleWish:
    """A role that a file wants a person to hold at a unit."""

    role: str
    unit_id: int


@dataclass(frozen=True)
class RoleLine:
    """One row of roles.csv, understood. wish None: a role that needs no grant."""

    row: RosterRow
    user: str
    wish: RoleWish | None
    starts: date | None
    ends: date | None


def role_at(run: Run, row: RosterRow, role: str, unit: UnitCard) -> RoleWish | None:
    """Return what a word of a file means at a unit; None (warned) where nothing."""
    if role in WITHOUT_UNIT:
        return None
    found = AT_UNIT.get((role, UnitKind(unit.kind)))
    if found is None:
        run.warn(row, "role_not_here", value=role, unit=unit.code)
        return None
    if run.scope.is_limited and (
        found not in BY_SCHOOL or not run.scope.holds(unit.pk)
    ):
        run.warn(row, "role_not_given", value=role, unit=unit.code)
        return None
    return RoleWish(found, unit.pk)


def keep_roles(
    wishes: Mapping[int, frozenset[RoleWish]],
    days: Mapping[int, date],
    *,
    new_ids: set[int],
) -> set[int]:
    """Make the roster's roles of people those of the file; return who changed.

    A role of an earlier file that is not wished for any more ends on the day of the
    row; a new one begins then (for a new person: since ever). Roles that a person
    gave are left alone.
    """
    ids = [pk for pk in wishes if pk not in new_ids]
    holding: dict[int, dict[RoleWish, RoleAssignment]] = defaultdict(dict)
    for row in RoleAssignment.objects.filter(
        person_id__in=ids, valid_to=None, subject=None, cohort=None
    ):
        holding[row.person_id][RoleWish(row.role, row.unit_id)] = row
    new, moved = [], set()
    for person_id, wished in wishes.items():
        held = holding[person_id]
        start = None if person_id in new_ids else days[person_id]
        for wish in wished - held.keys():
            new.append(_assignment(person_id, wish, start))
            moved.add(person_id)
        for wish in held.keys() - wished:
            if held[wish].from_roster:
                end_row(held[wish], days[person_id])
                moved.add(person_id)
    RoleAssignment.objects.bulk_create(new)
    return moved


def take_roles(run: Run, source: Source) -> None:
    """Add and change roles by roles.csv, where each row has dates of its own."""
    rows = settled(run, source, "roles", keys=_keys)
    for lines in chunks(parsed(run, rows, _line)):
        _take_chunk(run, lines)


def _keys(row: RosterRow) -> list[tuple[str, ...]]:
    return [("role", row["user"], row["role"].lower(), row["org"], row["starts"])]


def _line(run: Run, row: RosterRow) -> RoleLine:
    word = limited(row, "role", 60, needed=True)
    role = load_profile("oneroster").words["person_roles"].get(word.lower())
    if role is None:
        raise DomainError("bad_value", value=word, column="role")
    user = limited(row, "user", 255, needed=True)
    if role == "guardian":
        run.guardian_refs.add(user)
    unit = run.units.get(row["org"])
    if unit is None and row["org"] not in run.above:
        raise DomainError("unknown_unit", value=row["org"][:60])
    starts, ends = row.day("starts"), row.day("ends")
    if row.is_deleted:
        ends = ends or run.effective_day(row)
    if starts and ends and ends <= starts:
        raise DomainError("ends_before_start")
    wish = role_at(run, row, role, unit) if unit else None
    return RoleLine(row, user, wish, starts, ends)


class _Held:
    """The roster's roles of some people, by their first day and the open ones."""

    def __init__(self, person_ids: list[int]) -> None:
        self.by_start: dict[tuple, RoleAssignment] = {}
        self.open: dict[tuple[int, RoleWish], RoleAssignment] = {}
        for row in RoleAssignment.objects.filter(
            person_id__in=person_ids, subject=None, cohort=None
        ):
            self.add(row)

    def add(self, row: RoleAssignment) -> None:
        wish = RoleWish(row.role, row.unit_id)
        if row.from_roster:
            self.by_start[row.person_id, wish, row.valid_from] = row
        if row.valid_to is None:
            self.open[row.person_id, wish] = row

    def find(self, person_id: int, line: RoleLine) -> RoleAssignment | None:
        """The row a line speaks of: with its first day, else the open one."""
        if line.wish is None:
            return None
        known = self.by_start.get((person_id, line.wish, line.starts))
        return known or self.open.get((person_id, line.wish))


def _take_chunk(run: Run, lines: list[RoleLine]) -> None:
    people = run.people({line.user for line in lines})
    held = _Held(list(people.values()))
    for line in lines:
        person_id = people.get(line.user)
        if person_id is None:
            run.skip(line.row, "unknown_person", value=line.user[:60])
        elif line.wish is not None and _keep(line, line.wish, person_id, held):
            run.person_changed(line.row, person_id, "roles")


def _keep(line: RoleLine, wish: RoleWish, person_id: int, held: _Held) -> bool:
    """Make one role what its row says; return whether anything changed."""
    known = held.find(person_id, line)
    if known is None:
        if line.row.is_deleted:
            return False
        known = _assignment(person_id, wish, line.starts)
    elif not known.from_roster or (known.valid_from, known.valid_to) == (
        line.starts,
        line.ends,
    ):
        return False
    known.valid_from, known.valid_to = line.starts, line.ends
    known.save()
    held.add(known)
    return True


def _assignment(person_id: int, wish: RoleWish, start: date | None) -> RoleAssignment:
    return RoleAssignment(
        person_id=person_id,
        role=wish.role,
        unit_id=wish.unit_id,
        valid_from=start,
        from_roster=True,
    )
