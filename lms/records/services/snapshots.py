"""Freezing figures: "Chốt số liệu"."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from lms.core import audit
from lms.core.clock import database_now, today
from lms.core.errors import DomainError
from lms.people.models import Cohort, OrgUnit, SchoolYear, User
from lms.records.enums import SnapshotKind
from lms.records.models import Figure, Snapshot
from lms.records.queries.scope import Scope, scope_of
from lms.records.rules.share import COUNTS, INDICATOR, METHOD_VERSION, Parameters
from lms.records.rules.slices import whole_text
from lms.records.services.measure.rollup import SliceFigure, measure

BATCH = 2_000
DAYS_KEPT = 7  # of daily figures


def present_parameters() -> Parameters:
    """Return the switches in force: those of LMS_ONLINE_SHARE over the defaults."""
    chosen: dict[str, Any] = getattr(settings, "LMS_ONLINE_SHARE", {})
    base = Parameters()
    return Parameters(
        share_w=Fraction(chosen.get("share_w", base.share_w)),
        min_completion=Fraction(chosen.get("min_completion", base.min_completion)),
        count_room_tests=bool(chosen.get("count_room_tests", base.count_room_tests)),
    )


@transaction.atomic
def take_snapshot(
    year: str,
    *,
    as_of: date,
    semester: int | None = None,
    unit: OrgUnit | None = None,
    cohort: Cohort | None = None,
    indicator: str = INDICATOR,
    kind: str = SnapshotKind.ORDERED,
    by: Any = None,
) -> Snapshot:
    """Measure an indicator for a school year (or semester) and freeze the figures.

    unit, cohort: narrow the measurement; None: everything. as_of: date for tree,
    enrolments and records. The same data, parameters and as_of give the same digest
    (files.md 10). Raises DomainError unknown_indicator, unknown_school_year,
    semester_undated.
    """
    if indicator != INDICATOR:
        raise DomainError("unknown_indicator", value=indicator)
    scope = scope_of(year, semester=semester, as_of=as_of, unit=unit, cohort=cohort)
    parameters = present_parameters()
    snapshot = Snapshot(
        code=uuid4().hex,
        kind=kind,
        indicator=indicator,
        method_version=METHOD_VERSION,
        year=scope.year,
        semester=semester,
        scope_code=_scope_code(scope, unit, cohort),
        as_of=as_of,
        params=parameters.as_json(),
        at=database_now(),
        by=by,
    )
    snapshot.save()
    snapshot.digest = _store(snapshot, measure(scope, parameters))
    snapshot.code = f"TT-{as_of:%Y%m%d}-{snapshot.pk:05d}"
    Snapshot.objects.filter(pk=snapshot.pk).update(
        code=snapshot.code, digest=snapshot.digest
    )
    if kind == SnapshotKind.ORDERED:
        audit.record("fix_figures", "snapshot", snapshot.code, by=by, year=year)
    return snapshot


def running_year(day: date) -> SchoolYear | None:
    """Return the school year of a day, else the one that ended last."""
    years = SchoolYear.objects.order_by("-starts")
    return years.filter(starts__lte=day).first() or years.last()


def running_semester(year: SchoolYear, day: date) -> int | None:
    """Return the number of the semester a day lies in, else of the last begun."""
    begun = year.semesters.filter(starts__lte=day).order_by("-starts").first()
    return begun.number if begun else None


def measure_overnight() -> list[Snapshot]:
    """Measure the running semester and year, drop daily figures that grew old."""
    day = today()
    year = running_year(day)
    if year is None or not year.semesters.exists():
        return []
    semesters = {None, running_semester(year, day)}
    taken = [
        take_snapshot(year.code, as_of=day, semester=number, kind=SnapshotKind.DAILY)
        for number in semesters
    ]
    drop_daily(before=day - timedelta(days=DAYS_KEPT))
    return taken


def drop_daily(*, before: date) -> int:
    """Delete daily snapshots as of an earlier day; those that a person fixed stay."""
    old = Snapshot.objects.filter(kind=SnapshotKind.DAILY, as_of__lt=before)
    ids = list(old.values_list("pk", flat=True))
    Figure.objects.filter(snapshot_id__in=ids).delete()
    Snapshot.objects.filter(pk__in=ids).delete()
    return len(ids)


def fix_for(year: str, semester: int | None, *, unit_id: int, by_id: int) -> Snapshot:
    """Fix the figures of a unit as of today for a person who has the right to."""
    return take_snapshot(
        year,
        as_of=today(),
        semester=semester,
        unit=OrgUnit.objects.get(pk=unit_id),
        by=User.objects.get(pk=by_id),
    )


def _scope_code(scope: Scope, unit: OrgUnit | None, cohort: Cohort | None) -> str:
    if cohort is not None:
        return scope.classes[cohort.pk].label
    return unit.code if unit is not None else ""


def _store(snapshot: Snapshot, figures: Iterator[SliceFigure]) -> str:
    """Write the figures in batches; return the digest over parameters and rows."""
    digest = hashlib.sha256()
    digest.update(_line([
        snapshot.indicator, snapshot.method_version, snapshot.year.code,
        snapshot.semester, snapshot.scope_code, snapshot.as_of.isoformat(),
        snapshot.params,
    ]))  # fmt: skip
    while batch := list(islice(figures, BATCH)):
        rows = [_row(snapshot, figure) for figure in batch]
        for figure, row in zip(batch, rows, strict=True):
            counts = [getattr(figure.tally, name) for name in COUNTS]
            digest.update(_line([figure.code, *figure.slice, *counts, row.means]))
        Figure.objects.bulk_create(rows)
    return digest.hexdigest()


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _row(snapshot: Snapshot, figure: SliceFigure) -> Figure:
    level, grade, subject = figure.slice
    tally = figure.tally
    means = {
        name: None
        if mean is None
        else [whole_text(mean.numerator), whole_text(mean.denominator)]
        for name, mean in (figure.means or {}).items()
    }
    return Figure(
        snapshot=snapshot,
        unit_id=figure.unit_id,
        cohort_id=figure.cohort_id,
        org_code=figure.code,
        level=level,
        grade=grade or None,
        subject_code=subject,
        l_num=tally.l_num,
        l_plan=tally.l_plan,
        l_todate=tally.l_todate,
        a_num=tally.a_num,
        a_recorded=tally.a_recorded,
        a_required=tally.a_required,
        cells=tally.cells,
        cells_confirmed=tally.cells_confirmed,
        periodic_missing=tally.periodic_missing,
        means=means,
    )
