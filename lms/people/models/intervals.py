"""Half-open intervals, as every dated row of people has them."""

from django.db import models
from django.db.models import F, Q


def interval(prefix, start="valid_from", end="valid_to"):
    """Return the check that an interval ends after it starts (or has no end)."""
    return models.CheckConstraint(
        condition=Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": F(start)}),
        name=f"{prefix}_ends_after_start",
    )
