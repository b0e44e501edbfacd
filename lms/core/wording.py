"""The words for codes: refusals and problems, in the reader's language.

Every app registers its codes once (``<app>/wording.py``, from ``apps.ready``).
A code without words is a fault of ours; a test walks the source for codes.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.core.errors import DomainError, Problem

_WORDS: dict[str, Any] = {}
_PLACES = {
    "file": gettext_lazy("file %(value)s"),
    "row": gettext_lazy("row %(value)s"),
    "line": gettext_lazy("line %(value)s"),
    "cell": gettext_lazy("cell %(value)s"),
    "column": gettext_lazy("column %(value)s"),
    "paragraph": gettext_lazy("paragraph %(value)s"),
    "table": gettext_lazy("table %(value)s"),
    "entry": gettext_lazy("entry %(value)s"),
    "field": gettext_lazy("field %(value)s"),
    "sheet": gettext_lazy("sheet %(value)s"),
}


def register(words: Mapping[str, Any]) -> None:
    """Add the words of an app: code -> lazy text with %(name)s for details."""
    for code, text in words.items():
        if _WORDS.setdefault(code, text) is not text:
            raise ValueError(f"Two wordings for the code {code}.")


def register_places(words: Mapping[str, Any]) -> None:
    """Add words for kinds of place: "option" -> lazy text with %(value)s."""
    _PLACES.update(words)


def known_codes() -> frozenset[str]:
    """Return every code that has words."""
    return frozenset(_WORDS)


def say(code: str, details: Mapping[str, Any] | None = None) -> str:
    """Return the sentence for a code; the bare code where it has no words."""
    text = _WORDS.get(code)
    if text is None:
        return code
    if not details:
        return str(text).replace("%%", "%")
    said = {n: localize(v) if isinstance(v, Decimal) else v for n, v in details.items()}
    if isinstance(said.get("places"), str):
        said["places"] = _say_places(said["places"])
    return str(text) % said


def say_place(where: str) -> str:
    """Return a place in the reader's language: "paragraph 12" -> "đoạn 12"."""
    parts = []
    for part in where.split(", ") if where else []:
        kind, _sep, value = part.partition(" ")
        text = _PLACES.get(kind)
        parts.append(str(text) % {"value": value} if text else part)
    return ", ".join(parts)


def _say_places(text: str) -> str:
    """Say "paragraph 12: A; cell B3: C", a list of places with what stands there."""
    said = []
    for part in text.split("; "):
        where, colon, shown = part.partition(": ")
        said.append(say_place(where) + colon + shown)
    return "; ".join(said)


def say_problem(problem: DomainError | Problem) -> str:
    """Return the sentence with its place in front: "Dòng 5: …"."""
    sentence = say(problem.code, problem.details)
    place = say_place(problem.where)
    if not place:
        return sentence
    return _("%(place)s: %(sentence)s") % {
        "place": place[0].upper() + place[1:],
        "sentence": sentence,
    }


def as_json(problem: DomainError | Problem) -> dict[str, str]:
    """Return {"code", "message", "where"} as the commands print it."""
    return {
        "code": problem.code,
        "message": say(problem.code, problem.details),
        "where": problem.where,
    }
