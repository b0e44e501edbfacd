"""Columns of a question sheet: our template, and the names that teachers use."""

import re
from dataclasses import dataclass, field

from lms.core.text import fold

# Our template tells A-D (options) from a-d (statements) by case.
TEMPLATE = frozenset(
    [
        "code",
        "kind",
        "node",
        "level",
        "points",
        "seconds",
        "stem",
        "key",
        "enemies",
        "explanation",
        "group",
        "passage",
        "tags",
        "unit",
        "outcome",
        "source",
        "licence",
    ]
)
_NAMES = (
    ("code", r"code|ma|ma cau(?: hoi)?|ma so|id|item code"),
    ("number", r"stt|tt|so|no|#|cau|cau so|so tt|so thu tu|question no"),
    ("kind", r"kind|loai|loai cau(?: hoi)?|dang|dang cau(?: hoi)?|type|question type"
             r"|hinh thuc"),
    ("node", r"node|chu de|noi dung kien thuc|don vi kien thuc|bai|bai hoc|chuong|topic"
             r"|yccd|yeu cau can dat|chu de/bai|ma noi dung"),
    ("level", r"level|muc do|muc do nhan thuc|cap do|do kho|cap do tu duy"),
    ("points", r"points?|diem|so diem|diem so|mark|marks"),
    ("seconds", r"seconds|thoi gian(?: \(giay\))?|time(?: limit)?|so giay|time in seconds"),
    ("stem", r"stem|cau hoi|noi dung|noi dung cau hoi|question|de bai|cau dan|de"
             r"|question text|noi dung cau dan"),
    ("key", r"key|dap an|dap an dung|dap an chinh xac|answer|correct|correct answers?"
            r"|phuong an dung|ket qua|da|tra loi dung|cau tra loi dung"),
    ("enemies", r"enemies|cau ki nhau|khong di cung"),
    ("explanation", r"explanation|giai thich|loi giai|huong dan(?: giai)?|goi y|ghi chu"
                    r"|giai thich dap an|huong dan cham|loi giai chi tiet"),
    ("group", r"group|nhom|ma nhom"),
    ("passage", r"passage|ngu lieu|doan van|bai doc|van ban"),
    ("tags", r"tags?|nhan|the"),
    ("unit", r"unit|don vi|don vi do"),
    ("outcome", r"outcome"),
    ("source", r"source|nguon"),
    ("licence", r"licen[cs]e|giay phep"),
)  # fmt: skip
_OPTION = re.compile(
    r"^(?:phuong an|dap an|lua chon|option|answer|pa|da|cau tra loi|y|choice)?\s*"
    r"([a-h]|[1-8])$"
)
_BEHIND = re.compile(r"\s*\(|\s+[-–—]\s")  # "Question - max 120 characters"
_STATEMENT = re.compile(r"^(?:menh de|y|phat bieu|nhan dinh|statement)\s*([a-h])\)?$")


@dataclass(frozen=True)
class Cell:
    """One cell: its text, and the same as HTML where parts of it look different."""

    text: str
    html: str = ""


@dataclass
class Header:
    """Which column holds what; row: index of the header row, from 0."""

    row: int
    columns: dict[str, int] = field(default_factory=dict)
    options: dict[str, int] = field(default_factory=dict)
    statements: dict[str, int] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)

    def text(self, row: list[Cell], name: str) -> str:
        """Return the text of a column in a row, "" where there is none."""
        place = self.columns.get(name)
        return row[place].text if place is not None and place < len(row) else ""


def find_header(rows: list[list[Cell]]) -> Header | None:
    """Return the header among the first rows, None where no row looks like one."""
    for number, row in enumerate(rows[:15]):
        header = _read(number, row)
        is_whole = header.options or header.statements or "key" in header.columns
        if "stem" in header.columns and (is_whole or "kind" in header.columns):
            return header
    return None


def _read(number: int, row: list[Cell]) -> Header:
    header = Header(number)
    for place, cell in enumerate(row):
        title = " ".join(cell.text.split())
        if not title:
            continue
        if re.fullmatch(r"[a-h]", title):
            header.statements[title] = place
        elif not _take_named(header, title, place):
            header.others.setdefault(title, place)
    if header.statements and not header.options and "A" not in _titles(row):
        _lower_case_options(header)
    return header


def _take_named(header: Header, title: str, place: int) -> bool:
    plain = fold(title).strip(" .:*")
    return _take_plain(header, plain, place) or (
        plain != (short := _BEHIND.split(plain)[0].strip(" .:*"))
        and _take_plain(header, short, place)
    )


def _take_plain(header: Header, plain: str, place: int) -> bool:
    statement = _STATEMENT.match(plain)
    if statement:
        header.statements[statement[1]] = place
        return True
    for name, pattern in _NAMES:
        if name not in header.columns and re.fullmatch(pattern, plain):
            header.columns[name] = place
            return True
    option = _OPTION.match(plain)
    if option:
        letter = option[1].upper()
        letter = chr(64 + int(letter)) if letter.isdigit() else letter
        header.options.setdefault(letter, place)
        return True
    return False


def _titles(row: list[Cell]) -> set[str]:
    return {cell.text.strip() for cell in row}


def _lower_case_options(header: Header) -> None:
    """A sheet of another hand may head its options a, b, c, d."""
    if set(header.columns) - TEMPLATE or "kind" not in header.columns:
        header.options = {k.upper(): v for k, v in header.statements.items()}
        header.statements = {}
