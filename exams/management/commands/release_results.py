"""Command: release_results."""

from typing import Any

from exams.management.rights import sitting_named
from exams.services.releasing import release_results
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Release the results of a sitting."""

    help = (
        "Closes and scores what is over, turns points into marks and makes them known."
        " Again: only what changed, as a new revision, with --reason."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("sitting", help="code of the sitting")
        parser.add_argument("--reason", default="", help="why results change")

    def run(self, **options: Any) -> dict[str, Any]:
        by = self.acting_user(options)
        sitting = sitting_named(by, options["sitting"])
        done = release_results(sitting, by=by, reason=options["reason"])
        return {
            "sitting": sitting.code,
            "revision": done.revision,
            "added": done.added,
            "changed": done.changed,
            "unchanged": done.unchanged,
            "absent": done.absent,
        }
