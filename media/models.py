"""Files: bytes kept once by digest, and who may reach them under which code."""

import secrets
from typing import IO

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q

from lms.core.errors import NotFound
from media.enums import PackageKind

_ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_code() -> str:
    """Return a code that nobody can guess (about 128 bits)."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(22))


class Blob(models.Model):
    """The bytes of a file, kept once however often they are brought.

    ``digest``: SHA-256 in hex. ``path``: where the storage keeps them.
    """

    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    path = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="blob_not_empty")
        ]

    def __str__(self):
        return self.digest[:12]

    def open(self) -> IO[bytes]:
        """Return a stream of the bytes, for use in a ``with``."""
        return default_storage.open(self.path, "rb")


class StoredFile(models.Model):
    """One file under an unguessable code, for one purpose, with one door.

    ``purpose`` names the rule that says who may see it (media.doors). The same
    bytes brought for another purpose or by another person are another StoredFile.
    ``mime`` is told by the content, never by what the sender claims.
    """

    code = models.CharField(max_length=32, unique=True, default=new_code)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="files")
    name = models.CharField(max_length=160)
    mime = models.CharField(max_length=120)
    suffix = models.CharField(max_length=8)
    purpose = models.CharField(max_length=40)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["blob", "purpose", "owner", "name"],
                condition=Q(owner__isnull=False),
                name="stored_file_once_per_owner",
            ),
            models.UniqueConstraint(
                fields=["blob", "purpose", "name"],
                condition=Q(owner=None),
                name="stored_file_once_without_owner",
            ),
            models.CheckConstraint(
                condition=~Q(purpose=""), name="stored_file_has_purpose"
            ),
            models.CheckConstraint(
                condition=Q(width=None, height=None)
                | Q(width__isnull=False, height__isnull=False),
                name="stored_file_whole_size",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"


def stored_file(code: str) -> StoredFile:
    """Return a file by its code. Raises NotFound."""
    found = StoredFile.objects.filter(code=code).select_related("blob").first()
    if found is None:
        raise NotFound("file")
    return found


class Package(models.Model):
    """Active content: an archive whose entries the content origin may serve.

    It has the code and the door of its file. ``entry``: the page to open first.
    """

    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="package")
    kind = models.CharField(max_length=12, choices=PackageKind)
    entry = models.CharField(max_length=260)
    title = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=PackageKind.values), name="package_kind_known"
            ),
            models.CheckConstraint(condition=~Q(entry=""), name="package_has_entry"),
        ]

    def __str__(self):
        return f"{self.kind} {self.title}"


class PackageEntry(models.Model):
    """One file of a package, by its path inside."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="entries")
    path = models.CharField(max_length=260)
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    mime = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["package", "path"], name="package_entry_once"
            )
        ]

    def __str__(self):
        return self.path
