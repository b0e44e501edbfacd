"""Command: import_curriculum_nodes."""

from pathlib import Path
from typing import Any

from lms.core import importers
from lms.core.cells import parse_date
from lms.core.commands import DomainCommand
from lms.core.errors import DomainError


class Command(DomainCommand):
    """Take in topics, lessons and learning outcomes."""

    help = (
        "Import the tree below the subjects from a CSV or Excel file. --edition names "
        "the edition; with --valid-from a new edition is opened from that day."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--edition", default="", metavar="CODE")
        parser.add_argument("--valid-from", default="", metavar="DATE")

    def run(self, **options: Any) -> dict[str, Any]:
        return importers.run(
            "curriculum_nodes",
            options["file"],
            by=self.acting_user(options),
            version=options["edition"],
            valid_from=_day(options["valid_from"]),
        )


def _day(text: str) -> Any:
    if not text:
        return None
    try:
        return parse_date(text)
    except ValueError:
        raise DomainError("bad_value", value=text, column="--valid-from") from None
