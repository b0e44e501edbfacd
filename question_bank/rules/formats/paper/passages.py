"""Texts and instructions shared by several questions."""

import re
from dataclasses import dataclass

from question_bank.rules.formats.paper.lines import Line

_START = re.compile(
    r"^\W{0,4}(?:"
    r"(?:read|listen to|look at|study)\s+(?:the|this|these|each)\b"
    r"|doc\s+(?:ky |ki |cac |hai |mot )?(?:doan|van ban|bai|thong tin|ngu lieu|truyen"
    r"|kho tho|tu lieu|tinh huong|mau|phan|cau chuyen|hoi thoai|du lieu|tai lieu|bang)"
    r"|(?:dua vao|can cu(?: vao)?|su dung|dung|tu|voi|cho|xet|quan sat)\b.{0,200}?"
    r"\b(?:tra loi|thuc hien|giai quyet|lam)\b"
    r"|(?:su dung|dung|dua vao|cho)\s+(?:cac |nhung )?(?:thong tin|du kien|du lieu|bang"
    r"|hinh|so do|bieu do|doan|ngu lieu|tu lieu|gia thiet|de bai)\b"
    r"|(?:mark|choose|circle|select|fill|complete|find|rewrite|pick|tick|indicate|match"
    r"|give|put|supply|use|write|blacken|identify|underline|arrange|rearrange|decide)\b"
    r"|questions?\s+\d+\s*(?:-|–|to|and|&)"
    r"|cau(?:\s+hoi)?\s+\d+\s*(?:-|–|den|va|,)\s*(?:cau\s*)?\d"
    r"|(?:cac\s+)?cau(?:\s+hoi)?\s+(?:tu\s+)\d"
    r"|thong tin (?:sau|duoi day|cho)"
    r"|the (?:following|passage)"
    r"|(?:chon|khoanh|dien|hoan thanh|sap xep|noi|tim|viet lai|danh dau)\b.{0,160}?"
    r"(?:cac cau|moi cau|tu cau|nhung cau|sau day|duoi day|cho trong|cau sau|tu \d)"
    r")"
)
_RANGE = re.compile(
    r"(?:(?:tu|from|cau|questions?|cac cau(?: hoi)?|cho|so|numbered|blanks?|items?)\s+)"
    r"(?:hoi\s+|so\s+|cau\s+|the\s+|question\s+)*\(?(\d{1,3})\)?\s*"
    r"(?P<sep>-|–|—|to|den|toi|and|va|&|,|;|through)\s*"
    r"(?:cau\s+|question\s+|het cau\s+)*\(?(\d{1,3})\)?(?P<more>(?:\s*(?:,|va|and)\s*(?:cau\s*)?\d{1,3})*)"
)
_SINGLE = re.compile(
    r"(?:tra loi|cho)\s+(?:cau|question)\s+(?:hoi\s+)?(?:so\s+)?(\d{1,3})\b"
)
_FOR_CANDIDATES = re.compile(
    r"^\W{0,3}(?:thi sinh|hoc sinh)\s+(?:tra loi|chi|chon|dien|lam|ghi|viet)"
    r"|^\W{0,3}(?:trong moi (?:y|cau)|moi (?:cau|y)|o moi (?:cau|y))"
    r"|^\W{0,3}(?:hay )?(?:khoanh (?:tron )?(?:vao )?(?:chu cai|dap an|truoc)"
    r"|chon (?:mot )?(?:dap an|phuong an|chu cai) (?:dung|tra loi))"
    r"|^\W{0,3}\(?(?:thi sinh|hoc sinh) (?:tra loi|chon)"
)


@dataclass(frozen=True)
class Opening:
    """The first line of a shared text. numbers: of its questions, None = not said."""

    numbers: tuple[int, ...] | None


def passage_opening(line: Line) -> Opening | None:
    """Return what the line says as the beginning of a shared text, else None."""
    text = line.folded()
    if len(text) > 3000 or not _START.match(text) or is_instruction_to_all(line):
        return None
    return Opening(numbers_of(text))


def is_instruction_to_all(line: Line) -> bool:
    """Return whether a line tells candidates how to answer a whole part."""
    return _FOR_CANDIDATES.match(line.folded()) is not None


def numbers_of(folded: str) -> tuple[int, ...] | None:
    """Return the numbers that "câu 7, 8", "from 36 to 40" mean, None where none."""
    found = _RANGE.search(folded)
    if not found:
        single = _SINGLE.search(folded)
        return (int(single[1]),) if single else None
    first, last = int(found[1]), int(found[3])
    more = [int(number) for number in re.findall(r"\d+", found["more"] or "")]
    if found["sep"] in (",", ";", "va", "and", "&"):
        return (first, last, *more)
    if not first < last <= first + 60:
        return None
    return (*range(first, last + 1), *more)
