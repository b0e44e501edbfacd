"""A Word file as teachers lay exams out: underlined key, pictures in place.

Formulas are written as $LaTeX$, which our own reader takes back.
"""

import io
import re
from collections.abc import Iterable, Mapping
from itertools import takewhile

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from lxml import etree
from lxml import html as lxml_html

from question_bank.rules.exports import common
from question_bank.rules.exports.common import ExportItem, Outcome, Picture

CARRIED = {
    "choose_one", "choose_many", "true_false_cluster", "short_answer", "numeric",
    "short_text", "essay",
}  # fmt: skip
_PICTURE = re.compile(r'<img [^>]*?data-file="([A-Za-z0-9_-]+)"[^>]*>')
_PIECES = re.compile(
    r"<table\b.*?</table>|<img [^>]*?data-file=\"(?P<picture>[A-Za-z0-9_-]+)\"[^>]*>",
    re.DOTALL,
)
_SPANS = re.compile(r"\b(?:col|row)span=")
_WIDEST = 14.0  # cm
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write(
    items: Iterable[ExportItem], pictures: Mapping[str, Picture], *, title: str
) -> Outcome:
    """Return the document. Matching, orders, gaps and hot spots are lost."""
    outcome, document = Outcome(), Document()
    document.styles["Normal"].font.size = Pt(12)
    document.add_heading(_clean(title), level=1)
    group, items = "", list(items)
    written = [item for item in items if item.kind in CARRIED]
    for item in items:
        if item.kind not in CARRIED:
            outcome.lose(item, common.KIND)
            continue
        outcome.written += 1
        writer = _Writer(document, item, pictures, outcome)
        if item.group_html and item.group_html != group:
            writer.passage(outcome.written, _run(written[outcome.written - 1 :]))
        group = item.group_html
        writer.question(outcome.written)
        _note_losses(item, outcome)
    stream = io.BytesIO()
    document.save(stream)
    outcome.content = stream.getvalue()
    return outcome


class _Writer:
    """Writes one item."""

    def __init__(
        self,
        document: WordDocument,
        item: ExportItem,
        pictures: Mapping[str, Picture],
        outcome: Outcome,
    ) -> None:
        self.document, self.item = document, item
        self.pictures, self.outcome = pictures, outcome

    def question(self, number: int) -> None:
        key = self.item.key or {}
        line = self.document.add_paragraph()
        points = common.number(self.item.points).replace(".", ",")
        stated = f" ({points} điểm)" if points else ""
        line.add_run(f"Câu {number}{stated}. ").bold = True
        self.pieces(line, self.item.stem_html)
        if self.item.kind == "choose_many":
            self.document.add_paragraph(common.SEVERAL)
        right = key.get("choice", [])
        for option in self.item.body.get("options", []):
            self.option(option, is_marked=option["code"] in right, mark=".")
        for statement in self.item.body.get("statements", []):
            self.option(statement, is_marked=False, mark=")")
        if answer := self.answer(key):
            self.document.add_paragraph(_clean(f"Đáp án: {answer}"))
        if self.item.explanation_html:
            line = self.document.add_paragraph()
            line.add_run("Lời giải: ").bold = True
            self.pieces(line, self.item.explanation_html)

    def answer(self, key: dict) -> str:
        """Return what stands behind "Đáp án:", "" where options are underlined."""
        if "truth" in key:
            words = {True: "Đúng", False: "Sai"}
            return "; ".join(f"{code}) {words[v]}" for code, v in key["truth"].items())
        if self.item.kind == "choose_many":  # most options may be underlined
            return ", ".join(key.get("choice", []))
        accepted = [str(text) for text in key.get("accepted", [])]
        if self.item.kind == "short_text" and len(accepted) > 1:
            self.outcome.lose(self.item, common.ANSWERS)
            return accepted[0]
        return common.EITHER.join(accepted)

    def option(self, option: dict[str, str], *, is_marked: bool, mark: str) -> None:
        line = self.document.add_paragraph()
        run = line.add_run(option["code"])
        run.underline = is_marked
        run.bold = True
        line.add_run(f"{mark} ")
        if "<table" in option["html"]:  # a table would end the line of the option
            self.outcome.lose(self.item, common.TABLE)
            line.add_run(_clean(common.plain(option["html"])))
            return
        self.pieces(line, option["html"])

    def passage(self, number: int, count: int) -> None:
        """Write a shared passage with the questions it is for."""
        which = f"{number}" if count == 1 else f"{number} đến {number + count - 1}"
        line = self.document.add_paragraph()
        line.add_run(f"Đọc ngữ liệu sau và trả lời câu {which}:").bold = True
        self.pieces(self.document.add_paragraph(), self.item.group_html)

    def pieces(self, line: Paragraph, stored: str) -> None:
        """Write text, pictures and tables in their order."""
        at = 0
        for found in _PIECES.finditer(stored):
            self.text(line, stored[at : found.start()])
            if found["picture"]:
                self.picture(line, found["picture"])
            else:
                self.table(found[0])
                line = self.document.add_paragraph()
            at = found.end()
        self.text(line, stored[at:])

    def text(self, line: Paragraph, stored: str) -> None:
        line.add_run(_clean(common.plain(stored)))

    def table(self, stored: str) -> None:
        """Write a table; merged cells stand in their first place."""
        tree = lxml_html.fragment_fromstring(stored, create_parent="div")
        rows = [row.xpath("./td|./th") for row in tree.iter("tr")]
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        made = self.document.add_table(rows=len(rows), cols=width, style="Table Grid")
        for places, row in zip(made.rows, rows, strict=True):
            for place, cell in zip(places.cells, row, strict=False):
                inner = etree.tostring(cell, encoding="unicode", with_tail=False)
                self.pieces_of_cell(place.paragraphs[0], inner)

    def pieces_of_cell(self, line: Paragraph, stored: str) -> None:
        at = 0
        for found in _PICTURE.finditer(stored):
            self.text(line, stored[at : found.start()])
            self.picture(line, found[1])
            at = found.end()
        self.text(line, stored[at:])

    def picture(self, line: Paragraph, code: str) -> None:
        found = self.pictures.get(code)
        if found is None or found.mime not in {"image/png", "image/jpeg", "image/gif"}:
            self.outcome.lose(self.item, common.PICTURE)
            return
        shape = line.add_run().add_picture(io.BytesIO(found.content))
        if shape.width > Cm(_WIDEST):
            ratio = shape.height / shape.width
            shape.width, shape.height = Cm(_WIDEST), Cm(_WIDEST * ratio)


def _run(items: list[ExportItem]) -> int:
    """Return how many items from the first on share its passage."""
    return sum(
        1 for _item in takewhile(lambda i: i.group_html == items[0].group_html, items)
    )


def _note_losses(item: ExportItem, outcome: Outcome) -> None:
    pieces = [*common.texts(item), item.explanation_html, item.group_html]
    for piece in pieces:
        carried = {common.PICTURE} | (set() if _SPANS.search(piece) else {common.TABLE})
        outcome.lose(item, *sorted(common.plain_losses(piece) - carried))
    key = item.key or {}
    told = {"credit", "tolerance", "compare", "case_sensitive", "ignore_marks"}
    is_bound = item.kind == "choose_many" and item.body.get("most")
    if (
        is_bound
        or item.rules
        or item.body.get("unit")
        or any(key.get(name) for name in told)
    ):
        outcome.lose(item, common.RULES)
    has_source = item.outcome or item.taken_from or item.licence
    if item.level or item.node or item.seconds or item.enemies or has_source:
        outcome.lose(item, common.METADATA)
    outcome.lose(item, common.CODE)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
