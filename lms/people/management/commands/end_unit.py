"""Command: end_unit."""

from typing import Any

from lms.core.cells import parse_date
from lms.core.clock import today
from lms.core.commands import DomainCommand
from lms.core.errors import DomainError
from lms.people.enums import SuccessionKind
from lms.people.queries.named import unit_named
from lms.people.services.succession import end_unit


class Command(DomainCommand):
    """Merge, split, rename or close a unit."""

    help = (
        "End a unit from a day on and name what it becomes. What hangs below it moves "
        "to the successor; its classes and figures stay as they were."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("code")
        parser.add_argument("--kind", required=True, choices=SuccessionKind.values)
        parser.add_argument("--into", nargs="*", default=[], metavar="CODE")
        parser.add_argument(
            "--on", default="", help="first day without it (default: today)"
        )

    def run(self, **options: Any) -> dict[str, Any]:
        user = self.acting_user(options)
        day = _day(options["on"]) if options["on"] else today()
        unit, *into = [unit_named(user, c) for c in (options["code"], *options["into"])]
        moved = end_unit(unit, kind=options["kind"], into=into, day=day, by=user)
        return {
            "unit": unit.code,
            "kind": options["kind"],
            "into": [new.code for new in into],
            "date": day.isoformat(),
            "moved": [one.code for one in moved],
        }


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        raise DomainError("bad_value", value=text[:60], column="--on") from None
