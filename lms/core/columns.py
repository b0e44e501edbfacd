"""Tables that schools bring: which headings name which column, as data (TOML).

A profile says for each column the headings that schools write, the words that stand
for our codes, and a sample. Our own column names are always understood as well.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lms.core.text import fold, squeeze

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|\*")
_OTHER = re.compile(r"[^a-z0-9&]+")


@dataclass(frozen=True)
class Column:
    """One column. words: what a cell may say (compared by ``plain``) -> our code."""

    name: str
    headings: tuple[str, ...]
    sample: tuple[str, ...]
    words: Mapping[str, str]
    shown: Mapping[str, str]  # our code -> the first word for it

    @property
    def heading(self) -> str:
        """What schools call it; our name where the profile has no heading."""
        return self.headings[0] if self.headings else self.name


@dataclass(frozen=True)
class Table:
    """The columns of one kind of file, in the order of its sample."""

    columns: tuple[Column, ...]
    _by_title: dict[str, str] = field(init=False, default_factory=dict)
    _by_name: dict[str, Column] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for column in self.columns:
            self._by_name[column.name] = column
            for heading in column.headings:
                self._by_title.setdefault(plain(heading), column.name)

    def __getitem__(self, name: str) -> Column:
        return self._by_name[name]

    def name_of(self, title: str) -> str:
        """Return our name of a heading; the heading itself where it is none of ours."""
        return self._by_title.get(plain(title), title)

    def read(self, name: str, text: str) -> str:
        """Return what a cell means: our code for a word, else the text as it is."""
        column = self._by_name.get(name)
        if column is None or not column.words or not text:
            return text
        return column.words.get(plain(text), text)

    def show(self, name: str, value: str) -> str:
        """Return a value as people say it: the reverse of ``read``."""
        column = self._by_name.get(name)
        return column.shown.get(value.lower(), value) if column else value

    def say(self, name: str) -> str:
        """Return a column's name as a refusal says it: "Lớp (class_code)"."""
        column = self._by_name.get(name)
        if column is None or not column.headings:
            return name
        return f"{column.heading} ({name})"


def plain(text: str) -> str:
    """Return a heading for comparison: "Mã học sinh (*)" gives "ma hoc sinh".

    "kì" and "kỳ" are two spellings of one word.
    """
    words = _OTHER.sub(" ", fold(_BRACKETS.sub(" ", squeeze(text)))).strip()
    return words.replace("y", "i")


@cache
def load_tables(path: Path) -> dict[str, Table]:
    """Return the tables of a profile by name."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        name: Table(tuple(_column(*item) for item in entry.items()))
        for name, entry in content.items()
    }


def _column(name: str, entry: dict[str, Any]) -> Column:
    words = entry.get("words", {})
    return Column(
        name=name,
        headings=tuple(entry.get("headings", ())),
        sample=tuple(entry.get("sample", ())),
        words={plain(word): code for code, said in words.items() for word in said},
        shown={code.lower(): said[0] for code, said in words.items()},
    )
