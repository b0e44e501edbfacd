"""Translation catalogues without GNU gettext: read, merge, compile with Babel.

Each app keeps ``locale/<language>/LC_MESSAGES/django.po``; shared templates and
settings use ``lms/locale``. The compiled files are made by ``make setup`` and are
not in git. English is the language of the code, so only Vietnamese has catalogues.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

APPS = (
    "lms/core",
    "lms/curriculum",
    "lms/people",
    "lms/records",
    "lms/portal",
    "lms/demo",
    "media",
    "library",
    "question_bank",
    "exams",
)
# Words for parts that are not ours: written by hand, never merged with sources.
FOREIGN = ("lms/editor_words",)
DOMAINS = ("django", "djangojs")
SHARED = "lms"  # templates and formats of the house itself
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def po_path(root: Path, app: str) -> Path:
    """Return the Vietnamese catalogue of an app."""
    return root / app / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def sources(root: Path, app: str) -> Iterator[Path]:
    """Yield the files of an app that may hold texts."""
    folder = root / app
    places = [folder / "templates", folder / "settings"] if app == SHARED else [folder]
    for place in places:
        for path in sorted(place.rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "vendor" not in path.parts:
                yield path


def found(root: Path, app: str) -> Catalog:
    """Return a catalogue of the texts in an app's sources, without translations."""
    catalog = Catalog(locale="vi", charset="utf-8")
    for path in sources(root, app):
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            text = templatize(text, origin=str(path))
        for _line, message, comments, context in extract(
            "python", BytesIO(text.encode()), keywords=KEYWORDS
        ):
            catalog.add(
                message,
                locations=[(path.relative_to(root).as_posix(), 0)],
                auto_comments=comments,
                context=context,
            )
    return catalog


def read(path: Path) -> Catalog:
    """Return the catalogue of a file; an empty one where there is none."""
    if not path.exists():
        return Catalog(locale="vi", charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale="vi")


def update(root: Path, app: str) -> int:
    """Merge the texts of the sources into the app's catalogue; how many lack words."""
    path = po_path(root, app)
    catalog = read(path)
    fresh = found(root, app)
    if not len(fresh) and not path.exists():
        return 0
    catalog.update(fresh, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, catalog, width=88, omit_header=False, include_lineno=False)
    return len(missing(catalog))


def missing(catalog: Catalog) -> list[str]:
    """Return the texts without a (complete, certain) translation."""
    return [
        str(message.id)
        for message in catalog
        if message.id and (message.fuzzy or not _has_words(message.string))
    ]


def untranslated(root: Path) -> list[str]:
    """Return "app: text" for each text of the sources that has no Vietnamese."""
    gaps = []
    for app in (SHARED, *APPS):
        known = read(po_path(root, app))
        for message in found(root, app):
            if not message.id:
                continue
            have = known.get(message.id, context=message.context)
            if have is None or have.fuzzy or not _has_words(have.string):
                gaps.append(f"{app}: {message.id}")
    return gaps


def clashes(root: Path) -> list[str]:
    """Return each text that two of the catalogues put into different words.

    Django merges the catalogues of all apps into one, so that only one of the words
    is ever shown. Two meanings need two texts, or a context each (``pgettext``,
    ``{% translate "…" context "…" %}``).
    """
    words: dict[tuple[str | None, str], dict[str, str]] = {}
    for app in (SHARED, *APPS, *FOREIGN):
        for message in read(po_path(root, app)):
            if message.id and _has_words(message.string):
                key = (message.context, _forms(message.id)[0])
                words.setdefault(key, {})[app] = " / ".join(_forms(message.string))
    return [
        f"{text}: " + ", ".join(f"{app} “{word}”" for app, word in by_app.items())
        for (_context, text), by_app in words.items()
        if len(set(by_app.values())) > 1
    ]


def compile_all(root: Path) -> int:
    """Write the .mo file of every catalogue that is newer than it; how many."""
    paths = [
        po_path(root, app).with_name(f"{domain}.po")
        for app in (SHARED, *APPS, *FOREIGN)
        for domain in DOMAINS
    ]
    stale = [path for path in paths if path.exists() and _is_stale(path)]
    for path in stale:
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read(path))
    return len(stale)


def _is_stale(path: Path) -> bool:
    target = path.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < path.stat().st_mtime


def _forms(text: Any) -> tuple[str, ...]:
    """Return a text and its plurals; what Babel keeps is one string or several."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def _has_words(string: Any) -> bool:
    forms = _forms(string)
    return bool(forms) and all(form.strip() for form in forms)
