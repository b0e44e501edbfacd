"""Command: export_sealed."""

from pathlib import Path
from typing import Any

from exams.services import exporting
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Write what was handed in."""

    help = "One line of JSON for every attempt of a sitting, from its newest seal."
    takes_user = False

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--sitting", required=True, help="code of the sitting")
        parser.add_argument("--out", required=True, type=Path, help="FILE.jsonl")

    def run(self, **options: Any) -> dict[str, Any]:
        sitting = exporting.sitting_by_code(options["sitting"])
        written = exporting.export_sealed(sitting, options["out"])
        return {"written": written, "file": str(options["out"])}
