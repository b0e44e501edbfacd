"""Command: export_sealed."""

from pathlib import Path
from typing import Any

from exams.management.rights import sitting_named
from exams.services import exporting
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Write what was handed in."""

    help = "One line of JSON for every attempt of a sitting, from its newest seal."
    writes = True
    rolls_back = False  # overdue attempts are closed in transactions of their own

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--sitting", required=True, help="code of the sitting")
        parser.add_argument("--out", required=True, type=Path, help="FILE.jsonl")

    def run(self, **options: Any) -> dict[str, Any]:
        sitting = sitting_named(self.acting_user(options), options["sitting"])
        written = exporting.export_sealed(
            sitting, options["out"], is_rehearsal=options["dry_run"]
        )
        return {"written": written, "file": str(options["out"])}
