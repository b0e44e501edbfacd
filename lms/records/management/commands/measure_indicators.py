"""Command: measure_indicators."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from lms.core.cells import parse_date
from lms.core.clock import today
from lms.core.commands import DomainCommand
from lms.core.errors import DomainError, NotFound
from lms.people.models import Cohort, OrgUnit
from lms.records.models import Snapshot
from lms.records.queries.access import figure_unit_ids, first_unit
from lms.records.queries.figures import rows_of
from lms.records.queries.scope import place_named
from lms.records.rules.share import INDICATOR
from lms.records.services.snapshots import take_snapshot


class Command(DomainCommand):
    """Measure indicators and freeze them as a snapshot."""

    help = (
        "Measure the online share (L, A, S) of a school year or semester for every "
        "unit and class, and keep the figures as a snapshot."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--school-year", required=True, help="e.g. 2025-2026")
        parser.add_argument("--semester", type=int, choices=[1, 2])
        parser.add_argument("--org", help="code of a unit or class; with all below it")
        parser.add_argument("--indicator", nargs="+", default=[INDICATOR])
        parser.add_argument("--at", help="as-of date, default today")

    def run(self, **options: Any) -> dict[str, Any]:
        by = self.acting_user(options)
        unit, cohort = self._place(options, by)
        unknown = [code for code in options["indicator"] if code != INDICATOR]
        if unknown:
            raise DomainError("unknown_indicator", value=unknown[0])
        snapshot = take_snapshot(
            options["school_year"],
            as_of=self._day(options["at"]),
            semester=options["semester"],
            unit=unit,
            cohort=cohort,
            by=by,
        )
        return self._outcome(snapshot, is_kept=not options["dry_run"])

    def report(self, outcome: dict[str, Any]) -> None:
        """Print the headline of the widest unit, and where the rest is."""
        rows = list(outcome["rows"])
        top = rows[-1]["org"] if rows else ""
        self.stdout.write(f"{outcome['snapshot']} ({outcome['hash'][:12]})")
        for row in rows:
            if row["org"] == top and not (row["grade"] or row["subject"]):
                share = "–" if row["value"] is None else f"{float(row['value']):.4%}"
                level = row["level"] or "*"
                self.stdout.write(
                    f"{top} {level} {row['variant']}: {share} "
                    f"({row['numerator']}/{row['denominator']})"
                )

    def print_json(self, outcome: dict[str, Any]) -> None:
        """Print the rows as they come: a province has half a million."""
        rows = outcome.pop("rows")
        head = json.dumps(outcome, ensure_ascii=False)
        self.stdout.write(f'{head[:-1]}, "rows": [', ending="")
        for count, row in enumerate(rows):
            comma = ",\n" if count else "\n"
            self.stdout.write(
                f"{comma}{json.dumps(row, ensure_ascii=False)}", ending=""
            )
        self.stdout.write("\n]}")

    @staticmethod
    def _outcome(snapshot: Snapshot, *, is_kept: bool) -> dict[str, Any]:
        rows: Iterable[dict[str, Any]] = rows_of(snapshot)
        return {
            "snapshot": snapshot.code,
            "hash": snapshot.digest,
            "method_version": snapshot.method_version,
            "school_year": snapshot.year.code,
            "semester": snapshot.semester,
            "at": snapshot.as_of.isoformat(),
            "parameters": snapshot.params,
            "rows": rows if is_kept else list(rows),
        }

    @staticmethod
    def _day(text: str | None) -> date:
        if not text:
            return today()
        try:
            return parse_date(text)
        except ValueError:
            raise DomainError("bad_value", value=text, column="--at") from None

    @staticmethod
    def _place(
        options: dict[str, Any], by: Any
    ) -> tuple[OrgUnit | None, Cohort | None]:
        code = options["org"]
        if not code:
            return (None if by is None else _widest(by)), None
        try:
            unit, cohort = place_named(code, year_code=options["school_year"])
        except NotFound:
            raise DomainError("not_found", where=f"--org {code}") from None
        school = cohort.school_id if cohort else unit.pk  # type: ignore[union-attr]
        if by is not None and school not in figure_unit_ids(by):
            raise DomainError("not_found", where=f"--org {code}")
        return unit, cohort


def _widest(user: Any) -> OrgUnit:
    """Return the unit that a person oversees. Raises not_allowed without any."""
    try:
        return first_unit(user)
    except NotFound:
        raise DomainError("not_allowed") from None
