"""Command: assemble_papers."""

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator
from typing import Any

from exams.management.documents import read_json
from exams.rules.sheets import Sheet, plain, totals
from exams.services.drawing import Drawn, Request, draw_papers
from exams.services.unmet_words import as_json
from lms.core.commands import DomainCommand
from lms.core.errors import DomainError


class Command(DomainCommand):
    """Draw papers from a bank by a blueprint and keep them."""

    help = (
        "Draw papers from a bank by a blueprint (JSON as in commands.md), with a proof"
        " of quality or the demands in conflict. The same blueprint, bank and seed give"
        " the same papers. Exit 3 where the blueprint cannot be met."
    )

    writes = True
    rolls_back = False  # what is drawn is kept or not

    def arguments(self, parser: Any) -> None:
        parser.add_argument("blueprint", help="JSON file, - for standard input")
        parser.add_argument(
            "--bank", action="append", required=True, help="bank code; may be repeated"
        )
        parser.add_argument("--papers", type=int, default=1)
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--time-limit", type=float, default=30.0, dest="limit")

    def run(self, **options: Any) -> dict[str, Any]:
        if not 0 < options["limit"] <= 3600:
            raise DomainError("time_limit_out_of_range", where="--time-limit")
        request = Request(
            document=read_json(options["blueprint"], unreadable="blueprint_unreadable"),
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
    codes = {paper.paper_code: paper.code for paper in drawn.papers}
    return {
        "status": drawn.status,
        "bound": drawn.bound,
        "objective": drawn.objective,
        "tolerance": drawn.tolerance,
        "seconds": round(drawn.seconds, 3),
        "papers": [_paper(sheet, codes.get(sheet.code)) for sheet in drawn.sheets],
        "unmet": [as_json(unmet, drawn.plan) for unmet in drawn.unmet],
        "pool": drawn.pool_digest,
        "left_out_as_used": drawn.used,
    }


def _paper(sheet: Sheet, code: str | None) -> dict[str, Any]:
    return {
        "code": sheet.code,
        "paper": code,
        "slots": [
            {
                "position": slot.position,
                "item": slot.item,
                "option_order": list(slot.option_order) if slot.option_order else None,
                "points": plain(slot.points),
            }
            for slot in sheet.slots
        ],
        "totals": totals(sheet),
    }


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
