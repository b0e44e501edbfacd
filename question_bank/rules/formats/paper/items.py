"""Questions of a paper as draft items."""

import re
from collections import Counter
from typing import Any

from lms.core.errors import Problem
from question_bank.rules.drafts import DraftImage, DraftItem, DraftOption
from question_bank.rules.formats.markup import text_html
from question_bank.rules.formats.paper import points, rendering
from question_bank.rules.formats.paper.answers import SHEET, accepted, is_number
from question_bank.rules.formats.paper.evidence import judge, judge_choice
from question_bank.rules.formats.paper.keylines import (
    behind_solution_mark,
    is_solution_start,
)
from question_bank.rules.formats.paper.kinds import may_mean_several
from question_bank.rules.formats.paper.lines import Line, join_lines
from question_bank.rules.formats.paper.pieces import Piece
from question_bank.rules.formats.paper.sheets import Part
from question_bank.rules.formats.paper.tables import Table, Unit, blocks_html

_LETTER = re.compile(r"[A-H]")
# What our own Word files say of questions with several right options.
_SEVERAL = re.compile(
    r"<p>\(Chọn nhiều phương án\)</p>\s*$|\(Chọn nhiều phương án\)\s*$"
)
_HEADING = re.compile(r"^\s*Đọc ngữ liệu sau và trả lời câu \d+(?: đến \d+)?:\s*$")
_TRUTHS = re.compile(
    r"^\s*Đáp án\s*:\s*(?:[a-h]\)\s*(?:Đúng|Sai)\s*[;,.]?\s*)+$", re.IGNORECASE
)
_OPTION_KINDS = ("choose_one", "choose_many", "true_false_cluster", "match")


def _without_heading(units: list[Unit]) -> list[Unit]:
    """Return a passage without the line that our own Word files put above it."""
    first = units[0] if len(units) > 1 else None
    is_ours = isinstance(first, Line) and _HEADING.match(first.text)
    return units[1:] if is_ours else units


def _without_marks(units: list[Unit]) -> list[Unit]:
    """Return a solution without its own heading and without the key before it."""
    found: list[Unit] = []
    for unit in units:
        if not isinstance(unit, Line):
            found.append(unit)
        elif _TRUTHS.match(unit.text):
            continue
        elif not found and is_solution_start(unit):
            rest = behind_solution_mark(unit)
            found += [] if rest is None else [rest]
        else:
            found.append(unit)
    return found


