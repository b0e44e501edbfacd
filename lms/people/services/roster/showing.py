"""A roster as the upload page shows it: its columns, a sample, its first rows."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from lms.core.columns import Column, Table
from lms.core.guides import FIRST, Glance, Guide
from lms.people.enums import UnitKind
from lms.people.models import OrgUnit
from lms.people.services.roster.profiles import load_profile
from lms.people.services.roster.rows import TABLES, Source
from lms.people.services.roster.scope import scope_of
from lms.people.services.roster.sector import SectorBook
from lms.people.services.roster.sources import open_source

SAMPLE_SCHOOL = "TRUONG01"  # as in sector.toml
SHEETS = {
    "students": _("List of students"),
    "teachers": _("List of teachers"),
    "classes": _("List of classes"),
}
HELPS = {
    "code": _("The identifier; the same person keeps it every year."),
    "name": _("Family name first; two columns for family and given name do as well."),
    "given": _("Where family and given name stand in two columns."),
    "family": _("Where family and given name stand in two columns."),
    "class": _("Code of the class in its school."),
    "grade": _("1 to 12; without it the class must be known."),
    "school": _("May be left out where the file is of one school."),
    "school_name": _("Of a school that is not known yet."),
    "year": _("As 2026-2027; empty: the present one."),
    "starts": _("As 31/12/2026; empty: the first day of the year."),
    "ends": _("The first day no longer in the class; empty: still there."),
    "status": _("Who has left is taken out of the class."),
    "exempt": _("Subjects, with commas between them."),
    "username": _("Empty: made from the code."),
    "homeroom": _("Code of the class."),
    "subjects": _("Names or codes, with commas between them."),
    "classes": _("Codes of the classes taught, with commas between them."),
    "kind": _("Empty: a class with all its subjects; “nhóm”: a teaching group."),
    "teacher": _("Code of the homeroom teacher."),
}


def roster_guides() -> tuple[Guide, ...]:
    """Return the sheets of a class-list book, explained."""
    profile = load_profile("sector")
    samples = profile.words["samples"]
    guides = []
    for kind, title in SHEETS.items():
        entry = profile.tables[kind]
        columns = tuple(
            Column(name, names, tuple(samples[kind].get(name, ())), {}, {})
            for name, names in entry.columns.items()
        )
        guides.append(
            Guide(Table(columns), entry.required, HELPS, title, own_names=False)
        )
    return tuple(guides)


def own_school(user: Any) -> dict[str, str]:
    """Return what the sample says for a person of one school: that school's code."""
    schools = OrgUnit.objects.filter(
        kind=UnitKind.SCHOOL, pk__in=scope_of(user).unit_ids or ()
    )
    codes = list(schools.values_list("code", flat=True)[:2])
    return {SAMPLE_SCHOOL: codes[0]} if len(codes) == 1 else {}


def first_rows(path: Path, *, by: Any) -> Iterator[Glance]:
    """Yield the first rows of each sheet or file under the headings they have."""
    with open_source(path, scope=scope_of(by)) as source:
        yield from (
            _of_book(source) if isinstance(source, SectorBook) else _of_files(source)
        )


def _of_book(book: SectorBook) -> Iterator[Glance]:
    for sheet in book.sheets:
        names = list(sheet.columns)
        yield Glance(
            f"{book.name}: {sheet.name}",
            [sheet.labels[name] for name in names],
            [
                (row.number, [row[name] for name in names])
                for row in islice(sheet.rows(), FIRST)
            ],
        )


def _of_files(source: Source) -> Iterator[Glance]:
    for table in TABLES:
        rows = list(islice(source.rows(table), FIRST))
        if rows:
            names = list(rows[0].values)
            yield Glance(
                rows[0].file,
                [source.labels.get(name, name) for name in names],
                [(row.number, [row[name] for name in names]) for row in rows],
            )
