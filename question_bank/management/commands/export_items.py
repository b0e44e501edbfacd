"""Command: export_items."""

from pathlib import Path
from typing import Any

from lms.core.commands import DomainCommand
from question_bank.enums import VersionState
from question_bank.queries.access import bank_for
from question_bank.services import exports


class Command(DomainCommand):
    """Write the items of a bank as a file for another system."""

    help = (
        "Write the newest version of every item of a bank, with keys. What the format "
        "cannot carry is listed under “lost”; with what = kind the item is not in the "
        "file."
    )

    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--bank", required=True)
        parser.add_argument("--format", required=True, choices=exports.FORMATS)
        parser.add_argument("--out", required=True, type=Path)
        parser.add_argument("--state", choices=VersionState.values, default="")

    def run(self, **options: Any) -> dict[str, Any]:
        user = self.acting_user(options)
        bank = bank_for(user, options["bank"])
        outcome = exports.export_bank(
            bank, options["format"], by=user, state=options["state"]
        )
        if not options["dry_run"]:
            exports.save(outcome, options["out"])
        lost = [{"code": loss.code, "what": loss.what} for loss in outcome.lost]
        return {"written": outcome.written, "lost": lost}
