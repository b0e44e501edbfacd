"""Where bytes rest: a folder or a bucket (media.bucket), by setting; never public.

Both answer ``url`` with the address of a door of ours, so that whatever prints an
address (Wagtail's image chooser does) cannot open a way round the doors.
"""

from django.core.files.storage import FileSystemStorage
from django.core.signing import Signer
from django.urls import reverse

_SALT = "media.storage.back_office"


def signed_name(name: str) -> str:
    """Return the name with a signature, as the back office's door wants it."""
    return Signer(salt=_SALT, sep="~").sign(name)


def name_signed(signed: str) -> str:
    """Return the name. Raises BadSignature."""
    return Signer(salt=_SALT, sep="~").unsign(signed)


def door_address(name: str | None) -> str:
    """Return the address of the back office's door to a file of the storage."""
    return reverse("media:back_office", args=[signed_name(name or "")])


class FolderStorage(FileSystemStorage):
    """Files in a folder of ours."""

    def url(self, name):
        """Return the address of a door, never of the file itself."""
        return door_address(name)
