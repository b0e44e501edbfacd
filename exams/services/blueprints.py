"""Blueprints kept: made, changed, copied; their document as commands.md has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from exams.models import Blueprint, BlueprintRow
from exams.models.staff_reach import staff_reach
from exams.rules.blueprint import Plan
from exams.rules.blueprint_reader import read_blueprint
from exams.rules.grid import spread_by_level
from exams.rules.receipts import new_code
from exams.rules.sheets import plain
from exams.rules.structures import Structure, split_of_7991
from lms.core import audit
from lms.core.errors import DomainError
from lms.curriculum.models import Subject
from question_bank import api as question_bank


@dataclass(frozen=True)
class RowFacts:
    """One row of the sheet; "" = any."""

    node_code: str
    kind: str
    level: str
    count: int
    points: Decimal | None


def document_of(blueprint: Blueprint) -> dict[str, Any]:
    """Return the blueprint as the JSON of commands.md and files.md 24."""
    rules = dict(blueprint.rules)
    document = {
        "title": blueprint.title,
        "subject": blueprint.subject.code if blueprint.subject else None,
        "grade": blueprint.grade,
        "minutes": blueprint.minutes,
        "rows": [
            {
                "node": row.node_code or None,
                "kind": row.kind or None,
                "level": row.level or None,
                "count": row.count,
                "points": plain(row.points) if row.points is not None else None,
            }
            for row in blueprint.rows.order_by("position")
        ],
    }
    for name in ("length", "bounds", "seconds_max"):
        if name in rules:
            document[name] = rules.pop(name)
    return document | {"rules": rules}


@transaction.atomic
def create_blueprint(
    *,
    by: Any,
    title: str,
    subject: Subject | None,
    grade: int | None,
    minutes: int | None = None,
    bank_codes: Sequence[str] = (),
    structure: Structure | None = None,
) -> Blueprint:
    """Make a blueprint of the person's school or office, empty or by a structure.

    A structure gives rows without node; where the banks tell levels, its questions
    are spread over those there are as letter 7991 asks (about 40/30/30).
    """
    blueprint = Blueprint.objects.create(
        code=f"MT{new_code(8)}",
        title=title,
        subject=subject,
        grade=grade,
        minutes=minutes or (structure.minutes if structure else None),
        unit_id=staff_reach(by).home if by is not None else None,
        bank_codes=question_bank.usable_banks(by, list(bank_codes)),
        template=structure.code if structure else "",
        created_by=by,
    )
    if structure is not None:
        _write_rows(blueprint, _rows_of(structure, blueprint.bank_codes))
    audit.record("make", "blueprint", blueprint.code, by=by)
    return blueprint


@transaction.atomic
def save_blueprint(
    blueprint: Blueprint,
    rows: Sequence[RowFacts],
    *,
    by: Any,
    rules: dict[str, Any] | None = None,
    **facts: Any,
) -> Plan:
    """Write the sheet anew; papers drawn before stay as they are.

    facts: title, subject, grade, minutes, bank_codes. Raises what ``read_blueprint``
    raises; then nothing is written.
    """
    if "bank_codes" in facts:
        facts["bank_codes"] = question_bank.usable_banks(by, facts["bank_codes"])
    if rules is not None:
        facts["rules"] = rules
    for name, value in facts.items():
        setattr(blueprint, name, value)
    blueprint.save()
    _write_rows(blueprint, rows)
    plan = read_blueprint(document_of(blueprint))
    audit.record("change", "blueprint", blueprint.code, by=by, rows=len(rows))
    return plan


@transaction.atomic
def copy_blueprint(blueprint: Blueprint, *, by: Any, title: str) -> Blueprint:
    """Return a copy that the person may change."""
    rows = list(blueprint.rows.order_by("position"))
    copied = Blueprint.objects.create(
        code=f"MT{new_code(8)}",
        title=title,
        subject=blueprint.subject,
        grade=blueprint.grade,
        minutes=blueprint.minutes,
        unit_id=staff_reach(by).home,
        bank_codes=question_bank.usable_banks(by, blueprint.bank_codes),
        rules=blueprint.rules,
        template=blueprint.template,
        created_by=by,
    )
    _write_rows(copied, [facts_of(row) for row in rows])
    audit.record("copy", "blueprint", copied.code, by=by, source=blueprint.code)
    return copied


@transaction.atomic
def delete_blueprint(blueprint: Blueprint, *, by: Any) -> None:
    """Remove a blueprint; what was drawn by it keeps its own copy of the document."""
    audit.record("delete", "blueprint", blueprint.code, by=by)
    blueprint.delete()


def facts_of(row: BlueprintRow) -> RowFacts:
    """Return a kept row as facts."""
    return RowFacts(row.node_code, row.kind, row.level, row.count, row.points)


def _rows_of(structure: Structure, bank_codes: Sequence[str]) -> list[RowFacts]:
    cards = question_bank.published_versions(bank_codes=bank_codes)
    levelled = sum(bool(card.level) for card in cards)
    if not cards or levelled * 2 < len(cards):
        return [RowFacts("", p.kind, "", p.count, p.points) for p in structure.parts]
    there = {(card.kind, card.level) for card in cards}
    rows = []
    for part in structure.parts:
        shares = {
            level: share
            for level, share in split_of_7991()[1].items()
            if (part.kind, level) in there
        } or {"": Decimal(1)}
        rows += [
            RowFacts("", part.kind, level, count, part.points)
            for level, count in spread_by_level(part.count, shares).items()
        ]
    return rows


def _write_rows(blueprint: Blueprint, rows: Sequence[RowFacts]) -> None:
    wanted = [row for row in rows if row.count > 0]
    if len(wanted) > 400:
        raise DomainError("blueprint_too_big", rows=400, items=500)
    blueprint.rows.all().delete()
    BlueprintRow.objects.bulk_create(
        [
            BlueprintRow(
                blueprint=blueprint,
                position=position,
                node_code=row.node_code,
                kind=row.kind,
                level=row.level,
                count=row.count,
                points=row.points,
            )
            for position, row in enumerate(wanted, start=1)
        ]
    )
