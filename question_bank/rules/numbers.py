"""Numbers as Vietnamese pupils and files write them.

Sources: domain.md 3.5 (the short answer of the 2025 answer sheet).
"""

import re
from decimal import Decimal
from fractions import Fraction

# At most four characters: digits, one leading minus, one decimal comma.
SHEET = re.compile(r"^(?=.{1,4}$)-?\d+(,\d+)?$", re.ASCII)
SHEET_CHARACTERS = 4

_MINUS = str.maketrans({"−": "-", "–": "-", "﹣": "-", "－": "-"})  # noqa: RUF001
_PLAIN = re.compile(r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$", re.ASCII)
_RATIO = re.compile(r"^([+-]?\d{1,18})/(\d{1,18})$", re.ASCII)
_POWER = re.compile(r"^(.*?)[·.x×*]10\^\(?([+-]?\d{1,3})\)?$")


def read_number(text: str) -> Fraction | None:
    """Return the exact number of "2,5", "-1.5", "1.000,5", "1/3", "6,02·10^23".

    One separator is the decimal one, comma or point; of two kinds the last one is.
    None where the text is no number.
    """
    plain = "".join(text.translate(_MINUS).split())
    if ratio := _RATIO.match(plain):
        return Fraction(int(ratio[1]), int(ratio[2])) if int(ratio[2]) else None
    if power := _POWER.match(plain):
        plain = f"{power[1]}e{power[2]}"
    plain = _one_point(plain)
    if len(plain) > 60 or not _PLAIN.match(plain):
        return None
    return Fraction(Decimal(plain))


def on_sheet(text: str) -> str:
    """Return a number as the answer sheet takes it ("." becomes ","), "" if it cannot.

    "2.5" -> "2,5"; "0,125" -> "" (five characters).
    """
    written = "".join(text.translate(_MINUS).split()).replace(".", ",")
    return written if SHEET.match(written) else ""


def split_unit(text: str) -> tuple[str, str]:
    """Return number and what follows it: "2,5 m/s" -> ("2,5", "m/s")."""
    found = re.match(r"^\s*([+\-−–]?[\d.,]+(?:[eE][+-]?\d+)?)\s*(.*?)\s*$", text)  # noqa: RUF001
    return (found[1], found[2]) if found else (text.strip(), "")


def _one_point(text: str) -> str:
    if "," in text and "." in text:
        last = max(text.rfind(","), text.rfind("."))
        whole = text[:last].replace(",", "").replace(".", "")
        return f"{whole}.{text[last + 1 :]}"
    return text.replace(",", ".")
