"""Command: verify_journal."""

from typing import Any

from exams.management.rights import SYSTEM_STAFF, sitting_or_all
from exams.services import verifying
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Find any edit, removal or swap in the journals."""

    help = "Recompute every journal's hash chain; exit 3 where there are breaks."

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--sitting", help="code of one sitting")

    def run(self, **options: Any) -> dict[str, Any]:
        user = self.acting_user(options)
        sitting = sitting_or_all(user, options["sitting"], roles=SYSTEM_STAFF)
        outcome = verifying.verify(sitting_id=sitting.pk if sitting else None)
        self.skipped = bool(outcome["breaks"])
        return outcome
