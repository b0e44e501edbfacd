"""GIFT, the plain text format of Moodle.

Kinds: multiple choice, true/false, short answer, numbers, matching, missing word,
essay. Descriptions are no questions and are reported.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from lms.core.errors import DomainError, Problem
from question_bank.rules.drafts import Draft, DraftItem, DraftOption, DraftSkip
from question_bank.rules.formats.archive import check_size
from question_bank.rules.formats.gift_syntax import (
    Answer,
    Parsed,
    Source,
    answers_of,
    cut_format,
    plain,
    sources,
    take_apart,
)
from question_bank.rules.formats.markup import text_html
from question_bank.rules.formats.moodle_text import moodle_html
from question_bank.rules.formats.number_keys import distinct
from question_bank.rules.formats.typed import cut_label, decode, typed_html

_TRUTH = re.compile(r"^(T|TRUE|F|FALSE)\s*(?:#(.*))?$", re.IGNORECASE | re.DOTALL)
_MEDIA = re.compile(r"<(img|audio|video|iframe|object|embed)\b[^<>]*>")
_ADDRESS = re.compile(r"""\bsrc\s*=\s*["']?([^"'\s>]*)""")
BLANK = "_____"


def parse(content: bytes, *, name: str) -> Draft:
    """Return the draft of a GIFT file.

    Raises DomainError file_empty, file_too_big, text_not_utf8, nothing_found.
    """
    check_size(content)
    found = sources(decode(content, name=name))
    if not found:
        raise DomainError("nothing_found", where=f"file {name}", format="GIFT")
    items: list[DraftItem] = []
    skipped: list[DraftSkip] = []
    for number, source in enumerate(found, start=1):
        outcome = _read(source, number)
        if isinstance(outcome, DraftItem):
            items.append(outcome)
        else:
            skipped.append(outcome)
    return Draft("gift", tuple(items), skipped=tuple(skipped))


def _read(source: Source, number: int) -> DraftItem | DraftSkip:
    where, shown = f"line {source.line}", _source(source)
    try:
        parsed = take_apart(source)
    except ValueError:
        problem = Problem("gift_brace", where)
        return DraftSkip(f"Câu {number}", problem, shown)
    ref = parsed.title or f"Câu {number}"
    if parsed.body is None:
        return DraftSkip(ref, Problem("description_only", where), shown)
    label, tags, _rest = cut_label(plain(parsed.stem))
    item = DraftItem(
        ref=ref if parsed.title or not label else label.shown,
        kind="",
        stem_html="",
        where=where,
        source_html=shown,
        title=parsed.title,
        tags=(*source.tags, *tags.names),
        level=tags.level,
        points=tags.points,
        points_stated=tags.points is not None,
        node=source.category or None,
        code=source.identifier or None,
        explanation_html=_html(parsed.general_feedback, parsed.form),
    )
    try:
        return _with_media_said(_kind(parsed)(item, parsed))
    except (ValueError, InvalidOperation):
        problem = Problem("gift_answer", where, {"value": plain(parsed.body)[:80]})
        return DraftSkip(item.ref, problem, shown)


def _with_media_said(item: DraftItem) -> DraftItem:
    """A text file brings no pictures along: say which ones the HTML asks for."""
    shown = [item.stem_html, item.explanation_html]
    html = "".join([*shown, *(option.html for option in item.options)])
    problems = []
    for found in _MEDIA.finditer(html):
        code, name = "media_left_out", found[1]
        if name == "img":
            name = (_ADDRESS.search(found[0]) or ["", ""])[1][:120]
            code = "picture_external" if "//" in name else "picture_missing"
        problems.append(Problem(code, item.where, {"name": name}))
    return replace(item, warnings=(*item.warnings, *problems))


def _kind(parsed: Parsed) -> Callable[[DraftItem, Parsed], DraftItem]:
    body = parsed.body or ""
    if not body:
        return _essay
    if body.startswith("#"):
        return _numeric
    if _TRUTH.match(body):
        return _true_false
    parsed.answers = answers_of(body) or answers_of(f"={body}")
    if not parsed.answers:
        raise ValueError("no answer")
    if all(a.is_right and "->" in a.text for a in parsed.answers):
        return _match
    if all(answer.is_right for answer in parsed.answers):
        return _short_text
    return _choice


def _essay(item: DraftItem, parsed: Parsed) -> DraftItem:
    return replace(item, kind="essay", stem_html=_stem(parsed))


def _true_false(item: DraftItem, parsed: Parsed) -> DraftItem:
    found = _TRUTH.match(parsed.body or "")
    is_true = bool(found) and found[1].upper() in ("T", "TRUE")  # type: ignore[index]
    feedback = [
        _html(text, parsed.form)
        for text in ((found[2] or "") if found else "").split("#")
    ]
    return replace(
        item,
        kind="choose_one",
        stem_html=_stem(parsed, gap=BLANK),
        options=(DraftOption("A", "Đúng"), DraftOption("B", "Sai")),
        key={"choice": ["A" if is_true else "B"]},
        details={"feedback": feedback, "true_false": True},
    )


def _choice(item: DraftItem, parsed: Parsed) -> DraftItem:
    answers = parsed.answers
    codes = [chr(65 + place) for place in range(len(answers))]
    credit = {c: _share(a) for c, a in zip(codes, answers, strict=True)}
    is_single = any(answer.is_right for answer in answers)
    right = [code for code in codes if credit[code] > 0]
    full = [code for code in codes if credit[code] == 1]
    key: dict[str, Any] = {"choice": full[:1] if is_single and full else right}
    part = {
        code: _text(credit[code], ".")
        for code in codes
        if credit[code] and not (is_single and code in key["choice"])
    }
    if part:
        key["credit"] = part
    if not key["choice"]:
        return replace(
            _with_options(item, parsed, codes),
            kind="choose_one",
            warnings=(Problem("key_missing", item.where),),
        )
    return replace(
        _with_options(item, parsed, codes),
        kind="choose_one" if is_single else "choose_many",
        key=key,
    )


def _with_options(item: DraftItem, parsed: Parsed, codes: list[str]) -> DraftItem:
    feedback = {
        code: _html(answer.feedback, parsed.form)
        for code, answer in zip(codes, parsed.answers, strict=True)
        if answer.feedback
    }
    return replace(
        item,
        stem_html=_stem(parsed, gap=BLANK),
        options=tuple(
            DraftOption(code, _html(answer.text, parsed.form))
            for code, answer in zip(codes, parsed.answers, strict=True)
        ),
        details={"feedback": feedback} if feedback else {},
    )


def _short_text(item: DraftItem, parsed: Parsed) -> DraftItem:
    answers = [a for a in parsed.answers if _share(a) > 0]
    accepted = [plain(cut_format(a.text, "")[1]).strip() for a in answers]
    key: dict[str, Any] = {"accepted": accepted, "tolerance": None}
    part = {
        text: _text(_share(answer), ".")
        for text, answer in zip(accepted, answers, strict=True)
        if _share(answer) != 1
    }
    if part:
        key["credit"] = part
    return replace(
        item,
        kind="short_text",
        stem_html=_stem(parsed, gap=BLANK),
        key=key if accepted else None,
        warnings=() if accepted else (Problem("key_missing", item.where),),
    )


def _match(item: DraftItem, parsed: Parsed) -> DraftItem:
    left: list[DraftOption] = []
    right: dict[str, str] = {}
    pairs = []
    for answer in parsed.answers:
        one, _mark, other = answer.text.partition("->")
        other = plain(cut_format(other, "")[1]).strip()
        target = right.setdefault(other, str(len(right) + 1))
        form, text = cut_format(one, parsed.form)
        if plain(text).strip():
            code = chr(65 + len(left))
            left.append(DraftOption(code, _html(text, form)))
            pairs.append([code, target])
    if not pairs:
        raise ValueError("no pair")
    return replace(
        item,
        kind="match",
        stem_html=_stem(parsed),
        options=tuple(left),
        targets=tuple(DraftOption(c, typed_html(text)) for text, c in right.items()),
        key={"pairs": pairs},
    )


def _numeric(item: DraftItem, parsed: Parsed) -> DraftItem:
    body = (parsed.body or "")[1:].strip()
    head = body.partition("=")[0].partition("~")[0].partition("#")[0].strip()
    answers = [Answer(True, head)] if head else []
    rest = re.sub(r"^[^=~]*", "", body)
    answers += [a for a in answers_of(rest) if _share(a) > 0 and a.text.strip()]
    numbers = [_number(answer.text) for answer in answers]
    if not numbers:
        raise ValueError("no number")
    accepted = distinct([_text(number) for number, _tolerance in numbers])
    tolerances = [_text(t) if t else None for _number_of, t in numbers]
    key: dict[str, Any] = {"accepted": accepted, "tolerance": tolerances[0]}
    if len(numbers) > 1:
        key["tolerances"] = tolerances
        part = {
            text: _text(_share(a), ".")
            for text, a in zip(accepted, answers, strict=True)
            if _share(a) != 1
        }
        key |= {"credit": part} if part else {}
    return replace(item, kind="numeric", stem_html=_stem(parsed, gap=BLANK), key=key)


def _number(text: str) -> tuple[Decimal, Decimal]:
    """Return (value, tolerance) of "3.14:0.01", "1..5" or "4"."""
    text = plain(text).replace(",", ".").strip()
    if ".." in text:
        low, high = (Decimal(part.strip()) for part in text.split("..", 1))
        return (low + high) / 2, abs(high - low) / 2
    value, _mark, tolerance = text.partition(":")
    return Decimal(value.strip()), abs(Decimal(tolerance.strip() or "0"))


def _share(answer: Answer) -> Decimal:
    if answer.weight is not None:
        return Decimal(answer.weight) / 100
    return Decimal(1 if answer.is_right else 0)


def _text(value: Decimal, point: str = ",") -> str:
    text = f"{value.normalize():f}"
    return text.replace(".", point)


def _stem(parsed: Parsed, *, gap: str = "") -> str:
    """Return the stem; words behind the braces make it a missing-word question."""
    stem, after = plain(parsed.stem), plain(parsed.after)
    if parsed.form != "html":
        stem = cut_label(stem)[2]
    if after:
        stem = f"{stem} {gap} {after}" if gap else f"{stem} {after}"
    return _shown(stem.strip(), parsed.form)


def _html(text: str, form: str) -> str:
    own, rest = cut_format(text, form)
    return _shown(plain(rest).strip(), own)


def _shown(text: str, form: str) -> str:
    if not text:
        return ""
    return moodle_html(text, form)


def _source(source: Source) -> str:
    lines = text_html(source.text).replace("\n", "<br>")
    return f"<p>{lines}</p>"
