"""Packages: an archive is checked, its entries are kept apart, ready to serve."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from django.db import transaction

from lms.core.errors import DomainError
from media.enums import PackageKind
from media.models import Package, PackageEntry, StoredFile
from media.rules.archives import check_archive, read_entries
from media.rules.packages import PackageFacts, package_facts
from media.rules.webtypes import is_junk, web_type
from media.services.files import keep_blob, store_file

ENTRY_LIMIT = 20 * 2**20  # read for facts: manifests and start pages are small


@dataclass(frozen=True)
class StoredPackage:
    """A package and what was left out of it."""

    package: Package
    removed: tuple[str, ...]


@transaction.atomic
def store_package(
    source: bytes | IO[bytes], *, name: str, by: Any, purpose: str
) -> StoredPackage:
    """Keep a package of active content; the same again gives the same.

    Raises DomainError as store_file does, and package_start_missing,
    package_launch_external, package_not_played (H5P, EPUB), xml_unreadable.
    """
    file = store_file(source, name=name, by=by, purpose=purpose, expect={"archive"})
    known = Package.objects.filter(file=file).first()
    with file.blob.open() as stream:
        facts = facts_of(stream)
        removed = tuple(sorted(n for n in _names(stream) if is_junk(n)))
        if known is None:
            known = _unpack(file, facts, stream)
    return StoredPackage(known, removed)


def any_facts_of(stream: IO[bytes]) -> PackageFacts:
    """Return what an archive is, also of kinds that are not played.

    Raises DomainError as store_package does.
    """
    names = _names(stream)
    kept = frozenset(name for name in names if not is_junk(name))
    return package_facts(kept, entry_reader(stream))


def facts_of(stream: IO[bytes]) -> PackageFacts:
    """Return what an archive is, if it is a kind that can be played.

    Raises DomainError as store_package does.
    """
    facts = any_facts_of(stream)
    if facts.kind not in PackageKind.values:
        raise DomainError("package_not_played", kind=facts.kind.upper())
    return facts


def _names(stream: IO[bytes]) -> frozenset[str]:
    return check_archive(stream).names


def entry_reader(stream: IO[bytes]) -> Callable[[str], bytes]:
    """Return a function that reads one entry of a checked archive."""

    def read(name: str) -> bytes:
        try:
            with zipfile.ZipFile(stream) as archive, archive.open(name) as entry:
                return entry.read(ENTRY_LIMIT)
        except (zipfile.BadZipFile, KeyError, OSError, EOFError):
            raise DomainError("zip_unreadable", where=f"entry {name}") from None

    return read


def _unpack(file: StoredFile, facts: PackageFacts, stream: IO[bytes]) -> Package:
    package = Package.objects.create(
        file=file, kind=facts.kind, entry=facts.entry, title=facts.title
    )
    rows = []
    for name, content in read_entries(stream):
        if is_junk(name):
            continue
        blob = None
        if content:
            digest = hashlib.sha256(content).hexdigest()
            blob = keep_blob(io.BytesIO(content), digest=digest, size=len(content))
        rows.append(
            PackageEntry(package=package, path=name, blob=blob, mime=web_type(name))
        )
    PackageEntry.objects.bulk_create(rows, batch_size=500)
    return package
