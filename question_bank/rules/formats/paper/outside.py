"""Keys and solutions that stand apart from their questions, at the end."""

import re
from collections.abc import Iterator

from lms.core.errors import Problem
from question_bank.rules.formats.paper import findings
from question_bank.rules.formats.paper.anatomy import Anatomy, take_apart
from question_bank.rules.formats.paper.answers import accepted
from question_bank.rules.formats.paper.evidence import Evidence
from question_bank.rules.formats.paper.findings import pairs_fit
from question_bank.rules.formats.paper.keylines import KeyLine, letters_of
from question_bank.rules.formats.paper.keytables import (
    KeyEntry,
    entries_of_line,
    entries_of_table,
    row_of_letters,
    short_key,
    without_points,
)
from question_bank.rules.formats.paper.kinds import SHORT, kind_of_answer
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.marks import marks_of
from question_bank.rules.formats.paper.matching import pairs_of
from question_bank.rules.formats.paper.pieces import Piece, own_evidence, usual_of
from question_bank.rules.formats.paper.sheets import KeyBlock, Part, Question, Sheet
from question_bank.rules.formats.paper.tables import Cell, Table
from question_bank.rules.formats.paper.truth import parse_truth

_CHOICES = ("choose_one", "choose_many")
_NUMBERED = re.compile(r"^\s*(?:câu|bài|question)?\s*(\d{1,3})\s*[.:)]\s*(?=\S)", re.I)
_GUIDE_NUMBER = re.compile(r"^(?:câu|bài|question)?\s*(\d{1,3})\b", re.IGNORECASE)


