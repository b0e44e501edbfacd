"""Labels of questions: "Câu 1.", "Question 12:", "Bài 3 (1,0 điểm).", "7)"."""

import re
from dataclasses import dataclass, field

from lms.core.text import fold
from question_bank.rules.formats.paper.lines import OBJECT, Line
from question_bank.rules.formats.paper.tags import Tags, take_tags

_WORDS = (
    r"câu(?:\s+hỏi)?(?:\s+số)?|bài(?:\s+(?:tập|toán))?(?:\s+số)?|question|quest|ques"
    r"|problem|exercise|item|q"
)
_LEAD = r"^[\s*•●▪■□➢✓–—+>#-]{0,4}"
_WORD_LABEL = re.compile(
    rf"(?P<word>{_WORDS})[\s.:]*(?P<number>\d{{1,4}}(?:\.\d{{1,2}}(?=\s*[.:)]))?)"
    r"(?P<letter>[a-z](?=\s*[.:)]))?",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*(?:\.\)|[.:)\]/]|[-–—](?!\s*\d)|,(?=\s*[A-ZĐ]))")
_BARE = re.compile(r"^\s*(?P<number>\d{1,3})\s*(?:[.)/:]|\.\)|-(?=\s))(?!\d)")
_GROUPED = re.compile(r"^\s*\(?<\s*(?P<number>\d{1,3})\s*>\)?[\s.:]*")
_RANGE = re.compile(
    r"^\s*(?:-|–|—|đến|to|và|and|,|&|;)\s*(?:câu|question|bài)?\s*\d",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Label:
    """A label at the beginning of a line.

    word: "câu", "bài", "question" …, "" for a bare number, "<>" for ``(<1>)``.
    end: where the text behind label and tags begins. shown: as the file has it.
    """

    word: str
    number: str
    end: int
    shown: str
    tags: Tags = field(default_factory=Tags)
    is_generated: bool = False

    @property
    def count(self) -> int:
        """The whole number of the label."""
        return int(self.number.split(".")[0])


def word_label(line: Line) -> Label | None:
    """Return the label with a word at the beginning of a line."""
    text, tags = line.text, Tags()
    lead = re.match(_LEAD, text)
    start = take_tags(text, lead.end() if lead else 0, tags)
    start += len(text[start:]) - len(text[start:].lstrip(" \t\xa0.:"))
    found = _WORD_LABEL.match(text, start)
    if not found:
        return None
    end = _behind(line, found, tags)
    if end is None:
        return None
    word = _word(found["word"])
    number = found["number"] + (found["letter"] or "")
    shown = f"{found['word'].strip().capitalize()} {number}"
    return Label(word, number.rstrip("abcdefgh"), end, shown, tags, _made(line, found))


def bare_label(line: Line) -> Label | None:
    """Return a label that is only a number: "1.", "1)"."""
    found = _BARE.match(line.text)
    if not found:
        return None
    tags = Tags()
    end = take_tags(line.text, found.end(), tags)
    number = found["number"]
    return Label("", number, end, f"Câu {number}", tags, line.pieces[0].is_label)


def grouped_label(line: Line) -> Label | None:
    """Return the label of a question in a marked group: "(<1>)"."""
    found = _GROUPED.match(line.text)
    if not found:
        return None
    number = found["number"]
    return Label("<>", number, found.end(), f"Câu {number}")


def _word(text: str) -> str:
    plain = fold(text).split()[0]
    known = {"cau": "câu", "bai": "bài", "q": "question", "ques": "question"}
    return known.get(plain, "question" if plain == "quest" else plain)


def _made(line: Line, found: re.Match) -> bool:
    return (
        bool(line.pieces)
        and line.pieces[0].is_label
        and found.start() < len(line.pieces[0].text)
    )


def _behind(line: Line, found: re.Match, tags: Tags) -> int | None:
    """Return where the text begins, None where this is no label but a sentence."""
    text, place = line.text, found.end()
    if _RANGE.match(text, place):
        return None
    mark = _MARK.match(text, place)
    after = take_tags(text, mark.end() if mark else place, tags)
    if not mark:
        mark = _MARK.match(text, after) if after > place else None
        if mark:
            after = take_tags(text, mark.end(), tags)
    if not mark and after == place and not _stands_apart(line, found, place):
        return None
    rest = _MARK.match(text, after) if after > place and not mark else None
    return rest.end() if rest else after


def _stands_apart(line: Line, found: re.Match, place: int) -> bool:
    """Without a mark behind it a label must be alone, tabbed or look different."""
    rest = line.text[place:]
    if not rest.strip() or rest[0] in "\t" + OBJECT or rest.startswith("  "):
        return True
    if _made(line, found):
        return True
    looks = line.looks(found.start(), place)
    behind = line.looks(place)
    if not looks or not behind or not rest[0].isspace():
        return False
    own, other = looks[0][1], behind[0][1]
    return (own.bold, own.underline, own.color) != (
        other.bold,
        other.underline,
        other.color,
    ) and (own.bold or own.underline or bool(own.color))
