"""What an item says, as one plain value: from a form, a file or an invention."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from lms.core.text import fold
from question_bank.rules.canonical import digest
from question_bank.rules.likeness import Wording

Change = Callable[[str], str]


@dataclass(frozen=True)
class Content:
    """Everything a person can say about an item, before it has a number.

    body, key, rules: as the kind's rule describes them. group_html: a shared
    passage under group_code. points: None where the item has none of its own. recipe:
    how variants are made of it (``rules.generated``), {} for an item that is one.
    """

    kind: str
    stem_html: str
    body: dict[str, Any]
    key: dict[str, Any] | None = None
    rules: dict[str, Any] = field(default_factory=dict)
    explanation_html: str = ""
    level: str = ""
    level_tag: str = ""
    node_code: str = ""
    outcome_code: str = ""
    taken_from: str = ""
    licence: str = ""
    subject_id: int | None = None
    grade: int | None = None
    points: Decimal | None = None
    seconds: int | None = None
    group_code: str = ""
    group_html: str = ""
    group_where: str = ""
    enemies: tuple[str, ...] | None = None
    recipe: dict[str, Any] = field(default_factory=dict)

    def with_html(self, change: Change) -> "Content":
        """Return the same with every piece of HTML changed."""
        return replace(
            self,
            stem_html=change(self.stem_html),
            explanation_html=change(self.explanation_html),
            group_html=change(self.group_html),
            body=body_html(self.body, change),
        )

    def fingerprint(self, group_digest: str = "") -> str:
        """Return the digest of what a paper shows and scores by."""
        return digest(
            {
                "kind": self.kind,
                "stem": self.stem_html,
                "body": self.body,
                "key": self.key,
                "rules": self.rules,
                "group": group_digest,
            }
            | ({"recipe": self.recipe} if self.recipe else {})
        )

    def key_fingerprint(self) -> str:
        """Return the digest of key and scoring rules."""
        return digest({"key": self.key, "rules": self.rules})


def body_html(body: dict[str, Any], change: Change) -> dict[str, Any]:
    """Return a body with every piece of HTML in it changed."""
    found = dict(body)
    for name in ("options", "statements", "left", "right"):
        if name in found:
            found[name] = [o | {"html": change(o["html"])} for o in found[name]]
    if "gaps" in found:
        found["gaps"] = [body_html(gap, change) for gap in found["gaps"]]
    return found


def pieces(content: Content) -> list[str]:
    """Return every piece of HTML a candidate sees, in order."""
    seen: list[str] = []
    body_html(content.body, lambda piece: seen.append(piece) or piece)  # type: ignore[func-returns-value]
    return [content.group_html, content.stem_html, *seen]


def wording(content: Content, to_text: Change) -> Wording:
    """Return the folded plain text to search in and to compare by."""
    passage, *own = [" ".join(fold(to_text(x)).split()) for x in pieces(content)]
    text = " ".join(filter(None, [passage, *own]))
    return Wording(text, len(passage) + 1 if 0 < len(passage) < len(text) else 0)


def has_picture(content: Content) -> bool:
    """Return whether the item itself shows a picture; its passage does not count."""
    own = pieces(replace(content, group_html=""))
    return bool(content.body.get("image")) or any("data-file" in x for x in own)


def hide_key(content: Content) -> Content:
    """Return the same item in an order that does not give the key away.

    Files list things to be ordered, and right sides to be matched, in the right
    order. Then the shown order is changed, and codes that we gave by counting go
    with the place, not with the thing. The choice depends on the text alone, so the
    same file gives the same item again.
    """
    key = content.key or {}
    if content.kind == "order" and "order" in key:
        return _hide_order(content, key["order"])
    if content.kind == "match" and "pairs" in key:
        return _hide_pairs(content, key["pairs"])
    return content


def _hide_order(content: Content, order: list[str]) -> Content:
    options = content.body["options"]
    codes = [option["code"] for option in options]
    if codes[: len(order)] != order:
        return content
    shuffled = _shuffled(options)
    names = _names(codes, shuffled)
    return replace(
        content,
        body=content.body
        | {"options": [o | {"code": names[o["code"]]} for o in shuffled]},
        key=(content.key or {}) | {"order": [names[code] for code in order]},
    )


def _hide_pairs(content: Content, pairs: list[list[str]]) -> Content:
    left = [side["code"] for side in content.body["left"]]
    right = content.body["right"]
    codes = [side["code"] for side in right]
    straight = [list(pair) for pair in zip(left, codes, strict=False)]
    if [list(pair) for pair in pairs] != straight[: len(pairs)] or len(codes) < 2:
        return content
    shuffled = _shuffled(right)
    names = _names(codes, shuffled)
    return replace(
        content,
        body=content.body
        | {"right": [o | {"code": names[o["code"]]} for o in shuffled]},
        key=(content.key or {}) | {"pairs": [[a, names[b]] for a, b in pairs]},
    )


def _shuffled(options: list[dict[str, str]]) -> list[dict[str, str]]:
    chance = random.Random(digest([o["html"] for o in options]))  # noqa: S311  no secret
    mixed = list(options)
    while len(options) > 1 and mixed == options:
        chance.shuffle(mixed)
    return mixed


def _names(codes: list[str], shuffled: list[dict[str, str]]) -> dict[str, str]:
    """Return old code -> new code; counted codes are dealt out by the new places."""
    counted = [
        [chr(start + place) for place in range(len(codes))]
        for start in (ord("A"), ord("a"))
    ] + [[str(place + 1) for place in range(len(codes))]]
    if codes not in counted:
        return {code: code for code in codes}
    return {o["code"]: code for o, code in zip(shuffled, codes, strict=True)}
