"""Reads on subjects and the tree that other apps and the screens use."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from lms.curriculum.models import Node, ProgrammeRow, ProgrammeVersion, Subject
from lms.curriculum.rules.levels import SLUGS
from lms.curriculum.rules.spelling import spelling_key, without_grade


class SubjectIndex:
    """Finds subjects by code, by name in any usual spelling, or by alias.

    Loaded once (one query) for a file; a key that two subjects share finds none.
    """

    def __init__(self, subjects: Iterable[Subject] | None = None) -> None:
        self.by_code: dict[str, Subject] = {}
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for subject in Subject.objects.all() if subjects is None else subjects:
            self.by_code[subject.code] = subject
            for name in (subject.name_vi, subject.name_en, *subject.aliases):
                self._by_key[spelling_key(name)].add(subject.code)

    def find(self, text: str) -> Subject | None:
        """Return the subject of "MAT", "Toán", "Hóa học" or "Toán 10", else None."""
        code = text.strip().upper()
        if code in self.by_code:
            return self.by_code[code]
        key = spelling_key(text)
        for candidate in (key, without_grade(key)):
            codes = self._by_key.get(candidate, set())
            if len(codes) == 1:
                return self.by_code[next(iter(codes))]
        return None


@dataclass
class GradeCell:
    """One subject in one grade, for the overview."""

    row: ProgrammeRow
    nodes: int  # topics, lessons and outcomes of its tree

    @property
    def name(self) -> str:
        """The subject's name in this grade."""
        return self.row.name_vi or self.row.subject.name_vi


@dataclass
class SubjectLine:
    """One subject at a level: a cell a grade, None where it is not taught."""

    subject: Subject
    name: str
    kind: str
    cells: list[GradeCell | None]


@dataclass
class LevelTable:
    """The programme of one level, subject by grade."""

    level: str
    slug: str
    grades: list[int]
    lines: list[SubjectLine] = field(default_factory=list)


@dataclass
class Branch:
    """One node with what hangs below it, ready for a page."""

    node: Node
    children: list["Branch"] = field(default_factory=list)


def programme_tables() -> list[LevelTable]:
    """Return the whole programme, a table a level; two queries."""
    nodes = Counter(
        Node.objects.current().order_by().values_list("subject_id", "level", "grade")
    )
    rows: dict[str, list[ProgrammeRow]] = defaultdict(list)
    for row in ProgrammeRow.objects.select_related("subject").order_by("id"):
        rows[row.level].append(row)
    return [_table(level, rows[level], nodes) for level in SLUGS if rows[level]]


def version_of(
    versions: Iterable[ProgrammeVersion], code: str
) -> ProgrammeVersion | None:
    """Return the version with this code, None where it is not among them."""
    return next((version for version in versions if version.code == code), None)


def branches(nodes: Iterable[Node]) -> list[Branch]:
    """Return nodes (in tree order) as a tree; one whose parent is absent is a top."""
    known: dict[int, Branch] = {}
    tops: list[Branch] = []
    for node in nodes:
        branch = known[node.pk] = Branch(node)
        parent = known.get(node.parent_id or 0)
        (parent.children if parent else tops).append(branch)
    return tops


def _table(level: str, rows: list[ProgrammeRow], nodes: Counter) -> LevelTable:
    grades = sorted({row.grade for row in rows})
    by_subject: dict[int, dict[int, GradeCell]] = defaultdict(dict)
    for row in rows:
        count = nodes[(row.subject_id, level, row.grade)]
        by_subject[row.subject_id][row.grade] = GradeCell(row, count)
    lines = []
    for cells in by_subject.values():
        first = next(iter(cells.values()))
        line = [cells.get(grade) for grade in grades]
        lines.append(SubjectLine(first.row.subject, first.name, first.row.kind, line))
    order = {"compulsory": 0, "activity": 1, "elective": 2}
    lines.sort(key=lambda line: order.get(line.kind, 3))
    return LevelTable(level, SLUGS[level], grades, lines)
