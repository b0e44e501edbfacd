"""What a QTI 2/3 item declares: responses, right answers, mappings, points."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from lxml import etree

from question_bank.rules.formats.number_keys import MOST_DIGITS
from question_bank.rules.formats.xmltree import inner_text, local


@dataclass
class Mapping:
    """Points of single answers. entries: (answer, points, case counts)."""

    entries: list[tuple[str, Decimal, bool]] = field(default_factory=list)
    default: Decimal = Decimal(0)
    upper: Decimal | None = None

    @property
    def best(self) -> Decimal:
        """The points of the best single answer."""
        return max((points for _k, points, _c in self.entries), default=Decimal(0))

    @property
    def total(self) -> Decimal:
        """The most that several answers can win."""
        won = sum((p for _k, p, _c in self.entries if p > 0), Decimal(0))
        return min(won, self.upper) if self.upper is not None else won


@dataclass
class Area:
    """An area of a picture with its points."""

    shape: str
    coords: str
    points: Decimal


@dataclass
class Response:
    """One declared response."""

    identifier: str
    cardinality: str
    base_type: str
    correct: list[str] = field(default_factory=list)
    mapping: Mapping | None = None
    areas: list[Area] = field(default_factory=list)


def responses_of(root: etree._Element) -> dict[str, Response]:
    """Return the declared responses by identifier."""
    found = {}
    for element in root.iter("responseDeclaration"):
        response = _response(element)
        found[response.identifier] = response
    return found


def max_score(root: etree._Element) -> str | None:
    """Return the points an item states: MAXSCORE, or the normal maximum of SCORE."""
    for element in root.iter("outcomeDeclaration"):
        name = element.get("identifier", "")
        text = ""
        if name == "MAXSCORE":
            text = element.findtext("defaultValue/value") or ""
        elif name == "SCORE":
            text = element.get("normalMaximum", "")
        points = number(text)
        if points is not None and points > 0:
            return f"{points.normalize():f}"
    return None


def number(text: str | None) -> Decimal | None:
    """Return the decimal of a text, None where it is none."""
    try:
        value = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    is_short = value.is_finite() and abs(value.adjusted()) <= MOST_DIGITS
    return value if is_short else None


def _response(element: etree._Element) -> Response:
    response = Response(
        element.get("identifier", ""),
        element.get("cardinality", "single"),
        element.get("baseType", ""),
    )
    for child in element:
        name = local(child)
        if name == "correctResponse":
            values = [_text(value) for value in child.findall("value")]
            response.correct = [value for value in values if value]
        elif name == "mapping":
            response.mapping = _mapping(child)
        elif name == "areaMapping":
            response.areas = [
                Area(
                    entry.get("shape", ""),
                    entry.get("coords", ""),
                    number(entry.get("mappedValue")) or Decimal(0),
                )
                for entry in child.findall("areaMapEntry")
            ]
    return response


def _mapping(element: etree._Element) -> Mapping:
    entries = []
    for entry in element.findall("mapEntry"):
        points = number(entry.get("mappedValue"))
        if points is not None:
            is_strict = entry.get("caseSensitive", "false").lower() == "true"
            entries.append((entry.get("mapKey", ""), points, is_strict))
    return Mapping(
        entries,
        number(element.get("defaultValue")) or Decimal(0),
        number(element.get("upperBound")),
    )


def _text(element: etree._Element) -> str:
    return " ".join(inner_text(element).split())