class Outside:
    """Gives keys and solutions of the end of a paper to the questions they mean."""

    def __init__(self, sheet: Sheet, pieces: list[Piece]) -> None:
        self.sheet = sheet
        self.pieces = pieces
        self._answered: set[int] = set()
        self._last = -1

    def apply(self) -> None:
        """Add evidence and explanations to the pieces, notes and problems to the sheet."""
        self._solutions()
        for block in self.sheet.keys:
            self._block(block)

    # Solutions

    def _solutions(self) -> None:
        anatomies = [take_apart(question) for question in self.sheet.solutions]
        upper, lower = usual_of(anatomies)
        for anatomy in anatomies:
            piece = self._target(anatomy.question)
            if piece is None:
                self._unmatched(anatomy.question)
                continue
            marks = marks_of(anatomy, lower if anatomy.is_lower else upper)
            self._learn(piece, anatomy, marks, lower)

    def _learn(
        self, piece: Piece, anatomy: Anatomy, marks: list, lower: object
    ) -> None:
        _key_in_first_line(anatomy)
        text = anatomy.keys[0][0].text if anatomy.keys else ""
        if piece.kind == "essay" and piece.question.part.kind != "essay" and text:
            is_short = short_key(text)
            piece.kind = (
                kind_of_answer(text, is_short_part=False) if is_short else "essay"
            )
        is_repeated = len(anatomy.options) == len(piece.codes) > 1
        if not is_repeated:
            anatomy.options = piece.anatomy.options
            anatomy.targets = piece.anatomy.targets
            marks = []
        copy = Piece(anatomy, piece.kind, marks=marks)
        piece.found += own_evidence(copy, lower) if copy.anatomy.keys or marks else []  # type: ignore[arg-type]
        if not copy.anatomy.keys and not marks and not piece.found:
            piece.found += own_evidence(copy, lower)  # type: ignore[arg-type]
        piece.source += anatomy.question.source
        kept = anatomy.solution + anatomy.loose
        if not is_repeated:
            kept = [unit for unit in anatomy.question.body if not _is_key_only(unit)]
        piece.explanation += kept

    def _target(self, question: Question) -> Piece | None:
        """Return the question that a solution solves: same number, going forward."""
        same = [
            (place, piece)
            for place, piece in enumerate(self.pieces)
            if piece.question.count == question.count
        ]
        in_part = [one for one in same if one[1].question.part is question.part]
        if in_part and len(in_part) < len(same) and not question.part.is_implied:
            same = in_part
        ahead = [one for one in same if one[0] > self._last] or same
        if not ahead:
            return None
        self._last = ahead[0][0]
        return ahead[0][1]

    def _unmatched(self, question: Question) -> None:
        ref = question.label.shown if question.label else ""
        details = {"ref": ref}
        self.sheet.problems.append(
            Problem("solution_without_question", question.where, details)
        )
        for unit in question.source:
            self.sheet.note("solution", unit)

    # Keys

    def _block(self, block: KeyBlock) -> None:
        if block.heading is not None:
            self.sheet.note("heading", block.heading)
        entries, rest = [], []
        letters = self._letters(block)
        for unit in block.units:
            found = letters.get(id(unit)) or (
                entries_of_table(unit)
                if isinstance(unit, Table)
                else entries_of_line(unit)
            )
            if found:
                entries += [(entry, unit) for entry in found]
                self.sheet.note("key_table", unit)
            else:
                rest.append(unit)
        for entry in self._of_this_paper([entry for entry, _unit in entries]):
            self._entry(entry, block.part)
        for unit in rest:
            self._guide(unit, block.part)

    def _letters(self, block: KeyBlock) -> dict[int, list[KeyEntry]]:
        """Read "B C D A", a letter for each question, where their number agrees."""
        rows = {
            id(unit): (unit, row_of_letters(unit.plain()))
            for unit in block.units
            if isinstance(unit, Line) and row_of_letters(unit.plain())
        }
        asked = [p for p in self.pieces if p.kind in _CHOICES]
        scope = [p for p in asked if p.question.part is block.part] or asked
        if len(scope) < 4 or sum(len(row) for _unit, row in rows.values()) != len(
            scope
        ):
            return {}
        following = iter(scope)
        return {
            key: [KeyEntry(next(following).question.count, c, unit.para) for c in row]
            for key, (unit, row) in rows.items()
        }

    def _of_this_paper(self, entries: list[KeyEntry]) -> Iterator[KeyEntry]:
        """Of columns for several exam codes only that of this paper counts."""
        codes = {entry.column for entry in entries if entry.column}
        wanted = _same_code(codes, self.sheet.exam_code)
        if len(codes) > 1 and wanted is None:
            details = {"codes": ", ".join(sorted(codes))}
            where = entries[0].where
            self.sheet.problems.append(Problem("key_many_codes", where, details))
        for entry in entries:
            if not entry.column or len(codes) == 1 or entry.column == wanted:
                yield entry

    def _entry(self, entry: KeyEntry, part: Part | None) -> None:
        candidates = [
            piece
            for piece in self.pieces
            if piece.question.count == entry.number and _fits(piece, entry.text)
        ]
        if part is not None:
            in_part = [p for p in candidates if p.question.part is part]
            candidates = in_part or candidates
        fresh = [p for p in candidates if id(p) not in self._answered]
        piece = next(iter(fresh or candidates), None)
        if piece is None:
            details = {"number": entry.number, "key": entry.text}
            self.sheet.problems.append(
                Problem("key_without_question", entry.where, details)
            )
            return
        self._answered.add(id(piece))
        piece.found.append(_evidence(piece, entry))

    def _guide(self, unit: Line | Table, part: Part | None) -> None:
        """A marking guide goes to its question, or is reported."""
        if isinstance(unit, Line) and self._numbered(unit):
            return
        if isinstance(unit, Table):
            rows = _guide_rows(unit)
            for number, table in rows:
                self._guide_part(number, table, part)
            if rows:
                return
        elif len(unit.plain()) < 12 or unit.align == "center":
            self.sheet.note("key_table", unit)
            return
        essays = [p for p in self.pieces if p.kind == "essay"]
        if len(essays) == 1:
            essays[0].explanation.append(unit)
            essays[0].source.append(unit)
            return
        self.sheet.note("guide", unit)
        self.sheet.problems.append(Problem("guide_unmatched", f"paragraph {unit.para}"))

    def _numbered(self, line: Line) -> bool:
        """Take "7. in" as the answer to a question without options and key."""
        found = _NUMBERED.match(line.text)
        open_ones = [
            piece
            for piece in self.pieces
            if found
            and piece.question.count == int(found[1])
            and piece.kind in ("essay", "short_text", "short_answer")
            and not piece.found
        ]
        if len(open_ones) != 1 or found is None:
            return False
        piece, answer = open_ones[0], line.cut(found.end()).strip()
        piece.source.append(line)
        if piece.question.part.kind == "essay" or len(answer.plain()) > SHORT:
            piece.explanation.append(answer)
            return True
        piece.found.append(_evidence(piece, KeyEntry(0, answer.plain(), line.para)))
        return True

    def _guide_part(self, number: int, table: Table, part: Part | None) -> None:
        same = [
            p
            for p in self.pieces
            if p.question.count == number and p.kind in ("essay", "short_text")
        ]
        in_part = [p for p in same if p.question.part is part]
        open_ones = [p for p in (in_part or same) if id(p) not in self._answered]
        piece = next(iter(open_ones or in_part or same), None)
        if piece is None:
            self.sheet.note("guide", table)
            self.sheet.problems.append(
                Problem("guide_unmatched", f"paragraph {table.first}")
            )
            return
        self._answered.add(id(piece))
        piece.explanation.append(table)
        piece.source.append(table)


