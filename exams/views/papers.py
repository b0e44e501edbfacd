"""Papers: list, view as the candidate sees it, key, further codes."""

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.db.models.functions import TruncMinute
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from exams.forms.blueprints import VariantsForm
from exams.models import Paper
from exams.models.staff_reach import staff_reach
from exams.queries.papers import paper_for, slots_of
from exams.services.papers import (
    PaperFacts,
    discard_paper,
    paper_from_batch,
    permute_paper,
)
from exams.views.blueprints import require_staff
from exams.views.question_page import Place, sections, shown_paper
from lms.core import wording
from lms.core.errors import DomainError
from question_bank import api as question_bank

PAGE = 50


@require_GET
@login_required
def paper_list(request: HttpRequest) -> HttpResponse:
    """Show the papers that are the person's business."""
    require_staff(request.user)
    text = request.GET.get("tim", "").strip()
    blueprint = request.GET.get("ma-tran", "").strip()
    ids = Paper.objects.visible_to(request.user).kept().values("pk")
    found = (
        Paper.objects.filter(pk__in=ids)
        .select_related("subject", "created_by", "drawing")
        .annotate(items=Count("slots"), points=Sum("slots__points"))
        .order_by(TruncMinute("created_at").desc(), "paper_code", "id")
    )
    if text:
        found = found.filter(title__icontains=text)
    if blueprint:
        found = found.filter(drawing__blueprint__code=blueprint)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "text": text, "blueprint": blueprint}
    return render(request, "exams/papers.html", context)


@require_GET
@login_required
def paper_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show a paper as the candidate sees it, and what can be done with it."""
    paper = paper_for(request.user, code)
    context = _paper_context(request, paper, with_key=False)
    base = paper.base or paper
    context |= {
        "variants": base.variants.kept().order_by("paper_code"),
        "base": base,
        "form": VariantsForm(),
        "sittings": [link.sitting for link in paper.sittings.select_related("sitting")],
    }
    return render(request, "exams/paper.html", context)


@require_GET
@login_required
def paper_print(request: HttpRequest, code: str) -> HttpResponse:
    """Show a paper for printing."""
    paper = paper_for(request.user, code)
    return render(request, "exams/paper_print.html", _paper_context(request, paper))


@require_GET
@login_required
def paper_key(request: HttpRequest, code: str) -> HttpResponse:
    """Show the key of a paper and of its further codes, for printing."""
    paper = paper_for(request.user, code)
    context = _paper_context(request, paper, with_key=True)
    return render(request, "exams/paper_key.html", context)


@login_required
@require_POST
def paper_variants(request: HttpRequest, code: str) -> HttpResponse:
    """Make further codes of a paper."""
    paper = paper_for(request.user, code)
    form = VariantsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please give a number from 1 to 47."))
        return redirect("exams:paper", code)
    count = form.cleaned_data["count"]
    try:
        permute_paper(paper, count=count, seed=1, by=request.user)
    except DomainError as error:
        messages.error(request, wording.say_problem(error))
    else:
        text = ngettext("%(n)s code was made.", "%(n)s codes were made.", count)
        messages.success(request, text % {"n": count})
    return redirect("exams:paper", code)


@login_required
@require_POST
def paper_discard(request: HttpRequest, code: str) -> HttpResponse:
    """Put a paper away."""
    paper = paper_for(request.user, code)
    try:
        discard_paper(paper, by=request.user)
    except DomainError as error:
        messages.error(request, wording.say_problem(error))
        return redirect("exams:paper", code)
    messages.success(request, _("The paper was put away."))
    return redirect("exams:papers")


@login_required
def paper_of_file(request: HttpRequest, batch: str) -> HttpResponse:
    """Take all questions of an imported file as a paper."""
    require_staff(request.user)
    card = question_bank.batch_card(request.user, batch)
    if request.method != "POST":
        points = sum((c.points or 0) for c in card.cards)
        title = PurePath(card.file_name).stem.replace("_", " ").replace("-", " ")
        context = {"batch": card, "points": points, "title": title.capitalize()}
        return render(request, "exams/paper_of_file.html", context)
    facts = PaperFacts(
        title=request.POST.get("title", "").strip()[:200],
        minutes=_minutes(request.POST.get("minutes", "")),
        unit_id=staff_reach(request.user).home,
    )
    try:
        paper = paper_from_batch(
            request.user,
            batch,
            facts=facts,
            allow_missing=bool(request.POST.get("without_missing")),
        )
    except DomainError as error:
        messages.error(request, wording.say_problem(error))
        return redirect("exams:paper_of_file", batch)
    return redirect("exams:paper", paper.code)


def _paper_context(
    request: HttpRequest, paper: Paper, *, with_key: bool = False
) -> dict[str, Any]:
    slots = slots_of(paper)
    seen = [slot.version_id for slot in slots]
    question_bank.note_looks(seen, by=request.user, paper=paper.code)
    places = [
        Place(slot.position, slot.version_id, slot.points, slot.option_order)
        for slot in slots
    ]
    questions = shown_paper(places, with_key=with_key)
    return {
        "paper": paper,
        "parts": sections(questions),
        "questions": questions,
        "points": sum(slot.points for slot in slots),
        "count": len(slots),
    }


def _minutes(text: str) -> int | None:
    return int(text) if text.isdecimal() and 0 < int(text) <= 300 else None
