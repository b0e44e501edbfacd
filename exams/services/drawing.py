"""Papers from a blueprint: draw, keep, find again."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from exams.models import Blueprint, Drawing, Paper
from exams.queries.papers import slots_of
from exams.queries.pools import Pool, pool_for, unpacked
from exams.rules.assembly.assemble import INFEASIBLE, Assembly, Pick, assemble
from exams.rules.assembly.unmet import Unmet
from exams.rules.blueprint import Plan
from exams.rules.blueprint_reader import read_blueprint
from exams.rules.sheets import Sheet
from exams.services.papers import PaperFacts, keep_papers, kept_slot, lay_out
from lms.core import audit
from lms.core.clock import database_now
from lms.core.errors import DomainError
from lms.curriculum.models import Subject
from question_bank import api as question_bank

MOST_PAPERS = 48


@dataclass(frozen=True)
class Request:
    """What is asked for: document as in commands.md, banks by code."""

    document: dict[str, Any]
    bank_codes: tuple[str, ...]
    count: int = 1
    seed: int = 0
    time_limit: float = 30.0


@dataclass(frozen=True)
class Drawn:
    """What came out. sheets: the papers, kept or not. drawing: None where not kept.

    used: items left out as used lately. pool_digest: of those that were left.
    """

    plan: Plan
    status: str
    objective: float | None
    bound: float | None
    tolerance: float
    seconds: float
    sheets: tuple[Sheet, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    drawing: Drawing | None = None
    used: int = 0
    pool_digest: str = ""

    @property
    def papers(self) -> list[Paper]:
        """The kept papers, by code."""
        if self.drawing is None:
            return []
        return list(self.drawing.papers.order_by("paper_code"))


def draw_papers(
    request: Request,
    *,
    by: Any,
    blueprint: Blueprint | None = None,
    keep: bool = True,
) -> Drawn:
    """Draw papers and keep them; the same request on the same stock gives the same.

    by: None = the system. blueprint: the row the document was made of, if any. An
    impossible blueprint is an answer (status infeasible, ``unmet``), not a refusal.
    Raises DomainError: bank_unknown, assembly_papers, assembly_out_of_time, and what
    ``read_blueprint`` raises.
    """
    plan = read_blueprint(request.document)
    known = question_bank.usable_banks(by, request.bank_codes)
    missing = sorted(set(request.bank_codes) - set(known))
    if missing or not known:
        raise DomainError("bank_unknown", value=", ".join(missing))
    pool = pool_for(plan, known, at=database_now())
    digest = _request_digest(request, pool)
    before = _kept_before(digest, blueprint, by)
    if before is not None:
        return _again(before, plan, pool.stock_size)
    found = assemble(
        plan,
        pool.items,
        papers=request.count,
        seed=request.seed,
        time_limit=request.time_limit,
        tree=pool.tree,
    )
    sheets = _sheets(found, pool, request, plan)
    drawing = None
    if keep and found.status != INFEASIBLE:
        drawing = _keep(request, plan, pool, found, sheets, by, blueprint, digest)
    return Drawn(
        plan=plan,
        status=found.status,
        objective=found.objective,
        bound=found.bound,
        tolerance=found.tolerance,
        seconds=found.seconds,
        sheets=sheets,
        unmet=found.unmet,
        drawing=drawing,
        used=pool.used,
        pool_digest=pool.digest,
    )


def _sheets(
    found: Assembly, pool: Pool, request: Request, plan: Plan
) -> tuple[Sheet, ...]:
    return tuple(
        lay_out(
            [_drawn_item(pick, pool) for pick in picks],
            paper_code=f"01{number:02d}",
            seed=f"{request.seed}/{number}",
            key_balance=plan.rules.key_balance,
            thetas=plan.rules.thetas,
        )
        for number, picks in enumerate(found.papers, start=1)
    )


def _drawn_item(pick: Pick, pool: Pool) -> tuple[Any, Any, Any]:
    return pick.item, pool.cards[pick.item.code], pick.points


@transaction.atomic
def _keep(
    request: Request,
    plan: Plan,
    pool: Pool,
    found: Assembly,
    sheets: Sequence[Sheet],
    by: Any,
    blueprint: Blueprint | None,
    digest: str,
) -> Drawing:
    drawing = Drawing.objects.create(
        blueprint=blueprint,
        document=request.document,
        bank_codes=list(request.bank_codes),
        request_digest=digest,
        pool=pool.packed(),
        pool_digest=pool.digest,
        seed=request.seed,
        count=request.count,
        status=found.status,
        objective=found.objective,
        bound=found.bound,
        tolerance=found.tolerance,
        by=by,
    )
    subject = Subject.objects.filter(code=plan.subject or "").first()
    facts = PaperFacts(
        title=plan.title,
        subject_id=subject.pk if subject else None,
        grade=plan.grade,
        minutes=plan.minutes,
        unit_id=blueprint.unit_id if blueprint else None,
    )
    papers = keep_papers(sheets, facts, by=by, drawing=drawing)
    audit.record(
        "draw", "paper", papers[0].code, by=by,
        papers=len(papers), seed=request.seed, pool=pool.digest[:12],
    )  # fmt: skip
    return drawing


def _request_digest(request: Request, pool: Pool) -> str:
    facts = [
        request.document, sorted(request.bank_codes), request.count, request.seed,
        pool.stock_digest,
    ]  # fmt: skip
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _kept_before(digest: str, blueprint: Blueprint | None, by: Any) -> Drawing | None:
    """Return the drawing of the same request, where none of its papers is gone.

    Only this blueprint's own, or without one this person's: papers of an equal
    request elsewhere belong to its people.
    """
    drawings = Drawing.objects.filter(request_digest=digest, blueprint=blueprint)
    if blueprint is None:
        drawings = drawings.filter(by=by)
    gone = Paper.objects.filter(drawing=OuterRef("pk"), discarded_at__isnull=False)
    return drawings.exclude(Exists(gone)).order_by("id").first()


def _again(drawing: Drawing, plan: Plan, stock: int) -> Drawn:
    """Return the kept papers of a drawing, with the figures of its pool.

    stock: how many items there were, and are, before used ones were left out.
    """
    pool = unpacked(bytes(drawing.pool))
    sheets = []
    for paper in drawing.papers.order_by("paper_code"):
        slots = slots_of(paper)
        keys = question_bank.single_keys([slot.version_id for slot in slots])
        texts = question_bank.option_texts([slot.version_id for slot in slots])
        sheets.append(
            Sheet(
                paper.paper_code,
                tuple(
                    kept_slot(
                        slot,
                        pool[slot.version_id],
                        thetas=plan.rules.thetas,
                        options=[code for code, _text in texts[slot.version_id]],
                        key=keys.get(slot.version_id),
                    )
                    for slot in slots
                ),
                plan.rules.thetas,
            )
        )
    return Drawn(
        plan=plan,
        status=drawing.status,
        objective=drawing.objective,
        bound=drawing.bound,
        tolerance=drawing.tolerance,
        seconds=0.0,
        sheets=tuple(sheets),
        drawing=drawing,
        used=stock - len(pool),
        pool_digest=drawing.pool_digest,
    )
