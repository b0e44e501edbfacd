"""Marking, kind by kind: plain tables, no database."""

from decimal import Decimal

import pytest

from question_bank.errors import BadItem, InvalidValue
from question_bank.kinds import registry


def options(codes, name="options"):
    return {name: [{"code": code, "html": f"<p>{code}</p>"} for code in codes]}


ABCD = options("ABCD")
CLUSTER = options("abcd", "statements")
TRUTH = {"truth": {"a": True, "b": False, "c": True, "d": False}}
SIDES = options("ABC", "left") | options("1234", "right")
GAPS = {
    "gaps": [
        {"code": "1", "kind": "text"},
        {"code": "2", "kind": "number"},
        {"code": "3", "kind": "choice", **options("AB")},
    ]
}
GAP_KEY = {
    "gaps": {"1": ["nước", "H2O"], "2": ["2,5"], "3": ["B"]},
    "tolerances": {"2": ["0,1"]},
}
SPOT = {"image": "abcdef12", "width": 100, "height": 80, "most": 2}
SPOT_KEY = {
    "areas": ["A", "B"],
    "regions": [
        {"code": "A", "shape": "rect", "coords": "10,10,20,20"},
        {"code": "B", "shape": "circle", "coords": "60,40,10"},
        {"code": "C", "shape": "poly", "coords": "80,0,100,0,100,20"},
    ],
}
NUMBER = {"accepted": ["9,8"], "tolerance": "0,1"}
SHEET = {"accepted": ["1,5"], "tolerance": None}
WORD = {"accepted": ["Hà Nội", "thủ đô*"]}

