"""One row of a question sheet as a draft item."""

import re
from decimal import Decimal
from typing import Any

from lms.core.text import fold
from question_bank.enums import Licence
from question_bank.rules.drafts import KINDS, DraftItem, DraftOption
from question_bank.rules.formats.cell_options import options_in
from question_bank.rules.formats.paper.answers import accepted, is_number
from question_bank.rules.formats.paper.tags import decimal_text, level_of
from question_bank.rules.formats.paper.truth import parse_truth
from question_bank.rules.formats.sheet_columns import Cell, Header
from question_bank.rules.formats.sheet_keys import (
    Row,
    RowFault,
    answer,
    choice,
    order,
    pairs,
    truth,
)
from question_bank.rules.formats.typed import cut_label, typed_html

_KINDS = {
    "choose_one": r"choose_one|trac nghiem|nhieu lua chon|mot dap an|mcq|single(?: choice)?"
                  r"|trac nghiem nhieu (?:lua chon|phuong an)|tn|chon mot|multiple choice|tnkq"
                  r"|trac nghiem mot dap an",
    "choose_many": r"choose_many|nhieu dap an|chon nhieu|multiple(?: response| answers?)?"
                   r"|trac nghiem nhieu dap an|checkbox(?:es)?|multi-?select",
    "true_false_cluster": r"true_false_cluster|dung\s*[/-]?\s*sai|d\s*/\s*s|tf|true/?false"
                          r"|trac nghiem dung\s*[/–-]?\s*sai|ds",
    "short_answer": r"short_answer|tra loi ngan|tln|short answer|trac nghiem tra loi ngan",
    "numeric": r"numeric|so|dien so|number",
    "short_text": r"short_text|dien tu|dien khuyet|tu ngan|dien vao cho trong"
                  r"|fill[- ]in[- ](?:the[- ])?blanks?",
    "match": r"match|noi|ghep|ghep doi|noi cot|matching",
    "order": r"order|sap xep|thu tu|ordering",
    "essay": r"essay|tu luan|tl|viet|open[- ]ended|cau hoi mo",
}  # fmt: skip


def read_row(row: list[Cell], header: Header, *, where: str, number: int) -> DraftItem:
    """Return the item of a row. Raises RowFault where it cannot be one."""
    label, tags, _rest = cut_label(header.text(row, "stem"))
    stated = header.text(row, "number")
    shown = f"Câu {stated}" if stated.isdigit() else stated
    ref = shown or (label.shown if label else f"Câu {number}")
    one = Row(row, header, where, ref)
    stem, inside = _stem(one)
    if not stem:
        raise RowFault(ref, "stem_empty", where)
    kind, key, options, targets = _kind_and_key(one, inside)
    level = level_of(one.text("level")) if one.text("level") else None
    if one.text("level") and not level:
        one.warn("level_unknown", value=one.text("level"))
    points = _points(one) or tags.points
    if key is None and kind != "essay" and not one.text("key"):
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
        details={"unit": one.text("unit")} if one.text("unit") else {},
        filing=_filing(one),
    )


def _stem(row: Row) -> tuple[str, tuple[DraftOption, ...]]:
    """Return the stem, and the options that stand below it in the same cell."""
    place = row.header.columns["stem"]
    if place >= len(row.cells):
        return "", ()
    cell = row.cells[place]
    parted = () if row.header.options else options_in(cell.text)
    if parted:
        stem, *options = parted
        return typed_html(cut_label(stem)[2]), tuple(
            DraftOption(chr(65 + i), typed_html(text)) for i, text in enumerate(options)
        )
    if "code" in row.header.columns:  # our template: the stem is as it stands
        return cell.html or typed_html(cell.text), ()
    return cell.html or typed_html(cut_label(cell.text)[2]), ()


def _kind_and_key(
    row: Row, inside: tuple[DraftOption, ...]
) -> tuple[
    str, dict[str, Any] | None, tuple[DraftOption, ...], tuple[DraftOption, ...]
]:
    options = row.parts(row.header.options) or inside
    statements = row.parts(row.header.statements)
    key = row.text("key")
    kind = _stated_kind(row) or _guessed_kind(options, statements, key)
    if kind == "true_false_cluster":
        parts = statements or tuple(
            DraftOption(o.code.lower(), o.html) for o in options
        )
        return kind, truth(row, key, parts), parts, ()
    if kind in ("choose_one", "choose_many"):
        return (*choice(row, kind, key, options), options, ())
    if kind == "match":
        return kind, pairs(row, key), options, statements
    if kind == "order":
        return kind, order(row, key, options), options, ()
    if kind == "essay":
        return kind, None, (), ()
    return (*answer(row, kind, key or _answers_in_options(row)), (), ())


def _answers_in_options(row: Row) -> str:
    """Some sheets give the accepted words of a gap in the columns of the options."""
    places = sorted(row.header.options.items())
    texts = [row.cells[at].text for _code, at in places if at < len(row.cells)]
    return "|".join(text for text in texts if text)


def _stated_kind(row: Row) -> str | None:
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


def _points(row: Row) -> str | None:
    text = row.text("points")
    if not text:
        return None
    points = decimal_text(re.sub(r"\s*(?:đ|điểm)$", "", text.strip()))
    if points is None or Decimal(points) > 1000:
        row.warn("points_unreadable", value=text)
        return None
    return points


def _seconds(row: Row) -> int | None:
    text = row.text("seconds").strip()
    return int(text) if text.isdigit() and len(text) <= 5 else None


def _filing(row: Row) -> dict[str, str]:
    """Return the source, licence and outcome of a row; an unknown licence is said."""
    licence = row.text("licence").strip()
    if licence and licence not in Licence.values:
        row.warn("licence_unknown", value=licence)
        licence = ""
    found = {
        "outcome_code": row.text("outcome")[:120],
        "taken_from": row.text("source")[:300],
        "licence": licence,
    }
    return {name: value for name, value in found.items() if value}


def _list(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]


def _source(row: Row) -> str:
    cells = "".join(f"<td>{typed_html(cell.text)}</td>" for cell in row.cells)
    return f"<table><tbody><tr>{cells}</tr></tbody></table>"
