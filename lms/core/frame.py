"""The frame round every page: menu entries that apps hang in.

Each app registers entries for roles; the frame knows no app. ``Entry.roles`` are
role codes of lms.people; the portal tells the roles of the person looking.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """One menu entry. order: lower stands first; the first four go to the phone bar."""

    label: object  # lazy text
    url_name: str
    roles: frozenset[str]
    order: int
    icon: str = ""  # name of a symbol in the icon sheet


ROLE_KEY = "role"  # in the session: the role a person looks with
_entries: list[Entry] = []
_readers: dict[str, Callable] = {}


def add_entries(*entries: Entry) -> None:
    """Hang entries into the menu; called from an app's ``ready``."""
    for entry in entries:
        if entry not in _entries:
            _entries.append(entry)


def set_reader(name: str, reader: Callable) -> None:
    """Let an app above answer for the frame.

    "roles"(user), "place"(user), "role_names"() -> code -> lazy name, "is_demo"(),
    "leave"(user) (the module that the log-out button runs first),
    "demo_accounts"() -> [{"username", "role", "name", "place"}] for the log-in page.
    """
    _readers[name] = reader


def demo_accounts() -> list[dict]:
    """Return the accounts that the log-in page offers; none but in a demonstration."""
    is_demo, reader = _readers.get("is_demo"), _readers.get("demo_accounts")
    if is_demo is None or reader is None or not is_demo():
        return []
    return list(reader())


def roles_of(user: object) -> frozenset[str]:
    """Return the codes of all roles a person holds today; none without a reader."""
    reader = _readers.get("roles")
    return reader(user) if reader else frozenset()


class Frame:
    """Lazy values for the base template."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def _read(self, name: str, default: object) -> object:
        reader = _readers.get(name)
        user = getattr(self.request, "user", None)
        if reader is None or user is None:
            return default
        return reader(user)

    @cached_property
    def is_demo(self) -> bool:
        """Whether the page must call itself a demonstration."""
        reader = _readers.get("is_demo")
        return bool(reader and reader())

    @cached_property
    def all_roles(self) -> frozenset[str]:
        """Role codes of the person looking, now."""
        return self._read("roles", frozenset())  # type: ignore[return-value]

    @cached_property
    def role(self) -> str:
        """The one role the person has chosen to look with; "" = all of them."""
        session = getattr(self.request, "session", None)
        chosen = session.get(ROLE_KEY, "") if session is not None else ""
        return chosen if chosen in self.all_roles else ""

    @cached_property
    def roles(self) -> frozenset[str]:
        """Role codes for menu and start page: all, or the chosen one.

        What a person may do is asked of lms.people.access and never narrowed.
        """
        return frozenset({self.role}) if self.role else self.all_roles

    @cached_property
    def role_choices(self) -> list[dict]:
        """The switch in the bar; empty for a person with one role."""
        if len(self.all_roles) < 2:
            return []
        reader = _readers.get("role_names")
        names = reader() if reader else {}
        return [
            {"code": code, "name": name, "is_chosen": code == self.role}
            for code, name in names.items()
            if code in self.all_roles
        ]

    @cached_property
    def place(self) -> str:
        """Name of the school or office in the bar."""
        return str(self._read("place", ""))

    @cached_property
    def leave_module(self) -> str:
        """Address of a script module to run before a person logs out, or ""."""
        return str(self._read("leave", ""))

    @cached_property
    def menu(self) -> list[dict]:
        """Entries for these roles, in order, with the current one marked."""
        shown = []
        for entry in sorted(_entries, key=lambda e: e.order):
            if not entry.roles & self.roles:
                continue
            url = reverse(entry.url_name)
            here = self.request.path
            is_here = here == url or (url != "/" and here.startswith(url))
            shown.append(
                {
                    "label": entry.label,
                    "url": url,
                    "icon": entry.icon,
                    "is_here": is_here,
                }
            )
        return shown


def frame_for(request: HttpRequest) -> Frame:
    """Return the frame of this request, one for all its templates."""
    known: Frame | None = vars(request).get("_frame")
    if known is None:
        known = vars(request)["_frame"] = Frame(request)
    return known