CASES = [
    ("choose_one", ABCD, {"choice": ["B"]}, {"choice": ["B"]}, "1", {}),
    ("choose_one", ABCD, {"choice": ["B"]}, {"choice": ["A"]}, "0", {}),
    ("choose_one", ABCD, {"choice": ["B"]}, {"choice": []}, "0", {}),
    (
        "choose_one",
        ABCD,
        {"choice": ["B"], "credit": {"A": "0.5"}},
        {"choice": ["A"]},
        "0.5",
        {},
    ),
    ("choose_many", ABCD, {"choice": ["A", "C"]}, {"choice": ["C", "A"]}, "1", {}),
    ("choose_many", ABCD, {"choice": ["A", "C"]}, {"choice": ["A"]}, "0", {}),
    (
        "choose_many",
        ABCD,
        {"choice": ["A", "C"]},
        {"choice": ["A"]},
        "0.5",
        {"partial": "right_minus_wrong"},
    ),
    (
        "choose_many",
        ABCD,
        {"choice": ["A", "C"]},
        {"choice": ["A", "B", "D"]},
        "0",
        {"partial": "right_minus_wrong"},
    ),
    (
        "choose_many",
        ABCD,
        {"choice": ["A", "C"]},
        {"choice": ["A"]},
        "0.75",
        {"partial": "per_option"},
    ),
    (
        "choose_many",
        ABCD,
        {"choice": ["A", "C"]},
        {"choice": []},
        "0",
        {"partial": "per_option"},
    ),
    (
        "choose_many",
        ABCD,
        {"choice": ["A", "C"], "credit": {"A": "0.5", "C": "0.5", "B": "-0.5"}},
        {"choice": ["A", "B"]},
        "0",
        {},
    ),
    ("true_false_cluster", CLUSTER, TRUTH, {"truth": {}}, "0", {}),
    ("true_false_cluster", CLUSTER, TRUTH, {"truth": {"a": True}}, "0.1", {}),
    (
        "true_false_cluster",
        CLUSTER,
        TRUTH,
        {"truth": {"a": True, "b": False, "c": False}},
        "0.25",
        {},
    ),
    (
        "true_false_cluster",
        CLUSTER,
        TRUTH,
        {"truth": {"a": True, "b": False, "c": True, "d": True}},
        "0.5",
        {},
    ),
    ("true_false_cluster", CLUSTER, TRUTH, TRUTH, "1", {}),
    (
        "true_false_cluster",
        options("ab", "statements"),
        {"truth": {"a": True, "b": True}},
        {"truth": {"a": True}},
        "0.5",
        {},
    ),
    (
        "true_false_cluster",
        CLUSTER,
        TRUTH,
        {"truth": {"a": True, "b": False}},
        "0.5",
        {"ladder": ["0", "0.25", "0.5", "0.75", "1"]},
    ),
    ("short_answer", {}, SHEET, {"text": "1,5"}, "1", {}),
    ("short_answer", {}, SHEET, {"text": "1.5"}, "1", {}),
    ("short_answer", {}, SHEET, {"text": "1,50"}, "1", {}),
    ("short_answer", {}, SHEET, {"text": "1,50"}, "0", {"compare": "exact_string"}),
    ("short_answer", {}, SHEET, {"text": "1,5"}, "1", {"compare": "exact_string"}),
    ("short_answer", {}, SHEET, {"text": "3/2"}, "0", {}),
    ("short_answer", {}, SHEET, {"text": "x"}, "0", {}),
    ("short_answer", {}, {"accepted": ["-0,5"]}, {"text": "\u2212,5"}, "0", {}),
    ("short_answer", {}, {"accepted": ["-0,5"]}, {"text": "\u22120,5"}, "1", {}),
    ("numeric", {}, NUMBER, {"text": "9,9"}, "1", {}),
    ("numeric", {}, NUMBER, {"text": "9,700"}, "1", {}),
    ("numeric", {}, NUMBER, {"text": "9,91"}, "0", {}),
    ("numeric", {}, NUMBER, {"text": "9,8 m"}, "0", {}),
    ("numeric", {"unit": "m"}, NUMBER, {"text": "9.8 m"}, "1", {}),
    ("numeric", {"unit": "m"}, NUMBER, {"text": "9.8 cm"}, "0", {}),
    ("numeric", {}, {"accepted": ["1/3"]}, {"text": "2/6"}, "1", {}),
    ("numeric", {}, {"accepted": ["6e23"]}, {"text": "6·10^23"}, "1", {}),
    ("short_text", {}, WORD, {"text": "  hà   nội "}, "1", {}),
    ("short_text", {}, WORD, {"text": "ha noi"}, "0", {}),
    ("short_text", {}, WORD | {"ignore_marks": True}, {"text": "ha noi"}, "1", {}),
    ("short_text", {}, WORD | {"case_sensitive": True}, {"text": "hà nội"}, "0", {}),
    ("short_text", {}, WORD, {"text": "Thủ đô Hà Nội"}, "1", {}),
    ("short_text", {}, WORD, {"text": ""}, "0", {}),
    (
        "match",
        SIDES,
        {"pairs": [["A", "1"], ["B", "2"], ["C", "3"]]},
        {"pairs": [["B", "2"], ["A", "1"], ["C", "3"]]},
        "1",
        {},
    ),
    (
        "match",
        SIDES,
        {"pairs": [["A", "1"], ["B", "2"]]},
        {"pairs": [["A", "1"], ["B", "4"]]},
        "0.5",
        {},
    ),
    (
        "match",
        SIDES,
        {"pairs": [["A", "1"], ["B", "2"]]},
        {"pairs": [["A", "1"]]},
        "0",
        {"partial": "all_or_nothing"},
    ),
    ("order", options("ABC"), {"order": ["B", "C", "A"]}, {"order": ["B"]}, "0", {}),
    (
        "order",
        options("ABC"),
        {"order": ["B", "C", "A"]},
        {"order": ["B", "C", "A"]},
        "1",
        {},
    ),
    (
        "order",
        options("ABCD"),
        {"order": ["B", "C", "A", "D"]},
        {"order": ["B", "C", "D", "A"]},
        "0.5",
        {"partial": "per_position"},
    ),
    (
        "cloze",
        GAPS,
        GAP_KEY,
        {"gaps": {"1": "Nước", "2": "2,6", "3": "B"}},
        "1",
        {},
    ),
    ("cloze", GAPS, GAP_KEY, {"gaps": {"1": "h2o"}}, "0.3333", {}),
    (
        "cloze",
        GAPS,
        GAP_KEY | {"weights": {"1": "2"}},
        {"gaps": {"1": "nước"}},
        "0.5",
        {},
    ),
    (
        "cloze",
        GAPS,
        GAP_KEY,
        {"gaps": {"1": "nước", "3": "A"}},
        "0",
        {"partial": "all_or_nothing"},
    ),
    (
        "hotspot",
        SPOT,
        SPOT_KEY,
        {"points": [["15", "12.5"], ["60", "50"]]},
        "1",
        {},
    ),
    ("hotspot", SPOT, SPOT_KEY, {"points": [["15", "12.5"]]}, "0.5", {}),
    ("hotspot", SPOT, SPOT_KEY, {"points": [["15", "15"], ["0", "0"]]}, "0", {}),
]


