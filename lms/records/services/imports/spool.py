"""A file's rows, kept on disk until the whole file has been read, then by class.

Row order has no meaning, and two rows of one file may contradict each other however
far apart they stand (files.md 2). Only 16 bytes a row stay in memory, so a file of
two million rows costs 32 MB; class by class, contradictions stand side by side.
"""

import marshal
import tempfile
from array import array
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

Key = tuple[Any, ...]
Content = tuple[Any, ...]
Rows = list["Entry"]


class Entry(NamedTuple):
    """One accepted row: its number, the class it belongs to, what it says of what."""

    row: int
    cohort: int
    key: Key
    content: Content


class Spool:
    """Rows in the order of the file, read back class by class.

    Keys and contents are tuples of plain values (int, str, bool, None).
    """

    def __init__(self) -> None:
        # Closed with close(); a with-block would span the whole import.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._cohorts = array("q")
        self._places = array("q", [0])

    def __len__(self) -> int:
        return len(self._cohorts)

    def add(self, entry: Entry) -> None:
        """Keep a row."""
        packed = marshal.dumps(tuple(entry))
        self._file.write(packed)
        self._places.append(self._places[-1] + len(packed))
        self._cohorts.append(entry.cohort)

    def batches(self, size: int) -> Iterator[Rows]:
        """Yield the rows by class, whole classes together, about ``size`` at a time."""
        order = np.argsort(np.asarray(self._cohorts), kind="stable")
        batch: Rows = []
        for at in order.tolist():
            entry = self._read(at)
            if len(batch) >= size and entry.cohort != batch[-1].cohort:
                yield batch
                batch = []
            batch.append(entry)
        if batch:
            yield batch

    def close(self) -> None:
        """Drop the file."""
        self._file.close()

    def _read(self, at: int) -> Entry:
        start, end = self._places[at], self._places[at + 1]
        self._file.seek(start)
        return Entry(*marshal.loads(self._file.read(end - start)))  # noqa: S302  ours


def settle(entries: Rows) -> tuple[Rows, Rows]:
    """Return the entries that stand and those that contradict each other.

    Rows that say the same of one thing count once; of rows that say different
    things of it none is taken (files.md 2). entries: all rows of their classes.
    """
    said: dict[tuple[int, Key], Entry] = {}
    torn = set()
    for entry in entries:
        first = said.setdefault((entry.cohort, entry.key), entry)
        if first.content != entry.content:
            torn.add((entry.cohort, entry.key))
    clashes = [e for e in entries if (e.cohort, e.key) in torn] if torn else []
    return [e for key, e in said.items() if key not in torn], clashes
