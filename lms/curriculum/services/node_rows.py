"""Rows of a file of nodes: each understood, or skipped with its reason."""

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from lms.core.cells import parse_decimal
from lms.core.columns import load_tables
from lms.core.doubles import Doubles, Verdict
from lms.core.errors import DomainError
from lms.core.reports import Report
from lms.core.tables import Row, read_table
from lms.curriculum.enums import NodeKind
from lms.curriculum.models import ProgrammeRow, Subject
from lms.curriculum.rules.trees import Leaf
from lms.curriculum.services.places import read_place

COLUMNS = (
    "subject_code",
    "level",
    "grade",
    "code",
    "parent_code",
    "kind",
    "title",
    "periods",
)
DATA = Path(__file__).resolve().parent.parent / "data"
TABLE = load_tables(DATA / "tables.toml")["curriculum_nodes"]
_KINDS = {kind: kind for kind in NodeKind.values}
_LIMITS = {"code": 60, "title": 1000}
_MOST_PERIODS = Decimal(9999)


@dataclass
class NodeReading:
    """One run over a file."""

    path: Path
    report: Report = field(default_factory=Report)
    rows: dict[str, int] = field(default_factory=dict)  # code -> row number
    leaves: dict[str, Leaf] = field(default_factory=dict)

    def skip(self, number: int, code: str, **details: Any) -> None:
        """Note that a row is not taken."""
        self.report.skip(self.path.name, number, code, **details)


def read_nodes(reading: NodeReading, subject_codes: Collection[str] | None) -> None:
    """Fill leaves and rows of the reading; rows that cannot be taken are skipped."""
    taught = {
        (row.subject.code, row.level, row.grade)
        for row in ProgrammeRow.objects.select_related("subject")
    }
    subjects = set(Subject.objects.values_list("code", flat=True))
    doubles, read = Doubles(), []
    for row in read_table(reading.path, columns=COLUMNS, known=TABLE):
        try:
            row.check_width()
            leaf = _leaf(row)
            _check_place(leaf, subjects, taught, subject_codes)
        except DomainError as error:
            error = row.named(error)
            reading.skip(row.number, error.code, **error.details)
            continue
        doubles.note(row.number, leaf.code, leaf)
        read.append((row.number, leaf))
    for number, leaf in read:
        verdict = doubles.verdict(number, leaf.code)
        if verdict == Verdict.CONTRADICTS:
            reading.skip(number, "duplicate_key")
        elif verdict == Verdict.TAKE:
            reading.leaves[leaf.code], reading.rows[leaf.code] = leaf, number


def _leaf(row: Row) -> Leaf:
    for column in ("subject_code", "level", "grade", "code", "kind", "title"):
        if not row[column]:
            raise DomainError("value_missing", column=column)
    for column, limit in _LIMITS.items():
        if len(row[column]) > limit:
            raise DomainError("value_too_long", column=column, limit=limit)
    level, grade = read_place(row)
    kind = _KINDS.get(row["kind"].lower())
    if kind is None:
        raise DomainError("bad_value", value=row["kind"][:60], column="kind")
    place = (row["subject_code"].upper(), level, grade)
    return Leaf(
        row["code"], row["parent_code"], place, kind, row["title"], _periods(row)
    )


def _check_place(
    leaf: Leaf,
    subjects: set[str],
    taught: set[tuple[str, str, int]],
    subject_codes: Collection[str] | None,
) -> None:
    code, _level, grade = leaf.place
    if code not in subjects:
        raise DomainError("unknown_subject", value=code[:60])
    if leaf.place not in taught:
        raise DomainError("not_in_programme", subject=code, grade=grade)
    if subject_codes is not None and code not in subject_codes:
        raise DomainError("subject_not_yours", subject=code)


def _periods(row: Row) -> Decimal:
    text = row["periods"] or "0"
    try:
        periods = parse_decimal(text)
    except ValueError:
        periods = Decimal(-1)
    whole = periods * 100 % 1 == 0
    if not whole or not 0 <= periods <= _MOST_PERIODS:
        raise DomainError("bad_value", value=text[:60], column="periods")
    return periods.quantize(Decimal("0.01"))
