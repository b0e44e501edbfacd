"""One row of a question sheet as a draft item."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lms.core.errors import Problem
from lms.core.text import fold
from question_bank.rules.drafts import KINDS, DraftItem, DraftOption
from question_bank.rules.formats.paper.answers import SHEET, accepted, is_number
from question_bank.rules.formats.paper.tags import decimal_text, level_of
from question_bank.rules.formats.paper.truth import parse_truth
from question_bank.rules.formats.sheet_columns import Cell, Header
from question_bank.rules.formats.typed import cut_label, typed_html

_KINDS = {
    "choose_one": r"choose_one|trac nghiem|nhieu lua chon|mot dap an|mcq|single(?: choice)?"
                  r"|trac nghiem nhieu (?:lua chon|phuong an)|tn|chon mot|multiple choice|tnkq"
                  r"|trac nghiem mot dap an",
    "choose_many": r"choose_many|nhieu dap an|chon nhieu|multiple(?: response| answers?)?"
                   r"|trac nghiem nhieu dap an",
    "true_false_cluster": r"true_false_cluster|dung\s*[/-]?\s*sai|d\s*/\s*s|tf|true/?false"
                          r"|trac nghiem dung\s*[/–-]?\s*sai",
    "short_answer": r"short_answer|tra loi ngan|tln|short answer|trac nghiem tra loi ngan",
    "numeric": r"numeric|so|dien so|number",
    "short_text": r"short_text|dien tu|dien khuyet|tu ngan|dien vao cho trong",
    "match": r"match|noi|ghep|ghep doi|noi cot|matching",
    "order": r"order|sap xep|thu tu|ordering",
    "essay": r"essay|tu luan|tl|viet",
}  # fmt: skip
_LETTERS = re.compile(r"^[A-H](?:\s*[,;/&+]?\s*(?:và\s+)?[A-H])*\.?$", re.IGNORECASE)
_TOLERANCE = re.compile(r"^(.*?)\s*(?:±|\+/-|\+-)\s*([\d.,]+)$")
_PAIR = re.compile(r"([A-H])\s*(?:[-–:=.→]|->)?\s*([a-h]|\d)", re.IGNORECASE)


class RowFault(Exception):
    """A row that cannot become an item."""

    def __init__(self, ref: str, code: str, where: str, **details: Any) -> None:
        super().__init__(code)
        self.ref = ref
        self.problem = Problem(code, where, details)


@dataclass
class _Row:
    cells: list[Cell]
    header: Header
    where: str
    ref: str
    warnings: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str:
        return self.header.text(self.cells, name)

    def html(self, place: int) -> str:
        cell = self.cells[place]
        return cell.html or typed_html(cell.text)

    def parts(self, columns: dict[str, int]) -> tuple[DraftOption, ...]:
        return tuple(
            DraftOption(code, self.html(place))
            for code, place in sorted(columns.items())
            if place < len(self.cells) and self.cells[place].text
        )

    def warn(self, code: str, **details: Any) -> None:
        self.warnings.append(Problem(code, self.where, details))


def read_row(row: list[Cell], header: Header, *, where: str, number: int) -> DraftItem:
    """Return the item of a row. Raises RowFault where it cannot be one."""
    label, tags, _rest = cut_label(header.text(row, "stem"))
    stated = header.text(row, "number")
    shown = f"Câu {stated}" if stated.isdigit() else stated
    ref = shown or (label.shown if label else f"Câu {number}")
    one = _Row(row, header, where, ref)
    stem = _stem(one)
    if not stem:
        raise RowFault(ref, "stem_empty", where)
    kind, key, options, targets = _kind_and_key(one)
    level = level_of(one.text("level")) if one.text("level") else None
    if one.text("level") and not level:
        one.warn("level_unknown", value=one.text("level"))
    points = _points(one) or tags.points
    if key is None and kind != "essay":
        one.warn("key_missing")
    return DraftItem(
        ref=ref,
        kind=kind,
        stem_html=stem,
        options=options,
        key=key,
        points=points,
        points_stated=points is not None,
        level=level[0] if level else tags.level,
        node=one.text("node") or None,
        code=one.text("code") or None,
        group=one.text("group") or None,
        group_html=typed_html(one.text("passage")),
        group_where=where if one.text("group") else "",
        explanation_html=typed_html(one.text("explanation")),
        warnings=tuple(one.warnings),
        where=where,
        source_html=_source(one),
        targets=targets,
        tags=(*tags.names, *(level[1] if level else ()), *_list(one.text("tags"))),
        enemies=tuple(_list(one.text("enemies"))),
        seconds=_seconds(one),
    )


def _stem(row: _Row) -> str:
    place = row.header.columns["stem"]
    if place >= len(row.cells):
        return ""
    cell = row.cells[place]
    return cell.html or typed_html(cut_label(cell.text)[2])


def _kind_and_key(
    row: _Row,
) -> tuple[
    str, dict[str, Any] | None, tuple[DraftOption, ...], tuple[DraftOption, ...]
]:
    options = row.parts(row.header.options)
    statements = row.parts(row.header.statements)
    key = row.text("key")
    kind = _stated_kind(row) or _guessed_kind(options, statements, key)
    if kind == "true_false_cluster":
        parts = statements or tuple(
            DraftOption(o.code.lower(), o.html) for o in options
        )
        return kind, _truth(row, key, parts), parts, ()
    if kind in ("choose_one", "choose_many"):
        kind, choice = _choice(row, kind, key, options)
        return kind, choice, options, ()
    if kind == "match":
        return kind, _pairs(row, key), options, statements
    if kind == "order":
        return kind, _order(row, key, options), options, ()
    if kind == "essay":
        return kind, None, (), ()
    return (*_answer(row, kind, key), (), ())


def _stated_kind(row: _Row) -> str | None:
    plain = " ".join(fold(row.text("kind")).split())
    if not plain:
        return None
    for kind, pattern in _KINDS.items():
        if re.fullmatch(pattern, plain):
            return kind
    if plain in KINDS:
        raise RowFault(row.ref, "kind_not_in_sheet", row.where, value=plain)
    raise RowFault(row.ref, "kind_unknown", row.where, value=row.text("kind"))


def _guessed_kind(
    options: tuple[DraftOption, ...], statements: tuple[DraftOption, ...], key: str
) -> str:
    if statements or (options and parse_truth(key, len(options))):
        return "true_false_cluster"
    if len(options) >= 2:
        return "choose_one"
    if not key:
        return "essay"
    answers, _unit = accepted(key)
    if answers and all(is_number(answer) for answer in answers):
        return "short_answer"
    return "short_text"


def _choice(
    row: _Row, kind: str, key: str, options: tuple[DraftOption, ...]
) -> tuple[str, dict[str, Any] | None]:
    codes = [option.code for option in options]
    if len(codes) < 2:
        raise RowFault(row.ref, "options_missing", row.where)
    if not key:
        return kind, None
    letters = _letters(row, key, codes)
    if not set(letters) <= set(codes):
        raise RowFault(row.ref, "key_not_an_option", row.where, value=key)
    if len(letters) > 1 and kind == "choose_one":
        kind = "choose_many"
        row.warn("choose_many_taken")
    return kind, {"choice": sorted(letters)}


def _letters(row: _Row, key: str, codes: list[str]) -> list[str]:
    plain = key.strip()
    if _LETTERS.match(plain):
        return list(dict.fromkeys(re.findall(r"[A-H]", plain.upper())))
    if re.fullmatch(r"[1-8]", plain) and int(plain) <= len(codes):
        return [codes[int(plain) - 1]]
    columns = row.header.options
    same = [
        code for code in codes if fold(row.cells[columns[code]].text) == fold(plain)
    ]
    if len(same) != 1:
        raise RowFault(row.ref, "key_not_an_option", row.where, value=key)
    return same


def _truth(
    row: _Row, key: str, parts: tuple[DraftOption, ...]
) -> dict[str, Any] | None:
    if len(parts) < 1:
        raise RowFault(row.ref, "options_missing", row.where)
    if not key:
        return None
    value = parse_truth(key, len(parts))
    if value is None or set(value) != {part.code for part in parts}:
        raise RowFault(row.ref, "key_unreadable", row.where, value=key)
    return {"truth": value}


def _pairs(row: _Row, key: str) -> dict[str, Any] | None:
    pairs = [[a.upper(), b.lower()] for a, b in _PAIR.findall(key)]
    if key and not pairs:
        raise RowFault(row.ref, "key_unreadable", row.where, value=key)
    return {"pairs": pairs} if pairs else None


def _order(
    row: _Row, key: str, options: tuple[DraftOption, ...]
) -> dict[str, Any] | None:
    letters = re.findall(r"[A-H]", key.upper())
    if not key:
        return None
    if sorted(letters) != sorted(option.code for option in options):
        raise RowFault(row.ref, "key_unreadable", row.where, value=key)
    return {"order": letters}


def _answer(row: _Row, kind: str, key: str) -> tuple[str, dict[str, Any] | None]:
    if not key:
        return kind, None
    tolerance = _TOLERANCE.match(key)
    answers, _unit = accepted(tolerance[1] if tolerance else key)
    if kind == "short_text" and "|" in key:
        answers = [part.strip() for part in key.split("|") if part.strip()]
    are_numbers = bool(answers) and all(is_number(answer) for answer in answers)
    if kind == "short_answer":
        fits = are_numbers and all(SHEET.match(answer) for answer in answers)
        if are_numbers and not fits:
            row.warn("answer_too_long", value=key)
        kind = "short_answer" if fits else "numeric" if are_numbers else "short_text"
    elif kind == "numeric" and not are_numbers:
        raise RowFault(row.ref, "key_unreadable", row.where, value=key)
    width = tolerance[2].replace(".", ",") if tolerance else None
    return kind, {"accepted": answers, "tolerance": width}


def _points(row: _Row) -> str | None:
    text = row.text("points")
    if not text:
        return None
    points = decimal_text(re.sub(r"\s*(?:đ|điểm)$", "", text.strip()))
    if points is None or Decimal(points) > 1000:
        row.warn("points_unreadable", value=text)
        return None
    return points


def _seconds(row: _Row) -> int | None:
    text = row.text("seconds").strip()
    return int(text) if text.isdigit() and len(text) <= 5 else None


def _list(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]


def _source(row: _Row) -> str:
    cells = "".join(f"<td>{typed_html(cell.text)}</td>" for cell in row.cells)
    return f"<table><tbody><tr>{cells}</tr></tbody></table>"
