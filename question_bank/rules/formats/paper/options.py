"""Where the options of a question begin: A. B. C. D., one a line or many.

A letter with a point may also stand in the text ("vitamin A. …"), so all places are
collected with their strength, and the best chain A, B, C … is taken.
"""

import re
from dataclasses import dataclass, field, replace

from question_bank.rules.formats.paper.lines import OBJECT, Line

_UPPER = re.compile(
    r"(?P<open>[(\[]?)(?P<star>\*?)(?P<letter>[A-H])(?P<after>\*?)"
    r"(?P<sep>\s?\.\)|\s?[.)\]/:](?!\d*[A-Za-z]\.)|\s?[-–,](?=\s)|(?=\t))"
)
_LOWER = re.compile(
    r"(?P<open>[(\[]?)(?P<star>\*?)(?P<letter>[a-h])(?P<after>\*?)"
    r"(?P<sep>\s?\.\)|\s?[.)\]/:]|\s?[-–](?=\s))"
)
_CIRCLED = re.compile(r"(?P<letter>[Ⓐ-Ⓗ])\s?[.)]?")
_END_OF_SENTENCE = ".;:?!)»”" + OBJECT
LINE, TAB, GAP, LOOK, AFTER_END, WEAK = 10, 8, 6, 5, 2, 1
_TIERS = (TAB, LOOK, AFTER_END, WEAK)
_MAX = 8


@dataclass(frozen=True)
class Place:
    """A place where an option may begin. line: index; end: where its text begins.

    typed: the letter in the file where that is a slip (A B C C) and was put right.
    """

    line: int
    start: int
    end: int
    letter: str
    strength: int
    has_star: bool = False
    is_generated: bool = False
    typed: str = ""


@dataclass
class Chain:
    """The options found: places in order."""

    places: list[Place] = field(default_factory=list)
    is_lower: bool = False

    def __len__(self) -> int:
        return len(self.places)


def find_chain(lines: list[Line], *, is_lower: bool = False) -> Chain:
    """Return the chain of options A, B, C … in lines; an empty one where none is."""
    places = _all_places(lines, is_lower=is_lower)
    best: list[Place] = []
    for tier in _TIERS:
        found = _longest([place for place in places if place.strength >= tier])
        if len(found) > len(best) and _may_extend(best, found, lines):
            best = found
        if len(best) >= 4:
            break
    scattered = _scattered(places)
    if len(scattered) > len(best):
        best = scattered
    mended = _mended(places)
    if len(mended) > len(best) >= 1:
        best = mended
    if len(best) > 4 and not _text_behind(lines, best[-1]):
        best = best[:-1]  # "vitamin E." at the end of a line
    is_weak = len(best) == 2 and best[1].strength < AFTER_END
    if len(best) < 2 or (is_weak and not _says_true_or_false(lines, best)):
        return Chain([], is_lower)
    return Chain(best, is_lower)


def _says_true_or_false(lines: list[Line], best: list[Place]) -> bool:
    """Return whether two options in one line are "Đúng" and "Sai"."""
    first, second = best
    between = lines[first.line].cut(first.end, second.start).folded()
    behind = lines[second.line].cut(second.end).folded()
    words = (between.strip(" .;"), behind.strip(" .;"))
    return first.line == second.line and words in (("dung", "sai"), ("true", "false"))


def _text_behind(lines: list[Line], place: Place) -> bool:
    """Return whether anything stands behind an option's letter."""
    rest = [lines[place.line].cut(place.end), *lines[place.line + 1 :]]
    return any(not line.is_blank for line in rest)


def _scattered(places: list[Place]) -> list[Place]:
    """Options down columns: A C in one line, B D in the next. Each letter once."""
    sure = [place for place in places if place.strength >= GAP]
    letters = [place.letter.upper() for place in sure]
    wanted = [chr(65 + i) for i in range(len(letters))]
    if len(letters) < 3 or sorted(letters) != wanted or letters[0] != "A":
        return []
    return sure


def _mended(places: list[Place]) -> list[Place]:
    """Options of which one carries the letter of its neighbour by mistake: A B C C."""
    sure = [place for place in places if place.strength >= TAB]
    letters = [place.letter.upper() for place in sure]
    if not 3 <= len(sure) <= 6 or letters != sorted(letters):
        return []
    wrong = [i for i in range(len(sure)) if letters[i] != chr(65 + i)]
    if len(wrong) != 1 or letters.count(letters[wrong[0]]) != 2:
        return []
    place = sure[wrong[0]]
    first = "a" if place.letter.islower() else "A"
    letter = chr(ord(first) + wrong[0])
    sure[wrong[0]] = replace(place, letter=letter, typed=place.letter)
    return sure


