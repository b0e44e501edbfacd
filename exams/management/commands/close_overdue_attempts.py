"""Command: close_overdue_attempts."""

from typing import Any

from exams.management.rights import SYSTEM_STAFF
from exams.services import closing
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Close what nobody handed in."""

    help = "Close attempts past deadline and grace; for cron, or when no worker runs."
    writes = True
    rolls_back = False  # each attempt is closed in a transaction of its own
    roles = SYSTEM_STAFF

    def run(self, **options: Any) -> dict[str, Any]:
        overdue = closing.close_overdue(dry_run=True)
        closed = [] if options["dry_run"] else closing.close_overdue()
        return {"overdue": max(len(overdue), len(closed)), "closed": len(closed)}

    def report(self, outcome: dict[str, Any]) -> None:
        self.stdout.write(f"{outcome['overdue']} overdue, {outcome['closed']} closed")
