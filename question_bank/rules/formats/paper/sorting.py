"""From lines in order to a sorted paper: one walk with one state."""

import bisect
import re

from lms.core.errors import Problem
from question_bank.rules.formats.paper import headings, passages
from question_bank.rules.formats.paper.keylines import is_solution_start, key_line
from question_bank.rules.formats.paper.keylists import numbers_of, split_list
from question_bank.rules.formats.paper.keystarts import (
    KeyStart,
    is_key_table,
    key_start,
)
from question_bank.rules.formats.paper.keytables import (
    entries_of_line,
    short_key,
)
from question_bank.rules.formats.paper.labels import Label
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.options import find_chain
from question_bank.rules.formats.paper.repeats import is_another
from question_bank.rules.formats.paper.rows import HeaderRow, Ready
from question_bank.rules.formats.paper.scheme import local_marks, question_labels
from question_bank.rules.formats.paper.sheets import (
    Question,
    Sheet,
)
from question_bank.rules.formats.paper.tables import Table
from question_bank.rules.formats.paper.unfold import Placed
from question_bank.rules.formats.paper.walk import IN_KEY, State, Walk

_MARKER = re.compile(r"^\s*\[?\s*<(br|sg|/sg|egc)>\s*\]?\s*", re.IGNORECASE)


