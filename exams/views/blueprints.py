"""Blueprints: list, new, the sheet, what the bank lacks, drawing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from exams.forms.blueprints import BlueprintForm
from exams.forms.sheet import SheetForm, read_sheet
from exams.models import Blueprint
from exams.models.staff_reach import staff_reach
from exams.queries.papers import blueprint_for
from exams.queries.sheets import SheetCheck, check_sheet, node_titles
from exams.rules.grid import FormColumn, Grid, grid_of
from exams.rules.structures import structure_of
from exams.services.blueprints import (
    copy_blueprint,
    create_blueprint,
    delete_blueprint,
    document_of,
    save_blueprint,
)
from exams.services.drawing import Request, draw_papers
from exams.views.sheet_page import cell_states, sheet_context, sum_texts, unmet_rows
from lms.core import wording
from lms.core.errors import DomainError, NotFound

PAGE, DRAW_SECONDS, MOST_DRAWN = 50, 12.0, 24


def require_staff(user: Any) -> None:
    """Raise NotFound unless tests are this person's business."""
    if not staff_reach(user).is_staff:
        raise NotFound("page")


@login_required
def blueprint_list(request: HttpRequest) -> HttpResponse:
    """Show the blueprints that are the person's business."""
    require_staff(request.user)
    text = request.GET.get("tim", "").strip()
    found = Blueprint.objects.visible_to(request.user).select_related(
        "subject", "created_by"
    )
    if text:
        found = found.filter(title__icontains=text)
    page = Paginator(found.distinct(), PAGE).get_page(request.GET.get("page"))
    return render(request, "exams/blueprints.html", {"page": page, "text": text})


@login_required
def blueprint_new(request: HttpRequest) -> HttpResponse:
    """Make a blueprint, empty or by a structure."""
    require_staff(request.user)
    form = BlueprintForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        blueprint = create_blueprint(
            by=request.user,
            title=data["title"],
            subject=data["subject"],
            grade=data["grade"],
            bank_codes=data["banks"],
            structure=structure_of(data["structure"]) if data["structure"] else None,
        )
        return redirect("exams:blueprint", blueprint.code)
    return render(request, "exams/blueprint_new.html", {"form": form})


