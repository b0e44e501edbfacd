"""Lines that part a paper: parts, answer keys, solutions, the end, page furniture."""

import re
from dataclasses import dataclass, replace

from lms.core.text import fold
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.tags import decimal_text

_NUMERAL = r"(?:[IVX]{1,4}|\d{1,2}|[A-E]|một|hai|ba|bốn)"
_PART = re.compile(
    rf"^\W{{0,3}}(?:phần|part|section|mục)\s+(?P<numeral>{_NUMERAL})\b[\s.:)–—-]*",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^\W{0,3}(?P<numeral>[IVX]{1,4}|[A-E]|\d)\s*[.:)/–—-]+\s*(?=\S)")
_KINDS = (
    ("true_false_cluster", r"dung\s*[/,–—-]?\s*(?:hoac\s*|hay\s*)?sai|true\s*/?\s*false"),
    ("short_answer", r"tra loi ngan|dien (?:dap an|ket qua)|short answer"),
    ("essay", r"tu luan|\bviet\b|lam van|tap lam van|nghi luan|essay|writing|\brewrite\b"),
    ("choose_one", r"nhieu (?:phuong an|lua chon)|lua chon|chon mot|trac nghiem"
                   r"|multiple choice|chon (?:phuong an|dap an) dung"),
    ("reading", r"doc hieu|doc - hieu|phan doc|reading|\bread the\b"),
)  # fmt: skip
_KEYWORDS = re.compile(
    r"trac nghiem|tu luan|doc hieu|doc - hieu|lam van|tra loi ngan|dung\s*[/–-]?\s*sai"
    r"|nhieu (?:lua chon|phuong an)|phan (?:chung|rieng)|tap lam van|^viet\b"
    r"|listening|reading|writing|phonetics|grammar|vocabulary|use of english|speaking"
    r"|language focus|multiple choice|pronunciation"
)
_ORDER = re.compile(  # "II. Choose the best answer.": an order to a part
    r"(?:choose|circle|mark|pick|find|read|listen|complete|fill|give|rewrite|write|put"
    r"|supply|match|arrange|rearrange|combine|make|use|underline|decide|answer"
    r"|doc (?:doan|bai|van ban|ki|ky)|chon|khoanh|dien|hoan thanh|sap xep|viet lai|tim)\b"
)
_POINTS = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:điểm|đ\b|points?|marks?)", re.I)
_EACH = re.compile(
    r"mỗi\s+(?:câu|ý)[^.;]{0,40}?(\d{1,2}(?:[.,]\d{1,3})?)\s*(?:điểm|đ\b)", re.I
)
KEY_WORDS = r"(?:dap an|answer keys?|keys?|bang tra loi|answers?)"
_ANSWERS = re.compile(
    rf"^\W*(?:phan\s+)?(?:bang\s+)?{KEY_WORDS}"
    r"(?:\s+(?:de|ma de|mon|chi tiet|tham khao|trac nghiem|va|phan|cac|cua|goc|dung|ky"
    r"|kiem|thi|chinh thuc|-|–|tu|[ivx]+\b|\d).*)?\W*$"
)
_SOLUTIONS = re.compile(
    r"^\W*(?:phan\s+)?(?:(?:bang\s+)?dap an (?:va|-|–|,)\s*)?(?:huong dan (?:giai|cham)"
    r"|loi giai|giai chi tiet|dap an chi tiet|bieu diem|thang diem"
    r"|dap an (?:va|-|–|,) (?:loi giai|huong dan|thang diem|bieu diem))"
    r"(?:\s+(?:chi tiet|de|tham khao|cham|va|dap an|mon|phan|cac|tu luan|thi|kiem|-|–"
    r"|cau|bieu|[ivx]+\b|\d).*)?\W*$"
)
_END = re.compile(
    r"^[\W_]*(?:het|the end|end|end of (?:the )?test|-+ ?het ?-+|ket thuc)[\W_]*$"
)
_FURNITURE = re.compile(
    r"^\W*(?:"
    r"(?:trang|page)\s*\d+\s*(?:[/-]\s*\d+)?(?:\s*[-–—|]?\s*ma de.*)?\W*$"
    r"|ma de(?: thi)?\s*[:.]?\s*\w{0,8}(?:\s*[-–|]?\s*trang.*)?\W*$"
    r"|\d+\s*/\s*\d+\s*[-–|]?\s*ma de.*$"
    r"|(?:ho(?:,| va)? ten|ho ten|so bao danh|lop|chu ky?i?|sbd)[^?]{0,20}[:.…_]"
    r"|(?:can bo|giam thi) (?:coi thi|khong|coi kiem|1|2)"
    r"|thi sinh (?:khong duoc|duoc) (?:su dung|phep)"
    r"|(?:hoc sinh|thi sinh) khong (?:duoc )?(?:su dung|dung) (?:tai lieu|bat)"
    r"|\(?de (?:thi |kiem tra )?(?:gom|co)\s*(?:co\s*)?\d+ (?:trang|cau)"
    r"|-+ ?trang"
    r")"
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8}


