"""Who gets in where: one file an app, read by tests/test_access.py.

A file of this folder says for the routes and commands of its app who may use them.
It may hold

* ``build(world)``: make what the routes need, as objects of school S of
  tests/people.py; set them on the world (``world.paper = …``).
* ``ROUTES``: a list of Route. Every named address of the app must be there.
* ``COMMANDS``: a list of Command. Every management command of the app must be there.

Example::

    ROUTES = [
        Route("exams:room", lambda w: [w.sitting.code], who(CANDIDATE, TEACHER)),
        Route("exams:open", lambda w: [w.sitting.code], who(TEACHER), post={}),
    ]

``who(…)`` names those who get in; everybody else is told "not found", and a visitor
who has not logged in is sent to the log-in page. Other answers are said outright:
``who(TEACHER, candidate=REFUSED)``. A route that is asked by GET must answer 200 to
those who get in, by POST 200 or a redirect.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

ANONYMOUS, CANDIDATE, TEACHER, HEAD = "anonymous", "candidate", "teacher", "head"
OFFICER, EXAM_OFFICER, STRANGER = "officer", "exam_officer", "stranger"
ADMIN, GUARDIAN, PUPIL = "admin", "guardian", "pupil"
# The guardian is the candidate's; pupil and stranger belong to another school.
VISITORS = (
    ANONYMOUS, CANDIDATE, TEACHER, HEAD, OFFICER, EXAM_OFFICER, STRANGER, ADMIN,
    GUARDIAN, PUPIL,
)  # fmt: skip
MEMBERS = VISITORS[1:]

IN = "in"  # 200; after a POST also a redirect that is not to the log-in page
LOGIN = "login"  # sent to the log-in page
HIDDEN = "hidden"  # 404
REFUSED = "refused"  # 403 or 422, said in words
ELSEWHERE = "elsewhere"  # a redirect to another page of ours


def who(*visitors: str, **answers: str) -> dict[str, str]:
    """Return visitor -> answer: these get in, the others are told "not found"."""
    table = dict.fromkeys(VISITORS, HIDDEN) | {ANONYMOUS: LOGIN}
    return table | dict.fromkeys(visitors, IN) | answers


def everybody(**answers: str) -> dict[str, str]:
    """Return visitor -> answer: all get in, also without log-in."""
    return dict.fromkeys(VISITORS, IN) | answers


def members(**answers: str) -> dict[str, str]:
    """Return visitor -> answer: whoever is logged in gets in."""
    return who(*MEMBERS, **answers)


@dataclass(frozen=True)
class Route:
    """One address. args: how to build its arguments for an object of school S.

    post: data of a POST (None = ask by GET), or a function of the world. Addresses
    of the exam protocol answer in JSON; their 401 counts as LOGIN.
    """

    name: str
    args: Callable[[Any], list] = field(default=lambda world: [])
    expect: dict[str, str] = field(default_factory=dict)
    post: dict | Callable[[Any], dict] | None = None
    query: str = ""


@dataclass(frozen=True)
class Command:
    """One management command. args: words for an object of school S.

    allowed: visitors whose --as is not refused for want of a right. closed: the codes
    of such a refusal. system: it has no --as, who can run it owns the machine.
    """

    name: str
    args: Callable[[Any], list] = field(default=lambda world: [])
    allowed: tuple[str, ...] = ()
    closed: tuple[str, ...] = ("not_allowed", "not_found")
    system: bool = False
