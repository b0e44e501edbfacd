"""The blocks of a paper, read by whatever program, as a draft."""

from dataclasses import dataclass, field

from lms.core.errors import Problem
from question_bank.rules.drafts import DraftImage, DraftItem, DraftNote
from question_bank.rules.formats.paper.accounting import unread
from question_bank.rules.formats.paper.items import ItemMaker
from question_bank.rules.formats.paper.outside import Outside
from question_bank.rules.formats.paper.pieces import make_pieces
from question_bank.rules.formats.paper.sorting import Sorter
from question_bank.rules.formats.paper.tables import Unit
from question_bank.rules.formats.paper.typed_lines import with_formulas
from question_bank.rules.formats.paper.unfold import unfold


@dataclass
class PaperOutcome:
    """Items of a paper, and what belongs to no item."""

    items: list[DraftItem] = field(default_factory=list)
    notes: list[DraftNote] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_paper(
    blocks: list[Unit],
    *,
    images: dict[str, DraftImage],
    problems: list[Problem],
    subject: str | None = None,
) -> PaperOutcome:
    """Return the items of a paper.

    blocks: its lines and tables in order. problems: those already found, with
    "paragraph N" as their place; they are repeated at the items they concern.
    """
    problems = list(problems)
    units = unfold([with_formulas(block, problems) for block in blocks])
    sheet = Sorter(units).sort()
    pieces = make_pieces(sheet)
    Outside(sheet, pieces).apply()
    maker = ItemMaker(pieces, images=images, problems=problems, subject=subject)
    items = [maker.make(piece) for piece in pieces]
    lost = unread(blocks, sheet, pieces)
    return PaperOutcome(items, sheet.notes, [*sheet.problems, *lost])
