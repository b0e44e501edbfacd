"""Checks of answers and bodies that the kinds share.

An answer is judged by the frozen form alone (exam-protocol.md, section 3): its
type and size. Whether it is sensible is for scoring. So an answer once saved can
never turn invalid.
"""

from collections.abc import Iterable
from typing import Any

from question_bank.errors import BadItem, InvalidValue

MAX_OPTIONS = 40
_SHOWS = ("data-latex", "data-file", "data-gap", "data-sound")


def the_field(value: Any, name: str) -> Any:
    """Return value[name] of an object with this one member. Raises InvalidValue."""
    if not isinstance(value, dict) or set(value) != {name}:
        raise InvalidValue("type")
    return value[name]


def text_of(value: Any, *, most: int) -> str:
    """Return a text of at most ``most`` characters that can be stored."""
    if not isinstance(value, str):
        raise InvalidValue("type")
    if len(value) > most:
        raise InvalidValue("size")
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise InvalidValue("type")
    return value


def codes_of(value: Any, allowed: Iterable[str], *, most: int) -> list[str]:
    """Return a list of different codes out of the allowed ones."""
    if not isinstance(value, list) or not all(isinstance(c, str) for c in value):
        raise InvalidValue("type")
    if len(value) > most or len(set(value)) != len(value):
        raise InvalidValue("size")
    if not set(value) <= set(allowed):
        raise InvalidValue("option")
    return value


def object_of(value: Any, allowed: Iterable[str]) -> dict[str, Any]:
    """Return an object whose member names are among the allowed ones."""
    if not isinstance(value, dict):
        raise InvalidValue("type")
    if not set(value) <= set(allowed):
        raise InvalidValue("option")
    return value


def check_options(
    body: dict[str, Any], name: str = "options", *, least: int = 2, word: str = "option"
) -> list[str]:
    """Return the codes of a body's options. Raises BadItem.

    Each has a code of its own and something to show (text, formula or picture).
    """
    options = body.get(name) or []
    if len(options) > MAX_OPTIONS:
        raise BadItem("options_too_many", where=word, most=MAX_OPTIONS)
    codes = [option.get("code", "") for option in options]
    for code in codes:
        if not code or codes.count(code) > 1:
            raise BadItem("option_code_twice", where=f"{word} {code}".strip())
    for code, option in zip(codes, options, strict=True):
        if is_blank(option.get("html", "")):
            raise BadItem("option_empty", where=f"{word} {code}")
    if len(options) < least:
        raise BadItem("options_too_few", where=word, least=least)
    return codes


def same_text_twice(options: list[dict[str, str]]) -> str:
    """Return the code of the first option that repeats an earlier one, or ""."""
    seen: set[str] = set()
    for option in options:
        html = " ".join(option["html"].split())
        if html in seen:
            return option["code"]
        seen.add(html)
    return ""


def is_blank(html: str) -> bool:
    """Return whether stored HTML shows nothing: no letter, formula, picture."""
    if any(mark in html for mark in _SHOWS):
        return False
    inside, letters = False, []
    for char in html.replace("&nbsp;", " ").replace("\xa0", " "):
        if char in "<>":
            inside = char == "<"
        elif not inside:
            letters.append(char)
    return not "".join(letters).strip()


def listed(key: dict[str, Any] | None, name: str) -> Any:
    """Return key[name]. Raises BadItem key_missing where there is no key."""
    found = (key or {}).get(name)
    if not found:
        raise BadItem("key_missing", where="key")
    return found
