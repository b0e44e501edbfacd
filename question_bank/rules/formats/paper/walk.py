"""The state of a walk through a paper: what is open, and how it is closed."""

import re
from enum import Enum, auto

from question_bank.rules.formats.paper import headings, passages
from question_bank.rules.formats.paper.keylines import is_solution_start
from question_bank.rules.formats.paper.keytables import (
    KeyEntry,
    entries_of_line,
    entries_of_table,
)
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.sheets import (
    KeyBlock,
    Part,
    Question,
    Shared,
    Sheet,
)
from question_bank.rules.formats.paper.tables import Table, Unit

_EXAM_CODE = re.compile(r"ma de(?: thi)?\s*[:.]?\s*(\d{2,4})\b")
LONG_TEXT = 300


class State(Enum):
    """Where in the paper we are."""

    HEAD = auto()  # before the first question
    QUESTIONS = auto()
    BETWEEN = auto()  # under a heading of a part, no question yet
    SHARED = auto()  # in a shared text
    KEYS = auto()
    SOLUTIONS = auto()
    AFTER = auto()  # behind "HẾT"


IN_KEY = (State.KEYS, State.SOLUTIONS)


class Walk:
    """Sheet, state, and what is open: part, shared text, question, waiting lines."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.state = State.HEAD
        self.part = Part(1, is_implied=True)
        self.shared: Shared | None = None
        self.current: Question | None = None
        self.waiting: list[Unit] = []  # head, or what stands under a heading

    def settle_waiting(self) -> None:
        """Decide what the lines before a question are: furniture, orders, a text."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        if self.state is State.BETWEEN and _is_text(waiting, self.part):
            self.shared = Shared(f"G{len(self.sheet.shared) + 1}", waiting)
            self.sheet.shared.append(self.shared)
            return
        kind = "furniture" if self.state is State.HEAD else "instruction"
        for unit in waiting:
            self.sheet.note(kind, unit)
            if isinstance(unit, Line):
                self.find_exam_code(unit)
                self.learn_of_part(unit)

    def learn_of_part(self, line: Line) -> None:
        """An order to the candidates may tell the kind and points of a part."""
        if passages.is_instruction_to_all(line):
            self.part.kind = self.part.kind or headings.kind_of_words(line.plain())
        each = headings.points_each(line.plain())
        self.part.points_each = self.part.points_each or each

    def find_exam_code(self, line: Line) -> None:
        """Remember the code of the paper where a line states it."""
        found = _EXAM_CODE.search(line.folded())
        if found and not self.sheet.exam_code:
            self.sheet.exam_code = found[1]

    def shared_for(self, question: Question) -> Shared | None:
        """Return the open shared text if the question belongs to it."""
        shared = self.shared
        if shared is None:
            return None
        before = range(1, (shared.numbers or (0,))[0])
        if not shared.takes(question.count) and (
            shared.members or question.count in before
        ):
            return None
        shared.members += 1
        return shared

    def begin_shared(self, unit: Unit, numbers: tuple[int, ...] | None) -> None:
        """Open a shared text."""
        self.settle_waiting()
        code = f"G{len(self.sheet.shared) + 1}"
        self.shared = Shared(code, [unit], numbers)
        self.sheet.shared.append(self.shared)
        self.current, self.state = None, State.SHARED

    def begin_part(self, line: Line, heading: headings.PartHeading) -> None:
        """Open a part; among keys, turn to the part that is meant."""
        if self.state in IN_KEY:
            self.part = self.sheet.known_part(heading) or self.part
            self.sheet.keys.append(KeyBlock(self.part, line))
            self.current = None
            return
        self.settle_waiting()
        self.sheet.note("heading", line)
        if not self.sheet.parts and self.sheet.questions:
            self.sheet.parts.append(self.part)
        self.part = self.sheet.begin_part(heading)
        self.shared, self.current, self.state = None, None, State.BETWEEN

    def begin_key(self, line: Line | None, state: State) -> None:
        """Open the key or the solutions at the end."""
        self.settle_waiting()
        self.sheet.keys.append(KeyBlock(None, line))
        self.current, self.shared, self.state = None, None, state

    def add_to_key(self, unit: Unit) -> None:
        """Add a unit to the open solution, else to the open key."""
        if self.current is not None:
            self.current.add(unit)
        else:
            self.sheet.keys[-1].units.append(unit)

    def _is_list(self, block: KeyBlock) -> bool:
        entries = [entry for unit in block.units for entry in _entries(unit)]
        return sum(1 for entry in entries if self.sheet.has(entry.number)) >= 2

    def settle_key(self) -> None:
        """At the end: one "Lời giải" behind the last question is that one's solution."""
        block = self.sheet.keys[-1] if self.sheet.keys else None
        if block is None or block.heading is None or self.sheet.solutions:
            return
        if len(self.sheet.keys) > 1 or not is_solution_start(block.heading):
            return
        has_keys = any(_entries(unit) for unit in block.units)
        is_section = block.heading.plain().isupper() and len(self.sheet.questions) > 1
        if not has_keys and not is_section:
            self.give_back_key()

    def give_back_key(self) -> None:
        """What stood under "ĐÁP ÁN" was the solution of one question: more follow.

        A list of keys stays one: the key of a part, with more questions behind it.
        """
        self.state = State.QUESTIONS
        if self.current is not None or not self.sheet.keys:
            return
        if self._is_list(self.sheet.keys[-1]):
            return
        block = self.sheet.keys.pop()
        for unit in [*([block.heading] if block.heading else []), *block.units]:
            self.sheet.questions[-1].add(unit)


def _entries(unit: Unit) -> list[KeyEntry]:
    return entries_of_table(unit) if isinstance(unit, Table) else entries_of_line(unit)


def _is_text(units: list[Unit], part: Part) -> bool:
    """Return whether lines under a heading are a text to be read, not an order."""
    kept = [
        unit
        for unit in units
        if isinstance(unit, Table) or not passages.is_instruction_to_all(unit)
    ]
    if any(isinstance(unit, Table) or unit.atoms("image") for unit in kept):
        return True
    length = sum(len(unit.text) for unit in kept if isinstance(unit, Line))
    return length > (80 if part.kind in ("reading", "essay") else LONG_TEXT)