class ItemMaker:
    """Makes items; knows the paper as a whole for points and repeated numbers."""

    def __init__(
        self,
        pieces: list[Piece],
        *,
        images: dict[str, DraftImage],
        problems: list[Problem],
        subject: str | None,
    ) -> None:
        self.images = images
        self.subject = subject
        self._problems: dict[str, list[Problem]] = {}
        for problem in problems:
            self._problems.setdefault(problem.where, []).append(problem)
        self._counts = Counter(id(piece.question.part) for piece in pieces)
        self._numbers = Counter(_name(piece) for piece in pieces)
        self._is_three_part = points.is_three_part(
            [(piece.question.part.place, piece.kind) for piece in pieces]
        )
        self._order = 0

    def make(self, piece: Piece) -> DraftItem:
        """Return the item of a question."""
        self._order += 1
        warnings = list(piece.warnings)
        key = self._key(piece, warnings)
        self._look_at(piece, warnings)
        anatomy, question = piece.anatomy, piece.question
        stem = rendering.stem_html(anatomy) or _order_html(piece)
        if piece.kind == "choose_many":
            stem = _SEVERAL.sub("", stem)
        options = self._options(piece)
        targets = tuple(
            DraftOption(part.code, rendering.option_html(part, anatomy, []))
            for part in anatomy.targets
        )
        explanation = rendering.units_html(_without_marks(piece.explanation))
        shared = question.shared
        stated = anatomy.tags.points or self._part_points(piece)
        html = "".join([stem, *(o.html for o in (*options, *targets)), explanation])
        return DraftItem(
            ref=question.label.shown if question.label else f"Câu {self._order}",
            kind=piece.kind,
            stem_html=stem,
            options=options,
            key=key,
            points=stated or self._default_points(piece),
            level=anatomy.tags.level,
            node=anatomy.topic,
            group=shared.code if shared else None,
            group_html=blocks_html(_without_heading(shared.units)) if shared else "",
            explanation_html=explanation,
            images=tuple(
                self.images[name]
                for name in rendering.images_of(html)
                if name in self.images
            ),
            warnings=tuple(warnings),
            where=question.where,
            source_html=rendering.source_html(piece.source),
            part=question.part.numeral or None,
            points_stated=bool(stated),
            tags=tuple(anatomy.tags.names),
            targets=targets,
            title=question.ready.name if question.ready else "",
            group_where=shared.where if shared else "",
        )

    def _options(self, piece: Piece) -> tuple[DraftOption, ...]:
        if piece.kind not in _OPTION_KINDS:
            return ()
        anatomy = piece.anatomy
        return tuple(
            DraftOption(part.code, rendering.option_html(part, anatomy, piece.marks))
            for part in anatomy.options
        )

    def _key(self, piece: Piece, warnings: list[Problem]) -> dict[str, Any] | None:
        where = piece.question.where
        if piece.kind == "essay":
            return None
        if piece.kind in ("choose_one", "choose_many"):
            return self._choice(piece, warnings)
        verdict = judge(piece.found, where=where)
        warnings += verdict.warnings
        if verdict.value is None:
            return None
        if piece.kind == "match":
            return {"pairs": verdict.value}
        if piece.kind == "true_false_cluster":
            return {"truth": dict(verdict.value)}
        return self._accepted(piece, list(verdict.value), warnings)

    def _choice(self, piece: Piece, warnings: list[Problem]) -> dict[str, Any] | None:
        where, found = piece.question.where, piece.found
        takes_several = piece.kind == "choose_many"
        most = max((len(one.value) for one in found), default=0)
        if most > 1 and not takes_several and may_mean_several(piece.anatomy):
            takes_several = True
        verdict = judge_choice(found, where=where, takes_several=takes_several)
        warnings += verdict.warnings
        if verdict.value is None:
            return None
        if _is_letter_unclear(piece, verdict.value):
            details = {"options": ", ".join(verdict.value)}
            warnings.append(Problem("key_letter_twice", where, details))
            return None
        if len(verdict.value) > 1 and piece.kind == "choose_one":
            piece.kind = "choose_many"
            warnings.append(Problem("choose_many_taken", where))
        return {"choice": verdict.value}

    def _accepted(
        self, piece: Piece, answers: list[str], warnings: list[Problem]
    ) -> dict[str, Any] | None:
        if all(_LETTER.fullmatch(answer) for answer in answers):
            warnings.append(Problem("options_missing", piece.question.where))
            return None
        for key, para in piece.anatomy.keys:
            unit = accepted(key.text)[1]
            if unit and answers == accepted(key.text)[0]:
                place = f"paragraph {para}"
                warnings.append(Problem("answer_unit_left_out", place, {"unit": unit}))
        if all(is_number(answer) for answer in answers):
            fits = all(SHEET.match(answer) for answer in answers)
            piece.kind = "short_answer" if fits else "numeric"
            if not fits:
                details = {"value": "; ".join(answers)}
                problem = Problem("answer_too_long", piece.question.where, details)
                warnings.append(problem)
        else:
            piece.kind = "short_text"
        return {"accepted": answers, "tolerance": None}

    def _look_at(self, piece: Piece, warnings: list[Problem]) -> None:
        """Add what a person should look at."""
        anatomy, where = piece.anatomy, piece.question.where
        if anatomy.loose:
            text = join_lines([u for u in anatomy.loose if not isinstance(u, Table)])
            place = f"paragraph {anatomy.loose[0].para}"
            warnings.append(Problem("loose_text", place, {"text": text[:200]}))
        if anatomy.has_wrong_letters:
            letters = ", ".join(anatomy.typed_letters)
            warnings.append(Problem("option_letters", where, {"letters": letters}))
        if anatomy.is_image_moved:
            warnings.append(Problem("picture_place_unsure", where))
        if self._numbers[_name(piece)] > 1:
            warnings.append(Problem("number_repeated", where))
        warnings += _empty_parts(piece)
        for para in sorted({unit.para for unit in piece.source}):
            warnings += self._problems.get(f"paragraph {para}", [])

    def _part_points(self, piece: Piece) -> str | None:
        part: Part = piece.question.part
        if part.points_each:
            return part.points_each
        count = self._counts[id(part)]
        if part.points_total and points.takes_share(piece.kind, count):
            return points.share_of_total(part.points_total, count)
        return None

    def _default_points(self, piece: Piece) -> str | None:
        if not self._is_three_part:
            return None
        return points.default_points(piece.kind, self.subject)


def _order_html(piece: Piece) -> str:
    """Return "Choose the word …" of the part for options without a stem of their own."""
    return text_html(piece.question.part.order) if piece.anatomy.options else ""


def _empty_parts(piece: Piece) -> list[Problem]:
    anatomy, where = piece.anatomy, piece.question.where
    found = []
    if piece.kind in _OPTION_KINDS:
        empty = [p.code for p in anatomy.options if not rendering.trimmed(p.units)]
        found += [
            Problem("option_without_text", where, {"option": code}) for code in empty
        ]
    elif piece.kind == "essay" and piece.question.part.kind == "choose_one":
        found.append(Problem("options_missing", where))
    if not rendering.trimmed(anatomy.stem) and not (
        piece.question.shared or _order_html(piece)
    ):
        found.append(Problem("stem_empty", where))
    return found


def _is_letter_unclear(piece: Piece, codes: list[str]) -> bool:
    """Return whether a key names a letter that two options carry in the file."""
    by_letter = all(
        one.source in ("key_line", "key_table", "solution") for one in piece.found
    )
    typed = piece.anatomy.typed_letters
    return by_letter and any(typed.count(code.upper()) > 1 for code in codes)


def _name(piece: Piece) -> tuple[int, str]:
    question = piece.question
    shown = question.label.shown.lower() if question.label else f"#{id(piece)}"
    return id(question.part), shown
