"""Command: regrade."""

from typing import Any

from exams.management.rights import sitting_named
from exams.rules.sheets import plain
from exams.services.marking import Move, regrade
from exams.services.releasing import scheme_of_sitting
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Score a sitting anew with corrected keys."""

    help = (
        "Uses keys that were corrected after the paper was drawn (a later published"
        " version that differs in key or scoring alone) and says who moves. Released"
        " results change only by release_results --reason."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("sitting", help="code of the sitting")

    def run(self, **options: Any) -> dict[str, Any]:
        by = self.acting_user(options)
        sitting = sitting_named(by, options["sitting"])
        moves = regrade(sitting, scheme=scheme_of_sitting(sitting), by=by)
        return {
            "sitting": sitting.code,
            "moved": len(moves),
            "marks_changed": sum(move.changes_mark for move in moves),
            "moves": [_row(move) for move in moves],
        }


def _row(move: Move) -> dict[str, Any]:
    before, after = move.points
    return {
        "student": move.student_code,
        "points_before": plain(before),
        "points_after": plain(after),
        "change": plain(after - before),
        "mark_before": str(move.mark[0]),
        "mark_after": str(move.mark[1]),
        "grade_changes": move.changes_mark,
    }
