"""Who may see a file: one rule per purpose, brought by the app that files it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Door:
    """The rule of a purpose. cache_s: so long a browser may keep a copy; 0 = never."""

    may_see: Callable[[Any, str], bool]
    cache_s: int = 0


_doors: dict[str, Door] = {}


def register_door(
    purpose: str, may_see: Callable[[Any, str], bool], *, cache_s: int = 0
) -> None:
    """Say who may see the files of a purpose; called from an app's ``ready``.

    may_see(user, code): user may be anonymous. Files of a purpose without a rule
    are seen by nobody.
    """
    _doors[purpose] = Door(may_see, cache_s)


def door_of(purpose: str) -> Door | None:
    """Return the rule of a purpose, None where no app has brought one."""
    return _doors.get(purpose)
