"""A class-list book (.xlsx) as a source of the same rows as OneRoster files."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lms.core.clock import today
from lms.core.errors import DomainError
from lms.core.text import fold
from lms.people.enums import UnitKind
from lms.people.models import OrgUnit, SchoolYear
from lms.people.services.roster.profiles import load_profile
from lms.people.services.roster.rows import RosterRow, words_of
from lms.people.services.roster.scope import Scope
from lms.people.services.roster.sheets import Sheet, SheetRow, plain, read_sheets

# The frame of a school year where a list names a year that nobody has entered yet.
FIRST_DAY, SECOND_SEMESTER, LAST_DAY = (9, 5), (1, 18), (5, 31)
_LABELS = {
    "sourcedId": "code",
    "givenName": "name",
    "familyName": "name",
    "classCode": "class",
    "class": "class",
    "user": "code",
    "grades": "grade",
    "beginDate": "starts",
    "starts": "starts",
    "ends": "ends",
}


class SectorBook:
    """The sheets of one book. Units, years and classes come from its columns too."""

    is_book = True

    def __init__(
        self, path: Path, *, scope: Scope, school: str = "", school_year: str = ""
    ) -> None:
        self.name = path.name
        self.profile = load_profile("sector")
        self.sheets, self.passed_over = read_sheets(path, self.profile)
        self.scope = scope
        self.given_school, self.given_year = school, school_year
        headers = {k: v for sheet in self.sheets for k, v in sheet.labels.items()}
        self.labels = {
            ours: headers[column]
            for ours, column in _LABELS.items()
            if column in headers
        }
        self._fallbacks = {
            sheet.index: (self._school_of(sheet), self._year_of(sheet))
            for sheet in self.sheets
            if sheet.kind != "units"
        }

    def rows(self, table: str) -> Iterator[RosterRow]:
        """Yield the rows of one of the tables that a book can speak of."""
        makers = {
            "orgs": self._orgs,
            "academicSessions": self._sessions,
            "classes": self._classes,
            "users": self._users,
            "enrollments": self._enrollments,
        }
        if maker := makers.get(table):
            yield from maker()

    def _each(self, *kinds: str) -> Iterator[tuple[Sheet, SheetRow]]:
        for sheet in self.sheets:
            if sheet.kind in kinds:
                for row in sheet.rows():
                    yield sheet, row

    def _row(self, sheet: Sheet, row: SheetRow, **values: str) -> RosterRow:
        return RosterRow(
            f"{self.name}: {sheet.name}", row.number, values, place=row.place
        )

    def _place(self, sheet: Sheet, row: SheetRow) -> dict[str, str]:
        """Return school and school year of a row: its own, else the sheet's."""
        school, year = self._fallbacks[sheet.index]
        stated = row["year"].replace("–", "-").replace(" ", "")
        found = {"school": row["school"] or school, "sessions": stated or year}
        if not found["school"]:
            raise DomainError("roster_school_missing", where=f"sheet {sheet.name}")
        return found

    def _orgs(self) -> Iterator[RosterRow]:
        for sheet, row in self._each("units"):
            kinds = self.profile.words["unit_kinds"]
            word = plain(row["kind"])
            first = word.split(" ")[0] if word else ""
            values = {
                "identifier": row["code"],
                "source": "",
                "name": row["name"],
                "type": kinds.get(word) or kinds.get(first) or row["kind"],
            }
            if "parent" in sheet.columns:
                values["parent"] = row["parent"]
            if "area" in sheet.columns:
                words = self.profile.words["area_words"]
                values["area"] = words.get(plain(row["area"]), row["area"])
            yield self._row(sheet, row, **values)
        yield from self._schools_of_lists()

    def _schools_of_lists(self) -> Iterator[RosterRow]:
        """A list that names code and name of a school may bring the school itself."""
        told = {row["code"] for _sheet, row in self._each("units")}
        told |= set(OrgUnit.objects.values_list("code", flat=True))
        for sheet, row in self._each("students", "teachers", "classes"):
            code = row["school"]
            if code and row["school_name"] and code not in told:
                told.add(code)
                values = {"identifier": code, "name": row["school_name"]}
                yield self._row(sheet, row, **values, source="", type="school")

    def _sessions(self) -> Iterator[RosterRow]:
        told = set()
        known = {year.code: year for year in SchoolYear.objects.all()}
        for sheet, row in self._each("students", "teachers", "classes"):
            code = self._place(sheet, row)["sessions"]
            if code in told:
                continue
            told.add(code)
            for values in _sessions_of(code, known.get(code)):
                yield self._row(sheet, row, **values)

    def _classes(self) -> Iterator[RosterRow]:
        told: set[tuple[str, ...]] = set()
        for sheet, row in self._each("classes"):
            place = self._place(sheet, row)
            told.add((place["school"], place["sessions"], row["class"]))
            yield self._row(sheet, row, **place, **self._class_values(sheet, row))
        for sheet, row in self._each("students"):
            place = self._place(sheet, row)
            key = (place["school"], place["sessions"], row["class"])
            if key in told or not row["class"]:
                continue
            told.add(key)
            values = {
                "source": "",
                "code": row["class"],
                "grades": _digits(row["grade"]),
            }
            yield self._row(sheet, row, **place, **values, kind="homeroom")

    def _class_values(self, sheet: Sheet, row: SheetRow) -> dict[str, str]:
        groups = self.profile.words["group_words"]["words"]
        values = {
            "source": "",
            "code": row["class"],
            "grades": _digits(row["grade"]),
            "kind": "scheduled" if plain(row["kind"]) in groups else "homeroom",
        }
        if "title" in sheet.columns:
            values["title"] = row["title"]
        if "subjects" in sheet.columns:
            values["subject_codes"] = row["subjects"]
        return values

    def _users(self) -> Iterator[RosterRow]:
        for sheet, row in self._each("students", "teachers"):
            role = "student" if sheet.kind == "students" else "teacher"
            values = {
                "source": "",
                "identifier": row["code"],
                "given": row["name"],
                "family": row["family"] if "family" in sheet.columns else "",
                "role": role,
                "username": row["username"],
                "email": row["email"],
            }
            if role == "teacher":
                values["orgs"] = self._place(sheet, row)["school"]
            yield self._row(sheet, row, **values)

    def _enrollments(self) -> Iterator[RosterRow]:
        for sheet, row in self._each("students"):
            yield self._row(sheet, row, **self._student_values(sheet, row))
        for sheet, row in self._each("teachers", "classes"):
            for values in self._teacher_values(sheet, row):
                yield self._row(sheet, row, **self._place(sheet, row), **values)

    def _student_values(self, sheet: Sheet, row: SheetRow) -> dict[str, str]:
        left = self.profile.words["student_left"]["words"]
        values = {
            "class": row["class"],
            "user": row["code"],
            "role": "student",
            "starts": row["starts"],
            "ends": row["ends"],
            "moves": "1",
            "status": "tobedeleted" if plain(row["status"]) in left else "",
        }
        if "exempt" in sheet.columns:
            values["exempt"] = row["exempt"]
        return values | self._place(sheet, row)

    def _teacher_values(self, sheet: Sheet, row: SheetRow) -> Iterator[dict[str, str]]:
        user = row["teacher"] if sheet.kind == "classes" else row["code"]
        own = row["class"] if sheet.kind == "classes" else row["homeroom"]
        base = {"user": user, "role": "teacher"}
        if user and own:
            yield base | {"class": own}
        if sheet.kind == "teachers" and row["subjects"]:
            for name in words_of(row["classes"]):
                yield base | {"class": name, "taught": row["subjects"]}

    def _school_of(self, sheet: Sheet) -> str:
        """Return the code of the school of a sheet that has no column for it."""
        if self.given_school:
            return self.given_school
        schools = OrgUnit.objects.filter(kind=UnitKind.SCHOOL)
        stated = sheet.stated(self.profile.words["school_words"])
        for unit in schools:
            names = {unit.code, unit.name, f"Trường {unit.name}"}
            if {fold(text) for text in stated} & {fold(name) for name in names}:
                return unit.code
        if self.scope.unit_ids is not None:
            schools = schools.filter(pk__in=self.scope.unit_ids)
        codes = list(schools.values_list("code", flat=True)[:2])
        return codes[0] if len(codes) == 1 else ""

    def _year_of(self, sheet: Sheet) -> str:
        """Return the school year of a sheet: stated above it, else the present one."""
        if stated := self.given_year or sheet.stated_year():
            return stated
        day = today()
        year = SchoolYear.objects.filter(starts__lte=day, ends__gte=day).first()
        if year is not None:
            return year.code
        first = day.year if (day.month, day.day) >= (7, 1) else day.year - 1
        return f"{first}-{first + 1}"


def _sessions_of(code: str, known: SchoolYear | None) -> Iterator[dict[str, str]]:
    """Yield a year and, where it is new, its two semesters in the usual frame."""
    try:
        first, last = (int(part) for part in code.split("-"))
        starts, ends = date(first, *FIRST_DAY), date(last, *LAST_DAY)
        middle = date(last, *SECOND_SEMESTER)
    except ValueError:
        raise DomainError("unknown_school_year", value=code[:60]) from None
    base = {"source": code, "type": "schoolYear", "year": code}
    if known is not None:
        yield base | {"starts": str(known.starts), "ends": str(known.ends)}
        return
    yield base | {"starts": str(starts), "ends": str(ends)}
    part = {"type": "semester", "parent": code}
    last_of_first = date.fromordinal(middle.toordinal() - 1)
    yield part | {
        "source": f"{code}/1",
        "starts": str(starts),
        "ends": str(last_of_first),
    }
    yield part | {"source": f"{code}/2", "starts": str(middle), "ends": str(ends)}


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
