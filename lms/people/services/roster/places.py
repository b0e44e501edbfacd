"""One row of enrollments.csv, understood."""

from dataclasses import dataclass
from datetime import date

from lms.people.services.roster.rows import RosterRow
from lms.people.services.roster.run import CohortCard


@dataclass(frozen=True)
class PlaceLine:
    """One row, understood. exempt None: the file does not say.

    ``ends`` is the first day not in the class any more.
    """

    row: RosterRow
    source: str
    cohort: CohortCard
    user: str
    role: str
    starts: date | None
    ends: date | None
    exempt: frozenset[int] | None
    taught: frozenset[int]
    day: date

    @property
    def label(self) -> str:
        """How the preview names the row."""
        return f"{self.row['user']} – {self.row['class']}"
