"""Move a material on."""

from typing import Any

from library.services.review import page_by_code
from library.services.steering import TARGETS, move_on
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Submit, adopt, approve, publish, withdraw or return a material."""

    help = (
        "Move a material on: its author submits it (group_review), the subject group"
        " head adopts and the head approves it (approved), then it is published."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("code")
        parser.add_argument("--to", required=True, choices=TARGETS)
        parser.add_argument("--reason", default="")

    def run(self, **options: Any) -> dict[str, Any]:
        return move_on(
            page_by_code(options["code"]),
            options["to"],
            by=self.acting_user(options),
            reason=options["reason"],
        )
