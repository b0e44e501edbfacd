"""Doors and reads on blueprints and papers."""

from typing import Any

from exams.models import Blueprint, Paper, Slot
from lms.core.errors import NotFound


def blueprint_for(user: Any, code: str) -> Blueprint:
    """Return a blueprint that is the person's business. Raises NotFound."""
    found = (
        Blueprint.objects.visible_to(user)
        .select_related("subject", "unit")
        .filter(code=code)
        .distinct()
        .first()
    )
    if found is None:
        raise NotFound("blueprint")
    return found


def paper_for(user: Any, code: str) -> Paper:
    """Return a paper that is the person's business. Raises NotFound."""
    found = (
        Paper.objects.visible_to(user)
        .select_related("subject", "unit", "base", "drawing__blueprint")
        .filter(code=code)
        .distinct()
        .first()
    )
    if found is None:
        raise NotFound("paper")
    return found


def slots_of(paper: Paper) -> list[Slot]:
    """Return the slots of a paper in order."""
    return list(paper.slots.order_by("position"))
