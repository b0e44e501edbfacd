"""Names of files as people give them, made safe to show and to send back."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
_UNSAFE = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_SPACES = re.compile(r"\s+")
_SUFFIX = re.compile(r"^[A-Za-z0-9]{1,8}$")


def safe_name(name: str) -> str:
    """Return the last part of a path without characters that files or HTML mind.

    Signs of markup, controls and invisible characters go; NFC, at most 120
    characters, never empty, never starting or ending with a dot.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(c for c in last if unicodedata.category(c) not in {"Cf", "Cs"})
    plain = _SPACES.sub(" ", _UNSAFE.sub(" ", visible)).strip(" .")
    stem, suffix = split_suffix(plain)
    kept = stem[: LONGEST - len(suffix) - 1].rstrip(" .")
    return f"{kept or 'tep'}.{suffix}" if suffix else kept or "tep"


def split_suffix(name: str) -> tuple[str, str]:
    """Return stem and lower-case suffix without dot; "" where it has none."""
    suffix = PurePosixPath(name).suffix.lstrip(".")
    if not _SUFFIX.match(suffix):
        return name, ""
    return name[: -len(suffix) - 1], suffix.lower()


def with_suffix(name: str, suffix: str) -> str:
    """Return the name ending in the suffix of its true type, put there only once."""
    stem, have = split_suffix(name)
    if have == suffix:
        return name
    again, inner = split_suffix(stem)
    return f"{again if inner == suffix else stem}.{suffix}"
