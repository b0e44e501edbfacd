"""Command: close_overdue_attempts."""

from typing import Any

from exams.services import closing
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Close what nobody handed in."""

    help = "Close attempts past deadline and grace; for cron, or when no worker runs."
    writes = True
    takes_user = False

    def handle(self, *args: Any, **options: Any) -> None:
        # Each attempt is closed in a transaction of its own, so --dry-run only looks.
        self.writes = False
        super().handle(*args, **options)

    def run(self, **options: Any) -> dict[str, Any]:
        overdue = closing.close_overdue(dry_run=True)
        closed = [] if options["dry_run"] else closing.close_overdue()
        return {"overdue": max(len(overdue), len(closed)), "closed": len(closed)}

    def report(self, outcome: dict[str, Any]) -> None:
        self.stdout.write(f"{outcome['overdue']} overdue, {outcome['closed']} closed")
