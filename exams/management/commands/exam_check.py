"""Command: exam_check."""

from typing import Any

from exams.services import exporting, readiness
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Say whether an exam may be held on this system."""

    help = "Durability, clock, storage, https; exit 3 when exam mode would be refused."
    takes_user = False

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--sitting", help="code of a sitting to look at as well")

    def run(self, **options: Any) -> dict[str, Any]:
        code = options["sitting"]
        sitting = exporting.sitting_by_code(code) if code else None
        found = readiness.check(sitting)
        self.skipped = not readiness.is_fit(found)
        return {
            "ready": readiness.is_fit(found),
            "sitting": code or None,
            "checks": [one.as_json() for one in found],
        }

    def report(self, outcome: dict[str, Any]) -> None:
        marks = {"ok": "+", "warning": "!", "refused": "x"}
        for one in outcome["checks"]:
            self.stdout.write(f"{marks[one['level']]} {one['message']}")
