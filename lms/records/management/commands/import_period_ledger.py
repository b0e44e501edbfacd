"""Command: import_period_ledger."""

from pathlib import Path
from typing import Any

from lms.core import importers
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Take in a period ledger."""

    help = (
        "Take in the lesson ledger (sổ đầu bài) from a .csv or .xlsx: how each planned "
        "period was given. Use it after the teaching plan; later files correct "
        "earlier ones."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)

    def run(self, **options: Any) -> dict[str, Any]:
        by = self.acting_user(options)
        return importers.run("period_ledger", options["file"], by=by)
