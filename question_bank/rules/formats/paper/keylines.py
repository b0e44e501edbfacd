"""Lines that hold the key of a question: "Đáp án: B", "Chọn C", "ĐS: 2,5"."""

import re
from dataclasses import dataclass

from question_bank.rules.formats.paper.lines import Line

_LEAD = r"^[\s\[(⇒→=>☞*•\-–—+➢✓]*"
_SO = r"(?:(?:như vậy|vì vậy|vậy|suy ra|do đó|tóm lại|nên)[\s,]+)?(?:ta\s+(?:có\s+)?)?"
_NAMED = r"(?:đáp án|phương án|câu|ý)"
_STRONG = re.compile(
    _LEAD
    + _SO
    + r"(?P<mark>(?:đáp án|phương án|lựa chọn|câu trả lời|kết quả)(?:\s+(?:đúng|chính xác))?"
    r"(?:\s+(?:cần chọn|là))?|đáp số|đ\s?[./]\s?án|đ\.?\s?/?\s?[aás]\.?|answer(?:\s+key)?|correct answer"
    r"|key|ans|trả lời(?:\s+ngắn)?|tl|kq|correct option)\s*"
    rf"(?P<sep>[:.\-–=]|\s(?=(?:{_NAMED}\s+)?[(\[]?[A-H][)\]]?(?:[\s.,;]|$))|\s(?=[-+\u2212]?\d+(?:[.,]\d+)?\s?\.?$)|$)"
    r"\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_CHOOSE = re.compile(
    _LEAD + _SO + rf"(?:chọn|choose)(?:\s+{_NAMED})?\s*:?\s*"
    r"(?P<rest>[A-H](?:\s*(?:,|;|và|&)\s*[A-H])*)\s*(?:[.;,)\]]|$)",
    re.IGNORECASE,
)
_SOLUTION = re.compile(
    _LEAD
    + r"(?:lời giải(?: chi tiết| tham khảo)?|hướng dẫn(?: giải| trả lời| chấm| làm bài)?"
    r"(?: chi tiết)?|hdg|hd giải|giải chi tiết|giải thích(?: chi tiết)?|bài giải|giải"
    r"|phương pháp(?: giải)?|gợi ý(?: trả lời| làm bài| giải| đáp án)?|kiến thức(?: cần nhớ)?"
    r"|explanation|solution|rationale|feedback|phản hồi|tạm dịch|dịch nghĩa|phân tích"
    r"|yêu cầu cần đạt của câu trả lời|biểu điểm|thang điểm|cách giải)[ \xa0]*(?P<sep>[:.]|\t|\s{2,}|$)\s*",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?:\t|\s{2,}|(?<=[.;\])])\s|\s*[\[({⇒→]\s*)"
    r"(?:đáp án(?: đúng)?|đ\.?/?a|key|answer)\s*[:=.]?\s*(?P<rest>[A-H])\s*[.\])}]?\s*$",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"^[\s._…⋯‥:;/|\-–—☐□▢]*$")
_LETTERS = re.compile(
    r"^\(?(?P<letters>[A-H](?:\)?\s*(?:,|;|/|và|&|and|\+|\s)\s*\(?[A-H](?![\w'’]))*)\)?"
    r"(?=$|[\s.,;:)\]\-–=])"
)
_BEFORE_LETTER = re.compile(rf"^{_NAMED}\s+(?=[A-H]\b)", re.IGNORECASE)
_ONE_LETTER = re.compile(r"^[\s([]*[A-H][\s)\].]*$")
_BARE_LETTER = re.compile(r"^\s*(?:\[([A-H])\]|\(([A-H])\)|[#*]?([A-H]))\s*$")
_PACKED = re.compile(r"^[A-H]{2,6}$")


@dataclass(frozen=True)
class KeyLine:
    """A line with a key. text: what it says; is_blank: dots to be filled in."""

    text: str
    rest: Line | None
    is_blank: bool = False
    is_choice: bool = False


def key_line(line: Line) -> KeyLine | None:
    """Return the key a line states, None where it states none."""
    plain = _marked(line)
    found = _CHOOSE.match(plain)
    if found and found["rest"][0].isupper():
        return KeyLine(found["rest"], None, is_choice=True)
    found = _STRONG.match(plain)
    if not found or _is_sentence(found):
        return None
    rest = _BEFORE_LETTER.sub("", found["rest"].strip())
    return KeyLine(rest, None, is_blank=not rest or bool(_BLANKS.match(rest)))


def bare_letter(line: Line) -> str:
    """Return the letter of a line that holds nothing else: "[B]", "#B", "B", else ""."""
    found = _BARE_LETTER.match(line.plain())
    return next((letter for letter in found.groups() if letter), "") if found else ""


def key_at_end(line: Line) -> tuple[int, str] | None:
    """Return (place, letter) of a key behind the text of a line."""
    found = _INLINE.search(line.text)
    if not found or not found["rest"].isupper() or not found.start():
        return None
    return found.start(), found["rest"]


def is_solution_start(line: Line) -> bool:
    """Return whether a solution begins: "Lời giải", "Hướng dẫn giải:"."""
    return _SOLUTION.match(line.text.rstrip()) is not None


def behind_solution_mark(line: Line) -> Line | None:
    """Return what stands in the line of a solution mark behind it, None for nothing."""
    found = _SOLUTION.match(line.text.rstrip())
    rest = line.cut(found.end()) if found else line
    return None if rest.is_blank else rest


def letters_of(text: str, codes: list[str]) -> list[str]:
    """Return the option letters that a key names, [] where it names none."""
    plain = text.strip().strip("[](){}").strip()
    if _PACKED.match(plain) and len(set(plain)) == len(plain):
        letters = list(plain)
    else:
        found = _LETTERS.match(plain)
        letters = re.findall(r"[A-H]", found["letters"]) if found else []
    if not letters and len(plain) == 1 and plain.upper() in codes:
        letters = [plain.upper()]
    return [letter for letter in dict.fromkeys(letters) if letter in codes]


def _marked(line: Line) -> str:
    return line.plain()


def _is_sentence(found: re.Match) -> bool:
    """Tell words that begin a sentence: "Trả lời câu hỏi …", "Kết quả là …"."""
    mark, sep = found["mark"].lower(), found["sep"].strip()
    if _ONE_LETTER.match(_BEFORE_LETTER.sub("", found["rest"])):
        return False
    if not sep and re.match(r"[-+\u2212]?\d", found["rest"]):
        return mark.startswith(("trả lời", "tl", "lựa chọn", "phương án"))
    is_weak = mark.startswith(("kết quả", "phương án", "lựa chọn", "câu trả", "key"))
    if sep in (":", "="):
        return False
    if not sep and not found["rest"].strip():
        return is_weak
    if is_weak or mark.startswith(("trả lời", "tl", "answer")):
        return sep != "." or is_weak
    return False
