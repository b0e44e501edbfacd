"""Command: assemble_papers."""

import contextlib
import ctypes
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exams.rules.sheets import Sheet, totals
from exams.services.drawing import Drawn, Request, draw_papers
from exams.services.unmet_words import as_json
from lms.core.commands import DomainCommand
from lms.core.errors import DomainError

MOST_BYTES = 5_000_000


class Command(DomainCommand):
    """Draw papers from a bank by a blueprint and keep them."""

    help = (
        "Draw papers from a bank by a blueprint (JSON as in commands.md), with a proof"
        " of quality or the demands in conflict. The same blueprint, bank and seed give"
        " the same papers. Exit 3 where the blueprint cannot be met."
    )

    def arguments(self, parser: Any) -> None:
        parser.add_argument("blueprint", help="JSON file, - for standard input")
        parser.add_argument(
            "--bank", action="append", required=True, help="bank code; may be repeated"
        )
        parser.add_argument("--papers", type=int, default=1)
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--time-limit", type=float, default=30.0, dest="limit")
        parser.add_argument(
            "--dry-run", action="store_true", help="draw, but keep nothing"
        )

    def run(self, **options: Any) -> dict[str, Any]:
        if not 0 < options["limit"] <= 3600:
            raise DomainError("time_limit_out_of_range")
        request = Request(
            document=_document(options["blueprint"]),
            bank_codes=tuple(dict.fromkeys(options["bank"])),
            count=options["papers"],
            seed=options["seed"],
            time_limit=options["limit"],
        )
        by = self.acting_user(options)
        with quiet_stdout():
            drawn = draw_papers(request, by=by, keep=not options["dry_run"])
        if drawn.plan.ignored:
            self.say(f"ignored: {', '.join(drawn.plan.ignored)}")
        self.skipped = bool(drawn.unmet)
        return outcome(drawn)


def outcome(drawn: Drawn) -> dict[str, Any]:
    """Return what the command prints."""
    return {
        "status": drawn.status,
        "bound": drawn.bound,
        "objective": drawn.objective,
        "tolerance": drawn.tolerance,
        "seconds": round(drawn.seconds, 3),
        "papers": [_paper(sheet) for sheet in drawn.sheets],
        "unmet": [as_json(unmet, drawn.plan) for unmet in drawn.unmet],
        "pool": drawn.drawing.pool_digest if drawn.drawing else None,
        "left_out_as_used": drawn.used,
    }


def _paper(sheet: Sheet) -> dict[str, Any]:
    return {
        "code": sheet.code,
        "slots": [
            {
                "position": slot.position,
                "item": slot.item,
                "option_order": list(slot.option_order) if slot.option_order else None,
                "points": f"{slot.points.normalize():f}",
            }
            for slot in sheet.slots
        ],
        "totals": totals(sheet),
    }


def _document(name: str) -> Any:
    try:
        if name == "-":
            content = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as stream:
                content = stream.read(MOST_BYTES + 1)
    except OSError:
        raise DomainError("file_missing", where=f"file {name}") from None
    if len(content) > MOST_BYTES:
        raise DomainError("file_too_big", limit="5 MB", where=f"file {name}")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise DomainError("blueprint_unreadable", where=f"file {name}") from None


@contextlib.contextmanager
def quiet_stdout() -> Iterator[None]:
    """Send what the solver's C code prints to stderr: stdout holds one document."""
    sys.stdout.flush()
    try:
        kept = os.dup(1)
    except OSError:  # no such descriptor: nothing can be printed there either
        yield
        return
    try:
        os.dup2(2, 1)
        yield
    finally:
        ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
