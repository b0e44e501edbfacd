"""Labels that Word makes by itself: "Câu 1.", "A.", "a)"."""

from dataclasses import dataclass, field

from lxml import etree

from question_bank.rules.formats.docx.looks import Styles
from question_bank.rules.formats.docx.names import VAL, W, number, value
from question_bank.rules.formats.docx.symbol_fonts import bullet

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
LEVELS = 9


@dataclass
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart_after: int | None = None
    properties: etree._Element | None = None
    font: str = ""


@dataclass(frozen=True)
class Label:
    """The label of one paragraph, with what stands behind it (tab, space)."""

    text: str
    suffix: str
    properties: etree._Element | None
    level: int


@dataclass
class _List:
    levels: dict[int, _Level]
    counters: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


class Numbering:
    """Counts through a document; ``label`` must be called once a paragraph, in order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, _List] = {}
        self._links: dict[str, str] = {}
        self._numbers: dict[str, etree._Element] = {}
        self._restarted: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def label(self, number_id: str, level: int) -> Label | None:
        """Return the next label of a list at a level, None for no numbering."""
        found = self._find(number_id)
        if found is None or not 0 <= level < LEVELS:
            return None
        levels = self._levels(number_id, found)
        own = levels.get(level)
        if own is None:
            return None
        self._count(number_id, found, levels, level)
        text = self._write(found, levels, level)
        suffix = {"tab": "\t", "space": " "}.get(own.suffix, "")
        return Label(text, suffix, own.properties, level) if text else None

    def _load(self, root: etree._Element) -> None:
        for element in root.iter(W + "abstractNum"):
            name = element.get(W + "abstractNumId", "")
            levels = {
                number(lvl.get(W + "ilvl")): _read_level(lvl)
                for lvl in element.findall(W + "lvl")
            }
            self._abstract[name] = _List(levels)
            link = value(element, "numStyleLink")
            if link:
                self._links[name] = link
        for element in root.iter(W + "num"):
            self._numbers[element.get(W + "numId", "")] = element

    def _find(self, number_id: str, depth: int = 0) -> _List | None:
        element = self._numbers.get(number_id)
        if element is None or number_id == "0" or depth > 5:
            return None
        name = value(element, "abstractNumId") or ""
        if name in self._links:
            other = self._styles.numbering_of(self._links[name])
            return self._find(other, depth + 1) if other else None
        return self._abstract.get(name)

    def _levels(self, number_id: str, found: _List) -> dict[int, _Level]:
        changed = dict(found.levels)
        for override in self._numbers[number_id].findall(W + "lvlOverride"):
            own = override.find(W + "lvl")
            if own is not None:
                changed[number(override.get(W + "ilvl"))] = _read_level(own)
        return changed

    def _count(
        self, number_id: str, found: _List, levels: dict[int, _Level], level: int
    ) -> None:
        start = self._start_override(number_id, level)
        if start is not None:
            found.counters[level] = start
        elif found.counters[level] is None:
            found.counters[level] = levels[level].start
        else:
            found.counters[level] = (found.counters[level] or 0) + 1
        for deeper in range(level + 1, LEVELS):
            rule = levels[deeper].restart_after if deeper in levels else None
            if rule is None or (rule != 0 and level < rule):
                found.counters[deeper] = None

    def _start_override(self, number_id: str, level: int) -> int | None:
        if (number_id, level) in self._restarted:
            return None
        self._restarted.add((number_id, level))
        for override in self._numbers[number_id].findall(W + "lvlOverride"):
            if number(override.get(W + "ilvl")) == level:
                start = value(override, "startOverride")
                return None if start is None else number(start, 1)
        return None

    def _write(self, found: _List, levels: dict[int, _Level], level: int) -> str:
        own = levels[level]
        if own.form == "bullet":
            return bullet(own.text, own.font)
        if own.form == "none":
            return ""
        text = own.text
        for place in range(level, -1, -1):
            mark = f"%{place + 1}"
            if mark in text and place in levels:
                count = found.counters[place]
                count = levels[place].start if count is None else count
                text = text.replace(mark, write_number(count, levels[place].form))
        return text


def write_number(count: int, form: str) -> str:
    """Return a number in a form of Word: 3 -> "3", "C", "c", "III", "iii"."""
    count = max(0, min(count, 100_000))
    if form in ("upperLetter", "lowerLetter"):
        times, place = divmod(max(count, 1) - 1, 26)
        text = chr(65 + place) * (min(times, 20) + 1)
        return text.lower() if form == "lowerLetter" else text
    if form in ("upperRoman", "lowerRoman"):
        return _roman(count).lower() if form == "lowerRoman" else _roman(count)
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    out = ""
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        out += letters * min(times, 10)
    return out


def _read_level(element: etree._Element) -> _Level:
    restart = value(element, "lvlRestart")
    fonts = element.find(f"{W}rPr/{W}rFonts")
    text = element.find(W + "lvlText")
    return _Level(
        start=number(value(element, "start"), 1),
        form=value(element, "numFmt") or "decimal",
        text="" if text is None else text.get(VAL, ""),
        suffix=value(element, "suff") or "tab",
        restart_after=None if restart is None else number(restart),
        properties=element.find(W + "rPr"),
        font="" if fonts is None else fonts.get(W + "ascii", ""),
    )
