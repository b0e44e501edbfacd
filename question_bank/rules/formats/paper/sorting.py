"""From lines in order to a sorted paper: one walk with one state."""

import re
from enum import Enum, auto

from lms.core.errors import Problem
from lms.core.text import fold
from question_bank.rules.formats.paper import headings, passages
from question_bank.rules.formats.paper.keylines import is_solution_start, key_line
from question_bank.rules.formats.paper.keytables import entries_of_table, short_key
from question_bank.rules.formats.paper.labels import Label
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.options import find_chain
from question_bank.rules.formats.paper.rows import Ready
from question_bank.rules.formats.paper.scheme import question_labels
from question_bank.rules.formats.paper.sheets import (
    KeyBlock,
    Part,
    Question,
    Shared,
    Sheet,
)
from question_bank.rules.formats.paper.tables import Table
from question_bank.rules.formats.paper.unfold import Unit

_MARKER = re.compile(r"^\s*\[?\s*<(br|sg|/sg|egc)>\s*\]?\s*", re.IGNORECASE)
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


class Sorter:
    """Sorts the units of a paper; ``sort`` returns the outcome."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.labels = question_labels(units)
        self.sheet = Sheet()
        self.state = State.HEAD
        self.part = Part(1, is_implied=True)
        self.shared: Shared | None = None
        self.current: Question | None = None
        self.waiting: list[Unit] = []  # head, or what stands under a heading

    def sort(self) -> Sheet:
        """Return the sorted paper."""
        for place, unit in enumerate(self.units):
            if isinstance(unit, Ready):
                self._ready(unit)
            elif isinstance(unit, Table):
                self._table(unit)
            elif not unit.is_blank:
                self._line(unit, self.labels.get(place))
        self._settle_waiting()
        for shared in self.sheet.shared:
            if not shared.members:
                self.sheet.problems.append(Problem("group_unused", shared.where))
        return self.sheet

    def _line(self, line: Line, label: Label | None) -> None:
        if marker := _MARKER.match(line.text):
            self._marker(line, marker)
        elif self._begins_key(line):
            is_guide = headings.is_solutions_heading(line)
            self._begin_key(line, State.SOLUTIONS if is_guide else State.KEYS)
        elif label is not None:
            self._labelled(line, label)
        elif headings.is_end(line) or headings.is_furniture(line):
            self._furniture(line)
        else:
            self._unlabelled(line)

    def _unlabelled(self, line: Line) -> None:
        heading = headings.part_heading(line)
        if heading and not self._in_solution():
            self._begin_part(line, heading)
        elif self.state in IN_KEY:
            self._add_to_key(line)
        elif self._opens_passage(line):
            self._begin_shared(line, passages.passage_opening(line).numbers)  # type: ignore[union-attr]
        elif self.state is State.SHARED and self.shared is not None:
            self.shared.units.append(line)
        elif self.state is State.QUESTIONS and self.current is not None:
            self.current.add(line)
        elif self.state is State.AFTER:
            self.sheet.note("furniture", line)
        else:
            self.waiting.append(line)

    def _furniture(self, line: Line) -> None:
        self.sheet.note("furniture", line)
        self._find_exam_code(line)
        if headings.is_end(line) and self.state not in IN_KEY:
            self._settle_waiting()
            self.current, self.shared, self.state = None, None, State.AFTER

    # Questions

    def _labelled(self, line: Line, label: Label) -> None:
        if self.state in IN_KEY:
            self._labelled_in_key(line, label)
        elif self.sheet.has(label.count) and short_key(line.text[label.end :]):
            self._begin_key(None, State.KEYS)
            self._add_to_key(line)
        else:
            self._begin_question(line, label)

    def _labelled_in_key(self, line: Line, label: Label) -> None:
        is_key = self.state is State.KEYS and short_key(line.text[label.end :])
        if is_key and self.sheet.has(label.count):
            self._add_to_key(line)
        elif self.sheet.has(label.count):
            self.current = self._make(line, label)
            self.sheet.solutions.append(self.current)
        else:
            self._give_back_key()
            self._begin_question(line, label)

    def _ready(self, ready: Ready) -> None:
        """Take a question that a row of a table holds whole."""
        question = Question(
            ready.label, ready.body, ready.source, self.part, None, ready.para, ready
        )
        self._take(question)
        self.current = None

    def _make(self, line: Line, label: Label | None) -> Question:
        content = line.cut(label.end) if label else line
        return Question(label, [content], [line], self.part, para=line.para)

    def _begin_question(self, line: Line, label: Label | None) -> None:
        self._take(self._make(line, label))

    def _take(self, question: Question) -> None:
        self._settle_waiting()
        question.part = self.part
        last = self.sheet.questions[-1] if self.sheet.questions else None
        if last and last.part is self.part and _restarts(last, question):
            self.part = self.sheet.begin_part(
                headings.PartHeading("", None, None, None)
            )
            self.part.is_implied = True
            question.part = self.part
        elif not self.sheet.parts:
            self.sheet.parts.append(self.part)
        question.shared = self._shared_for(question)
        self.sheet.questions.append(question)
        self.current, self.state = question, State.QUESTIONS

    def _shared_for(self, question: Question) -> Shared | None:
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

    # Shared texts

    def _opens_passage(self, line: Line) -> bool:
        opening = passages.passage_opening(line)
        if opening is None or key_line(line) or is_solution_start(line):
            return False
        if self.state is State.SHARED:
            return opening.numbers is not None and bool(self.shared)
        if self.current is None:
            return self.state is not State.AFTER or opening.numbers is not None
        return _is_complete(self.current, has_range=opening.numbers is not None)

    def _begin_shared(self, unit: Unit, numbers: tuple[int, ...] | None) -> None:
        self._settle_waiting()
        code = f"G{len(self.sheet.shared) + 1}"
        self.shared = Shared(code, [unit], numbers)
        self.sheet.shared.append(self.shared)
        self.current, self.state = None, State.SHARED

    def _marker(self, line: Line, marker: re.Match) -> None:
        """Take [<br>], [<sg>], [<egc>], [</sg>] of marked question files."""
        self.sheet.note("furniture", line.cut(0, marker.end()))
        rest, kind = line.cut(marker.end()), marker[1].lower()
        if kind == "sg":
            self._begin_shared(rest, None)
            self.shared.is_marked = True  # type: ignore[union-attr]
            return
        self._settle_waiting()
        if kind == "/sg":
            self.shared = None
        self.current, self.state = None, State.BETWEEN
        if not rest.is_blank:
            self.waiting.append(rest)

    # Parts

    def _begin_part(self, line: Line, heading: headings.PartHeading) -> None:
        if self.state in IN_KEY:
            self.part = self.sheet.known_part(heading) or self.part
            self.sheet.keys.append(KeyBlock(self.part, line))
            self.current = None
            return
        self._settle_waiting()
        self.sheet.note("heading", line)
        if not self.sheet.parts and self.sheet.questions:
            self.sheet.parts.append(self.part)
        self.part = self.sheet.begin_part(heading)
        self.shared, self.current, self.state = None, None, State.BETWEEN

    def _settle_waiting(self) -> None:
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
                self._find_exam_code(unit)
                self._learn_of_part(unit)

    def _learn_of_part(self, line: Line) -> None:
        """An order to the candidates may tell the kind and points of a part."""
        if passages.is_instruction_to_all(line):
            self.part.kind = self.part.kind or headings.kind_of_words(line.plain())
        each = headings.points_each(line.plain())
        self.part.points_each = self.part.points_each or each

    # Keys

    def _begins_key(self, line: Line) -> bool:
        if not self.sheet.questions:
            return False
        return headings.is_solutions_heading(line) or headings.is_answers_heading(line)

    def _begin_key(self, line: Line | None, state: State) -> None:
        self._settle_waiting()
        self.sheet.keys.append(KeyBlock(None, line))
        self.current, self.shared, self.state = None, None, state

    def _add_to_key(self, unit: Unit) -> None:
        if self.current is not None:
            self.current.add(unit)
        else:
            self.sheet.keys[-1].units.append(unit)

    def _give_back_key(self) -> None:
        """What stood under "ĐÁP ÁN" was the solution of one question: more follow."""
        self.state = State.QUESTIONS
        if self.current is not None or not self.sheet.keys:
            return
        block = self.sheet.keys.pop()
        for unit in [*([block.heading] if block.heading else []), *block.units]:
            self.sheet.questions[-1].add(unit)

    def _in_solution(self) -> bool:
        return self.state is State.SOLUTIONS and self.current is not None

    def _table(self, table: Table) -> None:
        if self.state in IN_KEY:
            self._add_to_key(table)
        elif self._is_key(table):
            self._begin_key(None, State.KEYS)
            self._add_to_key(table)
        elif self.state is State.SHARED and self.shared is not None:
            self.shared.units.append(table)
        elif self.state is State.QUESTIONS and self.current is not None:
            self.current.add(table)
        else:
            self.waiting.append(table)

    def _is_key(self, table: Table) -> bool:
        """A table whose entries answer most of the questions before it."""
        entries = entries_of_table(table)
        known = sum(1 for entry in entries if self.sheet.has(entry.number))
        return known >= 3 and known * 2 >= len(self.sheet.questions)

    def _find_exam_code(self, line: Line) -> None:
        found = _EXAM_CODE.search(fold(line.plain()))
        if found and not self.sheet.exam_code:
            self.sheet.exam_code = found[1]


def _restarts(last: Question, question: Question) -> bool:
    if last.label is None or question.label is None:
        return False
    is_same = last.label.word == question.label.word
    return is_same and question.count == 1 and last.count > 1


def _is_complete(question: Question, *, has_range: bool) -> bool:
    """Return whether a question may be over before a text that others share."""
    lines = question.lines
    if all(line.is_blank for line in lines):
        return False
    if len(find_chain(lines)) >= 2 or any(key_line(line) for line in lines):
        return True
    return has_range


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
