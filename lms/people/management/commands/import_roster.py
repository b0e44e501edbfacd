"""Command: import_roster."""

import sys
from pathlib import Path
from typing import Any

from lms.core import importers
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Take in units, classes, people and enrolments."""

    help = (
        "Import a roster: a folder or zip of OneRoster 1.1 or 1.2 CSV files, or one "
        "Excel book of class lists. Later files change and add; nothing is removed "
        "because a file is silent about it."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--school", default="", help="for a book that names none")
        parser.add_argument("--school-year", default="", help="as 2026-2027")

    def run(self, **options: Any) -> dict[str, Any]:
        outcome = importers.run(
            "roster",
            options["path"],
            by=self.acting_user(options),
            school=options["school"],
            school_year=options["school_year"],
            tell=self.say if sys.stderr.isatty() else None,
        )
        outcome.pop("changes", None)
        return outcome
