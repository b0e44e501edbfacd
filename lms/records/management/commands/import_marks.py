"""Command: import_marks."""

from pathlib import Path
from typing import Any

from lms.core import importers
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Take in marks."""

    help = (
        "Take in marks of the gradebook (sổ điểm) from a .csv or .xlsx. Use it any "
        "time after the roster; a later file with the same key is a correction."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)

    def run(self, **options: Any) -> dict[str, Any]:
        by = self.acting_user(options)
        return importers.run("marks", options["file"], by=by)
