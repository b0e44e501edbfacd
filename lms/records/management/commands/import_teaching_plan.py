"""Command: import_teaching_plan."""

from pathlib import Path
from typing import Any

from lms.core import importers
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Take in a teaching plan."""

    help = (
        "Take in the teaching plan (phân phối chương trình) of classes from a .csv or "
        ".xlsx: one row is one period. Use it after the roster, and again when a plan "
        "changes."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)

    def run(self, **options: Any) -> dict[str, Any]:
        by = self.acting_user(options)
        return importers.run("teaching_plan", options["file"], by=by)