def _may_extend(best: list[Place], found: list[Place], lines: list[Line]) -> bool:
    """Weak places may complete a chain of four, not spoil a good short one."""
    if len(best) < 2:
        return True
    added = [place for place in found if place not in best]
    if len(best) == 2 and len(found) >= 3:
        return True
    return all(
        place.strength >= AFTER_END and lines[place.line].text[place.end :].strip()
        for place in added
    )


def _all_places(lines: list[Line], *, is_lower: bool) -> list[Place]:
    places = _restarted(_generated(lines, is_lower=is_lower))
    taken = {place.line for place in places}
    for number, line in enumerate(lines):
        if number not in taken:
            places += _typed(number, line, is_lower=is_lower)
        else:
            places += [
                p for p in _typed(number, line, is_lower=is_lower) if p.start > 3
            ]
    return sorted(places, key=lambda place: (place.line, place.start))


def _generated(lines: list[Line], *, is_lower: bool) -> list[Place]:
    """Options lettered by Word itself."""
    places = []
    for number, line in enumerate(lines):
        if not line.pieces or not line.pieces[0].is_label or not line.is_first:
            continue
        label = line.pieces[0].text
        found = re.match(r"^\(?([A-Za-z])\s?[.)/:]?\)?\s*$", label)
        if found and found[1].islower() == is_lower:
            end = len(label)
            places.append(Place(number, 0, end, found[1], LINE, is_generated=True))
    return places


def _restarted(places: list[Place]) -> list[Place]:
    """Letters that run on from question to question begin at A again."""
    if not places or places[0].letter.lower() == "a":
        return places
    codes = [ord(place.letter) for place in places]
    runs_on = all(codes[i] + 1 == codes[i + 1] for i in range(len(codes) - 1))
    if not runs_on or len(places) < 2:
        return places
    first = "a" if places[0].letter.islower() else "A"
    return [
        Place(p.line, p.start, p.end, chr(ord(first) + i), LINE, is_generated=True)
        for i, p in enumerate(places)
    ]


def _typed(number: int, line: Line, *, is_lower: bool) -> list[Place]:
    text, places = line.text, []
    for found in (_LOWER if is_lower else _UPPER).finditer(text):
        strength = _strength(line, found)
        if strength:
            star = bool(found["star"] or found["after"])
            end = found.end() + (found["open"] != "" and text[found.end() :][:1] == ")")
            letter = found["letter"]
            places.append(Place(number, found.start(), end, letter, strength, star))
    if not is_lower:
        for found in _CIRCLED.finditer(text):
            letter = chr(ord(found["letter"]) - 0x24B6 + 65)
            places.append(Place(number, found.start(), found.end(), letter, TAB))
    return places


def _strength(line: Line, found: re.Match) -> int:
    """Say how surely an option begins here; 0 = not at all."""
    text, start = line.text, found.start()
    before = text[:start]
    if not before.strip(" \t\xa0*•●-–+"):
        return LINE
    gap = len(before) - len(before.rstrip(" \xa0\t"))
    blank = before[len(before) - gap :]
    is_doubtful = found["sep"].strip() in ("-", "–", ",", "", ":")
    if is_doubtful and found["sep"].strip() == "" and before[-1] != "\t":
        return 0
    if "\t" in blank:
        return TAB
    if gap >= 3:
        return GAP
    if is_doubtful:
        return 0
    if _looks_new(line, start):
        return LOOK
    if gap == 0:
        return WEAK if before[-1] in OBJECT else 0
    is_after_end = before.rstrip()[-1] in _END_OF_SENTENCE
    return GAP - 1 if gap == 2 else AFTER_END if is_after_end else WEAK


def _looks_new(line: Line, start: int) -> bool:
    """A letter that is bold, underlined or coloured behind text that is not."""
    own = line.looks(start, start + 2)
    before = line.looks(max(0, start - 3), start)
    if not own or not before:
        return False
    one, other = own[0][1], before[-1][1]
    return any(
        getattr(one, name) and getattr(one, name) != getattr(other, name)
        for name in ("bold", "underline", "color", "highlight")
    )


def _longest(places: list[Place]) -> list[Place]:
    """Return the best chain of letters in order, longest first, then strongest."""
    best: list[tuple[int, int, list[Place]]] = []
    for place in places:
        wanted = ord(place.letter.upper()) - 65
        chosen: tuple[int, int, list[Place]] | None = None
        if wanted == 0:
            chosen = (1, place.strength, [place])
        else:
            for length, total, chain in best:
                if length == wanted and _follows(chain[-1], place):
                    score = total + place.strength
                    if chosen is None or score > chosen[1]:
                        chosen = (length + 1, score, [*chain, place])
        if chosen and len(chosen[2]) <= _MAX:
            best.append(chosen)
    if not best:
        return []
    return max(best, key=lambda one: (one[0], one[1]))[2]


def _follows(before: Place, place: Place) -> bool:
    same_case = before.letter.islower() == place.letter.islower()
    return same_case and (before.line, before.end) <= (place.line, place.start)
