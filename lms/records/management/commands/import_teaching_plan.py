"""Command: import_teaching_plan."""

from pathlib import Path
from typing import Any

from lms.core.commands import DomainCommand
from lms.records.services.imports.plan import import_plan


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
        return import_plan(options["file"], by=self.acting_user(options))
