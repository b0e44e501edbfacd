"""Typed readers of the environment. A wrong value stops the start with a sentence."""

import os
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def gettext_noop(text: str) -> str:
    """Mark a text for the catalogues; Django's own reads the settings, not there yet."""
    return text


class WrongSetting(ImproperlyConfigured):
    """A value of the environment that cannot be used.

    where: the variable. text: with %(name)s for the values, said in the reader's
    language by ``lms.settings.refusal``.
    """

    def __init__(self, where: str, text: str, **values: Any) -> None:
        self.where, self.text, self.values = where, text, {"name": where} | values
        super().__init__(text % self.values)


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
    raise WrongSetting(
        name, gettext_noop("%(name)s must be 1 or 0, not “%(value)s”."), value=raw
    )


def whole(name: str, *, default: int, low: int = 0, high: int = 2**31) -> int:
    """Return a whole number between low and high."""
    raw = text(name)
    if not raw:
        return default
    try:
        number = int(raw)
    except ValueError:
        text_ = gettext_noop("%(name)s must be a whole number, not “%(value)s”.")
        raise WrongSetting(name, text_, value=raw) from None
    if not low <= number <= high:
        text_ = gettext_noop(
            "%(name)s must lie between %(low)s and %(high)s, not %(value)s."
        )
        raise WrongSetting(name, text_, low=low, high=high, value=number)
    return number


def share(name: str) -> str:
    """Return a share between 0 and 1 as written ("1/2", "0.5"), "" where it is unset."""
    raw = text(name)
    try:
        is_good = not raw or 0 <= Fraction(raw.replace(",", ".")) <= 1
    except (ValueError, ZeroDivisionError):
        is_good = False
    if not is_good:
        text_ = gettext_noop(
            "%(name)s must be a share between 0 and 1, not “%(value)s”."
        )
        raise WrongSetting(name, text_, value=raw)
    return raw.replace(",", ".")


def address(name: str, *, schemes: tuple[str, ...], example: str) -> str:
    """Return an address with one of the schemes and a host, "" where it is unset."""
    raw = text(name)
    if not raw:
        return ""
    try:
        parts = urlsplit(raw)
        is_good = parts.scheme in schemes and bool(parts.hostname)
        _port = parts.port  # raises ValueError
    except ValueError:
        is_good = False
    if not is_good:
        text_ = gettext_noop("%(name)s must look like %(example)s.")
        raise WrongSetting(name, text_, example=example)
    return raw


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
        text_ = gettext_noop(
            "%(name)s points to %(path)s, which cannot be read: %(why)s."
        )
        where, why = f"{name}_FILE", error.strerror
        raise WrongSetting(where, text_, path=path, why=why) from None


def required(name: str, value: str) -> str:
    """Return the value; an empty one stops the start."""
    if not value:
        raise WrongSetting(name, gettext_noop("%(name)s must be set."))
    return value
