"""Mapping profiles: which column of which file is what. They are data (TOML)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent.parent / "data" / "rosters"


@dataclass(frozen=True)
class TableProfile:
    """One table: our column names with the headers that may stand for them."""

    name: str
    required: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Profile:
    """One family of files. ``words``: the tables of a profile that are not files."""

    tables: dict[str, TableProfile]
    words: dict[str, Any]


@cache
def load_profile(name: str) -> Profile:
    """Return the profile ``name`` of lms/people/data/rosters."""
    content = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    tables = {
        table: TableProfile(
            table,
            tuple(entry.get("required", ())),
            {column: tuple(names) for column, names in entry["columns"].items()},
        )
        for table, entry in content.pop("tables").items()
    }
    return Profile(tables, content)
