"""Command: score_attempts."""

from typing import Any

from exams.management.rights import SYSTEM_STAFF, sitting_or_all
from exams.services import closing, scoring
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Score what was handed in, from the seals."""

    help = (
        "Scores every seal that has none yet; with --sitting all of one sitting again"
        " (adds nothing twice). Use it when the background work was down."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--sitting", help="code of one sitting")

    def run(self, **options: Any) -> dict[str, Any]:
        user = self.acting_user(options)
        sitting = sitting_or_all(user, options["sitting"], roles=SYSTEM_STAFF)
        if sitting is not None:
            if not options["dry_run"]:  # closing is durable
                closing.close_overdue(sitting_id=sitting.pk)
            run = scoring.score_sitting(sitting)
        else:
            run = scoring.score_waiting(limit=100_000)
        self.skipped = bool(run.failed)
        return {
            "attempts": run.seals,
            "scores": run.scores,
            "waiting": run.waiting,
            "failed": run.failed,
        }
