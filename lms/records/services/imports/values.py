"""Cells of a file made values; what cannot be is a bad_value with its column."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from lms.core.cells import parse_date, parse_decimal
from lms.core.errors import DomainError
from lms.core.tables import Row

FLAGS = {"1": True, "0": False, "": False, "true": True, "false": False}


def bad(row: Row, column: str) -> DomainError:
    """Return the refusal of one cell."""
    return DomainError("bad_value", value=row[column], column=column)


def whole(row: Row, column: str, *, low: int = 0, high: int = 30_000) -> int:
    """Return a whole number of the row. Raises bad_value."""
    try:
        number = parse_decimal(row[column])
        value = int(number)
    except (ValueError, OverflowError):
        raise bad(row, column) from None
    if value != number or not low <= value <= high:
        raise bad(row, column)
    return value


def whole_or_none(row: Row, column: str, *, high: int = 100_000) -> int | None:
    """Return a whole number, None where the cell is empty. Raises bad_value."""
    return whole(row, column, high=high) if row[column] else None


def decimal_or_none(row: Row, column: str) -> Decimal | None:
    """Return a decimal, None where the cell is empty. Raises bad_value."""
    if not row[column]:
        return None
    try:
        return parse_decimal(row[column])
    except ValueError:
        raise bad(row, column) from None


def day(row: Row, column: str) -> date:
    """Return a date in either of the two forms. Raises bad_value."""
    try:
        return parse_date(row[column])
    except ValueError:
        raise bad(row, column) from None


def flag(row: Row, column: str) -> bool:
    """Return 1 or 0 as a truth value; empty is 0. Raises bad_value."""
    value = FLAGS.get(row[column].lower())
    if value is None:
        raise bad(row, column)
    return value


def choice(row: Row, column: str, known: Collection[str], code: str) -> str:
    """Return one of the known words, in lower case. Raises the given code."""
    value = row[column].lower()
    if value not in known:
        raise DomainError(code, value=row[column], column=column)
    return value


def text(row: Row, column: str, *, most: int) -> str:
    """Return a text of at most so many characters. Raises bad_value."""
    if len(row[column]) > most:
        raise DomainError("bad_value", value=f"{row[column][:40]}…", column=column)
    return row[column]