@pytest.mark.parametrize(("kind", "body", "key", "value", "share", "rules"), CASES)
def test_points_of_an_answer(kind, body, key, value, share, rules):
    registry.check_value(kind, registry.shape(kind, body), value)
    outcome = registry.score(kind, body, key, value, possible=Decimal(1), rules=rules)
    assert outcome.awarded == Decimal(share)
    assert outcome.correct is (share == "1")
    assert outcome.needs_person is False


@pytest.mark.parametrize("kind", ["essay", "file"])
def test_a_person_marks_what_was_written(kind):
    value = {"text": "Bài làm"} if kind == "essay" else {"file": "abcdef12"}
    outcome = registry.score(kind, {}, {}, value, possible=Decimal(2), rules={})
    assert (outcome.awarded, outcome.correct, outcome.needs_person) == (0, None, True)


@pytest.mark.parametrize("kind", registry.KINDS)
def test_no_answer_is_worth_nothing_and_always_fits(kind):
    body, key = WHOLE[kind]
    registry.check_value(kind, {}, None)
    outcome = registry.score(kind, body, key, None, possible=Decimal(1), rules={})
    assert (outcome.awarded, outcome.correct, outcome.needs_person) == (0, False, False)


WHOLE = {
    "choose_one": (ABCD, {"choice": ["B"]}),
    "choose_many": (ABCD, {"choice": ["A", "B"]}),
    "true_false_cluster": (CLUSTER, TRUTH),
    "short_answer": ({}, SHEET),
    "numeric": ({}, NUMBER),
    "short_text": ({}, WORD),
    "match": (SIDES, {"pairs": [["A", "1"]]}),
    "order": (options("ABC"), {"order": ["B", "C", "A"]}),
    "cloze": (GAPS, GAP_KEY),
    "hotspot": (SPOT, SPOT_KEY),
    "essay": ({}, {}),
    "file": ({}, {}),
}


@pytest.mark.parametrize("kind", registry.KINDS)
def test_examples_are_three_different_valid_answers(kind):
    body, key = WHOLE[kind]
    registry.check_key(kind, body, key)
    examples = registry.kind_of(kind).rule.examples(body)
    assert len(examples) == 3
    assert len({str(example) for example in examples}) == 3
    for example in examples:
        registry.check_value(kind, registry.shape(kind, body), example)
        registry.score(kind, body, key, example, possible=Decimal(1), rules={})


INVALID = [
    ("choose_one", {"choice": "A"}),
    ("choose_one", {"choice": ["A", "B"]}),
    ("choose_one", {"choice": ["E"]}),
    ("choose_one", {"choice": [1]}),
    ("choose_one", ["A"]),
    ("choose_one", {"choice": ["A"], "more": 1}),
    ("choose_one", {"text": "A"}),
    ("choose_many", {"choice": ["A", "A"]}),
    ("true_false_cluster", {"truth": {"a": 1}}),
    ("true_false_cluster", {"truth": {"e": True}}),
    ("true_false_cluster", {"truth": ["a"]}),
    ("short_answer", {"text": "12345"}),
    ("short_answer", {"text": 12}),
    ("numeric", {"text": "1" * 41}),
    ("numeric", {"text": None}),
    ("short_text", {"text": "x" * 201}),
    ("short_text", {"text": "a\x00b"}),
    ("short_text", {"text": "\ud800"}),
    ("match", {"pairs": [["A", "1"], ["A", "2"]]}),
    ("match", {"pairs": [["A", "1"], ["A", "1"]]}),
    ("match", {"pairs": [["1", "A"]]}),
    ("match", {"pairs": [["A"]]}),
    ("match", {"pairs": {"A": "1"}}),
    ("order", {"order": ["A", "A"]}),
    ("order", {"order": ["A", "Z"]}),
    ("cloze", {"gaps": {"9": "x"}}),
    ("cloze", {"gaps": {"1": "x" * 101}}),
    ("cloze", {"gaps": {"3": "C"}}),
    ("cloze", {"gaps": {"1": 2}}),
    ("hotspot", {"points": [["1", "2"], ["3", "4"], ["5", "6"]]}),
    ("hotspot", {"points": [["101", "2"]]}),
    ("hotspot", {"points": [[1, 2]]}),
    ("hotspot", {"points": [["-1", "2"]]}),
    ("essay", {"text": "x" * 20_001}),
    ("file", {"file": "../../etc"}),
]


