"""Our own table (files.md 23): one row an item."""

import io
import re
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from question_bank.rules.exports import common
from question_bank.rules.exports.common import ExportItem, Outcome

COLUMNS = (
    "code", "kind", "node", "level", "points", "seconds", "stem",
    "A", "B", "C", "D", "a", "b", "c", "d", "key", "enemies",
)  # fmt: skip
MORE = (
    "E", "F", "G", "H", "e", "f", "g", "h", "unit", "explanation", "group", "passage",
    "outcome", "source", "licence",
)  # fmt: skip
BIG, SMALL = "ABCDEFGH", "abcdefgh"
TYPED = {"short_answer", "numeric", "short_text"}
CARRIED = {
    "choose_one", "choose_many", "true_false_cluster", "match", "order", "essay",
} | TYPED  # fmt: skip
_LISTS = {"options": BIG, "left": BIG, "statements": SMALL, "right": SMALL}
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)?$")
_WIDTHS = {"stem": 60, "explanation": 40, "passage": 40, "code": 16, "kind": 18}


def write(items: Iterable[ExportItem]) -> Outcome:
    """Return the workbook. Kinds without a place in the table are lost as a whole."""
    outcome, rows = Outcome(), []
    for item in items:
        if item.kind not in CARRIED:
            outcome.lose(item, common.KIND)
            continue
        rows.append(_row(item))
        outcome.written += 1
        _note_losses(item, outcome)
    used = [name for name in MORE if any(row.get(name) for row in rows)]
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101  a new book has one
    _fill(sheet, [*COLUMNS, *used], rows)
    stream = io.BytesIO()
    book.save(stream)
    outcome.content = stream.getvalue()
    return outcome


def _row(item: ExportItem) -> dict[str, str]:
    row = {
        "code": item.code,
        "kind": item.kind,
        "node": item.node,
        "level": item.level_tag or item.level,
        "points": common.number(item.points).replace(".", ","),
        "seconds": str(item.seconds or ""),
        "stem": common.plain(item.stem_html),
        "enemies": ", ".join(item.enemies),
        "explanation": common.plain(item.explanation_html),
        "group": item.group_code if item.group_html else "",
        "passage": common.plain(item.group_html),
        "unit": str(item.body.get("unit", "")),
        "outcome": item.outcome,
        "source": item.taken_from,
        "licence": item.licence,
    }
    for name, letters in _LISTS.items():
        for letter, option in zip(letters, item.body.get(name, []), strict=False):
            row[letter] = common.plain(option["html"])
    row["key"] = _key(item)
    return row


def _key(item: ExportItem) -> str:
    """Return the key with the letters of the columns: "B", "ĐSĐS", "A-b", "2,5"."""
    key, letter = item.key or {}, _letters(item)
    if "choice" in key:
        return ", ".join(letter[code] for code in key["choice"] if code in letter)
    if "order" in key:
        return ", ".join(letter[code] for code in key["order"] if code in letter)
    if "pairs" in key:
        pairs = [(letter.get(a), letter.get(f"→{b}")) for a, b in key["pairs"]]
        return ", ".join(f"{a}-{b}" for a, b in pairs if a and b)
    if "truth" in key:
        codes = [statement["code"] for statement in item.body["statements"]]
        words = {True: "Đ", False: "S", None: "?"}
        return "".join(words[key["truth"].get(code)] for code in codes)
    either = " | " if item.kind == "short_text" else common.EITHER
    accepted = either.join(str(text) for text in key.get("accepted", []))
    return f"{accepted} ± {key['tolerance']}" if key.get("tolerance") else accepted


def _letters(item: ExportItem) -> dict[str, str]:
    """Return code -> column of each option; right sides are marked by an arrow."""
    found = {}
    for name, letters in _LISTS.items():
        mark = "→" if name == "right" else ""
        for letter, option in zip(letters, item.body.get(name, []), strict=False):
            found[mark + option["code"]] = letter
    return found


def _note_losses(item: ExportItem, outcome: Outcome) -> None:
    pieces = [*common.texts(item), item.explanation_html, item.group_html]
    for piece in pieces:
        outcome.lose(item, *sorted(common.plain_losses(piece)))
    if any(len(item.body.get(name, [])) > len(BIG) for name in _LISTS):
        outcome.lose(item, common.OPTIONS)
    key = item.key or {}
    if any("|" in str(text) for text in key.get("accepted", [])):
        outcome.lose(item, common.ANSWERS)
    if (item.body.get("most") or 0) and item.kind == "choose_many":
        outcome.lose(item, common.RULES)
    if item.rules or set(key) & {"case_sensitive", "ignore_marks", "compare"}:
        outcome.lose(item, common.RULES)
    if key.get("credit") or key.get("tolerances"):
        outcome.lose(item, common.CREDIT)


def _fill(sheet: Worksheet, columns: list[str], rows: list[dict[str, str]]) -> None:
    sheet.title = "items"
    for place, name in enumerate(columns, start=1):
        head = sheet.cell(1, place, name)
        head.font = Font(bold=True)
        sheet.column_dimensions[head.column_letter].width = _WIDTHS.get(name, 12)
    for line, row in enumerate(rows, start=2):
        for place, name in enumerate(columns, start=1):
            cell = sheet.cell(line, place)
            cell.value = safe(row.get(name, ""))
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"


def safe(text: str) -> str:
    """Return a cell text that no spreadsheet takes for a formula.

    What begins like one gets an apostrophe in front, as a person would type it; plain
    numbers stay.
    """
    if text.startswith(_RISKY) and not _NUMBER.match(text):
        return f"'{text}"
    return text
