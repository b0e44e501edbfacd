"""Typed readers of the environment. A wrong value stops the start with a sentence."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """Return the variable, or the default where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """Return a truth value; anything but the usual words stops the start."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    word = raw.strip().lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {raw!r}.")


def whole(name: str, *, default: int, low: int = 0, high: int = 2**31) -> int:
    """Return a whole number between low and high."""
    raw = text(name)
    if not raw:
        return default
    try:
        number = int(raw)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} must be a whole number, not {raw!r}."
        ) from None
    if not low <= number <= high:
        raise ImproperlyConfigured(
            f"{name} must lie between {low} and {high}, not {number}."
        )
    return number


def folder(name: str, default: Path) -> Path:
    """Return an absolute path; the folder itself is made by who writes there."""
    return Path(text(name) or default).expanduser().absolute()


def words(name: str) -> list[str]:
    """Return a comma-separated list without empty entries."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def secret(name: str) -> str:
    """Return the variable, or the content of the file that NAME_FILE points to."""
    path = text(f"{name}_FILE")
    if not path:
        return text(name)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}_FILE points to {path}, which cannot be read: {error.strerror}."
        ) from None


def required(name: str, value: str) -> str:
    """Return the value; an empty one stops the start."""
    if not value:
        raise ImproperlyConfigured(f"{name} must be set.")
    return value
