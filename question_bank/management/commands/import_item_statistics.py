"""Command: import_item_statistics."""

from pathlib import Path
from typing import Any

from lms.core.commands import DomainCommand
from lms.core.errors import DomainError
from question_bank.queries.access import bank_for, may_write
from question_bank.services.statistics import import_statistics


class Command(DomainCommand):
    """Attach statistics won elsewhere to the items of a bank."""

    help = (
        "Read item_code, model, a, b, c, facility, discrimination, seconds, n from a "
        "CSV file and attach them to the current version of each item."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--bank", required=True)

    def run(self, **options: Any) -> dict[str, Any]:
        user = self.acting_user(options)
        bank = bank_for(user, options["bank"])
        if not may_write(user, bank):
            raise DomainError("not_allowed")
        return import_statistics(options["file"], bank, by=user)
