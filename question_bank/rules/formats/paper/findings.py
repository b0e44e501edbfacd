"""Evidence for the key of one question, from its own paragraphs."""

import re

from question_bank.rules.formats.paper.anatomy import Anatomy
from question_bank.rules.formats.paper.answers import accepted
from question_bank.rules.formats.paper.evidence import Evidence
from question_bank.rules.formats.paper.keylines import letters_of
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.marks import Mark, Usual, all_marked
from question_bank.rules.formats.paper.matching import pairs_of
from question_bank.rules.formats.paper.statements import word_beside
from question_bank.rules.formats.paper.tables import Table
from question_bank.rules.formats.paper.truth import is_true, parse_truth

_IN_SOLUTION = re.compile(
    r"(?:[Cc]họn|CHỌN|[Đđ]áp án(?: đúng)?(?: là)?)\s*(?:đáp án|phương án|câu|ý)?\s*:?\s*"
    r"([A-H])(?![\w'’])(?!\s*(?:sai|không|là sai))"
)
_STATEMENT_TRUTH = re.compile(
    r"(?:^|(?<=[\s.;]))([a-h])\s*[).:]\s*[\[(]?"
    r"(?:(?:phát biểu|mệnh đề|khẳng định|nhận định|ý)(?:\s+[a-h]\)?)?(?:\s+này)?\s+(?:là\s+)?)?"
    r"(đúng|sai|đ|s|true|false)[\])]?(?=$|[\s.,;:!–-])",
    re.IGNORECASE,
)
_ANSWER_IN_SOLUTION = re.compile(
    r"(?:đáp án|đáp số|đs|kết quả)\s*[:=]\s*([-\u2212]?\d+(?:[.,]\d+)?)\s*\.?\s*$", re.I
)


def of_choice(anatomy: Anatomy, marks: list[Mark]) -> list[Evidence]:
    """Return what marks, key lines and the solution say of the right option."""
    codes = [part.code for part in anatomy.options]
    found = [
        Evidence(m.source, m.codes, ", ".join(m.codes), f"paragraph {m.para}")
        for m in marks
    ]
    for key, para in anatomy.keys:
        letters = letters_of(key.text, codes) or _by_text(anatomy, key.text)
        if letters:
            shown = ", ".join(letters)
            found.append(
                Evidence("key_line", tuple(letters), shown, f"paragraph {para}")
            )
    return found or _in_solution(anatomy, codes)


def of_cluster(anatomy: Anatomy, marks: list[Mark], usual: Usual) -> list[Evidence]:
    """Return what marks, words and key lines say of the statements."""
    codes = [part.code for part in anatomy.options]
    found = []
    for mark in marks:
        value = {code: code in mark.codes for code in codes}
        found.append(_truth(mark.source, value, mark.para))
    if not found and all_marked(anatomy, usual):
        para = anatomy.options[0].para
        found.append(_truth("all", dict.fromkeys(codes, True), para))
    beside = _words_beside(anatomy)
    if beside:
        found.append(_truth("words", beside, anatomy.options[0].para))
    for key, para in anatomy.keys:
        value = parse_truth(key.text, len(codes)) or {}
        if set(value) == set(codes):
            found.append(_truth("key_line", value, para))
    return found or truth_in_solution(anatomy, codes)


def of_match(anatomy: Anatomy) -> list[Evidence]:
    """Return what key lines say of the pairs."""
    return [
        Evidence("key_line", pairs_of(key.text), key.text, f"paragraph {para}")
        for key, para in anatomy.keys
        if pairs_fit(anatomy, key.text)
    ]


def pairs_fit(anatomy: Anatomy, text: str) -> bool:
    """Return whether a key joins sides that are there, each left one once."""
    pairs = pairs_of(text)
    left = [part.code for part in anatomy.options]
    right = {part.code for part in anatomy.targets}
    return (
        sorted(a for a, _b in pairs) == sorted(left) and {b for _a, b in pairs} <= right
    )


