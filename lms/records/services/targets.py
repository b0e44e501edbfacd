"""Targets: dated rows; a new one takes over, old ones stay readable."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from lms.core import audit
from lms.core.errors import DomainError
from lms.people.models import OrgUnit
from lms.records.models import Target
from lms.records.rules.share import INDICATOR


@transaction.atomic
def set_target(
    unit: OrgUnit,
    *,
    level: str,
    value: Decimal,
    valid_from: date,
    source: str,
    by: Any,
    indicator: str = INDICATOR,
) -> Target:
    """Let a unit aim at a share from a day on. value: 0..1.

    Raises DomainError target_taken where a row begins on that very day.
    """
    same = Target.objects.filter(
        unit=unit, indicator=indicator, level=level, valid_from=valid_from
    )
    if same.exists():
        raise DomainError("target_taken")
    target = Target.objects.create(
        unit=unit,
        indicator=indicator,
        level=level,
        value=value,
        valid_from=valid_from,
        source=source,
        by=by,
    )
    audit.record("set_target", "unit", unit.code, by=by, level=level, value=str(value))
    return target


@transaction.atomic
def end_target(target: Target, *, on: date, by: Any) -> None:
    """Let a target end; on that day it no longer holds, the parent's counts again.

    Raises DomainError target_ended, bad_value where the day is not after the start.
    """
    if target.valid_to is not None:
        raise DomainError("target_ended")
    if on <= target.valid_from:
        raise DomainError("bad_value", value=str(on), column="valid_to")
    target.valid_to = on
    target.save(update_fields=["valid_to"])
    audit.record("end_target", "unit", target.unit.code, by=by, level=target.level)
