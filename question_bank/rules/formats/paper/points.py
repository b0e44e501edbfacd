"""Points of the questions of a paper: as stated, or as the 2025 form gives them.

Source: domain.md 3.5; files.md 12 (subject given by the caller, else 0.25 in part III).
"""

from collections import Counter
from decimal import Decimal

CHOICE = "0.25"
CLUSTER = "1"
SHORT_ANSWER = {"MAT": "0.5"}
SHORT_ANSWER_ELSE = "0.25"
_FORMS = frozenset(["choose_one", "true_false_cluster", "short_answer"])


def is_three_part(kinds_of_parts: list[tuple[int, str]]) -> bool:
    """Return whether a paper has the form of 2025: two or three forms, part by part.

    kinds_of_parts: (place of the part, kind) of every question.
    """
    forms: dict[int, Counter] = {}
    for place, kind in kinds_of_parts:
        forms.setdefault(place, Counter())[kind] += 1
    main = [counter.most_common(1)[0][0] for counter in forms.values()]
    return len({kind for kind in main if kind in _FORMS}) >= 2


def default_points(kind: str, subject: str | None) -> str | None:
    """Return the points of a question of the 2025 form, None for other kinds."""
    if kind == "choose_one":
        return CHOICE
    if kind == "true_false_cluster":
        return CLUSTER
    if kind in ("short_answer", "numeric"):
        return SHORT_ANSWER.get((subject or "").upper(), SHORT_ANSWER_ELSE)
    return None


def takes_share(kind: str, count: int) -> bool:
    """Return whether the points of a part are shared out evenly among questions.

    Essays differ in weight; only a single one takes the whole.
    """
    return kind != "essay" or count == 1


def share_of_total(total: str, count: int) -> str | None:
    """Return the points of each of count questions, None where it does not go up."""
    if count <= 0:
        return None
    each = Decimal(total) / count
    if each != each.quantize(Decimal("0.001")) or each <= 0:
        return None
    return f"{each.normalize():f}"
