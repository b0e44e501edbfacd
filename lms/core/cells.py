"""What stands in a cell, as text and back again. Plain Python: rules may use it."""

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_YEAR = 1900


def cell_text(cell: object) -> str:
    """Return a cell as Excel shows it, dates as YYYY-MM-DD."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):  # 15 digits, as Excel shows: 7.8999999999999995 is 7.9
        return str(int(cell)) if cell.is_integer() else f"{Decimal(f'{cell:.15g}'):f}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def parse_date(text: str) -> date:
    """Return the date of YYYY-MM-DD or dd/mm/yyyy. Raises ValueError otherwise.

    A year of two digits is no date: 01/02/25 may mean three different days.
    """
    if parts := _DAY.fullmatch(text):
        day, month, year = map(int, parts.groups())
        found = date(year, month, day)
    else:
        plain = text.partition("T")[0]
        if not _ISO_DAY.fullmatch(plain):
            raise ValueError(text)
        found = date.fromisoformat(plain)
    if found.year < _FIRST_YEAR:
        raise ValueError(text)
    return found


def parse_decimal(text: str) -> Decimal:
    """Return the decimal of "8.25" or "8,25". Raises ValueError otherwise."""
    if "_" in text:  # Python's own way of writing long numbers
        raise ValueError(text)
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite():
        raise ValueError(text)
    return number
