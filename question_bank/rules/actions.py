"""What apps above offer to do with an imported file, e.g. make a paper of it.

The bank knows no exams; an app above says once, in its ``ready``, which page of its own
takes the code of a file.
"""

from typing import Any

_actions: list[tuple[Any, str]] = []


def add_batch_action(label: Any, url_name: str) -> None:
    """Offer a page on every imported file. label: lazy text; url_name: takes a code."""
    if (label, url_name) not in _actions:
        _actions.append((label, url_name))


def batch_actions() -> list[tuple[Any, str]]:
    """Return what is offered, in the order of registration."""
    return list(_actions)
