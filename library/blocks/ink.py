"""How a block asks for the files it shows, when it is frozen or previewed."""

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class FileMark:
    """A file as a block shows it. file: code of the stored file; src: its address."""

    file: str
    src: str
    digest: str
    name: str = ""
    size: int = 0
    mime: str = ""
    suffix: str = ""
    width: int | None = None
    height: int | None = None
    pages: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return what is kept in a frozen version: all but the address."""
        kept = vars(self) | {}
        kept.pop("src")
        return {name: value for name, value in kept.items() if value not in (None, "")}


class Ink(Protocol):
    """Stores (freezing) or only shows (preview) the files of a page."""

    def picture(self, image: Any) -> FileMark:
        """Return the mark of a picture of the back office."""

    def file(self, document: Any, *, expect: frozenset[str]) -> FileMark:
        """Return the mark of a file of the back office, of one of these families."""
