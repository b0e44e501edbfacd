"""Small rules: information, locks, order, keys, marks, structures, the sheet."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import exp

import pytest

from exams.rules import analysis, grid, keys, schemes
from exams.rules.arrangement import Question, arrange, as_written, spread
from exams.rules.grading import DROPPED, FULL, SlotPoints, mark_of, total
from exams.rules.information import information, information_row, parameters
from exams.rules.locks import locked_places
from exams.rules.structures import (
    default_points,
    split_of_7991,
    structure_of,
    structures,
)


def test_information_is_birnbaums():
    right = 0.2 + 0.8 / (1 + exp(-1.3 * (0.4 - 0.1)))
    want = 1.3**2 * ((1 - right) / right) * ((right - 0.2) / 0.8) ** 2
    assert information(1.3, 0.1, 0.2, 0.4) == pytest.approx(want, rel=1e-12)
    assert information(1, 0, 0, 0) == 0.25
    assert information(5, 0, 0, 500) == pytest.approx(0, abs=1e-12)


def test_facility_stands_in_where_nothing_else_is_known():
    assert parameters(a=None, b=0.3, c=None, facility=0.9) == (1.0, 0.3, 0.0)
    easy = parameters(a=None, b=None, c=None, facility=0.8)
    assert easy[1] == pytest.approx(-1.6360, abs=1e-3)
    assert parameters(a=None, b=None, c=None, facility=1)[1] < -8
    assert parameters(a=1.0, b=None, c=None, facility=None) is None
    assert information_row(None, [0, 1]) == [0.0, 0.0]


@pytest.mark.parametrize(
    ("texts", "locked"),
    [
        (["2", "3", "Cả A và B", "Tất cả các đáp án trên"], {0, 1, 2, 3}),
        (["2", "3", "4", "Không có đáp án nào đúng"], {3}),
        (["x", "y", "Chỉ A đúng", "z"], {0, 2}),
        (["x", "y", "Cả hai đều đúng", "Đáp án khác"], {2, 3}),
        (["x", "y", "z", "Phương án A và C"], {0, 2, 3}),
        (["a", "b", "none of the above", "both A and B"], {0, 1, 2, 3}),
        (["Điểm A", "Tất cả học sinh", "Cả hai bạn", "Bà"], set()),
        (["$A$ và $B$", "12", "13", "14"], set()),
    ],
)
def test_options_that_speak_of_others_keep_their_place(texts, locked):
    assert locked_places(texts) == locked


def questions(count=24, **changes):
    return [
        Question(
            **{
                "code": f"Q{n}",
                "kind": "choose_one",
                "points": Decimal(1),
                "options": tuple("ABCD"),
                "key": "A",
            }
            | changes
        )
        for n in range(count)
    ]


def places_of_keys(placed):
    return [p.option_order.index(p.question.key) for p in placed]


def test_right_answers_are_spread_evenly():
    placed = arrange(questions(), seed="1", key_balance=True)
    assert spread(places_of_keys(placed)) == [6, 6, 6, 6]


def test_locked_options_stay_and_the_rest_balances_round_them():
    fixed = questions(10, locked=frozenset({0}))
    loose = [q for q in questions(20) if int(q.code[1:]) >= 10]
    placed = arrange([*fixed, *loose], seed="1", key_balance=True)
    assert sorted(spread(places_of_keys(placed))) == [3, 3, 4, 10]
    orders = {p.question.code: p.option_order for p in placed}
    assert {orders[q.code][0] for q in fixed} == {"A"}


def test_parts_levels_and_passages_are_kept():
    mixed = [
        *questions(3, kind="essay", options=()),
        *questions(4, level="van_dung"),
    ]
    mixed = [
        Question(
            f"{q.kind}{n}", q.kind, q.points, q.level, options=q.options, key=q.key
        )
        for n, q in enumerate(mixed)
    ]
    group = [
        Question(f"G{n}", "choose_one", Decimal(1), "biet", group="P")
        for n in (10, 9, 2)
    ]
    codes = [p.question.code for p in arrange([*mixed, *group], seed="7")]
    assert codes[:3] == ["G2", "G9", "G10"]
    assert all(code.startswith("choose_one") for code in codes[3:7])
    assert all(code.startswith("essay") for code in codes[7:])


def test_the_same_seed_arranges_the_same():
    first = arrange(questions(), seed="1/0101")
    assert first == arrange(list(reversed(questions())), seed="1/0101")
    assert first != arrange(questions(), seed="1/0201")


def test_as_written_touches_nothing():
    placed = as_written(questions(3))
    assert [(p.position, p.question.code, p.option_order) for p in placed] == [
        (1, "Q0", None),
        (2, "Q1", None),
        (3, "Q2", None),
    ]


SLOT = {
    "options": [{"code": c, "html": c} for c in "CADB"],
    "statements": [{"code": c, "html": c} for c in "abcd"],
}


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ({"choice": ["A"]}, "B"),
        ({"choice": ["C", "B"]}, "A, D"),
        ({"truth": {"a": True, "b": False, "c": True, "d": False}}, "ĐSĐS"),
        ({"accepted": ["2,5", "5/2"]}, "2,5 / 5/2"),
        ({"gaps": {"1": ["x", "y"], "2": ["z"]}}, "(1) x / y; (2) z"),
        ({"order": ["B", "A"]}, "D, B"),
        (None, ""),
    ],
)
def test_keys_read_by_the_letters_of_the_paper(key, text):
    assert keys.key_text(key, SLOT) == text


def test_answers_read_by_the_letters_of_the_paper():
    match = {
        "left": [{"code": "A", "html": ""}],
        "right": [{"code": "2", "html": ""}, {"code": "1", "html": ""}],
    }
    assert keys.answer_text({"pairs": [["A", "1"]]}, match) == "A–2"
    assert keys.answer_text({"truth": {"b": True}}, SLOT) == "b) Đ"
    assert keys.answer_text({"choice": []}, SLOT) == ""
    assert keys.answer_text(None, SLOT) == ""


@pytest.mark.parametrize(
    ("awarded", "possible", "step", "mark"),
    [
        ("8.25", "10", "0.1", "8.3"),
        ("6.45", "10", "0.1", "6.5"),
        ("6.4499", "10", "0.1", "6.4"),
        ("1", "3", "0.1", "3.3"),
        ("7.5", "10", "1", "8"),
        ("0", "10", "0.1", "0.0"),
        ("10", "10", "1", "10"),
    ],
)
def test_marks_are_rounded_half_up(awarded, possible, step, mark):
    found = mark_of(Decimal(awarded), Decimal(possible), step=Decimal(step))
    assert str(found) == mark


@pytest.mark.parametrize(("awarded", "possible"), [("1", "0"), ("2", "1"), ("-1", "1")])
def test_points_without_meaning_have_no_mark(awarded, possible):
    with pytest.raises(ValueError, match="points"):
        mark_of(Decimal(awarded), Decimal(possible), step=Decimal("0.1"))


def test_void_slots_count_as_they_were_voided():
    slots = [
        SlotPoints("1", Decimal("0.25"), Decimal(1)),
        SlotPoints("2", Decimal(0), Decimal(1), FULL),
        SlotPoints("3", Decimal(1), Decimal(1), DROPPED),
        SlotPoints("4", None, Decimal(1)),
        SlotPoints("5", None, Decimal(1), FULL),
    ]
    found = total(slots)
    assert (found.awarded, found.possible) == (Decimal("2.25"), Decimal(4))
    assert found.missing == ("4",)


def test_every_structure_is_worth_ten():
    assert {s.code: s.total for s in structures()} == {
        s.code: Decimal(10) for s in structures()
    }
    assert structure_of("tn2025-khtn").items == 28
    assert [s.code for s in structures(subject="MAT", day=date(2026, 9, 5))] == [
        "tn2025-toan", "7991-3223", "7991-343", "tx-15phut",
    ]  # fmt: skip
    assert structures(day=date(2021, 1, 1)) == []


def test_points_by_kind_and_subject():
    assert default_points("short_answer", "MAT") == Decimal("0.5")
    assert default_points("short_answer", "PHY") == Decimal("0.25")
    assert default_points("hotspot") == Decimal("0.5")


@pytest.mark.parametrize(
    ("grade", "code", "step"),
    [(3, "TT27-2020", "1"), (8, "TT22-2021", "0.1"), (None, "TT22-2021", "0.1")],
)
def test_the_scale_of_a_level_is_data(grade, code, step):
    scheme = schemes.scheme_for(grade, date(2026, 11, 20))
    assert (scheme.code, scheme.step) == (code, Decimal(step))
    with pytest.raises(ValueError, match="no scheme"):
        schemes.scheme_for(3, date(2010, 1, 1))


def test_primary_marks_have_words():
    scheme = schemes.scheme_of("TT27-2020")
    assert [scheme.word_for(Decimal(m))[0] for m in (10, 9, 8, 5, 4)] == [
        "hoan_thanh_tot", "hoan_thanh_tot", "hoan_thanh", "hoan_thanh",
        "chua_hoan_thanh",
    ]  # fmt: skip
    assert schemes.scheme_of("TT22-2021").word_for(Decimal(9)) == ("", "")


def test_the_sheet_adds_up():
    rows = [
        ("N1", "choose_one", "biet", 4, Decimal("0.25")),
        ("N1", "essay", "van_dung", 1, Decimal(2)),
        ("N2", "choose_one", "biet", 2, Decimal("0.25")),
        ("N2", "choose_one", "", 1, Decimal("0.25")),
    ]
    sheet = grid.grid_of(rows)
    assert [form.kind for form in sheet.forms] == ["choose_one", "essay"]
    assert (sheet.count(), sheet.points()) == (8, Decimal("3.75"))
    assert (sheet.count(line=1), sheet.points(form=0)) == (3, Decimal("1.75"))
    assert sheet.points(level="van_dung") == 2
    sheet.drop_line(0)
    assert (sheet.nodes, sheet.cells) == (["N2"], {(0, 0, "biet"): 2, (0, 0, ""): 1})
    sheet.drop_form(0)
    assert (sheet.cells, len(sheet.forms)) == ({}, 1)


def test_counts_are_spread_by_largest_remainders():
    shares = split_of_7991()[1]
    assert grid.spread_by_level(12, shares) == {"biet": 5, "hieu": 4, "van_dung": 3}
    assert sum(grid.spread_by_level(7, shares).values()) == 7


def answer(choice, awarded, version=1):
    value = {"choice": [choice]} if choice else None
    return analysis.Answered(
        version, "choose_one", Decimal(awarded), Decimal("0.25"), value
    )


def test_figures_of_a_question():
    answers = [answer("A", "0.25")] + [answer("B", "0")] * 5 + [answer("", "0")] * 4
    found = analysis.figures(answers)[1]
    assert (found.n, found.omitted, found.options["B"]) == (10, 4, 5)
    assert found.facility == Fraction(1, 10)
    assert found.flags("A") == ["too_hard", "wrong_key", "omitted"]
    assert found.flags(None) == ["too_hard", "omitted"]


def test_spread_of_marks():
    marks = [Decimal(m) for m in ("0", "4.9", "5", "10", "10")]
    bins = dict(analysis.histogram(marks))
    assert (bins[Decimal("0.0")], bins[Decimal("4.5")], bins[Decimal("9.5")]) == (
        1,
        1,
        2,
    )
    assert sum(bins.values()) == 5
    assert analysis.mean(marks) == Fraction("29.9") / 5
    assert (analysis.median(marks), analysis.median(marks[:4])) == (
        Fraction(5),
        Fraction("4.95"),
    )
    assert (analysis.mean([]), analysis.median([])) == (None, None)
