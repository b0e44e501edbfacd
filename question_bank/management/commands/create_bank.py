"""Command: create_bank."""

from typing import Any

from lms.core.commands import DomainCommand
from lms.core.errors import DomainError
from question_bank.queries.access import is_staff
from question_bank.services import banks
from question_bank.services.intake import subject_for


class Command(DomainCommand):
    """Make an item bank for a unit or a person."""

    help = "Make an item bank. Use it before items of a unit are imported."
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("code")
        parser.add_argument(
            "--owner", required=True, help="code of a unit, or code or name of a person"
        )
        parser.add_argument("--title", required=True)
        parser.add_argument("--subject", help="code of the only subject, if any")
        parser.add_argument(
            "--secret", action="store_true", help="only named people see it"
        )

    def run(self, **options: Any) -> dict[str, Any]:
        user = self.acting_user(options)
        if user is not None and not is_staff(user):
            raise DomainError("not_allowed")
        subject = subject_for(options["subject"])
        bank = banks.create_bank(
            options["code"],
            title=options["title"],
            owner=banks.owner_for(options["owner"], by=user),
            by=user,
            is_secret=options["secret"],
            subject_id=subject.pk if subject else None,
        )
        return {
            "code": bank.code,
            "title": bank.title,
            "owner": options["owner"],
            "secret": bank.is_secret,
        }
