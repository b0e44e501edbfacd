"""Planned periods, their records, and marks for tests."""

from datetime import date
from decimal import Decimal

from lms.records.enums import MarkKind, Mode, Source
from lms.records.models import Mark, PeriodRecord, PlanPeriod, Target
from tests.factories.curriculum import make_subject


def make_period(cohort, subject="MAT", *, period_no=1, **changes):
    return PlanPeriod.objects.create(
        **{
            "cohort": cohort,
            "subject": make_subject(subject),
            "period_no": period_no,
            "semester": 1,
            "title": f"Bài {period_no}",
        }
        | changes
    )


def make_record(period, **changes):
    mode = changes.get("mode", Mode.IN_PERSON)
    whole = mode in {Mode.ONLINE_SYNC, Mode.ONLINE_ASYNC}
    return PeriodRecord.objects.create(
        **{
            "period": period,
            "date": date(2026, 9, 14),
            "mode": mode,
            "online_periods": Decimal(1 if whole else 0),
            "confirmed": True,
            "source": Source.FILE,
        }
        | changes
    )


def make_mark(student, cohort, subject="MAT", **changes):
    values = {
        "student": student,
        "cohort": cohort,
        "subject": make_subject(subject),
        "semester": 1,
        "kind": MarkKind.TX,
        "ordinal": 1,
        "score": Decimal(8),
        "source": Source.FILE,
    } | changes
    if values.get("passed") is not None:
        values["score"] = None
    return Mark.objects.create(**values)


def make_target(unit, level="primary", value="0.05", **changes):
    return Target.objects.create(
        **{
            "unit": unit,
            "indicator": "online_share",
            "level": level,
            "value": Decimal(value),
            "valid_from": date(2025, 1, 1),
            "source": "Kế hoạch 504/KH-SGDĐT",
        }
        | changes
    )
