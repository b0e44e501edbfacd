"""Rows on their way into the database: in chunks, past the model instances.

28 million rows are too many for ``bulk_create``, which makes an object, a check and
a statement of its own for each. A table here knows its columns and what stands in
those that nobody names, from the model, so a new column needs no change.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, count
from typing import Any

from django.db import connection, models

CHUNK = 10_000  # rows held until they are written together
TOGETHER = 50  # rows in one statement of SQLite
BLOCK = 2_000  # ids fetched together where the database hands them out

Row = tuple[Any, ...]


def column_of(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    """Return a field that is a column, e.g. to ask how its values are stored."""
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{model._meta.label}.{name} is no column")
    return field


class Table:
    """The columns of a model that rows give, and a constant for each other one.

    constants: values for columns that rows do not give; else the field's default.
    Rows should hold no None, no bool and no enum: SQLite's driver is slow on them, an
    int or a second table without the column is not. Nothing needs to be said of
    what is null in all rows.
    """

    def __init__(
        self, model: type[models.Model], *fields: str, **constants: Any
    ) -> None:
        self.model, self.name = model, model._meta.db_table
        given = [column_of(model, name) for name in fields]
        fixed = {
            str(field.column): field.get_db_prep_save(
                constants.get(field.name, field.get_default()), connection
            )
            for field in model._meta.concrete_fields
            if field not in given and not field.primary_key
        }
        fixed = {name: value for name, value in fixed.items() if value is not None}
        self.tail: Row = tuple(fixed.values())
        self.given = len(given)
        self.columns = [*(str(field.column) for field in given), *fixed]

    def insert(self, rows: list[Row]) -> None:
        """Write rows of the given columns together."""
        names = ", ".join(connection.ops.quote_name(name) for name in self.columns)
        table = connection.ops.quote_name(self.name)
        if connection.vendor == "postgresql":
            self._copy(f"COPY {table} ({names}) FROM STDIN", rows)
        else:
            self._insert(f"INSERT INTO {table} ({names}) VALUES ", rows)  # noqa: S608  names of columns

    def _copy(self, statement: str, rows: list[Row]) -> None:
        tail = self.tail
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row + tail)

    def _insert(self, statement: str, rows: list[Row]) -> None:
        """Write many rows a statement, what they share as literals: thrice as fast."""
        quote = connection.schema_editor().quote_value
        fixed = [str(quote(value)).replace("%", "%%") for value in self.tail]
        values = f"({', '.join(['%s'] * self.given + fixed)})"
        even = len(rows) - len(rows) % TOGETHER
        blocks = [
            tuple(chain.from_iterable(rows[start : start + TOGETHER]))
            for start in range(0, even, TOGETHER)
        ]
        with connection.cursor() as cursor:
            cursor.executemany(statement + ", ".join([values] * TOGETHER), blocks)
            cursor.executemany(statement + values, rows[even:])


class Writer:
    """Gathers rows by table and writes them in the order in which tables came.

    is_rehearsal: count the rows, write none.
    """

    def __init__(self, *, is_rehearsal: bool = False) -> None:
        self.is_rehearsal = is_rehearsal
        self.counts: Counter[str] = Counter()
        self._waiting: dict[Table, list[Row]] = {}
        self._ids: dict[type[models.Model], Iterator[int]] = {}

    @property
    def total(self) -> int:
        """How many rows came so far."""
        return sum(self.counts.values())

    def begin(self) -> None:
        """Begin a transaction: forget ids and rows of one that was broken off."""
        self._waiting.clear()
        self._ids.clear()

    def add(self, table: Table, rows: list[Row]) -> None:
        """Take rows; they are written when enough have come, at ``flush`` at last."""
        self.counts[table.model._meta.label] += len(rows)
        if self.is_rehearsal:
            return
        waiting = self._waiting.setdefault(table, [])
        waiting += rows
        if len(waiting) >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """Write all that waits; tables in the order of their first rows."""
        for table, rows in self._waiting.items():
            for start in range(0, len(rows), CHUNK):
                table.insert(rows[start : start + CHUNK])
            rows.clear()

    def ids(self, model: type[models.Model]) -> Iterator[int]:
        """Return the ids that new rows of a model get, one after the other.

        They are good for one transaction: SQLite has one writer at a time, who
        counts on from the greatest; PostgreSQL gives them out of its sequence.
        """
        if model not in self._ids:
            self._ids[model] = self._fresh_ids(model)
        return self._ids[model]

    def _fresh_ids(self, model: type[models.Model]) -> Iterator[int]:
        if connection.vendor == "postgresql" and not self.is_rehearsal:
            return _from_sequence(model._meta.db_table)
        last = model._default_manager.aggregate(last=models.Max("pk"))["last"]
        return count((last or 0) + 1)


def _from_sequence(table: str) -> Iterator[int]:
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id'))"
                " FROM generate_series(1, %s)",
                [table, BLOCK],
            )
            rows = cursor.fetchall()
        yield from (row[0] for row in rows)
