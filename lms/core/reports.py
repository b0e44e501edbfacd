"""What an import did: counts and the rows that were passed over."""

from dataclasses import dataclass, field
from typing import Any

from lms.core import wording
from lms.core.errors import Problem


@dataclass
class Counts:
    """How many things were added, changed, found as they are."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def as_json(self) -> dict[str, int]:
        """Return the three numbers."""
        return {
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
        }


@dataclass
class Skipped:
    """One row that was not taken, with its reason."""

    file: str
    row: int
    problem: Problem

    def as_json(self) -> dict[str, Any]:
        """Return {"file", "row", "code", "message"}."""
        return {
            "file": self.file,
            "row": self.row,
            "code": self.problem.code,
            "message": wording.say(self.problem.code, self.problem.details),
        }


@dataclass
class Report:
    """Outcome of an import of one kind of thing."""

    counts: Counts = field(default_factory=Counts)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Skipped] = field(default_factory=list)

    def skip(self, file: str, row: int, code: str, **details: Any) -> None:
        """Note that a row was not taken."""
        self.skipped.append(Skipped(file, row, Problem(code, f"row {row}", details)))

    def warn(self, file: str, row: int, code: str, **details: Any) -> None:
        """Note that a row was taken, but a person should look at it."""
        self.warnings.append(Skipped(file, row, Problem(code, f"row {row}", details)))

    def as_json(self) -> dict[str, Any]:
        """Return {"added", "changed", "unchanged", "skipped", "warnings"}."""
        return self.counts.as_json() | {
            "skipped": [row.as_json() for row in self.skipped],
            "warnings": [row.as_json() for row in self.warnings],
        }
