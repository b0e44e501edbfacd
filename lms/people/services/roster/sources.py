"""A folder or zip of CSV files as a source of rows."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lms.core.archives import unpack
from lms.core.errors import DomainError
from lms.core.tables import csv_rows, read_table
from lms.core.text import squeeze
from lms.people.services.roster.profiles import Profile, TableProfile, load_profile
from lms.people.services.roster.rows import TABLES, RosterRow, Source
from lms.people.services.roster.scope import Scope
from lms.people.services.roster.sector import SectorBook

MOST_FILES = 200


class CsvFolder:
    """The known CSV files of one folder."""

    is_book = False

    def __init__(self, name: str, files: list[Path], profile: Profile) -> None:
        self.name = name
        self.profile = profile
        self.files: dict[str, Path] = {}
        self.passed_over: list[str] = []
        self.labels: dict[str, str] = {}  # those of the table that is being read
        known = {table.lower(): table for table in TABLES}
        silent = {"manifest", *profile.words["passed_over"]}
        for path in sorted(files):
            table = known.get(path.stem.lower())
            if table is None and path.stem.lower() not in silent:
                self.passed_over.append(path.name)
            elif table in self.files:
                raise DomainError("roster_file_twice", where=f"file {path.name}")
            elif table:
                self.files[table] = path
        if not self.files:
            raise DomainError("roster_unknown", where=f"file {name}")

    def rows(self, table: str) -> Iterator[RosterRow]:
        """Yield the rows of a table. Raises DomainError as read_table does."""
        path = self.files.get(table)
        if path is None:
            return
        headers = self._headers(path, self.profile.tables[table])
        if not headers:
            return
        self.labels.clear()
        self.labels.update(headers)
        for row in read_table(path, columns=(), optional=list(headers.values())):
            values = {column: row[name] for column, name in headers.items()}
            yield RosterRow(path.name, row.number, values, row.number)

    def _headers(self, path: Path, profile: TableProfile) -> dict[str, str]:
        """Return our column -> the file's header; none of an empty file.

        Raises columns_missing.
        """
        first = next(csv_rows(path), None) or []
        if not any(first):
            return {}
        found = {squeeze(cell).lower() for cell in first}
        headers = {
            column: name
            for column, names in profile.columns.items()
            for name in reversed(names)  # the first that is there wins
            if name.lower() in found
        }
        missing = [profile.columns[c][0] for c in profile.required if c not in headers]
        if missing:
            raise DomainError(
                "columns_missing",
                where=f"file {path.name}",
                columns=", ".join(missing),
            )
        return headers


@contextmanager
def open_source(path: Path, *, scope: Scope, **context: str) -> Iterator[Source]:
    """Open a folder, a .zip, one .csv or one .xlsx as a source.

    context: school and school_year for a book that does not name them.
    Raises DomainError file_missing, format_unknown, roster_unknown, zip_…, and what
    reading the files may raise.
    """
    suffix = path.suffix.lower()
    if path.is_dir():
        yield _folder(path, path.name)
    elif not path.is_file():
        raise DomainError("file_missing", where=f"file {path.name}")
    elif suffix == ".zip":
        with tempfile.TemporaryDirectory(prefix="roster") as room:
            unpack(path, Path(room), suffixes=(".csv",))
            yield _folder(Path(room), path.name)
    elif suffix == ".csv":
        yield CsvFolder(path.name, [path], load_profile("oneroster"))
    elif suffix == ".xlsx":
        yield SectorBook(path, scope=scope, **context)
    else:
        raise DomainError("format_unknown", where=f"file {path.name}")


def _folder(folder: Path, name: str) -> CsvFolder:
    files = [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() == ".csv" and path.is_file() and not _is_litter(path)
    ]
    if len(files) > MOST_FILES:
        raise DomainError("roster_unknown", where=f"file {name}")
    return CsvFolder(name, files, load_profile("oneroster"))


def _is_litter(path: Path) -> bool:
    return path.name.startswith(".") or "__MACOSX" in path.parts
