"""The syntax of GIFT: questions cut out of the text, answers cut out of braces.

Source: docs.moodle.org/en/GIFT_format.
"""

import re
from dataclasses import dataclass, field

from question_bank.rules.formats.moodle_text import category_of

ESCAPED = {"~": "\ue100", "=": "\ue101", "#": "\ue102", "{": "\ue103", "}": "\ue104",
           ":": "\ue105", "\\": "\ue106", "->": "\ue107"}  # fmt: skip
_BACK = {mark: char for char, mark in ESCAPED.items()}
_ID = re.compile(r"\[id:([^\]]*)\]")
_TAG = re.compile(r"\[tag:([^\]]*)\]")
_FORMAT = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"^\s*%(-?\d+(?:[.,]\d+)?)%")
_ANSWERS = re.compile(r"\s*(?:$|[=~#]|(?:T|F|TRUE|FALSE)\s*(?:$|#))", re.IGNORECASE)


@dataclass
class Source:
    """One question as it stands: its lines without comments."""

    line: int
    text: str
    category: str = ""
    identifier: str = ""
    tags: tuple[str, ...] = ()
    name: str = ""


@dataclass
class Answer:
    """One answer in braces. weight: percent, None where not said."""

    is_right: bool
    text: str
    weight: str | None = None
    feedback: str = ""


@dataclass
class Parsed:
    """A question taken apart. body: content of the braces, None where none."""

    title: str
    form: str
    stem: str
    after: str
    body: str | None
    general_feedback: str = ""
    answers: list[Answer] = field(default_factory=list)


class _Cutter:
    """Collects lines into questions."""

    def __init__(self, text: str) -> None:
        self.all = text.split("\n")
        self.out: list[Source] = []
        self.lines: list[str] = []
        self.first = 0
        self.category = self.identifier = ""
        self.tags: tuple[str, ...] = ()

    def cut(self) -> list[Source]:
        for number, line in enumerate(self.all, start=1):
            plain_line = line.strip()
            if plain_line.startswith("//"):
                self._comment(plain_line)
            elif plain_line.upper().startswith("$CATEGORY:"):
                self._close()
                self.category = category_of(plain_line[10:].strip())
            elif not plain_line and not self._goes_on(number):
                self._close()
            else:
                if self._is_over(line):
                    self._close()
                self.first = self.first if self.lines else number
                self.lines.append(line)
        self._close()
        return self.out

    def _comment(self, line: str) -> None:
        found = _ID.search(line)
        self.identifier = found[1].strip() if found else self.identifier
        self.tags += tuple(tag.strip() for tag in _TAG.findall(line))

    def _close(self) -> None:
        if any(line.strip() for line in self.lines):
            text = "\n".join(self.lines)
            source = Source(self.first, text, self.category, self.identifier, self.tags)
            self.out.append(source)
            self.identifier, self.tags = "", ()
        self.lines = []

    def _is_over(self, line: str) -> bool:
        """A line with answers of its own, or a title, after a line that ended some."""
        if not self.lines or not self.lines[-1].rstrip().endswith("}"):
            return False
        if "{" not in line and not line.lstrip().startswith("::"):
            return False
        text = escape("\n".join(self.lines)).rstrip()
        groups = re.findall(r"\{([^{}]*)\}$", text)
        return bool(groups and _ANSWERS.match(groups[0]))

    def _goes_on(self, number: int) -> bool:
        """A blank line within braces ends nothing if answers follow."""
        text = re.sub(r"\\.", "", "\n".join(self.lines))
        if text.count("{") <= text.count("}"):
            return False
        ahead = next((x.strip() for x in self.all[number:] if x.strip()), "")
        return ahead[:1] in ("=", "~", "}", "#")


def sources(text: str) -> list[Source]:
    """Return the questions of a file; comments and categories are read off."""
    return _Cutter(text).cut()


def take_apart(source: Source) -> Parsed:
    """Return the parts of a question. Raises ValueError where braces do not close."""
    text = escape(source.text.strip())
    title = ""
    if text.startswith("::"):
        stop = text.find("::", 2)
        if stop > 0:
            title, text = text[2:stop].strip(), text[stop + 2 :]
    form, text = cut_format(text, "moodle")
    if "{" not in text and "}" not in text:
        return Parsed(plain(title), form, text.strip(), "", None)
    start, stop = _braces(text)
    body, feedback = text[start + 1 : stop], ""
    if "####" in body:
        body, _mark, feedback = body.partition("####")
    return Parsed(
        plain(title),
        form,
        text[:start].strip(),
        text[stop + 1 :].strip(' ";\n\t'),
        body.strip(),
        feedback.strip(),
    )


def _braces(text: str) -> tuple[int, int]:
    """Return where the answers begin and end; other braces may be in the text."""
    groups, depth, start = [], 0, 0
    for place, char in enumerate(text):
        if char == "{":
            start = start if depth else place
            depth += 1
        elif char == "}":
            depth -= 1
            groups += [(start, place)] if depth == 0 else []
        if depth < 0:
            raise ValueError("brace")
    if len(groups) > 1:
        groups = [
            pair for pair in groups if _ANSWERS.match(text[pair[0] + 1 : pair[1]])
        ]
    if depth or len(groups) != 1:
        raise ValueError("brace")
    return groups[0]


def answers_of(body: str) -> list[Answer]:
    """Return the answers "=right#feedback ~wrong" of a body in braces.

    Raises ValueError where text stands before the first of them.
    """
    before, *parts = re.split(r"([=~])", body)
    if parts and before.strip():
        raise ValueError("text before the first answer")
    out = []
    for mark, text in zip(parts[::2], parts[1::2], strict=False):
        weight = _WEIGHT.match(text)
        if weight:
            text = text[weight.end() :]
        answer, _mark, feedback = text.partition("#")
        number = weight[1].replace(",", ".") if weight else None
        out.append(Answer(mark == "=", answer.strip(), number, feedback.strip()))
    return out


def cut_format(text: str, default: str) -> tuple[str, str]:
    """Return (format, text) of a text that may begin with "[html]"."""
    found = _FORMAT.match(text)
    return (found[1].lower(), text[found.end() :]) if found else (default, text)


def escape(text: str) -> str:
    """Return the text with escaped signs as private characters."""
    return re.sub(
        r"\\([~=#{}:\\])", lambda found: ESCAPED[found[1]], text.replace("\\n", "\n")
    )


def plain(text: str) -> str:
    """Return the text with its escaped signs back."""
    return "".join(_BACK.get(char, char) for char in text)
