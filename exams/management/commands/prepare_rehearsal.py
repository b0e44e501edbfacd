"""Command: prepare_rehearsal."""

from decimal import Decimal, InvalidOperation
from typing import Any

from exams.management.rights import SYSTEM_STAFF
from exams.services import rehearsal
from lms.core.commands import DomainCommand
from lms.core.errors import DomainError
from lms.people.enums import Role


class Command(DomainCommand):
    """Make a rehearsal for people and load tools."""

    help = "A sitting with invented candidates who may start now; see docs."
    writes = True
    roles = SYSTEM_STAFF | {Role.SCHOOL_HEAD, Role.SCHOOL_IT}

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--candidates", type=int, required=True)
        parser.add_argument("--items", type=int, required=True)
        parser.add_argument("--minutes", required=True, help="may be a decimal")
        parser.add_argument("--grace", type=int, default=30, help="seconds")
        parser.add_argument("--release-in", type=int, default=0, help="seconds")
        parser.add_argument("--i-know", action="store_true", help="also in production")

    def run(self, **options: Any) -> dict[str, Any]:
        return rehearsal.prepare(
            candidates=options["candidates"],
            items=options["items"],
            minutes=_decimal(options["minutes"]),
            grace_s=options["grace"],
            release_in_s=options["release_in"],
            i_know=options["i_know"],
        )

    def report(self, outcome: dict[str, Any]) -> None:
        self.stdout.write(f"sitting: {outcome['sitting']}")
        self.stdout.write(f"candidates: {len(outcome['candidates'])}")
        for name in ("open_at", "release_at", "close_at", "receipt_key"):
            self.stdout.write(f"{name}: {outcome[name]}")


def _decimal(text: object) -> Decimal:
    place = f"--minutes {text}"
    try:
        found = Decimal(str(text).replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise DomainError("rehearsal_out_of_range", where=place, value=place)
    return found
