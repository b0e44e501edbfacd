"""One question taken apart: stem, options or statements, key lines, solution."""

import re
from dataclasses import dataclass, field

from lms.core.text import fold
from question_bank.rules.formats.paper import leftovers
from question_bank.rules.formats.paper.keylines import (
    KeyLine,
    key_at_end,
    key_line,
)
from question_bank.rules.formats.paper.lines import Line, Look
from question_bank.rules.formats.paper.matching import Sides, read_sides
from question_bank.rules.formats.paper.options import (
    TAB,
    Chain,
    Place,
    find_chain,
)
from question_bank.rules.formats.paper.rows import Ready
from question_bank.rules.formats.paper.sheets import Question
from question_bank.rules.formats.paper.statements import Statement, read_statements
from question_bank.rules.formats.paper.tables import Table, Unit
from question_bank.rules.formats.paper.tags import Tags, level_of, take_tags_at_end
from question_bank.rules.formats.paper.tails import boxes_of, split_tail, stated

_META = re.compile(
    r"^\W*(?P<name>mức độ(?: nhận thức| tư duy)?|cấp độ|độ khó|level|điểm|points?|chủ đề"
    r"|đơn vị kiến thức|nội dung kiến thức|yêu cầu cần đạt|yccđ|topic|clo)\s*:\s*(?P<value>\S.{0,200})$",
    re.IGNORECASE,
)
_BLANK = re.compile(r"^[\s._…⋯‥|☐□▢–—-]{3,}$")


@dataclass
class OptionPart:
    """One option: code, content, and how its letter looks."""

    code: str
    units: list[Unit]
    label_looks: list[Look] = field(default_factory=list)
    has_star: bool = False
    fill: str = ""
    para: int = 0
    typed: str = ""

    @property
    def lines(self) -> list[Line]:
        """The lines of its content."""
        return [unit for unit in self.units if isinstance(unit, Line)]


@dataclass
class Anatomy:
    """The parts of one question."""

    question: Question
    stem: list[Unit] = field(default_factory=list)
    options: list[OptionPart] = field(default_factory=list)
    is_lower: bool = False
    keys: list[tuple[KeyLine, int]] = field(default_factory=list)
    solution: list[Unit] = field(default_factory=list)
    loose: list[Unit] = field(default_factory=list)
    tail: list[Unit] = field(default_factory=list)
    headings: list[Unit] = field(default_factory=list)
    tags: Tags = field(default_factory=Tags)
    topic: str | None = None
    statements: list[Statement] = field(default_factory=list)
    targets: list[OptionPart] = field(default_factory=list)  # right sides of a match
    is_image_moved: bool = False

    @property
    def typed_letters(self) -> list[str]:
        """The letters of the options as they stand in the file."""
        return [(part.typed or part.code).upper() for part in self.options]

    @property
    def has_wrong_letters(self) -> bool:
        """Whether options were put in order that are lettered wrongly in the file."""
        return self.typed_letters != [part.code.upper() for part in self.options]


def take_apart(question: Question) -> Anatomy:
    """Return the parts of a question. Every unit of it goes into one of them."""
    anatomy = Anatomy(question)
    if question.label:
        anatomy.tags = question.label.tags
    main, tail = split_tail(question.body)
    if question.ready:
        main, tail = question.body, []
        _read_row(anatomy, question.ready)
    anatomy.tail = tail
    _read_tail(anatomy, tail)
    main = _without_meta(anatomy, main)
    lines = [unit for unit in main if isinstance(unit, Line)]
    chain = _chain(question, lines)
    if sides := read_sides(main):
        _take_sides(anatomy, main, sides)
    elif len(chain) >= 2:
        _cut_options(anatomy, main, lines, chain)
    else:
        anatomy.stem = main
        _take_statements(anatomy)
    _finish_stem(anatomy)
    return anatomy


def _read_row(anatomy: Anatomy, ready: Ready) -> None:
    """Take key, solution and tags from the columns of a question table."""
    if ready.key:
        anatomy.keys.append((KeyLine(ready.key, None), ready.key_para))
    anatomy.solution += ready.solution
    anatomy.topic = ready.topic or None
    for text in (ready.level, ready.points and f"{ready.points} điểm"):
        if text:
            anatomy.tags.add(text)


def _read_tail(anatomy: Anatomy, tail: list[Unit]) -> None:
    """Collect keys; what explains them is the solution."""
    pending = False
    for unit in tail:
        if isinstance(unit, Table) or unit.is_blank:
            _read_table(anatomy, unit)
            continue
        found = stated(unit, has_key=bool(anatomy.keys))
        if pending and not found:
            found = KeyLine(unit.plain(), None)
        pending = False
        if found is None:
            anatomy.solution.append(unit)
        elif not found.text:
            pending = True
        elif not found.is_blank:
            anatomy.keys.append((found, unit.para))
            if found.is_choice or len(found.text) > 12 or anatomy.solution:
                anatomy.solution.append(unit)


def _read_table(anatomy: Anatomy, unit: Unit) -> None:
    boxes = boxes_of(unit) if isinstance(unit, Table) else ""
    if boxes and isinstance(unit, Table) and not anatomy.keys:
        anatomy.keys.append((KeyLine(boxes, None), unit.first))
    elif isinstance(unit, Table):
        anatomy.solution.append(unit)


