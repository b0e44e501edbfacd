"""What a blueprint document may say."""

from decimal import Decimal

import pytest

from exams.rules.blueprint import Bound, Cell, Row
from exams.rules.blueprint_reader import read_blueprint
from lms.core.errors import DomainError

ROW = {"node": "N", "kind": "choose_one", "level": "biet", "count": 2, "points": "0.25"}


def test_the_whole_document_is_read():
    plan = read_blueprint(
        {
            "title": " Giữa  kỳ ", "subject": "MAT", "grade": 10, "minutes": 45,
            "rows": [ROW, {"node": None, "kind": None, "level": None, "count": 3}],
            "bounds": [{"level": "hieu", "min": 1}], "seconds_max": 900,
            "rules": {
                "max_overlap": 0, "exclude_used_within_days": 30, "key_balance": True,
                "enemy_groups": [["a", "b", "a"]],
                "target_information": [{"theta": 0, "value": "4,5"}],
            },
            "colour": "red",
        }
    )  # fmt: skip
    assert (plan.title, plan.items, plan.ignored) == ("Giữa kỳ", 5, ("colour",))
    assert plan.rows == (
        Row(Cell("N", "choose_one", "biet"), 2, Decimal("0.25")),
        Row(Cell(), 3, None),
    )
    assert plan.bounds == (Bound(Cell(level="hieu"), 1, None),)
    assert plan.rules.enemy_groups == (("a", "b"),)
    assert plan.rules.target_information == ((0.0, 4.5),)
    assert plan.rules.max_overlap == 0


def test_further_keys_are_taken_from_the_rules_too():
    plan = read_blueprint({"rules": {"length": 4, "bounds": [{"kind": "x", "max": 1}]}})
    assert (plan.length, len(plan.bounds)) == (4, 1)


def test_a_share_of_overlap_is_one_of_the_length():
    plan = read_blueprint(
        {"rows": [ROW | {"count": 40}], "rules": {"max_overlap": 0.1}}
    )
    assert plan.rules.max_overlap == 4


@pytest.mark.parametrize(
    ("level", "known"),
    [("VAN_DUNG_CAO", "van_dung"), ("nhan_biet", "biet"), ("M2", "hieu"), ("", None)],
)
def test_older_level_words_are_understood(level, known):
    assert (
        read_blueprint({"rows": [ROW | {"level": level}]}).rows[0].cell.level == known
    )


@pytest.mark.parametrize(
    ("document", "code", "where"),
    [
        ([], "blueprint_not_an_object", ""),
        ({}, "blueprint_empty", ""),
        ({"rows": [ROW | {"count": 0}]}, "blueprint_empty", ""),
        ({"rows": {"a": 1}}, "bad_value", "field rows"),
        ({"rows": [ROW, 3]}, "bad_value", "field rows[1]"),
        ({"rows": [ROW | {"count": -1}]}, "bad_value", "field rows[0].count"),
        ({"rows": [ROW | {"count": None}]}, "bad_value", "field rows[0].count"),
        ({"rows": [ROW | {"count": True}]}, "bad_value", "field rows[0].count"),
        ({"rows": [ROW | {"count": 2.5}]}, "bad_value", "field rows[0].count"),
        ({"rows": [ROW | {"count": "²"}]}, "bad_value", "field rows[0].count"),
        ({"rows": [ROW | {"count": "9" * 5000}]}, "bad_value", "field rows[0].count"),
        ({"rows": [ROW | {"level": "kho"}]}, "bad_value", "field rows[0].level"),
        ({"rows": [ROW], "title": {}}, "bad_value", "field title"),
        ({"rows": [ROW], "rules": []}, "bad_value", "field rules"),
        ({"rows": [ROW], "rules": {"max_overlaps": 1}}, "bad_value",
         "field rules.max_overlaps"),
        ({"rows": [ROW], "rules": {"key_balance": "có"}}, "bad_value",
         "field rules.key_balance"),
        ({"rows": [ROW | {"points": "NaN"}]}, "bad_value", "field rows[0].points"),
        ({"rows": [ROW | {"points": 0}]}, "bad_value", "field rows[0].points"),
        ({"rows": [ROW | {"node": ["x"]}]}, "bad_value", "field rows[0].node"),
        ({"rows": [ROW], "grade": 13}, "bad_value", "field grade"),
        ({"rows": [ROW], "rules": "x"}, "bad_value", "field rules"),
        ({"rows": [ROW], "bounds": [{"kind": "x"}]}, "bad_value", "field bounds[0].min"),
        ({"rows": [ROW], "bounds": "x"}, "bad_value", "field bounds"),
        (
            {"rows": [ROW], "rules": {"target_information": [{"theta": 0}]}},
            "bad_value",
            "field rules.target_information[0].value",
        ),
        (
            {"rows": [ROW], "rules": {"enemy_groups": ["ab"]}},
            "bad_value",
            "field rules.enemy_groups[0]",
        ),
        ({"rows": [ROW | {"count": 500}] * 2}, "blueprint_too_big", ""),
        (
            {
                "rows": [ROW],
                "rules": {
                    "maximin_information": [0],
                    "target_information": [{"theta": 0, "value": 1}],
                },
            },
            "blueprint_two_aims",
            "",
        ),
    ],
)  # fmt: skip
def test_what_has_no_meaning_is_refused_with_its_place(document, code, where):
    with pytest.raises(DomainError) as refusal:
        read_blueprint(document)
    assert (refusal.value.code, refusal.value.where) == (code, where)
