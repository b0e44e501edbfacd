"""Figures won elsewhere, attached to the current version of an item (files.md 23)."""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from lms.core import audit
from lms.core.cells import parse_decimal
from lms.core.reports import Report
from lms.core.tables import Row, read_table
from question_bank.models import Bank, ItemStatistic, ItemVersion

NUMBERS = ("a", "b", "c", "facility", "discrimination")
WHOLES = ("seconds", "n")
MODELS = frozenset({"", "ctt", "rasch", "1pl", "2pl", "3pl", "grm"})
LIMITS = {"c": (0, 1), "facility": (0, 1), "discrimination": (-1, 1)}
LARGEST = Decimal(10) ** 5


@dataclass
class _Entry:
    """What a file says of one item in one model, and in which rows."""

    values: dict[str, Any]
    rows: list[int] = field(default_factory=list)
    clashes: bool = False


@transaction.atomic
def import_statistics(path: Path, bank: Bank, *, by: Any) -> dict[str, Any]:
    """Read item_code, model, a, b, c, facility, discrimination, seconds, n.

    The newest version of the item takes the figures; the same model again supersedes
    them. One bad row never stops the good ones. Returns counts and "skipped".
    """
    report = Report()
    entries = _read(path, report)
    versions = _newest(bank, {code for code, _model in entries})
    for (code, model), entry in entries.items():
        if entry.clashes or code not in versions:
            why = "duplicate_key" if entry.clashes else "unknown_item"
            for number in entry.rows:
                report.skip(path.name, number, why, value=code)
        else:
            _store(report, versions[code], model, entry.values, source=path.name)
    report.skipped.sort(key=lambda skipped: skipped.row)
    audit.record("statistics", "bank", bank.code, by=by, file=path.name)
    return report.as_json()


def _read(path: Path, report: Report) -> dict[tuple[str, str], _Entry]:
    found: dict[tuple[str, str], _Entry] = {}
    for row in read_table(
        path, columns=["item_code"], optional=["model", *NUMBERS, *WHOLES]
    ):
        model = row["model"].lower()
        try:
            values = _values(row, model)
        except ValueError as error:
            column, value = error.args
            report.skip(path.name, row.number, "bad_value", column=column, value=value)
            continue
        entry = found.setdefault((row["item_code"], model), _Entry(values))
        entry.rows.append(row.number)
        entry.clashes |= entry.values != values
    return found


def _values(row: Row, model: str) -> dict[str, Any]:
    """Return the figures of a row. Raises ValueError(column, value)."""
    if model not in MODELS:
        raise ValueError("model", row["model"])
    found: dict[str, Any] = {}
    for name in NUMBERS:
        text = row[name]
        try:
            number = parse_decimal(text) if text else None
        except ValueError:
            raise ValueError(name, text) from None
        low, high = LIMITS.get(name, (-LARGEST, LARGEST))
        if number is not None and not low <= number <= high:
            raise ValueError(name, text)
        found[name] = None if number is None else number.quantize(Decimal("0.000001"))
    for name in WHOLES:
        text = row[name].removesuffix(".0")
        if text and not (text.isascii() and text.isdigit() and len(text) < 10):
            raise ValueError(name, row[name])
        found[name] = int(text) if text else None
    return found


def _newest(bank: Bank, codes: set[str]) -> dict[str, ItemVersion]:
    versions = (
        ItemVersion.objects.filter(item__bank=bank, item__code__in=codes)
        .select_related("item")
        .order_by("item_id", "number")
    )
    return {version.item.code: version for version in versions}


def _store(
    report: Report,
    version: ItemVersion,
    model: str,
    values: dict[str, Any],
    *,
    source: str,
) -> None:
    known = ItemStatistic.objects.filter(version=version, model=model).first()
    if known is None:
        ItemStatistic.objects.create(
            version=version, model=model, source=source[:200], **values
        )
        report.counts.added += 1
    elif all(getattr(known, name) == value for name, value in values.items()):
        report.counts.unchanged += 1
    else:
        for name, value in values.items():
            setattr(known, name, value)
        known.source = source[:200]
        known.save()
        report.counts.changed += 1