@dataclass(frozen=True)
class PartHeading:
    """A heading of a part. numeral: "I", "II" …, "" where none. kind: or None.

    order: what the candidates are told to do, where the heading says only that.
    """

    numeral: str
    kind: str | None
    points_total: str | None
    points_each: str | None
    order: str = ""


def part_heading(line: Line) -> PartHeading | None:
    """Return what a line says as the heading of a part, None where it is none."""
    text = line.plain()
    if not text or len(text) > 600 or "?" in text:
        return None
    found = _PART.match(text)
    if found:
        is_title = found.end() >= len(text) or not text[found.end()].islower()
        if is_title:
            return _heading(found["numeral"], text[found.end() :], text)
        return None
    return _listed_heading(line, text)


def _listed_heading(line: Line, text: str) -> PartHeading | None:
    """Read a title such as "A. TRẮC NGHIỆM (7,0 điểm)" or "TỰ LUẬN"."""
    found = _LISTED.match(text)
    rest = text[found.end() :] if found else text
    plain = fold(rest)
    if found and roman_value(found["numeral"]) and _ORDER.match(plain):
        return replace(_heading(found["numeral"], rest, text), order=rest.strip())
    keyword = _KEYWORDS.search(plain)
    if not keyword or keyword.start() > 24 or len(text) > 220:
        return None
    title = rest.split("(")[0].strip()
    is_loud = title.isupper() or _all_bold(line) or line.heading > 0
    if not is_loud or (not found and len(title) > 80):
        return None
    return _heading(found["numeral"] if found else "", rest, text)


def _heading(numeral: str, rest: str, text: str) -> PartHeading:
    plain = numeral.upper()
    words = {"1": "I", "2": "II", "3": "III", "4": "IV", "MỘT": "I", "HAI": "II"}
    plain = words.get(plain, {"BA": "III", "BỐN": "IV"}.get(plain, plain))
    each = _EACH.search(text)
    total = _POINTS.search(_EACH.sub("", text))
    return PartHeading(
        plain,
        kind_of_words(rest),
        decimal_text(total[1]) if total else None,
        decimal_text(each[1]) if each else None,
    )


def kind_of_words(text: str) -> str | None:
    """Return the kind of question that a heading or an instruction speaks of."""
    plain = fold(text)
    for kind, words in _KINDS:
        if re.search(words, plain):
            return kind
    return None


def points_each(text: str) -> str | None:
    """Return the points of "mỗi câu đúng được 0,25 điểm"."""
    found = _EACH.search(text)
    return decimal_text(found[1]) if found else None


def is_answers_heading(line: Line) -> bool:
    """Return whether the key of the paper begins here: "BẢNG ĐÁP ÁN"."""
    return names_answers(line) and _is_loud(line, line.plain())


def names_answers(line: Line) -> bool:
    """Return whether a line names the key, loudly or not: "Đáp án đề 101"."""
    text = line.plain()
    if len(text) > 120 or ":" in text.rstrip(" :"):
        return False
    return _ANSWERS.match(line.folded()) is not None


def is_solutions_heading(line: Line) -> bool:
    """Return whether solutions or a marking guide begin here."""
    text = line.plain()
    if len(text) > 160 or not _SOLUTIONS.match(line.folded()):
        return False
    return _is_loud(line, text)


def is_end(line: Line) -> bool:
    """Return whether this is "--- HẾT ---"."""
    text = line.plain()
    return len(text) < 60 and _END.match(line.folded()) is not None


def is_furniture(line: Line) -> bool:
    """Return whether a line belongs to the sheet, not to the questions."""
    return _FURNITURE.match(line.folded()) is not None


def looks_like_heading(line: Line) -> bool:
    """Return whether a line looks like a title: style, centred, bold, capitals."""
    text = line.plain()
    if line.heading or not text:
        return bool(line.heading)
    if len(text) > 160 or line.atoms():
        return False
    letters = [c for c in text if c.isalpha()]
    is_capital = len(letters) > 6 and sum(c.isupper() for c in letters) > 0.8 * len(
        letters
    )
    return is_capital or line.align == "center" or _all_bold(line)


def roman_value(numeral: str) -> int:
    """Return 3 for "III", 0 where it is none."""
    return _ROMAN.get(numeral, 0)


def _is_loud(line: Line, text: str) -> bool:
    title = text.split("(")[0]
    letters = [c for c in title if c.isalpha()]
    return (
        (bool(letters) and all(c.isupper() for c in letters))
        or line.heading > 0
        or _all_bold(line)
        or line.align == "center"
    )


def _all_bold(line: Line) -> bool:
    looks = line.looks()
    return bool(looks) and all(look.bold for _char, look in looks)
