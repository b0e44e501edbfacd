"""One item as QTI: declarations, body, response processing."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lxml import etree

from question_bank.rules.exports import common
from question_bank.rules.exports.common import ExportItem, Outcome, Picture
from question_bank.rules.exports.qti_markup import fragments
from question_bank.rules.exports.qti_names import Dialect
from question_bank.rules.exports.qti_scoring import Scoring
from question_bank.rules.interchange import TOOL
from question_bank.rules.uploads import MIMES

RESPONSE = "RESPONSE"
PASSAGE, UNIT = "passage", "unit"
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]")
TRUE, FALSE = "TRUE", "FALSE"
ALL = "all_or_nothing"
BASES = {"choice": "identifier", "number": "float", "text": "string"}


def safe_name(code: str) -> str:
    """Return a code as XML identifier: ASCII, beginning with a letter."""
    plain = _UNSAFE.sub("_", code)
    return plain if plain[:1].isalpha() else f"I_{plain}"


class ItemWriter:
    """Builds the XML of one item; ``shown`` are the pictures it needs, by name."""

    def __init__(
        self,
        item: ExportItem,
        pictures: Mapping[str, Picture],
        dialect: Dialect,
        outcome: Outcome,
    ) -> None:
        self.item, self.key = item, item.key or {}
        self.pictures, self.dialect, self.outcome = pictures, dialect, outcome
        self.shown: dict[str, Picture] = {}
        self.points = item.points or Decimal(1)
        spaces: dict[Any, str] = {None: dialect.namespace}
        self.root = etree.Element(dialect.tag("assessmentItem"), nsmap=spaces)
        self.scoring = Scoring(self)

    def xml(self) -> bytes:
        """Return the file of the item."""
        self.attributes(
            self.root, identifier=safe_name(self.item.code), title=self.item.code, adaptive="false",
            timeDependent="false", toolName=TOOL, label=f"kind={self.item.kind}",
        )  # fmt: skip
        body = self.body()
        self.scoring.outcomes()
        self.root.append(body)
        self.scoring.processing()
        return etree.tostring(
            self.root, xml_declaration=True, encoding="UTF-8", pretty_print=False
        )

    def body(self) -> etree._Element:
        """Return the item body; declarations go to the root on the way."""
        body = etree.Element(self.dialect.tag("itemBody"))
        if self.item.group_html:
            passage = self.markup(self.item.group_html)
            passage.set("class", PASSAGE)
            passage.set("id", safe_name(self.item.group_code or "NL"))
            body.append(passage)
        if self.item.kind == "cloze":
            body.append(self.cloze())
        else:
            body.append(self.markup(self.item.stem_html))
            body.append(getattr(self, f"_{self.item.kind}")())
        if self.item.explanation_html:
            rubric = self.element(body, "rubricBlock", view="scorer")
            if self.dialect.is_three:
                rubric.set("use", "scoring")
            rubric.append(self.markup(self.item.explanation_html))
        return body

    def element(
        self, parent: etree._Element | None, name: str, **attributes: str
    ) -> etree._Element:
        """Return a new element with names in the spelling of the version."""
        node = etree.Element(self.dialect.tag(name))
        self.attributes(node, **attributes)
        if parent is not None:
            parent.append(node)
        return node

    def attributes(self, node: etree._Element, **attributes: str) -> None:
        """Set attributes in the spelling of the version."""
        for name, value in attributes.items():
            node.set(self.dialect.attribute(name), value)

    def markup(self, stored: str, **more: Any) -> etree._Element:
        """Return stored HTML as elements of the item body."""
        return fragments(
            stored, namespace=self.dialect.namespace, picture=self.picture, **more
        )

    def picture(self, code: str) -> str:
        """Return the address of a picture within the package."""
        found = self.pictures.get(code)
        if found is None:
            self.outcome.lose(self.item, common.PICTURE)
            return ""
        name = f"images/{found.name}"
        self.shown[name] = found
        return name

    def declare(
        self, identifier: str, cardinality: str, base: str, correct: list[str]
    ) -> etree._Element:
        """Add a response declaration with its correct response."""
        node = self.element(
            self.root, "responseDeclaration", identifier=identifier,
            cardinality=cardinality, baseType=base,
        )  # fmt: skip
        if correct:
            values = self.element(node, "correctResponse")
            for text in correct:
                self.element(values, "value").text = text
        return node

    def choices(
        self,
        parent: etree._Element,
        name: str,
        options: list[dict[str, str]],
        **more: str,
    ) -> None:
        """Add the choices of an interaction."""
        for option in options:
            node = self.element(parent, name, identifier=option["code"], **more)
            node.append(self.markup(option["html"]))

    def _choose_one(self) -> etree._Element:
        return self._choice("single", "1")

    def _choose_many(self) -> etree._Element:
        return self._choice("multiple", str(self.item.body.get("most") or 0))

    def _choice(self, cardinality: str, most: str) -> etree._Element:
        right = self.key.get("choice", [])
        declaration = self.declare(RESPONSE, cardinality, "identifier", right)
        if credit := self.key.get("credit"):
            shares = {code: Decimal(share) for code, share in credit.items()}
            shares |= {
                code: Decimal(1) / len(right) for code in right if code not in shares
            }
            self.scoring.mapped(RESPONSE, declaration, shares)
        node = self.element(
            None, "choiceInteraction", responseIdentifier=RESPONSE, shuffle="true",
            maxChoices=most,
        )  # fmt: skip
        self.choices(node, "simpleChoice", self.item.body["options"])
        return node

    def _true_false_cluster(self) -> etree._Element:
        statements = self.item.body["statements"]
        truth = self.key.get("truth", {})
        correct = [
            f"{s['code']} {TRUE if truth[s['code']] else FALSE}"
            for s in statements
            if s["code"] in truth
        ]
        declaration = self.declare(RESPONSE, "multiple", "directedPair", correct)
        self.scoring.laddered(RESPONSE, declaration, correct, len(statements))
        words = [{"code": TRUE, "html": "Đúng"}, {"code": FALSE, "html": "Sai"}]
        return self._matching(statements, words, first="1", second="0")

    def _match(self) -> etree._Element:
        pairs = [f"{a} {b}" for a, b in self.key.get("pairs", [])]
        declaration = self.declare(RESPONSE, "multiple", "directedPair", pairs)
        if pairs and self.item.rules.get("partial") != ALL:
            share = Decimal(1) / len(pairs)
            wrong = -share if self.item.body.get("many") else Decimal(0)
            shares = dict.fromkeys(pairs, share)
            self.scoring.mapped(RESPONSE, declaration, shares, other=wrong)
        body = self.item.body
        first = "0" if body.get("many") else "1"
        return self._matching(body["left"], body["right"], first=first, second="0")

    def _matching(
        self, left: list, right: list, *, first: str, second: str
    ) -> etree._Element:
        node = self.element(
            None, "matchInteraction", responseIdentifier=RESPONSE, shuffle="false",
            maxAssociations="0",
        )  # fmt: skip
        for side, most in ((left, first), (right, second)):
            column = self.element(node, "simpleMatchSet")
            self.choices(column, "simpleAssociableChoice", side, matchMax=most)
        return node

    def _order(self) -> etree._Element:
        self.declare(RESPONSE, "ordered", "identifier", self.key.get("order", []))
        node = self.element(
            None, "orderInteraction", responseIdentifier=RESPONSE, shuffle="true"
        )
        self.choices(node, "simpleChoice", self.item.body["options"])
        return node

    def _short_answer(self) -> etree._Element:
        return self._numeric()

    def _numeric(self) -> etree._Element:
        accepted = [common.point(str(t)) for t in self.key.get("accepted", [])]
        own = self.key.get("tolerances") or [self.key.get("tolerance")] * len(accepted)
        bounds = [common.point(str(t or "0")) for t in own]
        self.declare(RESPONSE, "single", "float", accepted[:1])
        credit = {common.point(t): s for t, s in self.key.get("credit", {}).items()}
        shares = [Decimal(credit.get(text, "1")) for text in accepted]
        if len(accepted) > 1:  # all are scored, only one can be read back
            self.outcome.lose(self.item, common.ANSWERS, common.CREDIT)
        self.scoring.near(RESPONSE, list(zip(accepted, bounds, shares, strict=True)))
        line = etree.Element(f"{{{self.dialect.namespace}}}p")
        entry = self.element(line, "textEntryInteraction", responseIdentifier=RESPONSE)
        self.attributes(entry, expectedLength=str(self.item.body.get("most", 10)))
        if unit := self.item.body.get("unit"):
            entry.tail = " "
            etree.SubElement(line, f"{{{self.dialect.namespace}}}span").text = unit
            line[-1].set("class", UNIT)
        return line

    def _short_text(self) -> etree._Element:
        accepted = [str(t) for t in self.key.get("accepted", [])]
        declaration = self.declare(RESPONSE, "single", "string", accepted[:1])
        credit = self.key.get("credit", {})
        shares = {text: Decimal(credit.get(text, "1")) for text in accepted}
        self.scoring.mapped(
            RESPONSE, declaration, shares, exact=bool(self.key.get("case_sensitive"))
        )
        line = etree.Element(f"{{{self.dialect.namespace}}}p")
        self.element(line, "textEntryInteraction", responseIdentifier=RESPONSE)
        return line

    def cloze(self) -> etree._Element:
        """Return the stem with an interaction in each gap."""
        gaps = {gap["code"]: gap for gap in self.item.body["gaps"]}
        return self.markup(
            self.item.stem_html, gap=lambda code: self._gap(gaps.get(code))
        )

    def _gap(self, gap: dict[str, Any] | None) -> etree._Element:
        if gap is None:
            return etree.Element(f"{{{self.dialect.namespace}}}span")
        name = f"RESPONSE_{gap['code']}"
        accepted = [str(t) for t in self.key.get("gaps", {}).get(gap["code"], [])]
        is_choice = gap.get("kind") == "choice"
        base = BASES[gap.get("kind", "text")]
        if base == "float":
            accepted = [common.point(text) for text in accepted]
        declaration = self.declare(name, "single", base, accepted[:1])
        weights = self.key.get("weights", {})
        whole = sum(
            Decimal(weights.get(g["code"], "1")) for g in self.item.body["gaps"]
        )
        share = Decimal(weights.get(gap["code"], "1")) / whole
        self.scoring.mapped(
            name,
            declaration,
            dict.fromkeys(accepted, share),
            exact=bool(gap.get("case_sensitive")),
        )
        if not is_choice:
            return self.element(None, "textEntryInteraction", responseIdentifier=name)
        node = self.element(
            None, "inlineChoiceInteraction", responseIdentifier=name, shuffle="false"
        )
        for option in gap["options"]:
            choice = self.element(node, "inlineChoice", identifier=option["code"])
            choice.text = common.plain(option["html"])
        return node

    def _hotspot(self) -> etree._Element:
        body, regions = self.item.body, self.key.get("regions", [])
        right = [r for r in regions if r["code"] in self.key.get("areas", [])]
        declaration = self.declare(RESPONSE, "multiple", "point", [])
        self.scoring.pointed(RESPONSE, declaration, right)
        node = self.element(
            None, "selectPointInteraction", responseIdentifier=RESPONSE,
            maxChoices=str(body.get("most", 1)),
        )  # fmt: skip
        picture = self.pictures.get(body.get("image", ""))
        name = "img" if self.dialect.is_three else "object"
        image = etree.SubElement(node, f"{{{self.dialect.namespace}}}{name}")
        image.set(
            "src" if self.dialect.is_three else "data", self.picture(body["image"])
        )
        if self.dialect.is_three:
            image.set("alt", "")
        else:
            image.set("type", picture.mime if picture else "image/png")
        image.set("width", str(body["width"]))
        image.set("height", str(body["height"]))
        return node

    def _essay(self) -> etree._Element:
        self.declare(RESPONSE, "single", "string", [])
        return self.element(
            None, "extendedTextInteraction", responseIdentifier=RESPONSE
        )

    def _file(self) -> etree._Element:
        self.declare(RESPONSE, "single", "file", [])
        node = self.element(None, "uploadInteraction", responseIdentifier=RESPONSE)
        suffixes = self.item.body.get("suffixes") or []
        if len(suffixes) == 1 and suffixes[0] in MIMES:
            self.attributes(node, type=MIMES[suffixes[0]])
        elif suffixes:
            self.outcome.lose(self.item, common.RULES)
        if self.item.body.get("most_mb"):
            self.outcome.lose(self.item, common.RULES)
        return node
