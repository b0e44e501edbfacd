"""The programme's table of subjects and periods, from a file (files.md 1, 2)."""

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from lms.core import audit
from lms.core.columns import load_tables
from lms.core.doubles import Doubles, Verdict
from lms.core.errors import DomainError
from lms.core.reports import Report
from lms.core.tables import Row, read_table
from lms.core.text import squeeze
from lms.curriculum.enums import AssessedBy, SubjectKind
from lms.curriculum.models import ProgrammeRow, Subject
from lms.curriculum.rules.spelling import spelling_key
from lms.curriculum.services.places import read_place

DATA = Path(__file__).resolve().parent.parent / "data"
OWN_FILE = DATA / "curriculum_2018.csv"
COLUMNS = (
    "subject_code",
    "subject_vi",
    "level",
    "grade",
    "kind",
    "periods_per_year",
    "assessed_by",
)
OPTIONAL = ("subject_en", "confidence", "note")
TABLE = load_tables(DATA / "tables.toml")["curriculum"]
FIELDS = (
    "kind",
    "periods_per_year",
    "assessed_by",
    "confidence",
    "note",
    "name_vi",
    "name_en",
)
_CODE = re.compile(r"[A-Z0-9]+(?:[-_][A-Z0-9]+)*")
MOST_PERIODS = 1000


@dataclass(frozen=True)
class Line:
    """One row of the file, understood."""

    code: str
    level: str
    grade: int
    values: tuple[Any, ...]  # in the order of FIELDS

    @property
    def key(self) -> tuple[str, str, int]:
        """(code, level, grade): what the row speaks of."""
        return self.code, self.level, self.grade

    def value(self, name: str) -> Any:
        """Return one of FIELDS."""
        return self.values[FIELDS.index(name)]


@transaction.atomic
def import_curriculum(path: Path = OWN_FILE, *, by: Any = None) -> dict[str, Any]:
    """Take in the programme's rows: subject x level x grade with yearly periods.

    path: columns of COLUMNS, any order of rows. A row met before with other content
    is changed. Returns {"added", "changed", "unchanged", "skipped", "warnings"}.
    Raises DomainError as read_table does.
    """
    report = Report()
    lines = _take(path, report)
    subjects = _keep_subjects(lines)
    _keep_rows(lines, subjects, report)
    _name_subjects()
    audit.record("import", "curriculum", path.name, by=by, **report.counts.as_json())
    return report.as_json()


def _take(path: Path, report: Report) -> list[Line]:
    doubles, read = Doubles(), []
    for row in read_table(path, columns=COLUMNS, optional=OPTIONAL, known=TABLE):
        try:
            row.check_width()
            line = _line(row)
        except DomainError as error:
            error = row.named(error)
            report.skip(path.name, row.number, error.code, **error.details)
            continue
        doubles.note(row.number, line.key, line)
        read.append((row.number, line))
    lines = []
    for number, line in read:
        verdict = doubles.verdict(number, line.key)
        if verdict == Verdict.CONTRADICTS:
            report.skip(path.name, number, "duplicate_key")
        elif verdict == Verdict.TAKE:
            lines.append(line)
    report.skipped.sort(key=lambda skipped: skipped.row)
    return lines


def _line(row: Row) -> Line:
    for column in COLUMNS:
        if not row[column]:
            raise DomainError("value_missing", column=column)
    code = row["subject_code"].upper()
    if len(code) > 20 or not _CODE.fullmatch(code):
        raise _bad(row, "subject_code")
    level, grade = read_place(row)
    _check_lengths(row)
    values = {
        "kind": _one_of(row, "kind", SubjectKind.values),
        "periods_per_year": _periods(row),
        "assessed_by": _one_of(row, "assessed_by", AssessedBy.values),
        "confidence": row["confidence"] or "known",
        "note": row["note"],
        "name_vi": row["subject_vi"],
        "name_en": row["subject_en"] or row["subject_vi"],
    }
    return Line(code, level, grade, tuple(values[name] for name in FIELDS))


def _check_lengths(row: Row) -> None:
    limits = {"subject_vi": 120, "subject_en": 120, "confidence": 10, "note": 300}
    for column, limit in limits.items():
        if len(row[column]) > limit:
            raise DomainError("value_too_long", column=column, limit=limit)


def _one_of(row: Row, column: str, allowed: list[str]) -> str:
    value = row[column].lower()
    if value not in allowed:
        raise _bad(row, column)
    return value


def _periods(row: Row) -> int:
    text = row["periods_per_year"]
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= MOST_PERIODS:
        raise _bad(row, "periods_per_year")
    return int(text)


def _bad(row: Row, column: str) -> DomainError:
    return DomainError("bad_value", value=row[column][:60], column=column)


def _keep_subjects(lines: list[Line]) -> dict[str, Subject]:
    known = {subject.code: subject for subject in Subject.objects.all()}
    new = {}
    for line in lines:
        if line.code not in known and line.code not in new:
            new[line.code] = Subject(
                code=line.code,
                name_vi=line.value("name_vi"),
                name_en=line.value("name_en"),
            )
    Subject.objects.bulk_create(new.values())
    return known | new


def _keep_rows(lines: list[Line], subjects: dict[str, Subject], report: Report) -> None:
    known = {
        (row.subject.code, row.level, row.grade): row
        for row in ProgrammeRow.objects.select_related("subject")
    }
    new, changed = [], []
    for line in lines:
        values = dict(zip(FIELDS, line.values, strict=True))
        row = known.get(line.key)
        if row is None:
            subject = subjects[line.code]
            place = {"level": line.level, "grade": line.grade}
            new.append(ProgrammeRow(subject=subject, **place, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
        else:
            report.counts.unchanged += 1
    ProgrammeRow.objects.bulk_create(new)
    ProgrammeRow.objects.bulk_update(changed, FIELDS)
    report.counts.added, report.counts.changed = len(new), len(changed)


def _name_subjects() -> None:
    """Give each subject its commonest name; its other names become aliases."""
    names: dict[int, Counter] = defaultdict(Counter)
    for row in ProgrammeRow.objects.exclude(name_vi=""):
        names[row.subject_id][(row.name_vi, row.name_en)] += 1
    extra = _alias_file()
    changed = []
    for subject in Subject.objects.all():
        counted = names[subject.pk]
        before = (subject.name_vi, subject.name_en, subject.aliases)
        if counted:
            best = min(counted, key=lambda name: (-counted[name], name))
            subject.name_vi, subject.name_en = best
        others = {vi for vi, _en in counted if vi != subject.name_vi}
        subject.aliases = _aliases(
            subject.name_vi, others | extra[subject.code] | set(subject.aliases)
        )
        if before != (subject.name_vi, subject.name_en, subject.aliases):
            changed.append(subject)
    Subject.objects.bulk_update(changed, ["name_vi", "name_en", "aliases"])


def _aliases(name: str, others: set[str]) -> list[str]:
    kept = {spelling_key(other): other for other in sorted(others, reverse=True)}
    kept.pop(spelling_key(name), None)
    return sorted(kept.values())


def _alias_file() -> dict[str, set[str]]:
    aliases: dict[str, set[str]] = defaultdict(set)
    with (DATA / "subject_aliases.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            aliases[row["code"]].add(squeeze(row["alias"]))
    return aliases
