"""Marks lead from an item to those that are alike, and to few others."""

import random

import pytest

from question_bank.rules.likeness import Wording, likeness
from question_bank.rules.marks import BANDS, marks_of

WORDS = [f"{a}{b}{c}" for a in "bctm" for b in "aeiou" for c in ["", "n", "ng", "t"]]


def sentence(chance, length):
    return chance.choices(WORDS, k=length)


def changed(chance, words, times):
    words = list(words)
    for _time in range(times):
        words[chance.randrange(len(words))] = chance.choice(WORDS)
    return words


def meet(one, other):
    return bool({*marks_of(Wording(one))} & {*marks_of(Wording(other))})


@pytest.mark.parametrize(
    "other",
    [
        "ham so y 7 x binh dong bien tren khoang nao 1,5 2 100 7",
        "ham so y 0 x binh dong bien tren khoang nao 1.000.000 9 -4 3",
    ],
)
def test_other_numbers_give_the_same_marks(other):
    one = "ham so y 2 x binh dong bien tren khoang nao 3 4 5 6"

    assert marks_of(Wording(one)) == marks_of(Wording(other))
    assert len(marks_of(Wording(one))) == BANDS


def test_marks_are_the_same_on_every_machine():
    assert marks_of(Wording("a b"))[:2] == [
        3323614298089924834,
        -5894693074006628005,
    ]
    assert marks_of(Wording("")) == []


def test_the_marks_find_what_a_comparison_of_all_would_find():
    """The words are few, as in a bank of one subject; one to six of them change."""
    chance, alike, found = random.Random(5), 0, 0  # noqa: S311  no secret
    for _pair in range(600):
        one = sentence(chance, chance.randint(12, 45))
        other = changed(chance, one, chance.randint(1, 6))
        one, other = " ".join(one), " ".join(other)
        if likeness(one, other) >= 0.8:
            alike += 1
            found += meet(one, other)
    assert alike > 200
    assert found / alike >= 0.95


def test_the_marks_of_unlike_items_seldom_agree():
    chance = random.Random(6)  # noqa: S311  no secret
    texts = [" ".join(sentence(chance, 25)) for _text in range(150)]
    pairs = [(a, b) for a in texts[:50] for b in texts[50:]]

    assert sum(meet(a, b) for a, b in pairs) / len(pairs) < 0.03


def test_questions_of_one_passage_are_not_alike_by_it():
    passage = "doc doan trich sau va tra loi cau hoi " * 5
    one = Wording(f"{passage}tac gia la ai", len(passage))
    other = Wording(f"{passage}nhan vat chinh lam nghe gi", len(passage))
    same = Wording(f"{passage}tac gia la ai 5", len(passage))

    assert one.likeness(other) < 0.2
    assert one.likeness(same) > 0.8
    assert one.likeness(Wording("tac gia la ai")) < 0.6
