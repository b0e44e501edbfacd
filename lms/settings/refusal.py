"""How a setting that cannot be used is said: in Vietnamese, before Django stands."""

import gettext
import json
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from lms.settings.env import WrongSetting, gettext_noop

REFUSED = 2
_LOCALE = Path(__file__).resolve().parent.parent / "locale"


def refuse(error: ImproperlyConfigured, *, as_json: bool) -> int:
    """Print the refusal as commands do and return the exit status.

    Where the catalogues are not compiled yet, the sentence stays English.
    """
    where = getattr(error, "where", "") or "DJANGO_SETTINGS_MODULE"
    message = f"{where}: {sentence(error)}"
    if as_json:
        refusal = {"code": "setting_wrong", "message": message, "where": where}
        document = json.dumps({"error": refusal}, ensure_ascii=False, indent=1)
        sys.stdout.write(f"{document}\n")
    sys.stderr.write(f"{message}\n")
    return REFUSED


def no_module(name: str) -> WrongSetting:
    """Return the refusal of settings that are not there."""
    text = gettext_noop("%(name)s names %(value)s, which does not exist.")
    return WrongSetting("DJANGO_SETTINGS_MODULE", text, value=name)


def sentence(error: ImproperlyConfigured) -> str:
    """Return what is wrong, in Vietnamese where it is one of our own settings."""
    text = getattr(error, "text", None)
    if text is None:
        return str(error)
    words = gettext.translation("django", str(_LOCALE), ["vi"], fallback=True)
    return str(words.gettext(text) % vars(error)["values"])
