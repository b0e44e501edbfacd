"""Command: take_results."""

from typing import Any

from lms.core.commands import DomainCommand
from lms.people.enums import Role
from lms.records.services.results import take_results


class Command(DomainCommand):
    """Take released results into the gradebook."""

    help = (
        "Take released results of sittings over into the gradebook. Runs by itself "
        "every minute; use it to see what is held back."
    )
    writes = True
    roles = frozenset({Role.ADMINISTRATOR})

    def run(self, **options: Any) -> dict[str, Any]:
        return take_results().as_json()
