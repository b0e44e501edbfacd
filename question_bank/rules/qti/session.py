"""One response to one QTI item, marked by the item's own rules."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from question_bank.rules.formats.qti.tree import normalise
from question_bank.rules.formats.xmltree import parse_xml
from question_bank.rules.qti import processing
from question_bank.rules.qti.state import declare, respond
from question_bank.rules.qti.values import BadQti, as_json


@dataclass(frozen=True)
class Marked:
    """What the item makes of a response. outcomes: as JSON values."""

    score: Fraction
    most: Fraction | None
    outcomes: dict[str, Any]
    feedback: str = ""


def mark(xml: bytes, responses: dict[str, Any], *, seed: int = 0) -> Marked:
    """Mark responses, by response identifier: a text, a list of texts, or None.

    Raises BadQti where the item or a response cannot be followed, DomainError where
    the XML cannot be read.
    """
    root = normalise(parse_xml(xml, allow_doctype=True))
    state = declare(root, seed=seed)
    try:
        processing.run_templates(root, state)
        respond(state, responses)
        processing.run_responses(root, state)
        best = processing.most(root, state)
    except (IndexError, ZeroDivisionError, ValueError, OverflowError) as error:
        raise BadQti(str(error)) from None
    score = state.value("SCORE")
    return Marked(
        score=score if isinstance(score, Fraction) else Fraction(0),
        most=best,
        outcomes={n: as_json(v) for n, v in state.outcomes().items()},
        feedback=_feedback(root, state),
    )


def _feedback(root: Any, state: Any) -> str:
    """Return the text of the modal feedback that the outcomes ask for."""
    shown = []
    for element in root.iter("modalFeedback"):
        value = state.value(element.get("outcomeIdentifier", ""))
        names = as_json(value)
        known = names if isinstance(names, list) else [names]
        is_named = element.get("identifier") in known
        if is_named == (element.get("showHide", "show") == "show"):
            shown.append(" ".join("".join(element.itertext()).split()))
    return " ".join(shown)
