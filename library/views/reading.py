"""The repository as readers meet it: search, and one material at a time."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_GET, require_safe

from library.enums import ResourceKind
from library.models import Completion
from library.queries import reading
from library.queries.search import Filters, search_versions
from library.rules.progress import READ_ELSEWHERE, main_type
from library.services.review import sharing_unit
from library.views import showing
from library.views.evidence import shown_now
from lms.people.queries.subjects import subjects_for

PAGE_SIZE = 50


@require_GET
@login_required
def search(request: HttpRequest) -> HttpResponseBase:
    """Search first; below it what was found, 50 a page."""
    query = request.GET.get("q", "")[:200].strip()
    filters = _filters(request)
    found = search_versions(request.user, query, filters)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    versions = list(page.object_list)
    done = Completion.objects.filter(reader_id=request.user.pk, version__in=versions)
    by_version = {row.version_id: row for row in done}
    context = {
        "query": query,
        "filters": filters,
        "page": page,
        "rows": [(version, by_version.get(version.pk)) for version in versions],
        "subjects": subjects_for(request.user, kept=filters.subject),
        "grades": range(1, 13),
        "kinds": ResourceKind.choices,
        "is_narrowed": bool(query) or filters != Filters(),
    }
    return render(request, "library/search.html", context)


@require_safe
@login_required
def resource(request: HttpRequest, code: str, position: int = 1) -> HttpResponseBase:
    """One part of a material, in one column, ready to read without script."""
    version = reading.version_for(request.user, code)
    part = reading.part_for(version, position)
    answers = (
        reading.given_answers(version, request.user) if version.checks_total else {}
    )
    blocks = showing.shown_blocks(version, part, user=request.user, answers=answers)
    main = showing.shown_main(request, version) if position == 1 else None
    context = {
        "version": version,
        "part": part,
        "parts_total": len(version.data["parts"]),
        "blocks": blocks,
        "main": main,
        "contents": reading.contents(version, part),
        "completion": reading.completion_of(version, request.user),
        "has_math": showing.has_math(blocks, version),
        "shown": shown_now(version, request.user),
        "person": salted_hmac("library.reader", str(request.user.pk)).hexdigest()[:16],
        "is_read_elsewhere": main_type(version.data) in READ_ELSEWHERE,
        "may_share": sharing_unit(version, request.user)
        not in {None, version.scope_id},
        **_steps(version, position),
        **showing.facts(version),
    }
    context["progress"] = showing.progress_words(version, context["completion"])
    context["place"] = _place(version, context["completion"], position)
    response = render(request, "library/resource.html", context)
    return showing.allow_frame(request, response, main)


def _steps(version: Any, position: int) -> dict[str, Any]:
    parts = version.data["parts"]
    return {
        "next": {"position": position + 1, "title": parts[position]["title"]}
        if position < len(parts)
        else None,
        "previous": position - 1 if position > 1 else None,
    }


def _place(version: Any, completion: Any, position: int) -> dict[str, Any] | None:
    """Return where she stopped, unless that is the top of this page."""
    if completion is None or not completion.place or completion.completed_at:
        return None
    part = reading.part_of_unit(version, completion.place)
    first = version.data["parts"][0]["blocks"]
    is_top = bool(first) and completion.place in {first[0]["id"], "main"}
    if is_top or (part == position and position > 1):
        return None
    return {"part": part, "unit": completion.place, "is_here": part == position}


def _filters(request: HttpRequest) -> Filters:
    grade = request.GET.get("lop", "")
    kind = request.GET.get("loai", "")
    return Filters(
        subject=request.GET.get("mon", "")[:20],
        grade=int(grade) if grade.isdecimal() and len(grade) < 3 else None,
        kind=kind if kind in ResourceKind.values else "",
        node=request.GET.get("nut", "")[:60],
    )
