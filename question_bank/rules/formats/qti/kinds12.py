"""The question types of QTI 1.2 as our kinds."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from lms.core.errors import Problem
from question_bank.rules.drafts import DraftGap, DraftItem, DraftOption
from question_bank.rules.formats.markup import gap_html, text_html
from question_bank.rules.formats.qti.items12 import Field, Item12, with_key
from question_bank.rules.formats.qti.kinds import Unsupported
from question_bank.rules.formats.qti.scores12 import Scores

_MARK = re.compile("\ue200\\d+\ue201")
_NO_QUESTION = ("text_only_question",)
_UNSUPPORTED = (
    "calculated_question", "hot_spot_question", "cc.pattern_match",
    "calculated", "hot spot", "quiz bowl", "jumbled sentence",
)  # fmt: skip


def read_kind(item: DraftItem, found: Item12) -> DraftItem:
    """Return the item as its kind. Raises Unsupported."""
    kind = found.kind.lower()
    if any(kind.startswith(name) for name in _UNSUPPORTED):
        raise Unsupported("kind_unsupported", value=found.kind)
    if kind.startswith(("file_upload_question", "file upload")):
        return replace(item, kind="file", key={})
    if kind in _NO_QUESTION or not found.fields:
        raise Unsupported("description_only")
    if any(field.has_several for field in found.fields):
        raise Unsupported("several_interactions", value="render_fib")
    names = {field.kind for field in found.fields}
    if names & {"response_xy", "response_grp"}:
        raise Unsupported("kind_unsupported", value=", ".join(sorted(names)))
    if names == {"response_lid"}:
        return _lists(item, found)
    if names <= {"response_str", "response_num"}:
        return _typed(item, found)
    raise Unsupported("several_interactions", value=", ".join(sorted(names)))


def _lists(item: DraftItem, found: Item12) -> DraftItem:
    item = replace(item, stem_html=_without_marks(item.stem_html))
    if len(found.fields) == 1:
        only = found.fields[0]
        if len(only.options) < 2:
            raise Unsupported("options_missing")
        if only.text:
            item = replace(item, stem_html=item.stem_html + only.text)
        return _CHOICES[only.cardinality](item, only, found.scores)
    if _named_gaps(found):
        return _dropdowns(item, found)
    if any(field.cardinality == "Multiple" for field in found.fields):
        return _categories(item, found)
    return _matching(item, found)


def _single(item: DraftItem, only: Field, scores: Scores) -> DraftItem:
    item = replace(item, kind="choose_one", options=only.options)
    codes = [option.code for option in only.options]
    right = [code for code in scores.right(only.name) if code in codes]
    if not right:
        return _keyless(item, scores.right(only.name), codes)
    points = scores.single[only.name]
    best = points[right[0]]
    key: dict[str, Any] = {"choice": right[:1]}
    part = {code: _plain(points[code] / best) for code in right[1:]}
    return with_key(item, key | ({"credit": part} if part else {}))


def _keyless(item: DraftItem, right: list[str], codes: list[str]) -> DraftItem:
    """Return the item without a key; what the key names in vain is said."""
    unknown = [code for code in right if code not in codes]
    if not unknown:
        return with_key(item, None)
    details = {"value": ", ".join(unknown)}
    warning = Problem("key_names_no_option", item.where, details)
    return replace(item, key=None, warnings=(*item.warnings, warning))


def _many(item: DraftItem, only: Field, scores: Scores) -> DraftItem:
    item = replace(item, kind="choose_many", options=only.options)
    codes = [option.code for option in only.options]
    together = [values for name, values, _p in scores.sets if name == only.name]
    if together:
        right = max(together, key=len)
        if not right or set(right) - set(codes):
            return _keyless(item, right, codes)
        return with_key(item, {"choice": right})
    right = [code for code in codes if code in scores.right(only.name)]
    if not right:
        return with_key(item, None)
    points = scores.single[only.name]
    whole = sum((points[code] for code in right), Decimal(0))
    credit = {code: _plain(points[code] / whole) for code in codes if points.get(code)}
    return with_key(item, {"choice": right, "credit": credit})


def _ordered(item: DraftItem, only: Field, scores: Scores) -> DraftItem:
    item = replace(item, kind="order", options=only.options)
    chains = [values for name, values, _p in scores.sets if name == only.name]
    codes = {option.code for option in only.options}
    right = [chain for chain in chains if set(chain) <= codes]
    return with_key(item, {"order": max(right, key=len)} if right else None)


def _matching(item: DraftItem, found: Item12) -> DraftItem:
    targets: dict[str, DraftOption] = {}
    pairs = []
    for field in found.fields:
        for option in field.options:
            targets.setdefault(option.code, option)
        right = found.scores.right(field.name)
        if right:
            pairs.append([field.name, right[0]])
    left = tuple(
        DraftOption(field.name, field.text or text_html(field.name))
        for field in found.fields
    )
    item = replace(item, kind="match", options=left, targets=tuple(targets.values()))
    return with_key(item, {"pairs": pairs} if pairs else None)


def _categories(item: DraftItem, found: Item12) -> DraftItem:
    """Things to be put under headings: things left, headings right."""
    things: dict[str, DraftOption] = {}
    pairs = []
    for field in found.fields:
        for option in field.options:
            things.setdefault(option.code, option)
        pairs += [[code, field.name] for code in found.scores.right(field.name)]
    targets = tuple(DraftOption(f.name, f.text) for f in found.fields)
    item = replace(item, kind="match", options=tuple(things.values()), targets=targets)
    return with_key(item, {"pairs": pairs} if pairs else None)


def _named_gaps(found: Item12) -> bool:
    """Canvas writes [colour] in the text for the field response_colour."""
    return all(f"[{_gap_name(field.name)}]" in found.stem for field in found.fields)


def _gap_name(name: str) -> str:
    return name.removeprefix("response_")


def _dropdowns(item: DraftItem, found: Item12) -> DraftItem:
    stem, gaps, accepted = item.stem_html, [], {}
    for field in found.fields:
        name = _gap_name(field.name)
        stem = stem.replace(f"[{name}]", gap_html(name))
        gaps.append(DraftGap(name, "choice", field.options))
        right = found.scores.right(field.name)
        if right:
            accepted[name] = right
    item = replace(item, kind="cloze", stem_html=stem, gaps=tuple(gaps))
    return with_key(item, {"gaps": accepted} if len(accepted) == len(gaps) else None)


def _typed(item: DraftItem, found: Item12) -> DraftItem:
    if len(found.fields) == 1 and not _named_gaps(found):
        return _one_typed(item, found)
    return _blanks(item, found)


def _one_typed(item: DraftItem, found: Item12) -> DraftItem:
    only = found.fields[0]
    stem = item.stem_html
    behind = _without_marks(stem.partition("\ue201")[2]).strip()
    blank = "_____" if behind else ""
    item = replace(item, stem_html=_MARK.sub(blank, stem) + only.text)
    ranges = found.scores.ranges.get(only.name, [])
    right = found.scores.right(only.name)
    if ranges or (only.is_number and right):
        return _number(item, only, found)
    if "essay" in found.kind.lower() or not right:
        is_essay = "essay" in found.kind.lower() or not _asks_for_words(found)
        if is_essay:
            return replace(item, kind="essay")
        return with_key(replace(item, kind="short_text"), None)
    item = replace(item, kind="short_text")
    key = {"accepted": right, "tolerance": None}
    return with_key(item, key | _partly(found, only, right))


def _asks_for_words(found: Item12) -> bool:
    kind = found.kind.lower()
    return "short_answer" in kind or "fib" in kind or "blank" in kind


def _number(item: DraftItem, only: Field, found: Item12) -> DraftItem:
    exact = [r for r in found.scores.right(only.name) if r]
    accepted, tolerances = [], []
    for span in found.scores.ranges.get(only.name, []):
        low, high = span.low or Decimal(0), span.high or Decimal(0)
        accepted.append(_comma((low + high) / 2))
        tolerances.append(_comma(abs(high - low) / 2))
    for value in exact:
        if value.replace(".", ",") not in accepted:
            accepted.append(value.replace(".", ","))
            tolerances.append("0")
    item = replace(item, kind="numeric")
    if not accepted:
        return with_key(item, None)
    widths = [None if t == "0" else t for t in tolerances]
    accepted, widths = _merged(accepted, widths)
    key: dict[str, Any] = {"accepted": accepted, "tolerance": widths[0]}
    if len(accepted) > 1:
        key["tolerances"] = widths
    return with_key(item, key)


def _merged(
    accepted: list[str], widths: list[str | None]
) -> tuple[list[str], list[str | None]]:
    """A number stated exactly and as the middle of a range is one answer."""
    out: dict[str, str | None] = {}
    for value, width in zip(accepted, widths, strict=True):
        plain = value.rstrip("0").rstrip(",") if "," in value else value
        out[plain] = out.get(plain) or width
    return list(out), list(out.values())


def _blanks(item: DraftItem, found: Item12) -> DraftItem:
    stem, gaps, accepted = item.stem_html, [], {}
    credit: dict[str, Any] = {}
    is_named = _named_gaps(found)
    for field in found.fields:
        code = _gap_name(field.name) if is_named else str(field.place)
        mark = f"\ue200{field.place}\ue201"
        if is_named:
            stem = stem.replace(f"[{code}]", gap_html(code)).replace(mark, "")
        else:
            stem = stem.replace(mark, gap_html(code))
        is_strict = found.scores.is_strict.get(field.name, False)
        gaps.append(DraftGap(code, "text", case_sensitive=is_strict))
        right = _answers(field, found)
        if right:
            accepted[code] = right
            part = _partly(found, field, right).get("credit")
            credit |= {code: part} if part else {}
    item = replace(item, kind="cloze", stem_html=stem, gaps=tuple(gaps))
    key: dict[str, Any] = {"gaps": accepted}
    key |= {"credit": credit} if credit else {}
    return with_key(item, key if len(accepted) == len(gaps) else None)


def _answers(field: Field, found: Item12) -> list[str]:
    """Right texts of a blank: Canvas lists them as labels scored by their id."""
    right = found.scores.right(field.name)
    texts = {
        option.code: re.sub(r"<[^>]+>", "", option.html) for option in field.options
    }
    return [texts.get(value) or value for value in right]


def _partly(found: Item12, field: Field, right: list[str]) -> dict[str, Any]:
    points = found.scores.single.get(field.name, {})
    best = max((points.get(value, Decimal(0)) for value in right), default=Decimal(0))
    part = {
        value: _plain(points[value] / best)
        for value in right
        if best > 0 and value in points and points[value] != best
    }
    return {"credit": part} if part else {}


def _without_marks(html: str) -> str:
    return _MARK.sub("", html)


def _plain(value: Decimal) -> str:
    return f"{round(value, 6).normalize():f}"


def _comma(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


_CHOICES: dict[str, Callable[[DraftItem, Field, Scores], DraftItem]] = {
    "Single": _single,
    "Multiple": _many,
    "Ordered": _ordered,
}
