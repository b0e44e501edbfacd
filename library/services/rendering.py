"""From frozen content to what the page of a reader holds: formulas drawn once."""

from typing import Any

from django.template.loader import render_to_string

from media.api import file_url

# Drawn when shown: they depend on the reader or on the day.
LIVE = frozenset({"check", "resource"})


def rendered_parts(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return [{"title", "blocks": [{"id", "type", "html"}]}] of a version's content.

    Pictures and recordings are addressed through their doors; in a preview the
    blocks bring addresses of the back office with them.
    """
    return [
        {"title": part["title"], "blocks": [_rendered(b) for b in part["blocks"]]}
        for part in data["parts"]
    ]


def with_addresses(block: dict[str, Any]) -> dict[str, Any]:
    """Return a block (or main file) with the addresses of its files."""
    if "src" in block or not block.get("file"):
        return block
    words = block.get("captions")
    return block | {
        "src": file_url(block["file"]),
        "captions_src": file_url(words) if words else "",
    }


def _rendered(block: dict[str, Any]) -> dict[str, Any]:
    kept = {"id": block["id"], "type": block["type"]}
    if block["type"] == "heading":
        kept["text"] = block["text"]
    if block["type"] in LIVE:
        return kept
    markup = render_to_string(
        f"library/blocks/{block['type']}.html", {"block": with_addresses(block)}
    )
    return kept | {"html": markup.strip()}
