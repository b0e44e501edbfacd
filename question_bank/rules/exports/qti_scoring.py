"""Outcome declarations and response processing of a written item."""

from decimal import Decimal
from typing import Any

from lxml import etree

from question_bank.rules.ladders import LADDERS

PERSON = ("essay", "file")


class Scoring:
    """What the responses are worth. ``writer``: the ItemWriter it belongs to."""

    def __init__(self, writer: Any) -> None:
        self.writer = writer
        self.maps: list[tuple[str, str]] = []  # (response, mapResponse…)
        self.ladder: tuple[str, list[Decimal]] | None = None
        self.bounds: tuple[str, list[tuple[str, str, Decimal]]] | None = None

    def mapped(
        self,
        response: str,
        declaration: etree._Element,
        shares: dict[str, Decimal],
        *,
        exact: bool = False,
        other: Decimal = Decimal(0),
    ) -> None:
        """Score a response by a mapping: key -> share of the points.

        other: the share of an answer that is none of the keys, 0 or less.
        """
        node = self.writer.element(
            declaration, "mapping", defaultValue=self._points(other), lowerBound="0"
        )
        for key, share in shares.items():
            entry = self.writer.element(
                node, "mapEntry", mapKey=key, mappedValue=self._points(share)
            )
            is_typed = declaration.get(self.writer.dialect.attribute("baseType"))
            if is_typed == "string":
                sensitive = "true" if exact else "false"
                self.writer.attributes(entry, caseSensitive=sensitive)
        self.maps.append((response, "mapResponse"))

    def pointed(
        self, response: str, declaration: etree._Element, regions: list[dict]
    ) -> None:
        """Score points by the areas they lie in."""
        node = self.writer.element(
            declaration, "areaMapping", defaultValue="0", lowerBound="0"
        )
        for region in regions:
            self.writer.element(
                node, "areaMapEntry", shape=region["shape"], coords=region["coords"],
                mappedValue=self._points(Decimal(1) / len(regions)),
            )  # fmt: skip
        self.maps.append((response, "mapResponsePoint"))

    def laddered(
        self,
        response: str,
        declaration: etree._Element,
        pairs: list[str],
        count: int,
    ) -> None:
        """Count the right pairs and read the share from the ladder."""
        node = self.writer.element(declaration, "mapping", defaultValue="0")
        for pair in pairs:
            self.writer.element(node, "mapEntry", mapKey=pair, mappedValue="1")
        steps = self.writer.item.rules.get("ladder") or LADDERS.get(count)
        shares = (
            [Decimal(str(step)) for step in steps]
            if steps
            else [Decimal(n) / count for n in range(count + 1)]
        )
        self.ladder = (response, shares)

    def near(self, response: str, accepted: list[tuple[str, str, Decimal]]) -> None:
        """Score a number within a tolerance of one of the accepted ones."""
        self.bounds = (response, accepted)

    def outcomes(self) -> None:
        """Add the outcome declarations."""
        self._outcome("SCORE", "0", str(self.writer.points.normalize()))
        self._outcome("MAXSCORE", f"{self.writer.points.normalize():f}")
        if self.ladder:
            self._outcome("COUNT", "0")

    def processing(self) -> None:
        """Add the response processing; none where a person marks."""
        if self.writer.item.kind in PERSON or not self.writer.key:
            return
        is_plain = not (self.maps or self.ladder or self.bounds)
        if is_plain and self.writer.points == 1:
            template = self.writer.dialect.template("match_correct")
            self._new(self.writer.root, "responseProcessing", template=template)
            return
        node = self._new(self.writer.root, "responseProcessing")
        if self.ladder:
            self._laddered(node)
        elif self.bounds:
            self._near(node)
        elif self.maps:
            self._summed(node)
        else:
            self._matched(node)

    def _matched(self, node: etree._Element) -> None:
        branch = self._branch(node, "responseCondition", "responseIf")
        match = self._new(branch, "match")
        self._new(match, "variable", identifier="RESPONSE")
        self._new(match, "correct", identifier="RESPONSE")
        self._set(branch, self._points(Decimal(1)))

    def _summed(self, node: etree._Element) -> None:
        rule = self._new(node, "setOutcomeValue", identifier="SCORE")
        total = self._new(rule, "sum") if len(self.maps) > 1 else rule
        for response, name in self.maps:
            self._new(total, name, identifier=response)

    def _near(self, node: etree._Element) -> None:
        response, accepted = self.bounds or ("", [])
        condition = self._new(node, "responseCondition")
        best = sorted(accepted, key=lambda one: -one[2])
        for place, (text, tolerance, share) in enumerate(best):
            name = "responseElseIf" if place else "responseIf"
            branch = self._new(condition, name)
            mode = "absolute" if Decimal(tolerance) else "exact"
            equal = self._new(branch, "equal", toleranceMode=mode)
            if mode == "absolute":
                bounds = f"{tolerance} {tolerance}"
                self.writer.attributes(equal, tolerance=bounds)
            self._new(equal, "variable", identifier=response)
            self._new(equal, "baseValue", baseType="float").text = text
            self._set(branch, self._points(share))

    def _laddered(self, node: etree._Element) -> None:
        response, shares = self.ladder or ("", [])
        rule = self._new(node, "setOutcomeValue", identifier="COUNT")
        self._new(rule, "mapResponse", identifier=response)
        condition = self._new(node, "responseCondition")
        for place, count in enumerate(range(len(shares) - 1, 0, -1)):
            name = "responseElseIf" if place else "responseIf"
            branch = self._new(condition, name)
            least = self._new(branch, "gte")
            self._new(least, "variable", identifier="COUNT")
            self._new(least, "baseValue", baseType="float").text = str(count)
            self._set(branch, self._points(shares[count]))

    def _branch(self, node: etree._Element, *names: str) -> etree._Element:
        for name in names:
            node = self._new(node, name)
        return node

    def _set(self, branch: etree._Element, points: str) -> None:
        rule = self._new(branch, "setOutcomeValue", identifier="SCORE")
        self._new(rule, "baseValue", baseType="float").text = points

    def _outcome(self, name: str, default: str, most: str = "") -> None:
        node = self._new(
            self.writer.root, "outcomeDeclaration", identifier=name,
            cardinality="single", baseType="float",
        )  # fmt: skip
        if most:
            self.writer.attributes(node, normalMaximum=most)
        value = self._branch(node, "defaultValue", "value")
        value.text = default

    def _new(self, parent: etree._Element, name: str, **more: str) -> etree._Element:
        return self.writer.element(parent, name, **more)

    def _points(self, share: Decimal) -> str:
        exact = (self.writer.points * share).quantize(Decimal("0.000001"))
        return f"{exact.normalize():f}"
