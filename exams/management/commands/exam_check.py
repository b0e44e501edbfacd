"""Command: exam_check."""

from typing import Any

from exams.management.rights import SYSTEM_STAFF, sitting_or_all
from exams.services import readiness
from lms.core.commands import DomainCommand
from lms.people.enums import Role

READINESS = SYSTEM_STAFF | {Role.SCHOOL_HEAD, Role.SCHOOL_IT, Role.TEACHER}


class Command(DomainCommand):
    """Say whether an exam may be held on this system."""

    help = "Durability, clock, storage, https; exit 3 when exam mode would be refused."

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--sitting", help="code of a sitting to look at as well")

    def run(self, **options: Any) -> dict[str, Any]:
        code, user = options["sitting"], self.acting_user(options)
        sitting = sitting_or_all(user, code, roles=READINESS)
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