def _key_in_first_line(anatomy: Anatomy) -> None:
    """A solution that begins with the bare key: "Câu 5. B"."""
    lines = [line for line in anatomy.question.lines if not line.is_blank]
    if not anatomy.keys and lines and short_key(lines[0].plain()):
        text = without_points(lines[0].plain())
        anatomy.keys.append((KeyLine(text, None), lines[0].para))


def _is_key_only(unit: Line | Table) -> bool:
    return isinstance(unit, Line) and short_key(unit.plain())


def _same_code(codes: set[str], wanted: str) -> str | None:
    for code in codes:
        digits = re.sub(r"\D", "", code)
        if wanted and digits.lstrip("0") == wanted.lstrip("0"):
            return code
    return None


def _fits(piece: Piece, text: str) -> bool:
    if piece.kind == "match":
        return pairs_fit(piece.anatomy, text)
    if piece.kind in _CHOICES:
        return bool(letters_of(text, piece.codes))
    if piece.kind == "true_false_cluster":
        return bool(parse_truth(text, len(piece.codes)))
    is_letter = len(text.strip(" .")) == 1 and text.strip(" .").isalpha()
    return not is_letter and piece.question.part.kind != "essay" and len(text) <= 60


def _evidence(piece: Piece, entry: KeyEntry) -> Evidence:
    if piece.kind in _CHOICES:
        letters = letters_of(entry.text, piece.codes)
        return Evidence("key_table", tuple(letters), ", ".join(letters), entry.where)
    if piece.kind == "true_false_cluster":
        value = parse_truth(entry.text, len(piece.codes)) or {}
        return Evidence("key_table", value, findings.shown_truth(value), entry.where)
    if piece.kind == "match":
        pairs = pairs_of(entry.text)
        return Evidence("key_table", pairs, entry.text, entry.where)
    answers, _unit = accepted(entry.text)
    if piece.kind == "essay":
        piece.kind = kind_of_answer(entry.text, is_short_part=False)
    return Evidence("key_table", tuple(answers), "; ".join(answers), entry.where)


def _guide_rows(table: Table) -> list[tuple[int, Table]]:
    """Part a marking guide ("Câu | Nội dung | Điểm") by question, its head repeated."""
    head: list[tuple[Cell, ...]] = []
    groups: list[tuple[int, list[tuple[Cell, ...]]]] = []
    for row in table.rows:
        text = row[0].text.strip() if row else ""
        found = _GUIDE_NUMBER.match(text)
        if found and len(text) <= 24:
            groups.append((int(found[1]), [*head, row]))
        elif groups:
            groups[-1][1].append(row)
        else:
            head.append(row)
    return [
        (number, Table(tuple(rows), table.first, table.last)) for number, rows in groups
    ]
