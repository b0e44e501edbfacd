"""users.csv: rows of people, understood."""

import re
from dataclasses import dataclass
from datetime import date

from lms.core.errors import DomainError
from lms.core.text import squeeze
from lms.people.services.roster.profiles import load_profile
from lms.people.services.roster.roles import RoleWish, role_at
from lms.people.services.roster.rows import RosterRow, words_of
from lms.people.services.roster.run import Run, limited

SOURCE, SECTOR, FORMER = "source", "sector", "former"
_IDS = re.compile(r"\{([^:{}]+):([^{}]+)\}")


@dataclass(frozen=True)
class PersonLine:
    """One row, understood. None: the file does not say, what is there stays."""

    row: RosterRow
    source: str
    code: str
    has_identifier: bool
    full_name: str
    username: str
    email: str | None
    is_active: bool | None
    wishes: frozenset[RoleWish] | None
    day: date

    @property
    def identifiers(self) -> set[tuple[str, str]]:
        """(scheme, value) pairs that the row states."""
        found = {(SOURCE, self.source)} if self.source else set()
        if self.has_identifier:
            found.add((SECTOR, self.code))
        for kind, value in _IDS.findall(self.row["ids"]):
            scheme = squeeze(kind).lower()[:30]
            if scheme not in {SOURCE, SECTOR, FORMER} and len(squeeze(value)) <= 255:
                found.add((scheme, squeeze(value)))
        return found


def read_person(run: Run, row: RosterRow) -> PersonLine:
    """Return what a row of users.csv means. Raises DomainError."""
    source = limited(row, "source", 255)
    code = limited(row, "identifier", 64) or limited(row, "source", 64)
    if not code:
        raise DomainError("value_missing", column="sourcedId")
    parts = (row["family"], row["middle"], row["given"])
    full_name = squeeze(" ".join(parts))
    if not full_name:
        raise DomainError("value_missing", column="givenName")
    if len(full_name) > 150:
        raise DomainError("value_too_long", column="familyName", limit=150)
    role = _role(row)
    return PersonLine(
        row=row,
        source=source,
        code=code,
        has_identifier=bool(row["identifier"]),
        full_name=full_name,
        username=limited(row, "username", 150),
        email=_email(row, role),
        is_active=_is_active(row),
        wishes=_wishes(run, row, role),
        day=run.effective_day(row),
    )


def _role(row: RosterRow) -> str:
    """Return our word for the role; "" where the file has no such column."""
    if not row.has("role"):
        return ""
    word = limited(row, "role", 60, needed=True)
    role = load_profile("oneroster").words["person_roles"].get(word.lower())
    if role is None:
        raise DomainError("bad_value", value=word, column="role")
    return str(role)


def _email(row: RosterRow, role: str) -> str | None:
    """Return the address of a grown-up; a student's is not kept (domain.md 3.8)."""
    if role in {"", "student"} or "@" not in row["email"]:
        return None
    return limited(row, "email", 254)


def _is_active(row: RosterRow) -> bool | None:
    if row.is_deleted:
        return False
    if row.has("enabled") and row["enabled"]:
        return row["enabled"].lower() not in {"false", "0", "no"}
    return True if row["status"] else None


def _wishes(run: Run, row: RosterRow, role: str) -> frozenset[RoleWish] | None:
    """Return the roles at the units of the row; None where it names no units."""
    if row.is_deleted:
        return frozenset()
    refs = words_of(row["orgs"])
    units = [unit for ref in refs if (unit := run.units.get(ref))]
    if refs and not units and not run.above.issuperset(refs):
        raise DomainError("unknown_unit", value=refs[0][:60])
    if not role or not row.has("orgs"):
        return None
    wishes = {role_at(run, row, role, unit) for unit in units}
    return frozenset(wish for wish in wishes if wish)
