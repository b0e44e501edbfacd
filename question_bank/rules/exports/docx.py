"""A Word file as teachers lay exams out: underlined key, pictures in place.

Formulas are written as $LaTeX$, which our own reader takes back.
"""

import io
import re
from collections.abc import Iterable, Mapping

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from question_bank.rules.exports import common
from question_bank.rules.exports.common import ExportItem, Outcome, Picture

CARRIED = {
    "choose_one", "choose_many", "true_false_cluster", "short_answer", "numeric",
    "short_text", "essay",
}  # fmt: skip
_PICTURE = re.compile(r'<img [^>]*?data-file="([A-Za-z0-9_-]+)"[^>]*>')
_WIDEST = 14.0  # cm
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write(
    items: Iterable[ExportItem], pictures: Mapping[str, Picture], *, title: str
) -> Outcome:
    """Return the document. Matching, orders, gaps and hot spots are lost."""
    outcome, document = Outcome(), Document()
    document.styles["Normal"].font.size = Pt(12)
    document.add_heading(_clean(title), level=1)
    group = ""
    for item in items:
        if item.kind not in CARRIED:
            outcome.lose(item, common.KIND)
            continue
        outcome.written += 1
        writer = _Writer(document, item, pictures, outcome)
        if item.group_html and item.group_html != group:
            writer.block(item.group_html)
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
        line.add_run(f"Câu {number}. ").bold = True
        self.pieces(line, self.item.stem_html)
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
        accepted = [str(text) for text in key.get("accepted", [])]
        if self.item.kind == "short_text" and len(accepted) > 1:
            self.outcome.lose(self.item, common.ANSWERS)
            return accepted[0]
        return " | ".join(accepted)

    def option(self, option: dict[str, str], *, is_marked: bool, mark: str) -> None:
        line = self.document.add_paragraph()
        run = line.add_run(option["code"])
        run.underline = is_marked
        run.bold = True
        line.add_run(f"{mark} ")
        self.pieces(line, option["html"])

    def block(self, stored: str) -> None:
        self.pieces(self.document.add_paragraph(), stored)

    def pieces(self, line: Paragraph, stored: str) -> None:
        """Write text and pictures in their order."""
        at = 0
        for found in _PICTURE.finditer(stored):
            line.add_run(_clean(common.plain(stored[at : found.start()])))
            self.picture(line, found[1])
            at = found.end()
        line.add_run(_clean(common.plain(stored[at:])))

    def picture(self, line: Paragraph, code: str) -> None:
        found = self.pictures.get(code)
        if found is None or found.mime not in {"image/png", "image/jpeg", "image/gif"}:
            self.outcome.lose(self.item, common.PICTURE)
            return
        shape = line.add_run().add_picture(io.BytesIO(found.content))
        if shape.width > Cm(_WIDEST):
            ratio = shape.height / shape.width
            shape.width, shape.height = Cm(_WIDEST), Cm(_WIDEST * ratio)


def _note_losses(item: ExportItem, outcome: Outcome) -> None:
    pieces = [*common.texts(item), item.explanation_html, item.group_html]
    for piece in pieces:
        outcome.lose(item, *sorted(common.plain_losses(piece) - {common.PICTURE}))
    key = item.key or {}
    if item.rules or key.get("credit") or key.get("tolerance"):
        outcome.lose(item, common.RULES)
    if item.level or item.node or item.points or item.seconds or item.enemies:
        outcome.lose(item, common.METADATA)
    outcome.lose(item, common.CODE)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
