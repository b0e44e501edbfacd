"""Moodle XML: nearly every kind, formulas as TeX, pictures inside the file."""

import base64
from collections.abc import Iterable, Mapping

from lxml import etree

from lms.core import html
from question_bank.rules.exports import common
from question_bank.rules.exports.common import ExportItem, Outcome, Picture
from question_bank.rules.exports.pages import page
from question_bank.rules.interchange import TOOL, to_tags

TYPES = {
    "choose_one": "multichoice",
    "choose_many": "multichoice",
    "short_answer": "shortanswer",
    "short_text": "shortanswer",
    "numeric": "numerical",
    "match": "matching",
    "order": "ordering",
    "cloze": "cloze",
    "true_false_cluster": "cloze",
    "essay": "essay",
    "file": "essay",
}


def write(items: Iterable[ExportItem], pictures: Mapping[str, Picture]) -> Outcome:
    """Return the XML. Hot spots and many-to-many matching are lost.

    What Moodle has no words for goes along as tags; Moodle itself gives parts of the
    points where we give all or nothing, and counts each statement of a cluster alike.
    """
    outcome, quiz = Outcome(), etree.Element("quiz")
    for item in items:
        if item.kind not in TYPES or item.body.get("many"):
            outcome.lose(item, common.KIND)
            continue
        quiz.append(_Question(item, pictures, outcome).build())
        outcome.written += 1
    outcome.content = etree.tostring(
        quiz, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return outcome


class _Question:
    """Builds the element of one item."""

    def __init__(
        self, item: ExportItem, pictures: Mapping[str, Picture], outcome: Outcome
    ) -> None:
        self.item, self.pictures, self.outcome = item, pictures, outcome
        self.key = item.key or {}
        self.node = etree.Element("question", type=TYPES[item.kind])

    def build(self) -> etree._Element:
        item = self.item
        _text(etree.SubElement(self.node, "name"), item.code)
        self.formatted(self.node, "questiontext", self.stem())
        if item.explanation_html:
            self.formatted(self.node, "generalfeedback", item.explanation_html)
        _leaf(self.node, "defaultgrade", common.number(item.points) or "1")
        _leaf(self.node, "idnumber", item.code)
        getattr(self, f"_{item.kind}")()
        self.tags()
        if set(item.rules) - {"partial"} or (item.rules and item.kind != "choose_many"):
            self.outcome.lose(item, common.RULES)
        if self.key.get("compare"):
            self.outcome.lose(item, common.RULES)
        return self.node

    def stem(self) -> str:
        item = self.item
        if item.kind == "cloze":
            text = item.stem_html
            for gap in item.body["gaps"]:
                mark = f'<span data-gap="{gap["code"]}"></span>'
                text = text.replace(mark, html.escape(_embedded(gap, self.key)))
            text = text or item.stem_html
        elif item.kind == "true_false_cluster":
            text = item.stem_html + self.statements()
            if item.rules:
                self.outcome.lose(item, common.RULES)
        else:
            text = item.stem_html
        if item.group_html:
            return (
                f'<div class="passage">{item.group_html}</div>'
                f'<div class="stem">{text}</div>'
            )
        return text

    def statements(self) -> str:
        truth = self.key.get("truth", {})
        lines = []
        for statement in self.item.body["statements"]:
            is_true = truth.get(statement["code"])
            words = "=Đúng~Sai" if is_true else "Đúng~=Sai"
            lines.append(
                f"<p>{statement['code']}) {statement['html']} "
                f"{{1:MULTICHOICE:{words}}}</p>"
            )
        return "".join(lines)

    def formatted(
        self, parent: etree._Element, name: str, stored: str, **more: str
    ) -> etree._Element:
        """Add an element with HTML text and the pictures it shows."""
        node = etree.SubElement(parent, name, {"format": "html", **more})
        shown: list[Picture] = []

        def picture(code: str) -> str:
            found = self.pictures.get(code)
            if found is None:
                self.outcome.lose(self.item, common.PICTURE)
                return ""
            shown.append(found)
            return f"@@PLUGINFILE@@/{found.name}"

        _text(node, page(stored, picture=picture))
        for file in shown:
            leaf = etree.SubElement(
                node, "file", name=file.name, path="/", encoding="base64"
            )
            leaf.text = base64.b64encode(file.content).decode("ascii")
        return node

    def answer(self, stored: str, share: float, *, is_html: bool = True) -> None:
        fraction = f"{share * 100:.5f}".rstrip("0").rstrip(".")
        if is_html:
            self.formatted(self.node, "answer", stored, fraction=fraction)
        else:
            node = etree.SubElement(
                self.node, "answer", fraction=fraction, format="plain_text"
            )
            _text(node, stored)

    def _choose_one(self) -> None:
        self.choices(single=True)

    def _choose_many(self) -> None:
        self.choices(single=False)

    def choices(self, *, single: bool) -> None:
        _leaf(self.node, "single", "true" if single else "false")
        _leaf(self.node, "shuffleanswers", "true")
        _leaf(self.node, "answernumbering", "ABCD")
        right, credit = self.key.get("choice", []), self.key.get("credit", {})
        for option in self.item.body["options"]:
            code = option["code"]
            wrong = 0.0 if single or credit else -1.0
            share = 1 / len(right) if code in right else wrong
            self.answer(option["html"], float(credit.get(code, share)))

    def _short_text(self) -> None:
        _leaf(self.node, "usecase", "1" if self.key.get("case_sensitive") else "0")
        if self.key.get("ignore_marks"):
            self.outcome.lose(self.item, common.RULES)
        for text in self.key.get("accepted", []):
            share = float(self.key.get("credit", {}).get(text, "1"))
            self.answer(str(text), share, is_html=False)

    def _short_answer(self) -> None:
        self._short_text()

    def _numeric(self) -> None:
        accepted = [str(text) for text in self.key.get("accepted", [])]
        own = self.key.get("tolerances") or [self.key.get("tolerance")] * len(accepted)
        for text, tolerance in zip(accepted, own, strict=True):
            share = float(self.key.get("credit", {}).get(text, "1"))
            self.answer(common.point(text), share, is_html=False)
            _leaf(self.node[-1], "tolerance", common.point(str(tolerance or "0")))
        if unit := self.item.body.get("unit"):
            units = etree.SubElement(self.node, "units")
            node = etree.SubElement(units, "unit")
            _leaf(node, "multiplier", "1")
            _leaf(node, "unit_name", unit)

    def _match(self) -> None:
        _leaf(self.node, "shuffleanswers", "true")
        right = {side["code"]: side["html"] for side in self.item.body["right"]}
        left = {side["code"]: side["html"] for side in self.item.body["left"]}
        pairs = dict(self.key.get("pairs", []))
        for code, partner in pairs.items():
            self.subquestion(left[code], right[partner])
        for code in right:
            if code not in pairs.values():
                self.subquestion("", right[code])

    def subquestion(self, left: str, right: str) -> None:
        node = self.formatted(self.node, "subquestion", left)
        _text(etree.SubElement(node, "answer"), common.plain(right))
        self.outcome.lose(self.item, *sorted(common.plain_losses(right)))

    def _order(self) -> None:
        _leaf(self.node, "layouttype", "VERTICAL")
        _leaf(self.node, "selecttype", "ALL")
        _leaf(self.node, "gradingtype", "ALL_OR_NOTHING")
        options = {o["code"]: o["html"] for o in self.item.body["options"]}
        for place, code in enumerate(self.key.get("order", []), start=1):
            self.formatted(self.node, "answer", options[code], fraction=f"{place}")

    def _cloze(self) -> None:
        """Everything stands in the text."""

    def _true_false_cluster(self) -> None:
        """Everything stands in the text."""

    def _essay(self) -> None:
        _leaf(self.node, "responseformat", "editor")
        _leaf(self.node, "responserequired", "1")
        _leaf(self.node, "attachments", "0")

    def _file(self) -> None:
        _leaf(self.node, "responseformat", "noinline")
        _leaf(self.node, "responserequired", "0")
        _leaf(self.node, "attachments", "1")
        _leaf(self.node, "attachmentsrequired", "1")
        if suffixes := self.item.body.get("suffixes"):
            _leaf(self.node, "filetypeslist", ",".join(f".{s}" for s in suffixes))
        if self.item.body.get("most_mb"):
            self.outcome.lose(self.item, common.RULES)

    def tags(self) -> None:
        tags = etree.SubElement(self.node, "tags")
        for word in [TOOL, *to_tags(self.item.filing)]:
            _text(etree.SubElement(tags, "tag"), word)


def _embedded(gap: dict, key: dict) -> str:
    """Return a gap in Moodle's embedded form: {1:SHORTANSWER:=nước~=H2O}."""
    code, kind = gap["code"], gap.get("kind", "text")
    accepted = [str(text) for text in key.get("gaps", {}).get(code, [])]
    weight = key.get("weights", {}).get(code, "1")
    if kind == "choice":
        parts = [
            ("=" if option["code"] in accepted else "")
            + _embedded_text(common.plain(option["html"]))
            for option in gap["options"]
        ]
        return f"{{{weight}:MULTICHOICE:{'~'.join(parts)}}}"
    if kind == "number":
        own = key.get("tolerances", {}).get(code) or [None] * len(accepted)
        parts = [
            f"={common.point(text)}:{common.point(str(tolerance or '0'))}"
            for text, tolerance in zip(accepted, own, strict=True)
        ]
        return f"{{{weight}:NUMERICAL:{'~'.join(parts)}}}"
    sort = "SHORTANSWER_C" if gap.get("case_sensitive") else "SHORTANSWER"
    parts = [f"={_embedded_text(text)}" for text in accepted]
    return f"{{{weight}:{sort}:{'~'.join(parts)}}}"


def _embedded_text(text: str) -> str:
    for sign in '\\}#~/"':
        text = text.replace(sign, f"\\{sign}")
    return text


def _text(parent: etree._Element, text: str) -> None:
    etree.SubElement(parent, "text").text = text


def _leaf(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text
