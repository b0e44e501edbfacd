"""The gradebook: a teacher's classes, the sheet, one mark, a pupil's own marks."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.core import wording
from lms.core.clock import today
from lms.core.errors import DomainError, NotFound
from lms.people import access as people_access
from lms.people.models import Cohort, Semester
from lms.records.forms.gradebook import CorrectionForm, TermsForm
from lms.records.models import Mark
from lms.records.queries import access
from lms.records.queries.gradebook import own_marks, sheet_of, written
from lms.records.queries.programme import Taught
from lms.records.services.gradebook import save_sheet
from lms.records.services.marks import enter_mark, subject_of
from lms.records.services.snapshots import running_semester, running_year


@login_required
def courses(request: HttpRequest) -> HttpResponse:
    """Show the classes and subjects a teacher keeps the gradebook of."""
    if not people_access.reach(request.user).taught:
        raise NotFound("page")
    return render(
        request, "records/courses.html", {"courses": access.courses_of(request.user)}
    )


@login_required
def sheet(request: HttpRequest, cohort_id: int, subject: str) -> HttpResponse:
    """Show the sheet of a class and subject; its teacher fills it in."""
    cohort, found = access.course_for(request.user, cohort_id, subject)
    taught = subject_of(cohort, found.pk)
    semester = _semester(request, cohort)
    book = sheet_of(cohort, taught, semester)
    may_write = access.may_write(request.user, cohort, found.pk)
    form = TermsForm(request.POST or None)
    if request.method == "POST":
        if not may_write:
            raise NotFound("course")
        if form.is_valid() and _save(request, book, form):
            return redirect(request.get_full_path())
    context = {
        "book": book,
        "cohort": cohort,
        "subject": found,
        "semester": semester.number,
        "semesters": cohort.year.semesters.order_by("number"),
        "form": form,
        "may_write": may_write,
        "is_primary": not taught.scheme.has_averages,
    }
    return render(request, "records/sheet.html", context)


@login_required
def mark(request: HttpRequest, mark_id: int) -> HttpResponse:
    """Show one mark with its history; its teacher corrects it here."""
    found = access.mark_for(request.user, mark_id)
    history = list(
        Mark.objects.filter(
            cohort=found.cohort,
            subject=found.subject,
            semester=found.semester,
            student=found.student,
            kind=found.kind,
            ordinal=found.ordinal,
        )
        .select_related("by")
        .order_by("-revision")
    )
    newest = history[0]
    form = None
    if access.may_write(request.user, found.cohort, found.subject_id):
        taught = subject_of(found.cohort, found.subject_id)
        form = CorrectionForm(
            request.POST or None,
            initial={
                "text": written(newest),
                "venue": newest.venue,
                "decision": newest.decision,
            },
        )
        corrected = None
        if request.method == "POST" and form.is_valid():
            corrected = _correct(request, newest, taught, form)
        if corrected is not None:
            return redirect("records:mark", corrected.pk)
    lines = [(row, written(row)) for row in history]
    context = {"mark": newest, "text": written(newest), "history": lines, "form": form}
    return render(request, "records/mark.html", context)


@login_required
def own(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show a pupil her own marks, a guardian those of a ward."""
    user: Any = request.user
    person = access.ward_for(user, code or user.code or "")
    year = running_year(today())
    marks = own_marks(person, year_id=year.pk) if year else []
    subjects: dict[str, dict[int, list]] = {}
    for row in marks:
        by_semester = subjects.setdefault(row.subject_name, {1: [], 2: []})
        by_semester[row.semester].append(row)
    context = {
        "person": person,
        "is_oneself": person.pk == user.pk,
        "year": year,
        "subjects": [
            {"name": name, "first": parts[1], "second": parts[2]}
            for name, parts in sorted(subjects.items())
        ],
    }
    return render(request, "records/own_marks.html", context)


def _semester(request: HttpRequest, cohort: Cohort) -> Semester:
    semesters = {s.number: s for s in cohort.year.semesters.all()}
    if not semesters:
        raise DomainError("semester_undated", year=cohort.year.code)
    wish = request.GET.get("hoc-ky", "")
    number = int(wish) if wish in {"1", "2"} else 0
    if number not in semesters:
        number = running_semester(cohort.year, today()) or min(semesters)
    return semesters[number]


def _save(request: HttpRequest, book: Any, form: TermsForm) -> bool:
    typed = {
        name: str(value) for name, value in request.POST.items() if name[:2] == "d-"
    }
    saved = save_sheet(book, typed, form.terms(), by=request.user)
    for error in saved.errors:
        form.add_error(None, error)
    if saved.errors:
        return False
    messages.success(
        request,
        ngettext(
            "%(count)s mark was written.",
            "%(count)s marks were written.",
            saved.written,
        )
        % {"count": saved.written}
        if saved.written
        else _("Nothing was changed."),
    )
    return True


def _correct(
    request: HttpRequest, newest: Mark, taught: Taught, form: CorrectionForm
) -> Mark | None:
    data = form.cleaned_data
    try:
        corrected = enter_mark(
            cohort=newest.cohort,
            taught=taught,
            semester=newest.semester,
            student=newest.student,
            kind=newest.kind,
            ordinal=newest.ordinal,
            text=data["text"],
            venue=data["venue"],
            decision=data["decision"],
            why=data["why"],
            by=request.user,
        )
    except DomainError as error:
        form.add_error("text", wording.say(error.code, error.details))
        return None
    return corrected or newest
