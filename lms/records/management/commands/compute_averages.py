"""Command: compute_averages."""

from typing import Any

from lms.core.commands import DomainCommand
from lms.core.errors import NotFound
from lms.records.queries.access import averaged_cohorts, averages_for
from lms.records.queries.scope import place_named
from lms.records.services.averages import compute_averages


class Command(DomainCommand):
    """Work out averages and learning results."""

    help = (
        "Work out semester and year averages and the learning result of a school "
        "year, by the scheme of the level. Writes nothing. With --as: of the classes "
        "that person teaches or oversees."
    )

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--school-year", required=True, help="e.g. 2025-2026")
        parser.add_argument("--class", dest="klass", help="one class only")

    def run(self, **options: Any) -> dict[str, Any]:
        by, cohort = self.acting_user(options), None
        if options["klass"]:
            _unit, cohort = place_named(
                options["klass"], year_code=options["school_year"]
            )
            if cohort is None:
                raise NotFound("cohort", value=options["klass"])
        if by is None:
            return compute_averages(options["school_year"], cohort=cohort)
        if cohort is not None:
            averages_for(by, cohort)
            return compute_averages(options["school_year"], cohort=cohort)
        return compute_averages(options["school_year"], only=averaged_cohorts(by))