def of_answer(anatomy: Anatomy) -> list[Evidence]:
    """Return what key lines say of a short answer."""
    found = []
    for key, para in anatomy.keys:
        answers, _unit = accepted(key.text)
        if answers:
            shown = "; ".join(answers)
            found.append(
                Evidence("key_line", tuple(answers), shown, f"paragraph {para}")
            )
    return found or _answer_in_solution(anatomy)


def _answer_in_solution(anatomy: Anatomy) -> list[Evidence]:
    """Return "… Đáp án: 2,5" at the end of a line of the solution, where all agree."""
    said = {
        accepted(found[1])[0][0]: unit.para
        for unit in anatomy.solution
        if isinstance(unit, Line)
        and (found := _ANSWER_IN_SOLUTION.search(unit.plain()))
    }
    if len(said) != 1:
        return []
    answer, para = next(iter(said.items()))
    return [Evidence("solution", (answer,), answer, f"paragraph {para}")]


def shown_truth(value: dict[str, bool]) -> str:
    """Return {"a": True, "b": False} as "ĐS"."""
    return "".join("Đ" if value[code] else "S" for code in sorted(value))


def _truth(source: str, value: dict[str, bool], para: int) -> Evidence:
    return Evidence(source, value, shown_truth(value), f"paragraph {para}")


def _by_text(anatomy: Anatomy, text: str) -> list[str]:
    """A key may repeat the text of the right option instead of its letter."""
    wanted = text.strip(" .").lower()
    if len(wanted) < 2:
        return []
    same = [
        part.code
        for part in anatomy.options
        if " ".join(line.plain() for line in part.lines).strip(" .").lower() == wanted
    ]
    return same if len(same) == 1 else []


def _in_solution(anatomy: Anatomy, codes: list[str]) -> list[Evidence]:
    """Return "Vậy chọn B" within a solution, where all such words agree."""
    found = [
        (letter, unit.para)
        for unit in anatomy.solution
        if isinstance(unit, Line)
        for letter in _IN_SOLUTION.findall(unit.plain())
        if letter in codes
    ]
    if len({letter for letter, _para in found}) != 1:
        return []
    letter, para = found[-1]
    return [Evidence("solution", (letter,), letter, f"paragraph {para}")]


def _words_beside(anatomy: Anatomy) -> dict[str, bool] | None:
    """Return the truth that stands behind each statement, and take it off there."""
    if anatomy.statements:
        known = {
            one.code: one.truth for one in anatomy.statements if one.truth is not None
        }
        return known if len(known) == len(anatomy.statements) else None
    pairs = []
    for part in anatomy.options:
        places = [i for i, u in enumerate(part.units) if not isinstance(u, Table)]
        if not places:
            return None
        line, truth = word_beside(part.units[places[-1]])  # type: ignore[arg-type]
        pairs.append((part, places[-1], line, truth))
    known = {part.code: t for part, _i, _line, t in pairs if t is not None}
    to_circle = all(line is not part.units[i] for part, i, line, _t in pairs)
    if len(known) != len(pairs) and not (to_circle and not known):
        return None
    for part, place, line, _truth_of in pairs:
        part.units[place] = line
    return known or None


def truth_in_solution(anatomy: Anatomy, codes: list[str]) -> list[Evidence]:
    """Return the truth of all statements as the solution says it, [] where it does not."""
    said = [
        (code.lower(), is_true(word), unit.para)
        for unit in anatomy.solution
        if isinstance(unit, Line)
        for code, word in _STATEMENT_TRUTH.findall(unit.plain())
    ]
    value = {code: truth for code, truth, _para in said}
    is_clear = len({(code, truth) for code, truth, _para in said}) == len(value)
    if not is_clear or set(value) != set(codes):
        return []
    return [_truth("solution", value, said[0][2])]
