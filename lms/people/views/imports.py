"""Bringing files in: choose the kind, upload, look at what would happen, confirm."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.core.errors import DomainError, NotFound
from lms.core.guides import sample_book
from lms.core.importers import Importer, importer_for, importers_for, titles
from lms.core.wording import say_problem
from lms.people.access import role_codes
from lms.people.enums import Role, RunState
from lms.people.forms import UploadForm
from lms.people.models import ImportRun
from lms.people.services import runs
from lms.people.views.asked import me, page_of

KINDS = ("orgs", "classes", "people", "enrolments")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a preview calls the parts of a thing that a roster changes.
FIELD_WORDS = {
    "code": _("code"),
    "name": _("name"),
    "title": _("name"),
    "full_name": _("full name"),
    "kind": _("kind"),
    "parent": _("place in the organisation"),
    "area": _("area"),
    "valid_to": _("end"),
    "ends": _("end"),
    "starts": _("beginning"),
    "status": _("taken back"),
    "grade": _("grade"),
    "school_id": _("school"),
    "year_id": _("school year"),
    "cohort_id": _("class"),
    "student_id": _("student"),
    "subject": _("subject"),
    "subjects": _("subjects"),
    "exempt": _("exemptions"),
    "username": _("user name"),
    "email": _("e-mail"),
    "is_active": _("account open or closed"),
    "roles": _("roles"),
    "identifiers": _("identifiers"),
}


@require_GET
@login_required
def kinds(request: HttpRequest) -> HttpResponse:
    """Show the kinds of files that the person may bring, and her last ones."""
    found = importers_for(role_codes(me(request)))
    if not found:
        raise NotFound("importers")
    names = titles()
    history = _history(request)
    page = page_of(request, history)
    for run in page:
        run.title = names.get(run.importer, run.importer)
        run.sums = _sums(_tables(run.outcome))
    return render(request, "people/imports.html", {"importers": found, "page": page})


@require_http_methods(["GET", "POST"])
@login_required
def upload(request: HttpRequest, code: str) -> HttpResponse:
    """Explain one kind of file and take one."""
    importer = _importer(request, code)
    is_post = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_post else UploadForm()
    if is_post and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = runs.start_run(
                importer, file.chunks(), name=file.name or "", by=me(request)
            )
        except DomainError as error:
            form.add_error("file", say_problem(error))
        else:
            return redirect("people:import_run", run.token)
    context = {
        "importer": importer,
        "guides": [(guide.title, guide.lines()) for guide in importer.guides],
        "form": form,
        "suffixes": ", ".join(importer.suffixes),
        "limit": runs.MOST_BYTES,
    }
    return render(request, "people/upload.html", context)


@require_GET
@login_required
def sample(request: HttpRequest, code: str) -> HttpResponse:
    """Give an Excel book with the headings and some rows of one kind of file."""
    importer = _importer(request, code)
    if not importer.guides:
        raise NotFound("sample")
    answer = HttpResponse(
        sample_book(importer.guides, own=importer.own and importer.own(me(request))),
        content_type=XLSX,
    )
    answer["Content-Disposition"] = f'attachment; filename="mau-{importer.code}.xlsx"'
    return answer


@require_GET
@login_required
def run(request: HttpRequest, token: str) -> HttpResponse:
    """Show the preview of a file, or what came of it."""
    found = runs.run_for(me(request), token)
    importer = _importer(request, found.importer)
    context = {
        "run": found,
        "importer": importer,
        "outcome": _tables(found.outcome),
        "is_waiting": found.state in runs.TAKEN_UP,
        "may_confirm": found.state == RunState.PREVIEWED,
    }
    return render(request, "people/import_run.html", context)


@require_POST
@login_required
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Take the previewed file in, or give it up."""
    found = runs.run_for(me(request), token)
    _importer(request, found.importer)
    if request.POST.get("act") == "drop":
        runs.drop_run(found)
        return redirect("people:upload", found.importer)
    runs.confirm_run(found)
    return redirect("people:import_run", token)


def _importer(request: HttpRequest, code: str) -> Importer:
    return importer_for(role_codes(me(request)), code)


def _history(request: HttpRequest) -> Any:
    """Own runs; administrators see everybody's."""
    rows = ImportRun.objects.select_related("by")
    if Role.ADMINISTRATOR in role_codes(me(request)):
        return rows
    return rows.filter(by=me(request))


def _sums(tables: dict[str, Any]) -> dict[str, int]:
    """Return how many things a file added and changed, and rows it could not bring."""
    return {
        "added": sum(row["added"] for row in tables["counts"]),
        "changed": sum(row["changed"] for row in tables["counts"]),
        "skipped": tables["lengths"].get("skipped", 0),
    }


def _tables(outcome: dict[str, Any]) -> dict[str, Any]:
    """Return counts as rows, and the lists that a page shows."""
    counts = [
        {"kind": kind, **numbers}
        for kind, numbers in outcome.items()
        if isinstance(numbers, dict) and "added" in numbers
    ]
    # PostgreSQL keeps the members of a JSON object in an order of its own.
    counts.sort(key=lambda row: (*KINDS, row["kind"]).index(row["kind"]))
    if "added" in outcome:
        names = ("added", "changed", "unchanged")
        counts.insert(0, {"kind": "", **{name: outcome[name] for name in names}})
    changes = [
        change | {"words": [FIELD_WORDS.get(name, name) for name in change["fields"]]}
        for change in outcome.get("changes", [])
    ]
    return {
        "changes": changes,
        "counts": counts,
        "changes_anything": any(row["added"] or row["changed"] for row in counts),
        "holds_known": any(row["unchanged"] for row in counts),
        "lengths": outcome.get("lengths", {}),
        **{n: outcome.get(n, []) for n in ("skipped", "warnings", "first")},
    }