def _without_meta(anatomy: Anatomy, units: list[Unit]) -> list[Unit]:
    """Take out lines such as "Mức độ: Thông hiểu" and dots to be written on."""
    kept = []
    for place, unit in enumerate(units):
        if isinstance(unit, Line) and place:
            if _BLANK.match(unit.text) or _is_blank_answer(unit):
                continue
            found = _META.match(unit.plain())
            if found and _take_meta(anatomy, found["name"], found["value"]):
                continue
        kept.append(unit)
    return kept


def _is_blank_answer(line: Line) -> bool:
    found = key_line(line)
    return found is not None and found.is_blank and bool(found.text)


def _take_meta(anatomy: Anatomy, name: str, value: str) -> bool:
    plain = fold(name)
    if plain.startswith(("diem", "point")):
        return anatomy.tags.add(f"{value.strip(' .')} điểm")
    if plain.startswith(("muc do", "cap do", "do kho", "level")):
        return level_of(value) is not None and anatomy.tags.add(value)
    if plain == "clo":
        return anatomy.tags.add(f"CLO{value.strip()}")
    anatomy.topic = value.strip()
    return True


def _chain(question: Question, lines: list[Line]) -> Chain:
    """Choose between options A, B, C and statements a, b, c."""
    upper = find_chain(lines)
    kind = question.part.kind
    if kind == "essay" and (len(upper) < 3 or upper.places[0].strength < TAB):
        return Chain()
    if len(upper) >= 2 and kind != "true_false_cluster":
        return upper
    lower = find_chain(lines, is_lower=True)
    is_sure = len(lower) >= 2 and lower.places[0].strength >= TAB
    return lower if is_sure and len(lower) >= min(len(upper), 2) else upper


def _cut_options(
    anatomy: Anatomy, main: list[Unit], lines: list[Line], chain: Chain
) -> None:
    index = [i for i, unit in enumerate(main) if isinstance(unit, Line)]
    first = chain.places[0]
    anatomy.is_lower = chain.is_lower
    anatomy.stem = [
        *main[: index[first.line]],
        lines[first.line].cut(0, first.start),
    ]
    for place, after in zip(chain.places, [*chain.places[1:], None], strict=True):
        units = _between(main, lines, index, place, after)
        anatomy.options.append(_option(lines, place, units))
    leftovers.settle(anatomy)
    anatomy.options.sort(key=lambda part: part.code)


def _between(
    main: list[Unit],
    lines: list[Line],
    index: list[int],
    place: Place,
    after: Place | None,
) -> list[Unit]:
    """Return the units from the text of one option to the next option."""
    line = lines[place.line]
    if after is not None and after.line == place.line:
        return [line.cut(place.end, after.start).strip()]
    units: list[Unit] = [line.cut(place.end).strip()]
    stop = len(main) if after is None else index[after.line]
    units += main[index[place.line] + 1 : stop]
    if after is not None:
        rest = lines[after.line].cut(0, after.start)
        units += [] if rest.is_blank else [rest.strip()]
    return units


def _option(lines: list[Line], place: Place, units: list[Unit]) -> OptionPart:
    line = lines[place.line]
    shown = line.looks(place.start, place.end)
    letter = place.typed or place.letter
    looks = [look for char, look in shown if char == letter]
    if place.is_generated and line.pieces:
        looks = [line.pieces[0].look]
    return OptionPart(
        place.letter, units, looks, place.has_star, line.cell_fill, line.para, letter
    )


def _take_sides(anatomy: Anatomy, main: list[Unit], sides: Sides) -> None:
    used = {id(unit) for unit in sides.units}
    anatomy.stem = [unit for unit in main if id(unit) not in used]
    for parts, side in ((anatomy.options, sides.left), (anatomy.targets, sides.right)):
        parts += [OptionPart(code, [line], para=line.para) for code, line in side]
    if sides.key:
        anatomy.keys.append((KeyLine(sides.key, None), sides.left[0][1].para))


def _take_statements(anatomy: Anatomy) -> None:
    """Statements may stand in a table with columns "Đúng" and "Sai"."""
    for place, unit in enumerate(anatomy.stem):
        if isinstance(unit, Table):
            statements = read_statements(unit)
            if statements:
                anatomy.statements = statements
                anatomy.is_lower = True
                anatomy.stem = anatomy.stem[:place] + anatomy.stem[place + 1 :]
                for one in statements:
                    part = OptionPart(one.code, [one.line], para=one.line.para)
                    anatomy.options.append(part)
                return


def _finish_stem(anatomy: Anatomy) -> None:
    """Take tags off the end of the stem and a key off the end of the question."""
    for place in range(len(anatomy.stem) - 1, -1, -1):
        unit = anatomy.stem[place]
        if isinstance(unit, Table):
            break
        if unit.is_blank:
            continue
        stop = take_tags_at_end(unit.text, anatomy.tags)
        anatomy.stem[place] = unit.cut(0, stop).strip() if stop else unit
        break
    _key_at_end(anatomy)


def _key_at_end(anatomy: Anatomy) -> None:
    """Take off a key behind the last option or the stem: "D. 8  Đáp án: B"."""
    units = anatomy.options[-1].units if anatomy.options else anatomy.stem
    for holder in (units, anatomy.stem):
        last = [
            i for i, u in enumerate(holder) if isinstance(u, Line) and not u.is_blank
        ]
        if not last:
            continue
        line = holder[last[-1]]
        found = key_at_end(line)  # type: ignore[arg-type]
        if found:
            holder[last[-1]] = line.cut(0, found[0]).strip()  # type: ignore[union-attr]
            anatomy.keys.append((KeyLine(found[1], None), line.para))
            return
