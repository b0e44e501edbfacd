from decimal import Decimal
from fractions import Fraction

from question_bank.rules.completeness import ASKED, completeness, lacking
from question_bank.rules.contents import Content


def test_what_is_not_known_is_named():
    bare = Content("choose_one", "Mấy?", {})
    assert lacking(bare) == list(ASKED)
    assert completeness(bare) == 0
    full = Content(
        "choose_one", "Mấy?", {}, explanation_html="Vì", level="biet", node_code="T",
        outcome_code="T.1", taken_from="SGK", licence="own", subject_id=1, grade=10,
        points=Decimal(1), seconds=60,
    )  # fmt: skip
    assert lacking(full) == []
    assert completeness(full) == 1


def test_each_counts_the_same():
    some = Content(
        "choose_one", "Mấy?", {}, level="biet", grade=10, explanation_html="<p> </p>"
    )
    assert completeness(some) == Fraction(2, len(ASKED))