@login_required
def blueprint_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show and change the sheet; its buttons say what is done with it."""
    blueprint = blueprint_for(request.user, code)
    if request.method == "POST":
        return _act(request, blueprint)
    grid = _kept_grid(blueprint)
    check = _checked(request.user, grid, document_of(blueprint), blueprint.bank_codes)
    return _page(request, blueprint, grid, check)


@login_required
@require_POST
def blueprint_check(request: HttpRequest, code: str) -> HttpResponse:
    """Say what the bank lacks for the sheet as it stands on the page (JSON)."""
    blueprint = blueprint_for(request.user, code)
    form = read_sheet(request.POST, kept_rules=blueprint.rules)
    check = _checked_form(request, blueprint, form)
    titles = node_titles(form.grid.nodes) if check.unmet else {}
    rows = unmet_rows(check, titles)
    return JsonResponse(
        {
            "cells": cell_states(form.grid, check),
            "sums": sum_texts(form.grid),
            "unmet": [row["why"] for row in rows],
            "names": [row["row"] for row in rows],
            "possible": check.is_possible,
            "pool": check.pool_size,
            "errors": form.errors,
        }
    )


def _act(request: HttpRequest, blueprint: Blueprint) -> HttpResponse:
    action = request.POST.get("action", "save")
    if action == "delete":
        delete_blueprint(blueprint, by=request.user)
        messages.success(request, _("The blueprint was removed."))
        return redirect("exams:blueprints")
    form = read_sheet(request.POST, kept_rules=blueprint.rules)
    if _changed(request, form, action) or form.errors or action == "check":
        check = _checked_form(request, blueprint, form)
        status = 422 if form.errors else 200
        return _page(request, blueprint, form.grid, check, form=form, status=status)
    try:
        with transaction.atomic():
            save_blueprint(
                blueprint, form.rows, by=request.user, rules=form.rules, **form.facts
            )
    except DomainError as error:
        form.errors["sheet"] = wording.say_problem(error)
        check = SheetCheck(None)
        return _page(request, blueprint, form.grid, check, form=form, status=422)
    if action == "draw":
        return _draw(request, blueprint, form)
    if action == "copy":
        copied = copy_blueprint(
            blueprint,
            by=request.user,
            title=_("%(title)s (copy)") % {"title": blueprint.title},
        )
        return redirect("exams:blueprint", copied.code)
    messages.success(request, _("Saved."))
    return redirect("exams:blueprint", blueprint.code)


def _changed(request: HttpRequest, form: SheetForm, action: str) -> bool:
    """Add or take away a line or a form of question; whether that was asked."""
    verb, _dash, number = action.partition("-")
    place = int(number) if number.isdecimal() else 0
    if verb == "add_line":
        form.grid.add_line(request.POST.get("new_node", "").strip()[:120])
    elif verb == "add_form":
        form.grid.forms.append(FormColumn(request.POST.get("new_kind", ""), None))
    elif verb == "drop_line":
        form.grid.drop_line(place)
    elif verb == "drop_form":
        form.grid.drop_form(place)
    else:
        return False
    return True


def _draw(request: HttpRequest, blueprint: Blueprint, form: SheetForm) -> HttpResponse:
    count = _small(request.POST.get("papers"), 1, MOST_DRAWN)
    seed = _small(request.POST.get("seed"), 1, 2**31)
    drawing = Request(
        document=document_of(blueprint),
        bank_codes=tuple(blueprint.bank_codes),
        count=count,
        seed=seed,
        time_limit=DRAW_SECONDS,
    )
    try:
        drawn = draw_papers(drawing, by=request.user, blueprint=blueprint)
    except DomainError as error:
        form.errors["sheet"] = wording.say_problem(error)
        check = SheetCheck(None)
        return _page(request, blueprint, form.grid, check, form=form, status=422)
    if drawn.unmet:
        check = _checked_form(request, blueprint, form)
        check.unmet, check.plan = list(drawn.unmet), drawn.plan
        return _page(request, blueprint, form.grid, check, form=form, status=422)
    messages.success(
        request,
        ngettext("%(n)s paper was drawn.", "%(n)s papers were drawn.", count)
        % {"n": count},
    )
    return redirect(f"{reverse('exams:papers')}?ma-tran={blueprint.code}")


def _page(
    request: HttpRequest,
    blueprint: Blueprint,
    grid: Grid,
    check: SheetCheck,
    *,
    form: SheetForm | None = None,
    status: int = 200,
) -> HttpResponse:
    codes = form.facts["bank_codes"] if form else list(blueprint.bank_codes)
    errors = form.errors if form else {}
    context = sheet_context(
        request.user,
        blueprint,
        grid,
        check,
        bank_codes=codes,
        errors=errors,
        has_any=bool(request.POST.get("any_level")),
    )
    context |= {
        "title": form.facts["title"] if form else blueprint.title,
        "minutes": (form.facts["minutes"] if form else blueprint.minutes) or "",
        "rules": form.rules if form else blueprint.rules,
        "papers": request.POST.get("papers", "2"),
        "seed": request.POST.get("seed", "1"),
    }
    return render(request, "exams/blueprint.html", context, status=status)


def _kept_grid(blueprint: Blueprint) -> Grid:
    rows = blueprint.rows.order_by("position")
    return grid_of(rows.values_list("node_code", "kind", "level", "count", "points"))


def _checked_form(
    request: HttpRequest, blueprint: Blueprint, form: SheetForm
) -> SheetCheck:
    document = {
        "subject": blueprint.subject.code if blueprint.subject else None,
        "rows": [
            {
                "node": row.node_code or None,
                "kind": row.kind or None,
                "level": row.level or None,
                "count": row.count,
                "points": None if row.points is None else str(row.points),
            }
            for row in form.rows
        ],
        "rules": form.rules,
    }
    papers = _small(request.POST.get("papers"), 1, MOST_DRAWN)
    return _checked(request.user, form.grid, document, form.facts["bank_codes"], papers)


def _checked(
    user: Any, grid: Grid, document: dict, bank_codes: list[str], papers: int = 1
) -> SheetCheck:
    try:
        return check_sheet(grid, document, bank_codes, papers=papers, by=user)
    except DomainError:
        return SheetCheck(None)


def _small(text: str | None, default: int, most: int) -> int:
    if text and text.strip().isdecimal():
        return min(max(int(text), 1), most)
    return default
