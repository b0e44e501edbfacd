"""Points as the regulations give them."""

from decimal import Decimal

import pytest

from question_bank.rules.points import usual_points

# domain.md 3.5: how many questions of part I, II and III a paper has.
STRUCTURES = {
    "MAT": (12, 4, 6),
    "PHY": (18, 4, 6),
    "CHE": (18, 4, 6),
    "BIO": (18, 4, 6),
    "GEO": (18, 4, 6),
    "HIS": (24, 4, 0),
    "ICT": (24, 4, 0),
    "ENG": (40, 0, 0),
}
PARTS = ("choose_one", "true_false_cluster", "short_answer")


@pytest.mark.parametrize(("subject", "counts"), STRUCTURES.items())
def test_every_paper_of_2025_adds_up_to_ten(subject, counts):
    points = [usual_points(kind, subject_code=subject) for kind in PARTS]
    total = sum(n * p for n, p in zip(counts, points, strict=True))
    assert total == Decimal("10.00")


def test_other_systems_give_one_point():
    assert usual_points("choose_one", form="gift") == 1
    assert usual_points("match", form="docx") == 1
