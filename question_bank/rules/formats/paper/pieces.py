"""Questions on their way to items: parts, kind, and what they say of their key."""

from dataclasses import dataclass, field, replace

from lms.core.errors import Problem
from question_bank.rules.formats.paper import findings
from question_bank.rules.formats.paper.anatomy import Anatomy, take_apart
from question_bank.rules.formats.paper.evidence import Evidence
from question_bank.rules.formats.paper.keylines import letters_of
from question_bank.rules.formats.paper.kinds import kind_of
from question_bank.rules.formats.paper.marks import Mark, Usual, marks_of, usual_looks
from question_bank.rules.formats.paper.sheets import Question, Sheet
from question_bank.rules.formats.paper.tables import Unit


@dataclass
class Piece:
    """One question: its parts and all that was found about it elsewhere."""

    anatomy: Anatomy
    kind: str = ""
    found: list[Evidence] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    explanation: list[Unit] = field(default_factory=list)
    source: list[Unit] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def question(self) -> Question:
        """The question as sorted."""
        return self.anatomy.question

    @property
    def codes(self) -> list[str]:
        """Codes of its options or statements."""
        return [part.code for part in self.anatomy.options]


def make_pieces(sheet: Sheet) -> list[Piece]:
    """Return the questions of a paper with kind and own evidence."""
    pieces = [Piece(take_apart(question)) for question in sheet.questions]
    anatomies = [piece.anatomy for piece in pieces]
    upper, lower = usual_of(anatomies)
    has_choices = any(a.options and not a.is_lower for a in anatomies)
    for piece in pieces:
        for unit in piece.anatomy.headings:
            sheet.note("heading", unit)
        usual = lower if piece.anatomy.is_lower else upper
        piece.marks = marks_of(piece.anatomy, usual)
    lower_is_choice = _lower_is_choice(pieces)
    for piece in pieces:
        piece.kind = kind_of(
            piece.anatomy, has_choices=has_choices, lower_is_choice=lower_is_choice
        )
        if piece.kind == "essay" and piece.anatomy.options:
            _put_back(piece)
        if piece.kind.startswith("choose"):
            _in_capitals(piece)
        piece.found = own_evidence(piece, lower)
        piece.explanation = list(piece.anatomy.solution)
        piece.source = list(piece.question.source)
    return pieces


def _in_capitals(piece: Piece) -> None:
    """Options are A, B, C, also where the paper writes a, b, c."""
    for part in piece.anatomy.options:
        part.code = part.code.upper()
    piece.marks = [
        replace(mark, codes=tuple(code.upper() for code in mark.codes))
        for mark in piece.marks
    ]


def usual_of(anatomies: list[Anatomy]) -> tuple[Usual, Usual]:
    """Return how options and how statements look as a rule."""
    upper = usual_looks(anatomies, is_lower=False)
    lower = usual_looks(anatomies, is_lower=True)
    if any(a.options and not a.is_lower for a in anatomies):
        lower = replace(
            lower,
            label=lower.label & upper.label,
            label_color=lower.label_color if upper.label_color else "",
        )
    return upper, lower


def own_evidence(piece: Piece, lower: Usual) -> list[Evidence]:
    """Return what the question itself says of its key."""
    if piece.kind in ("choose_one", "choose_many"):
        return findings.of_choice(piece.anatomy, piece.marks)
    if piece.kind == "true_false_cluster":
        return findings.of_cluster(piece.anatomy, piece.marks, lower)
    if piece.kind == "match":
        return findings.of_match(piece.anatomy)
    if piece.kind in ("short_answer", "short_text"):
        return findings.of_answer(piece.anatomy)
    return []


def _lower_is_choice(pieces: list[Piece]) -> bool:
    """Return whether a paper without A, B, C writes its options a, b, c."""
    lower = [piece for piece in pieces if piece.anatomy.is_lower]
    if not lower:
        return False
    good = 0
    for piece in lower:
        marked = any(len(mark.codes) == 1 for mark in piece.marks)
        named = any(
            len(letters_of(key.text, piece.codes)) == 1
            for key, _para in piece.anatomy.keys
        )
        good += marked or named
    counts = {len(piece.codes) for piece in lower}
    alike = len(lower) >= 3 and len(counts) == 1 and min(counts) >= 3
    return good * 2 >= len(lower) or (alike and not good)


def _put_back(piece: Piece) -> None:
    """Sub-questions a), b) of an essay belong to its text."""
    anatomy = piece.anatomy
    tail = {id(unit) for unit in anatomy.tail}
    anatomy.stem = [unit for unit in anatomy.question.body if id(unit) not in tail]
    anatomy.options, anatomy.loose, anatomy.statements = [], [], []
