"""Where a refusal points when the rule that refused did not know the command line.

A rule deep down says "unknown_subject, value=MAX"; the command knows that MAX stood
behind --subject. So every refusal names a file, a row or an argument.
"""

import argparse
import re
from pathlib import Path
from typing import Any

from lms.core.errors import DomainError

_OF_PERSON = frozenset({"not_allowed", "unknown_user"})
_COMMON = frozenset({"help", "version", "verbosity", "settings", "pythonpath",
                     "traceback", "no_color", "force_color", "skip_checks", "json",
                     "dry_run", "username"})  # fmt: skip
_ARGUMENT = re.compile(r"^(?:argument|unrecognized arguments:) (.+?)(?::|$)")
_REQUIRED = re.compile(r"required: (.+)$")
_LONGEST = 120


def place_of(
    error: DomainError, options: dict[str, Any], parser: argparse.ArgumentParser
) -> str:
    """Return the place of a refusal: its own, else the argument it is about.

    options: as the parser read them. Never empty for a command that has arguments.
    """
    if error.where:
        return error.where
    name = options.get("username")
    if name and (error.code in _OF_PERSON or error.details.get("value") == name):
        return f"--as {name}"
    actions = [a for a in parser._actions if a.dest not in _COMMON]
    column = str(error.details.get("column", ""))
    about = {str(error.details.get("what", "")), column} - {""}
    value = str(error.details.get("value", ""))
    for action in actions:
        given = options.get(action.dest)
        if action.dest in about or about & set(action.option_strings):
            return _say(action, given)
        if value and value in map(str, given if isinstance(given, list) else [given]):
            return _say(action, value)
    return _first(actions, options)


def place_in_words(message: str) -> str:
    """Return the argument that argparse complains of: "--semester", "file"."""
    found = _ARGUMENT.search(message) or _REQUIRED.search(message)
    return found.group(1).strip()[:_LONGEST] if found else message[:_LONGEST]


def _first(actions: list[argparse.Action], options: dict[str, Any]) -> str:
    """Return the input of the command: its file, else its first argument."""
    given = [(a, options[a.dest]) for a in actions if options.get(a.dest)]
    for action, value in given:
        value = value[0] if isinstance(value, list) else value
        if isinstance(value, Path) and action.dest != "out":
            return f"file {value.name}"
    given.sort(key=lambda pair: (bool(pair[0].option_strings), not pair[0].required))
    return _say(*given[0]) if given else ""


def _say(action: argparse.Action, value: Any) -> str:
    if isinstance(value, list):
        value = " ".join(map(str, value))
    if isinstance(value, Path):
        return f"file {value.name}"
    name = action.option_strings[0] if action.option_strings else action.dest
    return f"{name} {value}"[:_LONGEST] if value not in (None, "") else name
