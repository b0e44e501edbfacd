"""Office files that are no zip archive: old ones, locked ones, broken ones.

Plain Python: rules may use it. All three are compound files (OLE), a small file
system whose directory names its streams in UTF-16.
"""

from lms.core.errors import DomainError

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = {
    "EncryptedPackage": "file_encrypted",
    "EncryptionInfo": "file_encrypted",
    "WordDocument": "doc_old_binary",
    "Workbook": "xls_old_binary",
    "Book": "xls_old_binary",  # Excel 5 and 95
}


def refuse_old_office(content: bytes, *, where: str = "") -> None:
    """Refuse a compound file by what it holds; let every other file pass.

    Raises DomainError file_encrypted (a locked .docx or .xlsx), doc_old_binary,
    xls_old_binary, office_old_binary (another kind, or nothing of it is left).
    """
    if not content.startswith(OLE_MAGIC):
        return
    for stream, code in _STREAMS.items():
        name = f"{stream}\0".encode("utf-16-le")
        if name in content or content.endswith(name[:-2]):
            raise DomainError(code, where=where)
    raise DomainError("office_old_binary", where=where)
