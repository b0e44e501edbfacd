"""Command: verify_journal."""

from typing import Any

from exams.services import exporting, verifying
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Find any edit, removal or swap in the journals."""

    help = "Recompute every journal's hash chain; exit 3 where there are breaks."
    takes_user = False

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--sitting", help="code of one sitting")

    def run(self, **options: Any) -> dict[str, Any]:
        code = options["sitting"]
        sitting = exporting.sitting_by_code(code) if code else None
        outcome = verifying.verify(sitting_id=sitting.pk if sitting else None)
        self.skipped = bool(outcome["breaks"])
        return outcome
