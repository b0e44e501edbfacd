"""Options that stand below the stem in one cell of a sheet."""

from question_bank.rules.formats.paper.lines import Line, Piece
from question_bank.rules.formats.paper.options import TAB, find_chain


def options_in(text: str) -> tuple[str, ...]:
    """Return (stem, option A, option B, …) of a cell, () where no options stand in it."""
    lines = [Line((Piece(line),)) for line in text.split("\n")]
    chain = find_chain(lines)
    places = chain.places
    if len(places) < 3 or places[0].strength < TAB:
        return ()
    whole = [line.text for line in lines]
    starts = [sum(len(t) + 1 for t in whole[: p.line]) for p in places]
    begins = [start + p.start for start, p in zip(starts, places, strict=True)]
    ends = [start + p.end for start, p in zip(starts, places, strict=True)]
    stops = [*begins[1:], len(text)]
    options = [text[a:b].strip() for a, b in zip(ends, stops, strict=True)]
    return (text[: begins[0]].strip(), *options)
