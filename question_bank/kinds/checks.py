"""Open points of an item: what must be put right before a paper may have it."""

import re
from html import unescape

from lms.core.errors import Problem
from lms.core.math import BadFormula, draw_latex
from question_bank.errors import BadItem
from question_bank.kinds import registry
from question_bank.rules.contents import Content, pieces
from question_bank.rules.rubrics import rubric_total
from question_bank.rules.values import is_blank, same_text_twice

_LATEX = re.compile(r'<span\b[^>]*\bdata-latex="([^"]*)"')
_TAGS = re.compile(r"<[^>]*>")
_UNCLOSED = re.compile(r"(?<!\\)\$\s*\\?[\\A-Za-z({|].*[\\^_{}=].*")


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
    total = rubric_total(content.key)
    if total and content.points and total != content.points:
        details = {"total": f"{total:f}", "points": f"{content.points:f}"}
        found.append(Problem("rubric_total_differs", "key", details))
    if content.kind == "cloze":
        found += _lost_gaps(content)
    return found + _bad_formulas(content)


def _bad_formulas(content: Content) -> list[Problem]:
    """Formulas that pupils would see as typed: unreadable, or without their end."""
    found = []
    for piece in pieces(content):
        for latex in map(unescape, _LATEX.findall(piece)):
            try:
                draw_latex(latex)
            except BadFormula:
                found.append(Problem("formula_unreadable", "", {"text": latex[:80]}))
        text = unescape(_TAGS.sub(" ", piece)) if "$" in piece else ""
        if open_formula := _UNCLOSED.search(text):
            shown = open_formula[0].strip()[:80]
            found.append(Problem("formula_not_closed", "", {"text": shown}))
    return found


def _lost_gaps(content: Content) -> list[Problem]:
    return [
        Problem("gap_not_in_text", f"gap {gap['code']}")
        for gap in content.body.get("gaps", [])
        if f'data-gap="{gap["code"]}"' not in content.stem_html
    ]


def _problem(error: BadItem) -> Problem:
    return Problem(error.code, error.where, error.details)
