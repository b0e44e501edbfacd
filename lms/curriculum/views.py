"""The programme for everyone: subject by grade, and the tree of one cell.

It holds facts of a public circular and no personal data, so it needs no log-in.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lms.core.errors import NotFound
from lms.curriculum.enums import Level, SubjectKind
from lms.curriculum.models import Node, ProgrammeRow, ProgrammeVersion
from lms.curriculum.queries import branches, programme_tables, version_of
from lms.curriculum.rules.levels import SLUGS, semester_periods

LEVEL_OF_SLUG = {slug: level for level, slug in SLUGS.items()}


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show subjects by grade with yearly periods, a table a level."""
    tables = programme_tables()
    chosen = request.GET.get("cap", "")
    shown = [table for table in tables if table.slug == chosen] or tables[:1]
    context = {
        "tables": tables,
        "shown": shown,
        "labels": {SLUGS[level]: Level(level).label for level in SLUGS},
        "kinds": dict(SubjectKind.choices),
    }
    return render(request, "curriculum/overview.html", context)


@require_GET
def tree(
    request: HttpRequest, subject_code: str, level_slug: str, grade: int
) -> HttpResponse:
    """Show topics, lessons and outcomes of one subject in one grade."""
    row = _row(subject_code, level_slug, grade)
    place: dict[str, Any] = {
        "subject_id": row.subject_id,
        "level": row.level,
        "grade": row.grade,
    }
    versions = list(
        ProgrammeVersion.objects.filter(
            nodes__in=Node.objects.filter(**place)
        ).distinct()
    )
    chosen = version_of(versions, request.GET.get("ban", ""))
    nodes = Node.objects.filter(**place).order_by("position")
    nodes = nodes.filter(version=chosen) if chosen else nodes.current()
    found = list(nodes)
    context = {
        "row": row,
        "name": row.name_vi or row.subject.name_vi,
        "level_slug": level_slug,
        "semesters": semester_periods(row.periods_per_year),
        "branches": branches(found),
        "planned": sum(node.periods for node in found if node.kind == "lesson"),
        "versions": versions,
        "chosen": chosen,
    }
    return render(request, "curriculum/tree.html", context)


def _row(subject_code: str, level_slug: str, grade: int) -> ProgrammeRow:
    row = (
        ProgrammeRow.objects.filter(
            subject__code=subject_code,
            level=LEVEL_OF_SLUG.get(level_slug, ""),
            grade=grade,
        )
        .select_related("subject")
        .first()
    )
    if row is None:
        raise NotFound("programme row")
    return row
