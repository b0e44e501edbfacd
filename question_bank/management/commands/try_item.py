"""Command: try_item."""

import json
from pathlib import Path
from typing import Any

from lms.core.commands import DomainCommand
from lms.core.errors import DomainError
from question_bank.services import readers, trial


class Command(DomainCommand):
    """Mark one response as an exam would."""

    help = (
        "Mark one response to an item of a bank (CODE, or BANK/CODE) or of a file. The "
        'response is JSON in the form of the key, e.g. {"choice": ["A"]}.'
    )

    def arguments(self, parser: Any) -> None:
        parser.add_argument("item", metavar="FILE_OR_CODE")
        parser.add_argument("--response", required=True, metavar="JSON")
        parser.add_argument("--bank", help="the bank of the code")
        parser.add_argument("--ref", help="which question of the file, e.g. 'Câu 2'")
        parser.add_argument("--format", choices=readers.FORMATS, default="auto")
        parser.add_argument("--subject", help="code of the subject, for usual points")

    def run(self, **options: Any) -> dict[str, Any]:
        try:
            response = json.loads(options["response"])
        except ValueError:
            raise DomainError("response_unreadable", where="--response") from None
        path = Path(options["item"])
        if path.is_file():
            return trial.try_file(
                path,
                response,
                ref=options["ref"],
                wanted=options["format"],
                subject_code=options["subject"] or "",
            )
        user = self.acting_user(options)
        version = trial.version_named(options["item"], user, bank=options["bank"])
        return trial.try_version(version, response)
