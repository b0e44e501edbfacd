"""What our own files say of an item beyond what their format has words for.

A foreign system may ignore it; read again here, nothing is lost. ``TOOL`` marks a file
as ours, ``Filing`` is what stands in a QTI manifest (LOM) or in the tags of Moodle XML.
"""

from collections.abc import Iterable
from dataclasses import dataclass

TOOL = "province-lms"
_WORDS = ("kind", "code", "node", "level", "level_tag", "outcome", "source", "licence", "seconds", "passage", "partial", "most")  # fmt: skip


@dataclass(frozen=True)
class Filing:
    """Facts of an item by name; enemies: codes of items."""

    facts: dict[str, str]
    enemies: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """Return a fact, "" where it is not said."""
        return self.facts.get(name, "")


def to_tags(filing: Filing) -> list[str]:
    """Return a filing as tags: "node=MAT10.1", "enemy=T99"."""
    tags = [f"{name}={filing.facts[name]}" for name in _WORDS if filing.get(name)]
    return tags + [f"enemy={code}" for code in filing.enemies]


def from_tags(tags: Iterable[str]) -> tuple[Filing, list[str]]:
    """Return the filing that tags hold, and the tags that are no part of it."""
    facts: dict[str, str] = {}
    enemies, others = [], []
    for tag in tags:
        name, equals, value = tag.partition("=")
        if equals and name == "enemy":
            enemies.append(value)
        elif equals and name in _WORDS and value:
            facts[name] = value
        else:
            others.append(tag)
    return Filing(facts, tuple(enemies)), others
