"""Every kind of item, registered once, and what holds for all of them."""

from decimal import Decimal
from typing import Any

from question_bank.errors import BadItem, InvalidValue
from question_bank.kinds import (
    choose_many,
    choose_one,
    cloze,
    essay,
    file,
    hotspot,
    match,
    numeric,
    order,
    short_answer,
    short_text,
    true_false_cluster,
)
from question_bank.kinds.base import Body, Key, Kind, Shape
from question_bank.rules.outcomes import NOTHING, Outcome

KINDS: dict[str, Kind] = {
    module.KIND.code: module.KIND
    for module in (
        choose_one,
        choose_many,
        true_false_cluster,
        short_answer,
        numeric,
        short_text,
        match,
        order,
        cloze,
        hotspot,
        essay,
        file,
    )
}
CHOICES = [(kind.code, kind.label) for kind in KINDS.values()]
UNFINISHED = frozenset(
    {
        "option_empty",
        "options_too_few",
        "gaps_missing",
        "image_missing",
        "image_size_missing",
    }
)
AUTOMATIC = tuple(kind.code for kind in KINDS.values() if kind.is_automatic)


def kind_of(code: str) -> Kind:
    """Return the kind with this code. Raises BadItem kind_unknown."""
    try:
        return KINDS[code]
    except KeyError:
        raise BadItem("kind_unknown", value=code) from None


def check_body(code: str, body: Body) -> None:
    """Raise BadItem where an item of the kind cannot have such a body."""
    kind_of(code).rule.check_body(body)


def check_draft(code: str, body: Body) -> None:
    """Raise BadItem where such a body cannot even be kept as a draft.

    What is merely missing (an option's text, the picture of a hot spot) may come
    later; before it is published ``check_key`` asks for all of it.
    """
    try:
        kind_of(code).rule.check_body(body)
    except BadItem as error:
        if error.code not in UNFINISHED:
            raise


def check_key(code: str, body: Body, key: Key) -> None:
    """Raise BadItem where body or key cannot be used in a paper."""
    rule = kind_of(code).rule
    rule.check_body(body)
    rule.check_key(body, key)


def shape(code: str, body: Body) -> Shape:
    """Return the form of an answer, without the key."""
    return kind_of(code).rule.shape(body)


def check_value(code: str, shape: Shape, value: Any) -> None:
    """Raise InvalidValue for a wrong type or size; a cleared answer (None) fits."""
    if value is None:
        return
    if code not in KINDS:
        raise InvalidValue("kind")
    KINDS[code].rule.check_value(shape, value)


def score(
    code: str, body: Body, key: Key, value: Any, *, possible: Decimal, rules: dict
) -> Outcome:
    """Return the points of an answer; no answer (None) is worth nothing.

    possible: points the paper gives this slot, > 0. Raises BadItem where the key
    cannot be used (the slot stays unscored) and InvalidValue for a misshapen value.
    """
    rule = kind_of(code).rule
    if kind_of(code).is_automatic:
        check_key(code, body, key)
    if value is None:
        return NOTHING
    rule.check_value(rule.shape(body), value)
    return rule.score(body, key, value, possible=possible, rules=rules)
