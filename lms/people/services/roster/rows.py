"""Rows of a roster under our own column names, whatever file they come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from django.utils import timezone

from lms.core.cells import parse_date
from lms.core.errors import DomainError

TABLES = (
    "orgs",
    "academicSessions",
    "courses",
    "classes",
    "users",
    "roles",
    "relationships",
    "enrollments",
)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row. number: as a spreadsheet shows it; place: unique within a table.

    A column that the file does not have is absent from values: what it would say
    stays as it is. An empty cell says "none".
    """

    file: str
    number: int
    values: dict[str, str]
    place: int = 0

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def has(self, column: str) -> bool:
        """Whether the file has this column at all."""
        return column in self.values

    def content(self, key: tuple) -> tuple[str, ...]:
        """What the row says about a key, for comparison with another row.

        When the row was last touched is no content; nor is the id of its system,
        where rows are compared by what they mean.
        """
        silent = {"changed"} if key[0] == "source" else {"changed", "source"}
        return tuple(v for name, v in self.values.items() if name not in silent)

    @property
    def is_deleted(self) -> bool:
        """Whether the row takes its thing back."""
        return self["status"].lower() == "tobedeleted"

    def day(self, column: str) -> date | None:
        """Return the date of a cell, None where it is empty. Raises bad_value."""
        text = self[column]
        if not text:
            return None
        try:
            return parse_moment(text)
        except ValueError:
            raise DomainError("bad_value", value=text[:60], column=column) from None


class Source(Protocol):
    """Where rows come from. Tables may be read more than once."""

    name: str
    passed_over: list[str]  # files or sheets that are none of a roster
    labels: dict[str, str]  # what a refusal calls a column -> what the file does
    is_book: bool  # one row speaks of a person and of her place: both or nothing

    def rows(self, table: str) -> Iterator[RosterRow]:
        """Yield the rows of one of TABLES; nothing where it is not there."""


def parse_moment(text: str) -> date:
    """Return the day in Vietnam of a date or of a time with its zone."""
    if "T" not in text:
        return parse_date(text)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return timezone.localtime(moment).date()


def words_of(text: str) -> list[str]:
    """Return the entries of a cell that holds a list: "MAT, LIT" or "MAT;LIT"."""
    parts = text.replace(";", ",").replace("|", ",").split(",")
    return [part.strip() for part in parts if part.strip()]
