"""Word exams made in tests: small parts, put together in many layouts."""

import io
from dataclasses import dataclass, field

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor
from PIL import Image

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


@dataclass
class Q:
    """One question as it goes into a file and is to come out of it."""

    stem: str
    options: list[str] = field(default_factory=list)
    key: str = ""
    number: int = 0


BANK = [
    Q("Thủ đô của nước Cộng hoà xã hội chủ nghĩa Việt Nam là thành phố nào?",
      ["Huế.", "Hà Nội.", "Đà Nẵng.", "Cần Thơ."], "B"),
    Q("Trong các vitamin sau, vitamin nào tan trong nước?",
      ["vitamin A.", "vitamin D.", "vitamin C.", "vitamin E."], "C"),
    Q("Số nghiệm thực của phương trình đã cho bằng",
      ["0", "1", "2", "3"], "D"),
    Q("Phát biểu nào sau đây đúng khi nói về quá trình quang hợp ở thực vật?",
      ["Chỉ xảy ra vào ban đêm, khi không có ánh sáng mặt trời chiếu vào lá.",
       "Giải phóng khí O2 ra môi trường.",
       "Không cần nước.",
       "Chỉ cần khí CO2 và các nguyên tố vi lượng có trong đất trồng."], "B"),
    Q("Người lãnh đạo khởi nghĩa Lam Sơn là ai?",
      ["Lê Lợi.", "Nguyễn Trãi.", "Quang Trung.", "Trần Hưng Đạo."], "A"),
    Q("Choose the word whose main stress differs from the other three.",
      ["teacher", "student", "police", "lesson"], "C"),
]  # fmt: skip


def bank() -> list[Q]:
    """Return fresh questions, numbered from 1."""
    return [Q(q.stem, list(q.options), q.key, i) for i, q in enumerate(BANK, start=1)]


class Word:
    """A Word file under construction."""

    def __init__(self) -> None:
        self.doc = docx.Document()
        self._numbers = 90

    def save(self) -> bytes:
        out = io.BytesIO()
        self.doc.save(out)
        return out.getvalue()

    def p(self, *parts, into=None, **kwargs):
        """Add a paragraph of parts: text, (text, looks), or an element."""
        holder = self.doc if into is None else into
        paragraph = holder.add_paragraph()
        fill(paragraph, *parts)
        if kwargs.get("align"):
            paragraph.alignment = {"center": 1, "right": 2}[kwargs["align"]]
        return paragraph

    def table(self, rows, **kwargs):
        """Add a table of texts, of lists of parts, or of functions of a cell."""
        table = self.doc.add_table(len(rows), max(len(row) for row in rows))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, content in zip(row.cells, cells, strict=False):
                fill_cell(cell, content)
        return table

    def numbering(self, *levels, start=1):
        """Add a list of levels (format, text); return its numId."""
        part = self.doc.part.numbering_part.element
        self._numbers += 1
        number = self._numbers
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), str(number))
        for i, (form, text) in enumerate(levels):
            first = start if i == 0 else 1
            abstract.append(
                parse_xml(
                    f'<w:lvl {nsdecls("w")} w:ilvl="{i}"><w:start w:val="{first}"/>'
                    f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
                )
            )
        part.insert(0, abstract)
        num = parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}">'
            f'<w:abstractNumId w:val="{number}"/></w:num>'
        )
        part.append(num)
        return number

    def listed(self, number, level, *parts):
        """Add a paragraph numbered by Word."""
        paragraph = self.p(*parts)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
                f'<w:numId w:val="{number}"/></w:numPr>'
            )
        )
        return paragraph

    def picture(self, paragraph=None, color="red", size=(40, 30)):
        """Add a small picture."""
        paragraph = paragraph or self.doc.add_paragraph()
        paragraph.add_run().add_picture(io.BytesIO(png(color, size)))
        return paragraph


def fill(paragraph, *parts):
    """Put parts into a paragraph."""
    for part in parts:
        if isinstance(part, str):
            paragraph.add_run(part)
        elif isinstance(part, tuple):
            run(paragraph, part[0], part[1])
        else:
            paragraph._p.append(part)
    return paragraph


def _shade(made):
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FFFF00"/>')
    made._r.get_or_add_rPr().append(shade)


LOOKS = {
    "b": lambda made: setattr(made, "bold", True),
    "i": lambda made: setattr(made, "italic", True),
    "u": lambda made: setattr(made, "underline", True),
    "s": lambda made: setattr(made.font, "strike", True),
    "red": lambda made: setattr(made.font.color, "rgb", RGBColor(0xFF, 0, 0)),
    "blue": lambda made: setattr(made.font.color, "rgb", RGBColor(0, 0, 0xFF)),
    "hl": lambda made: setattr(made.font, "highlight_color", WD_COLOR_INDEX.YELLOW),
    "sub": lambda made: setattr(made.font, "subscript", True),
    "sup": lambda made: setattr(made.font, "superscript", True),
    "hidden": lambda made: setattr(made.font, "hidden", True),
    "caps": lambda made: setattr(made.font, "all_caps", True),
    "shade": _shade,
}


def run(paragraph, text, looks):
    """Add a run; looks: names of LOOKS, or font=NAME with _ for blanks."""
    made = paragraph.add_run(text)
    for look in looks.split():
        if look.startswith("font="):
            made.font.name = look[5:].replace("_", " ")
        else:
            LOOKS[look](made)
    return made


def fill_cell(cell, content):
    """Put a text, parts, or several paragraphs (a list of lists) into a cell."""
    if callable(content):
        content(cell)
    elif isinstance(content, str):
        cell.paragraphs[0].add_run(content)
    elif content and isinstance(content[0], list):
        for place, parts in enumerate(content):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            fill(paragraph, *parts)
    else:
        fill(cell.paragraphs[0], *content)


def math(inner):
    """Return an m:oMath of m: elements written without namespaces."""
    return parse_xml(f'<m:oMath xmlns:m="{MATH}">{inner}</m:oMath>')


def r(text):
    """Return an m:r."""
    return f"<m:r><m:t>{text}</m:t></m:r>"


def fraction(top, low):
    """Return an m:f."""
    return f"<m:f><m:num>{r(top)}</m:num><m:den>{r(low)}</m:den></m:f>"


def png(color="red", size=(40, 30)):
    """Return a small PNG."""
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, "PNG")
    return out.getvalue()
