"""A paper sorted into questions, shared texts, keys, solutions and the rest."""

from dataclasses import dataclass, field

from lms.core.errors import Problem
from question_bank.rules.drafts import DraftNote
from question_bank.rules.formats.paper.headings import PartHeading
from question_bank.rules.formats.paper.labels import Label
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.rows import Ready
from question_bank.rules.formats.paper.tables import Table, Unit

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


@dataclass
class Part:
    """A part of the paper. place: 1, 2, 3 … in the file; kind: as its heading says."""

    place: int
    numeral: str = ""
    kind: str | None = None
    points_total: str | None = None
    points_each: str | None = None
    is_implied: bool = False
    order: str = ""


@dataclass
class Shared:
    """A text or an instruction for several questions. numbers: None = not said.

    is_marked: its end is marked in the file, by [</sg>].
    """

    code: str
    units: list[Unit] = field(default_factory=list)
    numbers: tuple[int, ...] | None = None
    members: int = 0
    is_marked: bool = False

    @property
    def where(self) -> str:
        """The paragraph it begins at."""
        return f"paragraph {self.units[0].para}" if self.units else ""

    def takes(self, count: int) -> bool:
        """Return whether a question with this number belongs to it."""
        return self.numbers is None or not count or count in self.numbers


@dataclass
class Question:
    """One question as it stands: its label, its content, all its source units."""

    label: Label | None
    body: list[Unit]
    source: list[Unit]
    part: Part
    shared: Shared | None = None
    para: int = 0
    ready: Ready | None = None  # the row of a table it comes from

    @property
    def where(self) -> str:
        """The paragraph it begins at."""
        return f"paragraph {self.para}"

    @property
    def count(self) -> int:
        """The number of its label, 0 where it has none."""
        return self.label.count if self.label else 0

    @property
    def lines(self) -> list[Line]:
        """The lines of its content, tables left out."""
        return [unit for unit in self.body if isinstance(unit, Line)]

    def add(self, unit: Unit) -> None:
        """Add a unit that belongs to it."""
        self.body.append(unit)
        self.source.append(unit)


@dataclass
class KeyBlock:
    """Units of a key or a guide at the end, under the heading of a part or of all."""

    part: Part | None
    heading: Line | None = None
    units: list[Unit] = field(default_factory=list)


@dataclass
class Sheet:
    """The sorted paper. Nothing of it is lost: every unit stands in one of these."""

    questions: list[Question] = field(default_factory=list)
    shared: list[Shared] = field(default_factory=list)
    keys: list[KeyBlock] = field(default_factory=list)
    solutions: list[Question] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    notes: list[DraftNote] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    exam_code: str = ""
    _counts: set[int] = field(default_factory=set)
    _counted: int = 0

    def has(self, count: int) -> bool:
        """Return whether a question with this number was found."""
        new = self.questions[self._counted :]
        self._counts.update(question.count for question in new)
        self._counted += len(new)
        return count in self._counts

    def counts_of(self, part: Part) -> set[int]:
        """Return the numbers of the questions of a part."""
        return {question.count for question in self.questions if question.part is part}

    def note(self, kind: str, unit: Unit) -> None:
        """Keep a unit that belongs to no question."""
        text = unit.plain() if isinstance(unit, Line) else _table_text(unit)
        if text:
            last = f"-{unit.last}" if isinstance(unit, Table) and unit.lines else ""
            where = f"paragraph {unit.para}{last}"
            self.notes.append(DraftNote(kind, text, where))

    def begin_part(self, heading: PartHeading) -> Part:
        """Return a new part; a heading directly under a heading refines it."""
        part = Part(
            0,
            heading.numeral,
            heading.kind,
            heading.points_total,
            heading.points_each,
            order=heading.order,
        )
        used = {id(question.part) for question in self.questions}
        if self.parts and id(self.parts[-1]) not in used:
            before = self.parts.pop()
            part.numeral = before.numeral or part.numeral
            part.kind = part.kind or before.kind
            part.points_total = part.points_total or before.points_total
            part.points_each = part.points_each or before.points_each
        part.place = len(self.parts) + 1
        self.parts.append(part)
        return part

    def is_next_part(self, heading: PartHeading) -> bool:
        """Return whether a heading counts on from the last part: III behind II."""
        last = self.parts[-1].numeral if self.parts else ""
        return bool(last) and _rank(heading.numeral) == _rank(last) + 1

    def known_part(self, heading: PartHeading) -> Part | None:
        """Return the part that a heading among the keys speaks of."""
        numeral = [p for p in self.parts if heading.numeral == p.numeral != ""]
        if len(numeral) == 1:
            return numeral[0]
        kind = [p for p in self.parts if heading.kind and p.kind == heading.kind]
        return kind[0] if len(kind) == 1 else None


def _rank(numeral: str) -> int:
    """Return 2 for "II" and for "B", -1 where it is none."""
    if numeral in _NUMERALS:
        return _NUMERALS.index(numeral) + 1
    return ord(numeral) - 64 if len(numeral) == 1 and numeral.isalpha() else -1


def _table_text(unit: Unit) -> str:
    lines = unit.lines if isinstance(unit, Table) else []
    return " | ".join(line.plain() for line in lines)
