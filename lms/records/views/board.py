"""The online share: from the province down to one period and one mark."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.core.clock import today
from lms.core.errors import DomainError, NotFound
from lms.core.jobs import enqueue
from lms.people import access as people_access
from lms.people.enums import UnitKind
from lms.people.models import Cohort, OrgUnit, SchoolYear
from lms.people.rules.tree import chain
from lms.records.enums import TargetLevel
from lms.records.models import Snapshot
from lms.records.queries import access
from lms.records.queries.board import (
    class_lines,
    cohort_board,
    snapshots_covering,
    trend_of,
    unit_board,
)
from lms.records.queries.lacking import lacking_classes
from lms.records.queries.scope import parents_on
from lms.records.queries.targets import aims_for
from lms.records.services.snapshots import fix_for, running_semester, running_year

PAGE = 50
AT_ONCE = 400  # classes measured while the person waits; more go to the background
TREND = 12


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Open the figures of the widest unit a person oversees."""
    return redirect("records:unit", access.first_unit(request.user).code)


@login_required
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show the figures of a unit and of what is below it."""
    found = access.figure_unit_for(request.user, code)
    snapshots = list(snapshots_covering(unit=found)[:TREND])
    snapshot = chosen(request, snapshots, found)
    context = common(request, found) | {
        "snapshots": snapshots,
        "snapshot": snapshot,
        "may_fix": may_fix(request.user, found),
        "semester_now": _semester_now(),
    }
    if snapshot is not None:
        context |= _figures(request, found, snapshot)
        context["trend"] = trend_of(found, snapshots)
    return render(request, "records/board_unit.html", context)


@login_required
def print_unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show the figures of a unit as a sheet to sign."""
    found = access.figure_unit_for(request.user, code)
    snapshot = chosen(request, list(snapshots_covering(unit=found)[:TREND]), found)
    if snapshot is None:
        raise NotFound("snapshot")
    context = common(request, found) | {"snapshot": snapshot}
    context |= _figures(request, found, snapshot)
    return render(request, "records/board_print.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def fix(request: HttpRequest, code: str) -> HttpResponse:
    """Say what fixing the figures of today means, then fix them ("Chốt số liệu")."""
    found = access.figure_unit_for(request.user, code)
    if not may_fix(request.user, found):
        raise NotFound("unit")
    year = running_year(today())
    if year is None:
        raise DomainError("semester_undated", year="")
    wish = request.POST.get("hoc-ky", request.GET.get("hoc-ky", ""))
    semester = int(wish) if wish in {"1", "2"} else None
    below = people_access.units_below([found.pk])
    count = Cohort.objects.filter(year=year, school_id__in=below).count()
    if request.method == "POST":
        return _fix(request, found, year, semester, in_background=count > AT_ONCE)
    context = common(request, found) | {
        "year": year,
        "semester": semester,
        "day": today(),
        "count": count,
        "lacks": len(lacking_classes(below, year_id=year.pk, day=today())),
    }
    return render(request, "records/fix.html", context)


def _fix(
    request: HttpRequest,
    found: OrgUnit,
    year: SchoolYear,
    semester: int | None,
    *,
    in_background: bool,
) -> HttpResponse:
    code = found.code
    order: dict[str, Any] = {"unit_id": found.pk, "by_id": request.user.pk}
    if in_background:
        enqueue("records.fix_figures", year=year.code, semester=semester, **order)
        messages.info(
            request, _("The figures are being worked out; look again in a few minutes.")
        )
        return redirect("records:unit", code)
    snapshot = fix_for(year.code, semester, **order)
    messages.success(
        request, _("The figures are fixed under %(code)s.") % {"code": snapshot.code}
    )
    return redirect(f"{reverse('records:unit', args=[code])}?chot={snapshot.code}")


@login_required
def cohort(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Show the figures of a class by subject."""
    found = access.figure_cohort_for(request.user, cohort_id)
    snapshots = list(snapshots_covering(cohort=found)[:TREND])
    snapshot = chosen(request, snapshots, found.school)
    context = common(request, found.school) | {
        "cohort": found,
        "snapshots": snapshots,
        "snapshot": snapshot,
        "board": cohort_board(snapshot, found) if snapshot else None,
    }
    return render(request, "records/board_class.html", context)


@login_required
def lacking(request: HttpRequest, code: str) -> HttpResponse:
    """Show which classes of a unit lack data."""
    found = access.figure_unit_for(request.user, code)
    year = running_year(today())
    below = people_access.units_below([found.pk])
    lacks = lacking_classes(below, year_id=year.pk, day=today()) if year else []
    page = Paginator(lacks, PAGE).get_page(request.GET.get("page"))
    context = common(request, found) | {"page": page}
    return render(request, "records/lacking.html", context)


def chosen(
    request: HttpRequest, snapshots: list[Snapshot], unit: OrgUnit
) -> Snapshot | None:
    """Return the snapshot named in the address, else the newest. Raises NotFound."""
    code = request.GET.get("chot", "")
    if not code:
        return snapshots[0] if snapshots else None
    found = next((s for s in snapshots if s.code == code), None)
    found = found or snapshots_covering(unit=unit).filter(code=code).first()
    if found is None:
        raise NotFound("snapshot")
    return found


def common(request: HttpRequest, unit: OrgUnit) -> dict[str, Any]:
    """Return what every page of the online share shows: the way up, the unit.

    kept: the query that carries the chosen snapshot on, for links of pages that show
    no figures themselves.
    """
    line = chain(unit.pk, parents_on(today()))
    mine = [pk for pk in line if pk in access.figure_unit_ids(request.user)]
    units = OrgUnit.objects.in_bulk(mine)
    code = request.GET.get("chot", "")
    return {
        "unit": unit,
        "way": [units[pk] for pk in reversed(mine)],
        "kept": f"?{urlencode({'chot': code})}" if code else "",
    }


def may_fix(user: Any, unit: OrgUnit) -> bool:
    """Return whether a person may fix the figures of a unit."""
    return people_access.holds(user, *access.FIXING_ROLES, unit_id=unit.pk)


def _figures(
    request: HttpRequest, found: OrgUnit, snapshot: Snapshot
) -> dict[str, Any]:
    level = request.GET.get("cap", "")
    level = level if level in TargetLevel.values else ""
    aims = aims_for(found, day=snapshot.as_of)
    board = unit_board(snapshot, found, level=level, aims=aims)
    is_school = found.kind == UnitKind.SCHOOL
    below = class_lines(snapshot, found, level=level) if is_school else board.below
    return {
        "board": board,
        "is_school": is_school,
        "level": level,
        "levels": [(line.figure.level, line) for line in board.levels],
        "page": Paginator(below, PAGE).get_page(request.GET.get("page")),
        "below": below,
    }


def _semester_now() -> int | None:
    year = running_year(today())
    return running_semester(year, today()) if year else None
