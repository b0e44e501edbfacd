"""When items were last used: told by the app that makes papers of them.

The bank knows no exams; an app above says once, in its ``ready``, which items stood in
its papers since a time.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

_sources: list[Callable[[datetime | None], Any]] = []


def add_usage_source(source: Callable[[datetime | None], Any]) -> None:
    """Register source(since) -> ids of items used since then; None = ever.

    What it returns may be a queryset of one column.
    """
    if source not in _sources:
        _sources.append(source)


def used_since(since: datetime | None) -> list[Any]:
    """Return what every source says, one collection of item ids each."""
    return [source(since) for source in _sources]
