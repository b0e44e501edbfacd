"""How a run looks in the end: document defaults, styles, direct formatting."""

from functools import lru_cache
from typing import Any

from lxml import etree

from question_bank.rules.formats.docx.names import VAL, W, number, switch, value
from question_bank.rules.formats.paper.lines import Look

_TOGGLES = {"b": "bold", "i": "italic", "caps": "caps", "vanish": "hidden"}
_BLACK = frozenset(["", "auto", "000000", "000001", "010101", "0D0D0D", "111111"])
_WHITE = frozenset(["", "auto", "none", "FFFFFF", "clear", "white"])
MAX_CHAIN = 20

Props = dict[str, Any]


class Styles:
    """The styles of a document; ``look`` tells how a run under them looks."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._defaults: Props = {}
        self.default_paragraph = ""
        if root is not None:
            self._load(root)
        self._chains: dict[str, Props] = {}
        self._bases: dict[tuple[str, str], Props] = {}

    def look(
        self, properties: etree._Element | None, paragraph_style: str
    ) -> tuple[Look, str, bool]:
        """Return look, font, and whether the letters show as capitals.

        properties: its w:rPr; paragraph_style: id of the style of its paragraph.
        """
        character = value(properties, "rStyle") or ""
        base = self._base(paragraph_style or self.default_paragraph, character)
        if properties is None:
            return _finish(base)
        return _finish(base | _read(properties))

    def paragraph_numbering(self, style: str) -> tuple[str, int] | None:
        """Return (numId, level) that a paragraph style brings, if any."""
        seen = 0
        while style and seen < MAX_CHAIN:
            element = self._styles.get(style)
            if element is None:
                return None
            found = element.find(f"{W}pPr/{W}numPr")
            if found is not None and value(found, "numId"):
                return value(found, "numId") or "", number(value(found, "ilvl"))
            style, seen = value(element, "basedOn") or "", seen + 1
        return None

    def numbering_of(self, style: str) -> str | None:
        """Return the numId of a numbering style, for w:numStyleLink."""
        element = self._styles.get(style)
        if element is None:
            return None
        found = element.find(f"{W}pPr/{W}numPr/{W}numId")
        return None if found is None else found.get(VAL)

    def heading_level(self, style: str) -> int:
        """Return 1-9 for a heading style, 0 for other text."""
        seen = 0
        while style and seen < MAX_CHAIN:
            element = self._styles.get(style)
            if element is None:
                return 0
            outline = element.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                level = number(outline.get(VAL), 9)
                return level + 1 if level < 9 else 0
            style, seen = value(element, "basedOn") or "", seen + 1
        return 0

    def _load(self, root: etree._Element) -> None:
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if defaults is not None:
            self._defaults = _read(defaults)
        for style in root.iter(W + "style"):
            name = style.get(W + "styleId", "")
            self._styles[name] = style
            is_default = style.get(W + "default") in ("1", "true", "on")
            if style.get(W + "type") == "paragraph" and is_default:
                self.default_paragraph = name

    def _base(self, paragraph: str, character: str) -> Props:
        known = self._bases.get((paragraph, character))
        if known is None:
            under, over = self._chain(paragraph), self._chain(character)
            known = self._defaults | under | over
            for name in _TOGGLES.values():
                if under.get(name) and over.get(name):
                    known[name] = False  # two styles that both switch it on
            self._bases[paragraph, character] = known
        return known

    def _chain(self, style: str, depth: int = 0) -> Props:
        if style in self._chains:
            return self._chains[style]
        element = self._styles.get(style)
        if element is None or depth > MAX_CHAIN:
            return {}
        props = dict(self._chain(value(element, "basedOn") or "", depth + 1))
        own = element.find(W + "rPr")
        if own is not None:
            props |= _read(own)
        self._chains[style] = props
        return props


def _read(properties: etree._Element) -> Props:
    """Return the properties that a w:rPr states."""
    props: Props = {}
    for name, field in _TOGGLES.items():
        state = switch(properties, name)
        if state is not None:
            props[field] = state
    line = value(properties, "u")
    if line is not None:
        props["underline"] = line not in ("none", "0")
    _read_strike(properties, props)
    _read_colours(properties, props)
    script = value(properties, "vertAlign")
    if script is not None:
        props["script"] = {"superscript": "sup", "subscript": "sub"}.get(script, "")
    font = properties.find(W + "rFonts")
    if font is not None and (font.get(W + "ascii") or font.get(W + "hAnsi")):
        props["font"] = font.get(W + "ascii") or font.get(W + "hAnsi")
    return props


def _read_strike(properties: etree._Element, props: Props) -> None:
    for name in ("strike", "dstrike"):
        state = switch(properties, name)
        if state is not None:
            props["strike"] = state


def _read_colours(properties: etree._Element, props: Props) -> None:
    colour = properties.find(W + "color")
    if colour is not None:
        props["color"] = (colour.get(VAL) or "").upper()
    marker = value(properties, "highlight")
    if marker is not None:
        props["highlight"] = "" if marker in _WHITE else marker
    shade = properties.find(W + "shd")
    if shade is not None:
        fill = shade.get(W + "fill", "")
        props["shade"] = "" if fill in _WHITE or fill.upper() in _WHITE else fill


def _finish(props: Props) -> tuple[Look, str, bool]:
    beside = ("font", "caps")
    key = tuple(sorted((k, v) for k, v in props.items() if k not in beside and v))
    return _look(key), props.get("font", ""), bool(props.get("caps"))


@lru_cache(maxsize=4096)
def _look(key: tuple[tuple[str, Any], ...]) -> Look:
    props = dict(key)
    colour = str(props.get("color", ""))
    return Look(
        bold=bool(props.get("bold")),
        italic=bool(props.get("italic")),
        underline=bool(props.get("underline")),
        strike=bool(props.get("strike")),
        hidden=bool(props.get("hidden")),
        color="" if colour in _BLACK or colour == "AUTO" else colour,
        highlight=str(props.get("highlight") or props.get("shade") or ""),
        script=str(props.get("script", "")),
    )
