"""What a reader finds in a file: draft items, nothing stored yet.

Every reader in ``question_bank.rules.formats`` answers with one ``Draft``. All
HTML in it is in our own form: formulas are ``<span data-latex="…"></span>``,
pictures ``<img data-file="draft:NAME">`` where NAME is that of a ``DraftImage``
of the same draft, gaps ``<span data-gap="1"></span>``. It is not yet cleaned:
whoever stores it passes it through ``lms.core.html.clean`` (pictures first).
"""

from dataclasses import dataclass, field
from typing import Any

from lms.core.errors import Problem

KINDS = (
    "choose_one",
    "choose_many",
    "true_false_cluster",
    "short_answer",
    "numeric",
    "short_text",
    "match",
    "order",
    "cloze",
    "hotspot",
    "essay",
    "file",
)
IMAGE_PREFIX = "draft:"


@dataclass(frozen=True)
class DraftImage:
    """A picture of the file. name is unique within the draft, with its suffix."""

    name: str
    content: bytes
    mime: str
    alt: str = ""


@dataclass(frozen=True)
class DraftOption:
    """One option, statement, left or right side.

    code: as in the file where it has one ("A", "a", "ChoiceA" in QTI), else
    A, B, C … for options, a, b, c … for statements, 1, 2, 3 … for right sides.
    """

    code: str
    html: str


@dataclass(frozen=True)
class DraftGap:
    """One gap of a cloze text, where the stem has ``<span data-gap="CODE">``.

    kind: text (typed), number (typed, ``tolerance`` holds), choice (one of
    ``options``; the key then names an option's code).
    tolerances: one for each accepted answer, None = exact.
    """

    code: str
    kind: str = "text"
    options: tuple[DraftOption, ...] = ()
    points: str | None = None
    case_sensitive: bool = False
    tolerances: tuple[str | None, ...] = ()


@dataclass(frozen=True)
class DraftItem:
    """One question of the file.

    ref: as the file names it ("Câu 1"); code: the file's own code or None.
    kind: one of KINDS.
    options: options (choose), statements (cluster), left sides (match), things
    to be put in order (order), hotspot areas that have a label (hotspot).
    targets: right sides (match). gaps: of a cloze. areas: of a hotspot, each
    ``{"code", "shape": "rect|circle|poly|ellipse|default", "coords": "1,2,3"}``
    on the picture named in ``details["image"]``.
    key: None where the file has none or contradicts itself, else
    ``{"choice": ["A"]}`` · ``{"truth": {"a": True}}`` ·
    ``{"accepted": ["2,5"], "tolerance": None}`` (short_answer, numeric,
    short_text; ``"tolerances"`` beside it where each answer has its own) ·
    ``{"pairs": [["A", "2"]]}`` · ``{"order": ["B", "A"]}`` ·
    ``{"gaps": {"1": ["…"]}}`` · ``{"areas": ["area code"]}`` (hotspot) ·
    ``{}`` (essay, file: a person marks).
    points: decimal text with a point, as stated or as domain 3.5 gives it;
    points_stated tells which. level: biet | hieu | van_dung | None.
    part: "I", "II", "III" of a paper in parts. tags: "van_dung_cao", "CLO1" ….
    group: code of a shared passage; group_html its text (same in each item).
    group_where, where: "paragraph 12", "row 5", "line 3", "entry a/b.xml".
    explanation_html: solution or marking guide.
    enemies: item codes not to stand in one paper with this one.
    filing: outcome_code, taken_from, licence, where a file of ours says them.
    details: what a format says beyond this (QTI scoring, Moodle feedback …).
    source_html: the source as it stands, for the side-by-side view.
    """

    ref: str
    kind: str
    stem_html: str
    options: tuple[DraftOption, ...] = ()
    key: dict[str, Any] | None = None
    points: str | None = None
    level: str | None = None
    node: str | None = None
    code: str | None = None
    group: str | None = None
    group_html: str = ""
    explanation_html: str = ""
    images: tuple[DraftImage, ...] = ()
    warnings: tuple[Problem, ...] = ()
    where: str = ""
    source_html: str = ""
    targets: tuple[DraftOption, ...] = ()
    gaps: tuple[DraftGap, ...] = ()
    areas: tuple[dict[str, str], ...] = ()
    part: str | None = None
    points_stated: bool = False
    tags: tuple[str, ...] = ()
    enemies: tuple[str, ...] = ()
    seconds: int | None = None
    title: str = ""
    group_where: str = ""
    filing: dict[str, str] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftSkip:
    """A question that is in the file and could not become an item, and why."""

    ref: str
    problem: Problem
    source_html: str = ""


@dataclass(frozen=True)
class DraftNote:
    """A piece of the file that belongs to no question: page furniture.

    kind: heading, instruction, furniture, key_table, blank.
    """

    kind: str
    text: str
    where: str


@dataclass(frozen=True)
class Draft:
    """All that a file holds. Questions found = items + skipped.

    format: docx, xlsx, gift, aiken, moodlexml, qti. problems: what concerns the
    file as a whole. images: every picture of the file that an item shows.
    notes: what was read and belongs to no question, so that nothing is lost.
    """

    format: str
    items: tuple[DraftItem, ...] = ()
    problems: tuple[Problem, ...] = ()
    images: tuple[DraftImage, ...] = ()
    skipped: tuple[DraftSkip, ...] = ()
    notes: tuple[DraftNote, ...] = ()
    title: str = ""
    language: str = ""
