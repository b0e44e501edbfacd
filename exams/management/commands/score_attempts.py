"""Command: score_attempts."""

from typing import Any

from exams.services import closing, scoring
from exams.services.exporting import sitting_by_code
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Score what was handed in, from the seals."""

    help = (
        "Scores every seal that has none yet; with --sitting all of one sitting again"
        " (adds nothing twice). Use it when the background work was down."
    )
    writes = True
    takes_user = False

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--sitting", help="code of one sitting")

    def run(self, **options: Any) -> dict[str, Any]:
        if options["sitting"]:
            sitting = sitting_by_code(options["sitting"])
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
