"""How much of what a bank should know about an item is known.

The names are those of what an item is filed under; each counts the same. Who chooses
items for a paper needs all of it; a paper can be made without.
"""

from fractions import Fraction

from question_bank.rules.contents import Content
from question_bank.rules.values import is_blank

ASKED = (
    "subject", "grade", "node", "outcome", "level", "points", "seconds", "solution",
    "taken_from", "licence",
)  # fmt: skip


def lacking(content: Content) -> list[str]:
    """Return what is not known of an item, in the order of ASKED."""
    known = {
        "subject": content.subject_id,
        "grade": content.grade,
        "node": content.node_code,
        "outcome": content.outcome_code,
        "level": content.level,
        "points": content.points,
        "seconds": content.seconds,
        "solution": not is_blank(content.explanation_html),
        "taken_from": content.taken_from,
        "licence": content.licence,
    }
    return [name for name in ASKED if not known[name]]


def completeness(content: Content) -> Fraction:
    """Return the share of what is known, 0..1."""
    return 1 - Fraction(len(lacking(content)), len(ASKED))
