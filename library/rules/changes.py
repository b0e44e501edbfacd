"""What changed between two frozen versions, block by block."""

from dataclasses import dataclass
from typing import Any

from library.rules.content import blocks_of, digest_of, without_addresses

FIELDS = (
    "title",
    "summary",
    "subject",
    "grade",
    "nodes",
    "minutes",
    "licence",
    "authors",
    "source",
)


@dataclass(frozen=True)
class Changes:
    """Names of changed fields; ids of blocks that are new, changed or gone."""

    fields: tuple[str, ...]
    added: frozenset[str]
    changed: frozenset[str]
    removed: frozenset[str]
    main: bool

    @property
    def nothing(self) -> bool:
        """Whether the two say the same."""
        return not (
            self.fields or self.added or self.changed or self.removed or self.main
        )


def changes(old: dict[str, Any], new: dict[str, Any]) -> Changes:
    """Compare two versions of one material; blocks are known by their ids."""
    before = {b["id"]: _mark(b) for b in blocks_of(old)}
    after = {b["id"]: _mark(b) for b in blocks_of(new)}
    return Changes(
        fields=tuple(name for name in FIELDS if old.get(name) != new.get(name)),
        added=frozenset(after.keys() - before.keys()),
        changed=frozenset(
            one for one in after.keys() & before.keys() if after[one] != before[one]
        ),
        removed=frozenset(before.keys() - after.keys()),
        main=_main(old) != _main(new),
    )


def _mark(block: dict[str, Any]) -> str:
    return digest_of(without_addresses(block))


def _main(data: dict[str, Any]) -> Any:
    main = dict(data["main"] or {})
    main.pop("file", None)  # the digest tells the content, the code does not
    return main
