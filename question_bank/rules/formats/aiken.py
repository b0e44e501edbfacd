"""Aiken: a question, its options "A." or "A)", and "ANSWER: B".

Source: docs.moodle.org/en/Aiken_format. More than the format asks for is read: a
question over several lines, Vietnamese words for "ANSWER".
"""

import re
from dataclasses import dataclass, field

from lms.core.errors import DomainError, Problem
from question_bank.rules.drafts import Draft, DraftItem, DraftOption, DraftSkip
from question_bank.rules.formats.archive import check_size
from question_bank.rules.formats.typed import cut_label, decode, typed_html

_OPTION = re.compile(r"^\s*([A-Z])[.)]\s?(.*)$")
_SMALL = re.compile(r"^(\s*)([a-z])(?=[.)])", re.MULTILINE)
ANSWER = re.compile(
    r"^\s*(?:(?:CORRECT )?ANSWER|KEY|Đáp án|ĐÁP ÁN|ĐA)\s*:\s*(.*?)\s*$", re.IGNORECASE
)
_LETTERS = re.compile(r"^[A-Z](?:\s*[,;]\s*[A-Z])*[.)]?$")


@dataclass
class _Block:
    line: int
    text: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    answer: str | None = None
    answer_line: int = 0
    source: list[str] = field(default_factory=list)


def parse(content: bytes, *, name: str) -> Draft:
    """Return the draft of an Aiken file.

    Raises DomainError file_empty, file_too_big, text_not_utf8, nothing_found.
    """
    check_size(content)
    blocks = _blocks(decode(content, name=name))
    if not blocks:
        raise DomainError("nothing_found", where=f"file {name}", format="Aiken")
    items: list[DraftItem] = []
    skipped: list[DraftSkip] = []
    for number, block in enumerate(blocks, start=1):
        problem = _fault(block)
        label, _tags, _rest = cut_label("\n".join(block.text))
        ref = label.shown if label else f"Câu {number}"
        if problem:
            skipped.append(DraftSkip(ref, problem, _source(block)))
        else:
            items.append(_item(block, ref))
    return Draft("aiken", tuple(items), skipped=tuple(skipped))


def _blocks(text: str) -> list[_Block]:
    blocks: list[_Block] = []
    current: _Block | None = None
    is_apart = False
    lines = _with_capitals(text).split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            if current and current.answer is not None:
                current = None
            is_apart = True
            continue
        if current is None or _is_over(current, lines[number - 1 :], is_apart=is_apart):
            current = _Block(number)
            blocks.append(current)
        is_apart = False
        current.source.append(line)
        _take(current, line, number)
    return blocks


def _with_capitals(text: str) -> str:
    """Write "a)" as "A)" in a file without an option in a capital letter.

    Beside capitals, small letters are statements of the stem.
    """
    if any(_OPTION.match(line) for line in text.split("\n")):
        return text
    return _SMALL.sub(lambda found: found[1] + found[2].upper(), text)


def _is_over(block: _Block, ahead: list[str], *, is_apart: bool) -> bool:
    """Return whether the next line begins a question, the answer given or not.

    is_apart: a blank line stands before it. Where no answer was given, text set apart
    with an option A after it is the next question.
    """
    if block.answer is not None:
        return True
    if not is_apart or len(block.options) < 2 or _OPTION.match(ahead[0]):
        return False
    for line in ahead:
        if ANSWER.match(line):
            return False
        option = _OPTION.match(line)
        if option:
            return option[1] == "A"
    return False


def _take(block: _Block, line: str, number: int) -> None:
    answer = ANSWER.match(line)
    option = _OPTION.match(line)
    if answer and (block.options or not option):
        block.answer, block.answer_line = answer[1], number
    elif option and ord(option[1]) - 65 == len(block.options) and block.text:
        block.options.append((option[1], option[2].strip()))
    elif block.options:
        letter, text = block.options[-1]
        block.options[-1] = (letter, f"{text}\n{line.strip()}")
    else:
        block.text.append(line.strip())


def _fault(block: _Block) -> Problem | None:
    where = f"line {block.line}"
    if len(block.options) < 2:
        return Problem("aiken_no_options", where)
    if block.answer is None:
        return None
    if not _LETTERS.match(block.answer.upper()):
        return Problem(
            "aiken_bad_answer", f"line {block.answer_line}", {"value": block.answer}
        )
    letters = re.findall(r"[A-Z]", block.answer.upper())
    known = {letter for letter, _text in block.options}
    if not known.issuperset(letters):
        details = {"value": block.answer}
        return Problem("aiken_bad_answer", f"line {block.answer_line}", details)
    return None


def _item(block: _Block, ref: str) -> DraftItem:
    _label, tags, stem = cut_label("\n".join(block.text))
    where = f"line {block.line}"
    letters = sorted(set(re.findall(r"[A-Z]", (block.answer or "").upper())))
    missing = () if letters else (Problem("key_missing", where),)
    return DraftItem(
        ref=ref,
        kind="choose_many" if len(letters) > 1 else "choose_one",
        stem_html=typed_html(stem),
        options=tuple(
            DraftOption(letter, typed_html(text)) for letter, text in block.options
        ),
        key={"choice": letters} if letters else None,
        points=tags.points,
        points_stated=tags.points is not None,
        level=tags.level,
        tags=tuple(tags.names),
        warnings=missing,
        where=where,
        source_html=_source(block),
    )


def _source(block: _Block) -> str:
    return f"<p>{typed_html(chr(10).join(block.source))}</p>"
