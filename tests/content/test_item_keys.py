"""Every key of the demonstration banks is recomputed, or listed as read by eye."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.content import answers_mat10, answers_others
from tests.content.sources import BANKS, bank, short_code

COMPUTED = {"mat10": answers_mat10.COMPUTED, **answers_others.COMPUTED}
PROOFREAD = {"mat10": answers_mat10.PROOFREAD, **answers_others.PROOFREAD}
CASES = [
    pytest.param(item, COMPUTED[name][short_code(item)], id=item["code"])
    for name in BANKS
    for item in bank(name)["items"]
    if short_code(item) in COMPUTED[name]
]


def typed(text):
    return Fraction(text.replace(",", "."))


def check_choice(item, expected):
    right = {o["text"] for o in item["options"] if o["code"] in item["key"]["choice"]}
    if callable(expected):
        assert right == {o["text"] for o in item["options"] if expected(o["text"])}
    else:
        assert right == {expected}


def check_typed(item, expected):
    value = Fraction(Decimal(expected) if isinstance(expected, Decimal) else expected)
    assert {typed(text) for text in item["key"]["accepted"]} == {value}


def check_truth(item, expected):
    assert tuple(item["key"]["truth"][c] for c in "abcd") == expected


def check_order(item, expected):
    named = {o["code"]: o["text"] for o in item["options"]}
    assert [named[code] for code in item["key"]["order"]] == expected


def check_pairs(item, expected):
    left = {o["code"]: o["text"] for o in item["left"]}
    right = {o["code"]: o["text"] for o in item["right"]}
    assert {left[a]: right[b] for a, b in item["key"]["pairs"]} == expected


def check_gaps(item, expected):
    gaps = {
        gap: {typed(t) for t in texts} for gap, texts in item["key"]["gaps"].items()
    }
    assert gaps == {gap: {Fraction(value)} for gap, value in expected.items()}


def check_guide(item, expected):
    guide = "\n".join(row["text"] for row in item["guide"])
    assert [part for part in expected if part not in guide] == []


CHECKS = {
    "choose_one": check_choice,
    "choose_many": check_choice,
    "short_answer": check_typed,
    "numeric": check_typed,
    "true_false_cluster": check_truth,
    "order": check_order,
    "match": check_pairs,
    "cloze": check_gaps,
    "essay": check_guide,
}


@pytest.mark.parametrize(("item", "expected"), CASES)
def test_key_agrees_with_the_computation(item, expected):
    CHECKS[item["kind"]](item, expected)


@pytest.mark.parametrize("name", BANKS)
def test_every_item_is_computed_or_listed_as_proofread(name):
    codes = [short_code(item) for item in bank(name)["items"]]

    assert sorted(codes) == sorted([*COMPUTED[name], *PROOFREAD[name]])
