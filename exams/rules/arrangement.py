"""From drawn items to a paper: order of the questions, order of their options.

The permutation is data: it drives screen, print and key alike. Same seed, same
order; ``random.Random`` with a text seed gives the same on every Python 3.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

SECTIONS = (  # parts of a paper, in the order schools print them (domain.md 3.5)
    ("choose_one",),
    ("choose_many",),
    ("true_false_cluster",),
    ("short_answer", "numeric"),
    ("match", "order", "cloze", "hotspot", "short_text"),
    ("essay", "file"),
)
SHUFFLED = frozenset({"choose_one", "choose_many", "match", "order"})
LEVELS = {"biet": 0, "hieu": 1, "van_dung": 2}
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Question:
    """An item on its way into a paper.

    options: codes in the author's order; empty where nothing may change places.
    locked: places of options that stay. key: code of the only right option, if any.
    """

    code: str
    kind: str
    points: Decimal
    level: str = ""
    group: str = ""
    options: tuple[str, ...] = ()
    locked: frozenset[int] = frozenset()
    key: str | None = None


@dataclass(frozen=True)
class Placed:
    """A question at its place; option_order None: as the author wrote it."""

    position: int
    question: Question
    option_order: tuple[str, ...] | None = None


@dataclass
class Block:
    """Questions that stay together, in order: one, or those of a passage."""

    questions: list[Question] = field(default_factory=list)

    @property
    def section(self) -> int:
        """Number of the part in which the block stands."""
        return min(section_of(question.kind) for question in self.questions)

    @property
    def level(self) -> int:
        """Easiest level in the block."""
        return min(LEVELS.get(question.level, 1) for question in self.questions)


def section_of(kind: str) -> int:
    """Return the number of the part a kind belongs to, from 0."""
    for number, kinds in enumerate(SECTIONS):
        if kind in kinds:
            return number
    return len(SECTIONS)


def arrange(
    questions: Sequence[Question],
    *,
    seed: str,
    key_balance: bool = False,
    by_level: bool = True,
) -> list[Placed]:
    """Return the questions part by part, in random order within, options shuffled.

    Questions of a group stay together in the order of their codes. by_level: easier
    ones first within a part. key_balance: right options spread over the letters as
    evenly as locked options allow (difference at most 1 where possible).
    """
    rng = Random(seed)  # noqa: S311  a paper must be drawn again the same
    blocks = _blocks(questions)
    rng.shuffle(blocks)
    blocks.sort(key=lambda b: (b.section, b.level if by_level else 0))
    ordered = [question for block in blocks for question in block.questions]
    places = key_places(ordered, rng) if key_balance else {}
    return [
        Placed(position, question, _option_order(question, places, rng))
        for position, question in enumerate(ordered, start=1)
    ]


def as_written(questions: Sequence[Question]) -> list[Placed]:
    """Return the questions in the order given, options as the author wrote them."""
    return [Placed(number, question) for number, question in enumerate(questions, 1)]


def key_places(questions: Sequence[Question], rng: Random) -> dict[str, int]:
    """Return for each question with one right option the place it gets (from 0)."""
    free = {
        q.code: _free_places(q, rng)
        for q in questions
        if q.kind in SHUFFLED and q.key in q.options
    }
    chosen: dict[str, int] = {}
    counts: dict[int, int] = defaultdict(int)
    for code in sorted(free, key=lambda code: len(free[code])):
        place = min(free[code], key=lambda p: counts[p])
        chosen[code] = place
        counts[place] += 1
    while _levelled(chosen, free, counts):
        pass
    return chosen


def spread(places: Sequence[int], letters: int = 4) -> list[int]:
    """Return how often each place holds the right option."""
    return [sum(place == letter for place in places) for letter in range(letters)]


def _free_places(question: Question, rng: Random) -> list[int]:
    """Return the places the right option may take, in random order."""
    own = question.options.index(question.key or "")
    if own in question.locked:
        return [own]
    places = [p for p in range(len(question.options)) if p not in question.locked]
    rng.shuffle(places)
    return places


def _levelled(
    chosen: dict[str, int], free: dict[str, list[int]], counts: dict[int, int]
) -> bool:
    """Move one right option from a full letter towards an empty one, if that helps.

    Looks for a chain of moves (breadth first) from the fullest letter to one that
    has at least two fewer.
    """
    letters = {place for places in free.values() for place in places}
    for full in sorted(letters, key=lambda p: (-counts[p], p)):
        came_from: dict[int, tuple[int, str]] = {}
        queue = [full]
        for here in queue:
            for code in sorted(c for c, place in chosen.items() if place == here):
                for there in free[code]:
                    if there != full and there not in came_from:
                        came_from[there] = (here, code)
                        queue.append(there)
        lowest = min(came_from, key=lambda p: (counts[p], p), default=full)
        if counts[full] - counts[lowest] >= 2:
            _move_along(lowest, full, came_from, chosen)
            counts[full] -= 1
            counts[lowest] += 1
            return True
    return False


def _move_along(
    end: int, start: int, came_from: dict[int, tuple[int, str]], chosen: dict[str, int]
) -> None:
    while end != start:
        before, code = came_from[end]
        chosen[code] = end
        end = before


def _option_order(
    question: Question, places: dict[str, int], rng: Random
) -> tuple[str, ...] | None:
    options = question.options
    if question.kind not in SHUFFLED or len(options) < 2:
        return None
    fixed = {place: options[place] for place in question.locked}
    if question.code in places and question.key is not None:
        fixed[places[question.code]] = question.key
    loose = [code for code in options if code not in fixed.values()]
    rng.shuffle(loose)
    return tuple(fixed[p] if p in fixed else loose.pop() for p in range(len(options)))


def _blocks(questions: Sequence[Question]) -> list[Block]:
    groups: dict[str, Block] = {}
    for question in sorted(questions, key=lambda q: _natural(q.code)):
        name = f"group {question.group}" if question.group else f"item {question.code}"
        groups.setdefault(name, Block()).questions.append(question)
    return list(groups.values())


def _natural(code: str) -> list[tuple[int, str]]:
    """Sort "Q9" before "Q10"."""
    return [
        (int(part), "") if part.isdigit() else (-1, part)
        for part in _DIGITS.split(code)
    ]
