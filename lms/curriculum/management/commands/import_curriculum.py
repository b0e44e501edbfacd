"""Command: import_curriculum."""

from pathlib import Path
from typing import Any

from lms.core import importers
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Take in the programme's subjects and yearly periods."""

    help = "Import the programme's subjects and periods from a CSV or Excel file."
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)

    def run(self, **options: Any) -> dict[str, Any]:
        user = self.acting_user(options)
        return importers.run("curriculum", options["file"], by=user)
