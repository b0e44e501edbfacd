"""Doors to the apps below: what the record asks of exams, library and bank.

One place, so that the rest of the record does not care whether an app is there.
"""

from collections.abc import Collection
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import Any


def door(app: str) -> ModuleType | None:
    """Return the api module of an app, None where this build has none."""
    name = f"{app}.api"
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None


def approved_resources(codes: Collection[str], *, at: date | None = None) -> set[str]:
    """Return those codes whose resource is approved, now or on a day."""
    library: Any = door("library")
    if library is None or not codes:
        return set()
    return set(library.approved(list(codes), at=at))