@pytest.mark.parametrize(("kind", "value"), INVALID)
def test_a_misshapen_answer_is_invalid(kind, value):
    shape = registry.shape(kind, WHOLE[kind][0])
    with pytest.raises(InvalidValue):
        registry.check_value(kind, shape, value)


BAD = [
    ("choose_one", ABCD, None, "key_missing"),
    ("choose_one", ABCD, {"choice": ["E"]}, "key_names_no_option"),
    ("choose_one", ABCD, {"choice": ["A", "B"]}, "key_twice"),
    ("choose_one", options("A"), {"choice": ["A"]}, "options_too_few"),
    ("choose_one", options("AA"), {"choice": ["A"]}, "option_code_twice"),
    (
        "choose_one",
        {"options": [{"code": "A", "html": "x"}, {"code": "B", "html": "<p></p>"}]},
        {"choice": ["A"]},
        "option_empty",
    ),
    ("choose_many", ABCD | {"most": 9}, {"choice": ["A"]}, "most_out_of_range"),
    ("choose_many", ABCD | {"most": 1}, {"choice": ["A", "B"]}, "key_exceeds_most"),
    ("true_false_cluster", CLUSTER, {"truth": {"a": True}}, "truth_missing"),
    ("short_answer", {}, {"accepted": ["0,125"]}, "key_not_on_sheet"),
    ("short_answer", {}, {"accepted": ["A"]}, "key_not_on_sheet"),
    ("short_answer", {}, {"accepted": []}, "key_missing"),
    ("numeric", {}, {"accepted": ["năm"]}, "key_not_a_number"),
    ("numeric", {}, {"accepted": ["5"], "tolerance": "-1"}, "tolerance_bad"),
    ("short_text", {}, {"accepted": ["*"]}, "key_cannot_be_typed"),
    ("match", SIDES, {"pairs": [["A", "9"]]}, "key_names_no_option"),
    ("match", SIDES, {"pairs": [["A", "1"], ["A", "2"]]}, "key_twice"),
    ("order", options("AB"), {"order": ["A"]}, "order_incomplete"),
    ("cloze", {"gaps": []}, {"gaps": {"1": ["x"]}}, "gaps_missing"),
    ("cloze", GAPS, {"gaps": {"1": ["x"], "2": ["1"]}}, "key_missing"),
    ("hotspot", {}, SPOT_KEY, "image_missing"),
    ("hotspot", SPOT | {"most": 1}, SPOT_KEY, "key_exceeds_most"),
]


@pytest.mark.parametrize(("kind", "body", "key", "code"), BAD)
def test_an_item_that_cannot_be_used_is_refused_with_its_reason(kind, body, key, code):
    with pytest.raises(BadItem) as caught:
        registry.check_key(kind, body, key)
    assert caught.value.code == code
    with pytest.raises(BadItem):
        registry.score(kind, body, key, {"text": "1"}, possible=Decimal(1), rules={})


def test_the_ladder_of_2025_in_points():
    """domain.md 3.5: one question of part II is worth 0.1, 0.25, 0.5 or 1 point."""
    for right, points in enumerate(["0", "0.1", "0.25", "0.5", "1"]):
        given = dict(list(TRUTH["truth"].items())[:right])
        outcome = registry.score(
            "true_false_cluster",
            CLUSTER,
            TRUTH,
            {"truth": given},
            possible=Decimal("1.00"),
            rules={},
        )
        assert outcome.awarded == Decimal(points)
