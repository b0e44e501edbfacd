"""Items as the commands print them (commands.md, "Item bank")."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from lms.core import html, wording
from lms.core.errors import Problem
from question_bank.models import DraftRow, ImportBatch, ItemVersion
from question_bank.models.keys import ItemKey
from question_bank.rules.contents import Content, pieces

_LISTS = ("options", "statements", "left")


def batch_json(
    batch: ImportBatch,
    rows: Iterable[DraftRow],
    skipped: Iterable[tuple[DraftRow, Problem]],
) -> dict[str, Any]:
    """Return one entry of "files": items taken, and everything that was not."""
    rows = list(rows)
    keys = ItemKey.objects.in_bulk([row.version_id for row in rows])
    lost = [{"ref": s.get("ref", ""), **problem_json(s)} for s in batch.skipped] + [
        {"ref": row.ref, **wording.as_json(problem)} for row, problem in skipped
    ]
    return {
        "file": batch.file_name,
        "format": batch.format,
        "batch": batch.code,
        "items": [row_json(row, keys[row.version_id]) for row in rows],
        "skipped": lost,
        "problems": [problem_json(problem) for problem in batch.problems],
    }


def row_json(row: DraftRow, key: ItemKey) -> dict[str, Any]:
    """Return one item of an imported file."""
    said = {warning["code"] for warning in row.warnings}
    open_points = [
        *row.warnings,
        *(problem for problem in row.problems if problem["code"] not in said),
    ]
    return {
        "ref": row.ref,
        **version_json(row.taken, key),
        "warnings": [problem_json(problem) for problem in open_points],
    }


def version_json(version: ItemVersion, key: ItemKey) -> dict[str, Any]:
    """Return {"code", "kind", "stem", "options", "key", "points", "images", "group"}."""
    body = version.body
    listed: list[dict[str, str]] = next(
        (body[name] for name in _LISTS if name in body), []
    )
    found = {
        "code": version.item.code,
        "version": version.number,
        "state": version.state,
        "kind": version.kind,
        "stem": html.to_text(version.stem_html),
        "options": _options(listed),
        "key": key.key,
        "points": _decimal(version.points),
        "level": version.level or None,
        "node": version.node_code or None,
        "images": _images(version),
        "group": version.group.code if version.group else None,
        "where": version.place,
    }
    if "right" in body:
        found["targets"] = _options(body["right"])
    if "gaps" in body:
        found["gaps"] = [
            {"code": gap["code"], "kind": gap.get("kind", "text")}
            | ({"options": _options(gap["options"])} if "options" in gap else {})
            for gap in body["gaps"]
        ]
    return found


def problem_json(row: dict[str, Any]) -> dict[str, str]:
    """Return a kept problem as {"code", "message", "where"}."""
    return wording.as_json(
        Problem(row["code"], row.get("where", ""), row.get("details", {}))
    )


def _options(options: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{"code": o["code"], "text": html.to_text(o["html"])} for o in options]


def _images(version: ItemVersion) -> int:
    """Return how many pictures the item itself shows, its passage not counted."""
    content = Content(version.kind, version.stem_html, version.body)
    count = sum(len(html.file_codes(piece)) for piece in pieces(content))
    return count + bool(version.body.get("image"))


def _decimal(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"
