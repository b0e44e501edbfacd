"""Zip archives of tables: looked through before a byte of them is unpacked.

Uploaded packages are the business of ``media``; this is the small door for imports
of the lower apps, which take flat files out of an archive and nothing else.
"""

import shutil
import stat
import zipfile
import zlib
from pathlib import Path

from lms.core.errors import DomainError

MB = 2**20
MOST_ENTRIES = 2000
MOST_UNPACKED = 1500 * MB
MOST_RATIO = 200
RATIO_FROM = 20 * MB  # small archives may be packed as tightly as they like
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
)


def unpack(path: Path, folder: Path, *, suffixes: tuple[str, ...]) -> list[Path]:
    """Put the files with these endings into the (empty) folder; return them.

    Folders within the archive stay folders. Raises DomainError naming the entry:
    zip_unreadable, zip_too_many, zip_too_big, zip_ratio, zip_path_escapes, zip_link,
    zip_encrypted; nothing is written before the whole directory was looked through.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check(infos)
            wanted = [i for i in infos if i.filename.lower().endswith(suffixes)]
            return [_take(archive, info, folder) for info in wanted]
    except _UNREADABLE:
        raise DomainError("zip_unreadable", where=f"file {path.name}") from None


def _check(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_ENTRIES:
        raise DomainError("zip_too_many", limit=MOST_ENTRIES)
    for info in infos:
        _check_entry(info)
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if unpacked > MOST_UNPACKED:
        raise DomainError("zip_too_big", limit=MOST_UNPACKED // MB)
    if unpacked > RATIO_FROM and unpacked > packed * MOST_RATIO:
        raise DomainError("zip_ratio", ratio=MOST_RATIO)


def _check_entry(info: zipfile.ZipInfo) -> None:
    name = info.orig_filename
    place = f"entry {name[:120]}"
    parts = set(name.split("/"))
    if name.startswith("/") or "\\" in name or ":" in name or {"", ".", ".."} & parts:
        raise DomainError("zip_path_escapes", where=place)
    if any(ord(char) < 32 for char in name):
        raise DomainError("zip_path_escapes", where=place)
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        raise DomainError("zip_link", where=place)
    if info.flag_bits & 0x1:
        raise DomainError("zip_encrypted", where=place)


def _take(archive: zipfile.ZipFile, info: zipfile.ZipInfo, folder: Path) -> Path:
    target = folder / info.filename
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(info) as packed, target.open("wb") as out:
        shutil.copyfileobj(packed, out, MB)  # never more than the directory said
    return target
