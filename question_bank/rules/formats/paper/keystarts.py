"""Where the key of a whole paper begins: with a title, behind one, or with none."""

from collections.abc import Sequence
from dataclasses import dataclass

from question_bank.rules.formats.paper.headings import (
    PartHeading,
    names_answers,
    part_heading,
)
from question_bank.rules.formats.paper.keylists import (
    is_key_title,
    numbers_of,
    split_letters,
    split_list,
)
from question_bank.rules.formats.paper.keytables import (
    entries_of_line,
    entries_of_table,
)
from question_bank.rules.formats.paper.labels import bare_label
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.sheets import Question, Sheet
from question_bank.rules.formats.paper.tables import Table
from question_bank.rules.formats.paper.unfold import Placed

MANY = 8  # so many entries are a key even behind a question that seems unfinished


@dataclass(frozen=True)
class KeyStart:
    """The first line of a key. title: None where it has none; rest: its entries.

    part: where the title names a part ("PHẦN I: 1.A 2.B" behind "HẾT").
    """

    title: Line | None
    rest: Line | None
    part: PartHeading | None = None


def key_start(
    units: Sequence[Placed],
    place: int,
    sheet: Sheet,
    current: Question | None,
    *,
    is_complete: bool,
) -> KeyStart | None:
    """Return the start of the paper's key at units[place], None where none is.

    current: the open question, None behind "HẾT". is_complete: it may be over here.
    A key answers questions that were read, most of them or up to the last one; the
    pairs of a matching question ("1-b, 2-a") are its own.
    """
    line = units[place]
    if not isinstance(line, Line) or not sheet.questions or _has_numbers(current):
        return None
    if letters := split_letters(line, len(sheet.questions)):
        return KeyStart(*letters)
    parted = split_list(line)
    if parted and not parted[0].is_blank:
        return _titled(sheet, parted, _run(units, place, parted[1]))
    heading = part_heading(line)
    if heading and sheet.known_part(heading):
        is_key = _answers(sheet, _run(units, place + 1), 2)
        return KeyStart(line, None, heading) if is_key else None
    if names_answers(line):
        run = _run(units, place + 1)
        is_key = _answers(sheet, run, 2) or _table_follows(units, place + 1, sheet)
        return KeyStart(line, None) if is_key else None
    run = _run(units, place)
    least = 3 if current is None or is_complete else MANY
    if not _answers(sheet, run, least) or (current is not None and _has_values(run)):
        return None
    return KeyStart(None, line)


def _titled(
    sheet: Sheet, parted: tuple[Line, Line], run: list[Line]
) -> KeyStart | None:
    title, rest = parted
    heading = part_heading(title)
    is_part = heading is not None and sheet.known_part(heading) is not None
    if not (is_part or is_key_title(title)) or not _answers(sheet, run, 2):
        return None
    return KeyStart(title, rest, heading if is_part else None)


def _run(units: Sequence[Placed], place: int, first: Line | None = None) -> list[Line]:
    """Return the lines of entries from a place on."""
    run = [first] if first is not None else []
    for unit in units[place + len(run) :]:
        if not isinstance(unit, Line):
            break
        if unit.is_blank:
            continue
        if not entries_of_line(unit):
            break
        run.append(unit)
    return run


def _answers(sheet: Sheet, run: list[Line], least: int) -> bool:
    """Return whether the entries of lines answer the paper read so far."""
    numbers = numbers_of(run)
    known = {number for number in numbers if sheet.has(number)}
    if len(known) < least or len(known) * 10 < len(numbers) * 9:
        return False
    if sheet.questions[-1].count in known or len(known) * 2 >= len(sheet.questions):
        return True
    return any(numbers == sheet.counts_of(part) for part in sheet.parts)


def is_key_table(table: Table, sheet: Sheet) -> bool:
    """Return whether the entries of a table answer most of the questions before it."""
    entries = entries_of_table(table)
    known = sum(1 for entry in entries if sheet.has(entry.number))
    return known >= 3 and known * 2 >= len(sheet.questions)


def _table_follows(units: Sequence[Placed], place: int, sheet: Sheet) -> bool:
    for unit in units[place:]:
        if isinstance(unit, Table):
            return is_key_table(unit, sheet)
        if not isinstance(unit, Line) or not unit.is_blank:
            break
    return False


def _has_numbers(question: Question | None) -> bool:
    """Return whether a question lists numbered things itself, as a matching one does."""
    if question is None:
        return False
    labels = [bare_label(line) for line in question.lines]
    numbers = [label.count for label in labels if label and not label.is_generated]
    return 1 in numbers and 2 in numbers


def _has_values(run: list[Line]) -> bool:
    """Return whether an answer is a number: a list in a question may look like that."""
    entries = [entry for line in run for entry in entries_of_line(line)]
    return any(entry.text[-1:].isdigit() for entry in entries)