class Sorter(Walk):
    """Sorts the units of a paper; ``sort`` returns the outcome."""

    def __init__(self, units: list[Placed]) -> None:
        super().__init__()
        self.units = units
        self.labels = question_labels(units)
        self.labelled = list(self.labels)  # in order
        self.local_marks = local_marks(units, self.labels)

    def sort(self) -> Sheet:
        """Return the sorted paper."""
        for place, unit in enumerate(self.units):
            if isinstance(unit, Line):
                if not unit.is_blank:
                    self._line(unit, place)
            elif isinstance(unit, Table):
                self._table(unit)
            else:
                self._row(unit)
        self.settle_waiting()
        self.settle_key()
        for shared in self.sheet.shared:
            if not shared.members:
                self.sheet.problems.append(Problem("group_unused", shared.where))
        return self.sheet

    def _line(self, line: Line, place: int) -> None:
        label = self.labels.get(place)
        if marker := _MARKER.match(line.text):
            self._marker(line, marker)
        elif start := self._key_start(line, place):
            self._begin_list(start)
        elif self._begins_key(line):
            is_guide = headings.is_solutions_heading(line)
            self.begin_key(line, State.SOLUTIONS if is_guide else State.KEYS)
        elif label is not None:
            self._labelled(line, label, place)
        elif headings.is_end(line) or headings.is_furniture(line):
            self._furniture(line)
        else:
            self._unlabelled(line)

    def _unlabelled(self, line: Line) -> None:
        if self.state in IN_KEY:
            self._unlabelled_in_key(line)
        elif heading := headings.part_heading(line):
            self.begin_part(line, heading)
        elif self._opens_passage(line):
            self.begin_shared(line, passages.passage_opening(line).numbers)  # type: ignore[union-attr]
        elif self.state is State.SHARED and self.shared is not None:
            self.shared.units.append(line)
        elif self.state is State.QUESTIONS and self.current is not None:
            self.current.add(line)
        elif self.state is State.AFTER:
            self.sheet.note("furniture", line)
        else:
            self.waiting.append(line)

    def _unlabelled_in_key(self, line: Line) -> None:
        heading = headings.part_heading(line)
        if self.current is None and self._part_of_key(line):
            return
        if heading and self.sheet.is_next_part(heading):
            self.state, self.current = State.QUESTIONS, None
            self.begin_part(line, heading)
        elif heading and not self._in_solution():
            self.begin_part(line, heading)
        else:
            self.add_to_key(line)

    def _furniture(self, line: Line) -> None:
        self.sheet.note("furniture", line)
        self.find_exam_code(line)
        if headings.is_end(line) and self.state not in IN_KEY:
            self.settle_waiting()
            self.current, self.shared, self.state = None, None, State.AFTER

    # Questions

    def _labelled(self, line: Line, label: Label, place: int) -> None:
        if self.state in IN_KEY:
            self._labelled_in_key(line, label, place)
        elif self.sheet.has(label.count) and (
            short_key(line.text[label.end :]) or len(entries_of_line(line)) > 1
        ):
            self.begin_key(None, State.KEYS)
            self.add_to_key(line)
        else:
            self._begin_question(line, label)

    def _labelled_in_key(self, line: Line, label: Label, place: int) -> None:
        is_key = len(entries_of_line(line)) > 1 or (
            self.state is State.KEYS and short_key(line.text[label.end :])
        )
        if is_key and self.sheet.has(label.count):
            self.add_to_key(line)
        elif self.sheet.has(label.count) and not self._is_another(line, place):
            self.current = self._make(line, label)
            self.sheet.solutions.append(self.current)
        else:
            self.give_back_key()
            self._begin_question(line, label)

    def _is_another(self, line: Line, place: int) -> bool:
        """A question with options of its own that is none of those read before."""
        at = bisect.bisect_right(self.labelled, place)
        stop = self.labelled[at] if at < len(self.labelled) else len(self.units)
        lines = [unit for unit in self.units[place:stop] if isinstance(unit, Line)]
        label = self.labels[place]
        same = [q for q in self.sheet.questions if q.count == label.count]
        return is_another(line.cut(label.end), lines, same)

    def _row(self, ready: Ready | HeaderRow) -> None:
        """Take a question that a row of a table holds whole."""
        if isinstance(ready, HeaderRow):
            for line in ready.lines:
                self.sheet.note("heading", line)
            return
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
        self.settle_waiting()
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
        question.shared = self.shared_for(question)
        self.sheet.questions.append(question)
        self.current, self.state = question, State.QUESTIONS

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

    def _marker(self, line: Line, marker: re.Match) -> None:
        """Take [<br>], [<sg>], [<egc>], [</sg>] of marked question files."""
        self.sheet.note("furniture", line.cut(0, marker.end()))
        rest, kind = line.cut(marker.end()), marker[1].lower()
        if kind == "sg":
            self.begin_shared(rest, None)
            self.shared.is_marked = True  # type: ignore[union-attr]
            return
        self.settle_waiting()
        if kind == "/sg":
            self.shared = None
        self.current, self.state = None, State.BETWEEN
        if not rest.is_blank:
            self.waiting.append(rest)

    # Parts

    # Keys

    def _begins_key(self, line: Line) -> bool:
        """A heading of keys or solutions, unless each question has one of its own."""
        if not self.sheet.questions or self._is_local(line):
            return False
        return headings.is_solutions_heading(line) or headings.is_answers_heading(line)

    def _key_start(self, line: Line, place: int) -> KeyStart | None:
        if self.state not in (State.QUESTIONS, State.AFTER) or self._is_local(line):
            return None
        current = self.current
        done = current is not None and _is_complete(current, has_range=False)
        return key_start(self.units, place, self.sheet, current, is_complete=done)

    def _begin_list(self, start: KeyStart) -> None:
        part, numbers = self.part, numbers_of([start.rest] if start.rest else [])
        self.begin_key(start.title, State.KEYS)
        if start.part and start.title:
            self.begin_part(start.title, start.part)
        elif part.numeral and numbers and numbers <= self.sheet.counts_of(part):
            self.sheet.keys[-1].part = part
        if start.rest is not None:
            self.add_to_key(start.rest)

    def _part_of_key(self, line: Line) -> bool:
        """Take "PHẦN I: 1.A 2.B" within the key: a title and its entries in one line."""
        parted = split_list(line)
        if parted is None or parted[0].is_blank:
            return False
        title, rest = parted
        if heading := headings.part_heading(title):
            self.begin_part(title, heading)
        else:
            self.sheet.note("heading", title)
        self.add_to_key(rest)
        return True

    def _is_local(self, line: Line) -> bool:
        if line.folded() in self.local_marks:
            return True
        in_solution = self.state is State.SOLUTIONS and self.current is not None
        return in_solution and is_solution_start(line)

    def _in_solution(self) -> bool:
        return self.state is State.SOLUTIONS and self.current is not None

    def _table(self, table: Table) -> None:
        if self.state in IN_KEY:
            self.add_to_key(table)
        elif is_key_table(table, self.sheet):
            self.begin_key(None, State.KEYS)
            self.add_to_key(table)
        elif self.state is State.SHARED and self.shared is not None:
            self.shared.units.append(table)
        elif self.state is State.QUESTIONS and self.current is not None:
            self.current.add(table)
        else:
            self.waiting.append(table)


def _restarts(last: Question, question: Question) -> bool:
    if last.label is None or question.label is None:
        return False
    is_same = last.label.word == question.label.word
    return is_same and question.count == 1 and last.count >= 1


def _is_complete(question: Question, *, has_range: bool) -> bool:
    """Return whether a question may be over before a text that others share."""
    lines = question.lines
    if all(line.is_blank for line in lines):
        return False
    if len(find_chain(lines)) >= 2 or any(key_line(line) for line in lines):
        return True
    return has_range
