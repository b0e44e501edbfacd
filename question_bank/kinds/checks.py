"""Open points of an item: what must be put right before a paper may have it."""

from lms.core.errors import Problem
from question_bank.errors import BadItem
from question_bank.kinds import registry
from question_bank.rules.contents import Content
from question_bank.rules.values import is_blank, same_text_twice

_DETAILS = ("least", "most", "value")


def body_problem(content: Content) -> Problem | None:
    """Return why the item cannot even be kept as a draft, None where it can."""
    try:
        registry.check_draft(content.kind, content.body)
    except BadItem as error:
        return _problem(error)
    return None


def problems_of(content: Content) -> list[Problem]:
    """Return everything that stands between the item and a paper; [] = ready."""
    found = []
    if is_blank(content.stem_html) and is_blank(content.group_html):
        found.append(Problem("stem_missing", "stem"))
    try:
        registry.check_key(content.kind, content.body, content.key)
    except BadItem as error:
        found.append(_problem(error))
    options = content.body.get("options") or content.body.get("statements") or []
    if code := same_text_twice(options):
        found.append(Problem("option_twice", f"option {code}"))
    if content.kind == "cloze":
        found += _lost_gaps(content)
    return found


def _lost_gaps(content: Content) -> list[Problem]:
    return [
        Problem("gap_not_in_text", f"gap {gap['code']}")
        for gap in content.body.get("gaps", [])
        if f'data-gap="{gap["code"]}"' not in content.stem_html
    ]


def _problem(error: BadItem) -> Problem:
    return Problem(error.code, error.where, error.details)
