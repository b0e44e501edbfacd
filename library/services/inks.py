"""Two ways to show the files of a page: kept for good, or only for a look."""

from typing import Any

from django.utils.translation import gettext as _

from library.blocks.ink import FileMark
from lms.core.errors import DomainError
from media.api import StoredCard, file_url, store_file

PURPOSE = "library.version"
PICTURE_WIDTH = 1200  # pixels; a phone shows less, a beamer hardly more


class KeepingInk:
    """Copies every file into the store: what was approved stays as it was."""

    def picture(self, image: Any) -> FileMark:
        """Return the mark of a picture, at most PICTURE_WIDTH wide."""
        return _mark(
            _store(image, expect=frozenset({"image", "drawing"}), width=PICTURE_WIDTH)
        )

    def file(self, document: Any, *, expect: frozenset[str]) -> FileMark:
        """Return the mark of a file of one of these families."""
        return _mark(_store(document, expect=expect))


class LookingInk:
    """Shows the files where they lie; nothing is kept."""

    def picture(self, image: Any) -> FileMark:
        """Return the mark of a picture, addressed in the back office."""
        if image is None:
            return FileMark("", "", "")
        shown = image.get_rendition(f"width-{PICTURE_WIDTH}")
        return FileMark("", shown.url, "", width=shown.width, height=shown.height)

    def file(self, document: Any, *, expect: frozenset[str]) -> FileMark:
        """Return the mark of a file, addressed in the back office."""
        if document is None:
            return FileMark("", "", "")
        return FileMark("", document.url, "", name=document.title)


def _store(
    item: Any, *, expect: frozenset[str], width: int | None = None
) -> StoredCard:
    if item is None:
        raise DomainError("resource_incomplete", fields=_("a file is missing"))
    name = item.file.name.rsplit("/", 1)[-1]
    try:
        with item.file.open("rb") as stream:
            return store_file(
                stream,
                name=name,
                by=None,
                purpose=PURPOSE,
                expect=expect,
                max_width=width,
            )
    except FileNotFoundError:
        raise DomainError("file_missing", where=f"file {name}") from None


def _mark(card: StoredCard) -> FileMark:
    return FileMark(
        file=card.code,
        src=file_url(card.code),
        digest=card.digest,
        name=card.name,
        size=card.size,
        mime=card.mime,
        suffix=card.suffix,
        width=card.width,
        height=card.height,
        pages=card.pages,
    )
