"""Command: give_role."""

from typing import Any

from lms.core.commands import DomainCommand
from lms.core.errors import DomainError
from lms.curriculum.models import Subject
from lms.people.enums import Role
from lms.people.queries.named import person_named, unit_named
from lms.people.rules.grants import GIVABLE
from lms.people.services.grants import give_role


class Command(DomainCommand):
    """Give a person a role at a unit."""

    help = (
        "Give a person a role at a unit and below it. The first administrator of an "
        "installation is made this way; everybody else on the page of roles."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("person", help="user name or code")
        parser.add_argument("role", choices=[r.value for r in Role if r in GIVABLE])
        parser.add_argument("unit", help="code of the unit")
        parser.add_argument("--subject", help="code of the only subject, if any")

    def run(self, **options: Any) -> dict[str, Any]:
        by = self.acting_user(options)
        person = person_named(by, options["person"])
        unit = unit_named(by, options["unit"])
        subject = _subject(options["subject"])
        give_role(
            person,
            options["role"],
            unit,
            by=by,
            subject_id=subject.pk if subject else None,
        )
        return {
            "person": person.username,
            "name": person.full_name,
            "role": options["role"],
            "unit": unit.code,
            "subject": subject.code if subject else None,
        }


def _subject(code: str | None) -> Subject | None:
    if not code:
        return None
    found = Subject.objects.filter(code=code).first()
    if found is None:
        raise DomainError("unknown_subject", value=code[:60])
    return found
