"""Footnotes and endnotes: their text, by the id that the body refers to."""

from lxml import etree

from question_bank.rules.formats.docx.names import W
from question_bank.rules.formats.docx.package import WordPackage


class Notes:
    """The notes of a file as plain text; ``number`` counts them as Word shows them."""

    def __init__(self, package: WordPackage) -> None:
        self._texts: dict[tuple[str, str], str] = {}
        self._seen: dict[tuple[str, str], int] = {}
        for kind in ("footnote", "endnote"):
            root = package.part(f"{kind}s")
            if root is not None:
                self._load(root, kind)

    def number(self, kind: str, note_id: str) -> tuple[int, str] | None:
        """Return (number, text) of a note, None where it has no text."""
        text = self._texts.get((kind, note_id))
        if not text:
            return None
        key = (kind, note_id)
        self._seen.setdefault(key, len(self._seen) + 1)
        return self._seen[key], text

    def _load(self, root: etree._Element, kind: str) -> None:
        for note in root.iter(W + kind):
            if note.get(W + "type") in ("separator", "continuationSeparator"):
                continue
            paragraphs = [
                "".join(t.text or "" for t in p.iter(W + "t")).strip()
                for p in note.iter(W + "p")
            ]
            text = " ".join(part for part in paragraphs if part)
            self._texts[kind, note.get(W + "id", "")] = text
