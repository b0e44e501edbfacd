"""What a frozen version holds, schema 1, and what can be read off it.

data = {
  "schema": 1, "title", "kind", "format", "summary", "subject", "grade",
  "nodes": [codes], "licence", "authors", "source", "unit", "minutes",
  "main": {"type", …} or null,
  "parts": [{"title", "blocks": [{"id", "type", …}]}],
}
main by type: package {file, digest, package_kind, size} · pdf, image, slides {file,
digest, name, size, pages…} · video, audio {file, digest, captions, transcript} ·
link {url, repository} · broadcast {at, channel, recording (a video main or null),
recording_url}.
Blocks: heading {text} · text {html} · formula {html, caption} · picture {file, digest,
alt, caption, width, height} · table {rows, header, caption} · recording {file, …,
title, captions, transcript} · resource {code, note} · check {question, options,
feedback, right, explanation} · think {prompt, answer}.
Texts are stored HTML of lms.core.html; "right" is the place of the right option.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from lms.core import html

SCHEMA = 1
MAIN = "main"  # the unit of a version's main file
_ADDRESSES = frozenset({"src", "captions_src"})
_TEXTS = ("text", "title", "alt", "caption", "note")
_HTML = ("html", "question", "explanation", "prompt", "answer", "transcript")


def digest_of(data: dict[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON form, in hex."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def without_addresses(value: Any) -> Any:
    """Return the same JSON without addresses: they are worked out when shown."""
    if isinstance(value, dict):
        return {
            name: without_addresses(inner)
            for name, inner in value.items()
            if name not in _ADDRESSES
        }
    if isinstance(value, list):
        return [without_addresses(inner) for inner in value]
    return value


def blocks_of(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the blocks of all parts in order."""
    for part in data["parts"]:
        yield from part["blocks"]


def units_of(data: dict[str, Any]) -> list[str]:
    """Return what can be seen one by one: the main file and every block but titles."""
    main = [MAIN] if data["main"] else []
    return main + [b["id"] for b in blocks_of(data) if b["type"] != "heading"]


def checks_of(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the check questions by block id."""
    return {b["id"]: b for b in blocks_of(data) if b["type"] == "check"}


def part_units(data: dict[str, Any], position: int) -> list[str]:
    """Return the units of one part (counted from 1); the main file is in the first."""
    blocks = data["parts"][position - 1]["blocks"]
    main = [MAIN] if position == 1 and data["main"] else []
    return main + [b["id"] for b in blocks if b["type"] != "heading"]


def files_of(data: dict[str, Any]) -> list[str]:
    """Return the codes of all stored files that the version shows."""
    found: dict[str, None] = {}

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for name in ("file", "captions"):
                if value.get(name):
                    found[value[name]] = None
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk({"main": data["main"], "parts": data["parts"]})
    return list(found)


def resources_of(data: dict[str, Any]) -> list[str]:
    """Return the codes of other materials that the version points to."""
    return [b["code"] for b in blocks_of(data) if b["type"] == "resource"]


def plain_text(data: dict[str, Any]) -> str:
    """Return the words of all blocks, for search."""
    lines = [part["title"] for part in data["parts"]]
    for block in blocks_of(data):
        lines += [str(block.get(name) or "") for name in _TEXTS]
        lines += [html.to_text(block.get(name) or "") for name in _HTML]
        lines += [html.to_text(option) for option in block.get("options", [])]
        for row in block.get("rows", []):
            lines += [html.to_text(cell) for cell in row]
    main = data["main"] or {}
    lines += [str(main.get(name) or "") for name in ("repository", "channel", "name")]
    lines.append(html.to_text(main.get("transcript") or ""))
    return "\n".join(line for line in lines if line)
