"""Lists of banks and of their items."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lms.core import html, wording
from lms.core.errors import DomainError, NotFound
from lms.people.models import OrgUnit, User
from question_bank.enums import Answer, CognitiveLevel, Right, VersionState
from question_bank.forms.files import (
    GRADES,
    BankForm,
    GrantForm,
    subject_choices,
    subject_id_of,
)
from question_bank.kinds import registry
from question_bank.kinds.preflight import sample_stem
from question_bank.models import Bank, ImportBatch, ItemVersion
from question_bank.models.querysets import bank_reach
from question_bank.queries.access import bank_for, is_staff, may_grant, may_write
from question_bank.queries.coverage import LEVELS, lines_of
from question_bank.queries.search import Wanted, find_versions
from question_bank.services import banks, releases

PAGE = 50
OPEN = [VersionState.DRAFT, VersionState.IN_REVIEW]
FACILITIES = [
    ("easy", gettext_lazy("easy: 70 % and more right")),
    ("medium", gettext_lazy("medium: 30 to 70 %")),
    ("hard", gettext_lazy("hard: under 30 %")),
    ("weak", gettext_lazy("parts poorly: under 0.2")),
    ("none", gettext_lazy("no figures yet")),
]
USES = [
    ("ever", gettext_lazy("never used")),
    ("30", gettext_lazy("not in the last 30 days")),
    ("180", gettext_lazy("not in the last 180 days")),
    ("365", gettext_lazy("not in the last year")),
]

MORE = ("facility", "unused", "picture", "subject", "grade")


@login_required
def bank_list(request: HttpRequest) -> HttpResponse:
    """Show the banks of a person, and what waits for her."""
    user = request.user
    if not is_staff(user):
        raise NotFound("page")
    published = Q(items__versions__state=VersionState.PUBLISHED)
    found = (
        Bank.objects.visible_to(user)
        .select_related("owner_unit", "owner_person", "subject")
        .annotate(
            published=Count("items", filter=published, distinct=True),
            open=Count(
                "items", filter=Q(items__versions__state__in=OPEN), distinct=True
            ),
        )
        .order_by("title", "code")
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "waiting": ItemVersion.objects.reviewable_by(user).count(),
        "batches": ImportBatch.objects.visible_to(user)
        .filter(by=user, accepted_at=None)
        .select_related("bank")[:5],
        "may_create": bool(bank_reach(user).writes),
    }
    return render(request, "question_bank/banks.html", context)


@login_required
def bank_new(request: HttpRequest) -> HttpResponse:
    """Make a bank of a unit."""
    units = OrgUnit.objects.filter(pk__in=bank_reach(request.user).writes)
    if not units:
        raise NotFound("page")
    form = BankForm(
        request.POST or None, units=list(units.order_by("name")), user=request.user
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            bank = banks.create_bank(
                data["code"],
                title=data["title"],
                owner=units.get(code=data["owner"]),
                by=request.user,
                is_secret=data["secret"],
                subject_id=subject_id_of(data["subject"]),
            )
        except DomainError as error:
            form.add_error("code", wording.say_problem(error))
        else:
            return redirect("question_bank:bank", bank.code)
    return render(request, "question_bank/bank_new.html", {"form": form})


@login_required
def bank_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the items of a bank, filtered by the address."""
    bank = bank_for(request.user, code)
    banks.note_look(bank, by=request.user)
    wanted = Wanted.from_query(request.GET)
    found = find_versions(request.user, wanted, bank=bank).filter(
        made_from=None, item__merged_into=None
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "bank": bank,
        "wanted": wanted,
        "page": page,
        "rows": [_row(version) for version in page.object_list],
        "kinds": registry.CHOICES,
        "levels": CognitiveLevel.choices,
        "states": VersionState.choices,
        "facilities": _kept(FACILITIES, wanted.facility),
        "uses": USES,
        "unused_since": "" if wanted.unused in dict(USES) else wanted.unused,
        "grades": GRADES,
        "subjects": []
        if bank.subject
        else subject_choices(request.user, kept=wanted.subject),
        "may_write": may_write(request.user, bank),
        "may_grant": may_grant(request.user, bank),
        "is_filtered": wanted != Wanted(),
        "has_more": any(getattr(wanted, name) for name in MORE),
    }
    return render(request, "question_bank/bank.html", context)


@login_required
def bank_map(request: HttpRequest, code: str) -> HttpResponse:
    """Show how many published items there are by topic and level."""
    bank = bank_for(request.user, code)
    banks.note_look(bank, by=request.user)
    labels = [CognitiveLevel(x).label if x else _("No level") for x in LEVELS]
    context = {
        "bank": bank,
        "lines": lines_of(request.user, bank),
        "levels": labels,
    }
    return render(request, "question_bank/map.html", context)


@login_required
def bank_people(request: HttpRequest, code: str) -> HttpResponse:
    """Name people in a bank."""
    bank = bank_for(request.user, code)
    if not may_grant(request.user, bank):
        raise NotFound("bank")
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        banks.grant(bank, data["person"], right=Right(data["right"]), by=request.user)
        messages.success(request, _("Noted."))
        return redirect("question_bank:people", bank.code)
    grants = bank.grants.select_related("person").order_by("person__sort_name")
    context = {
        "bank": bank,
        "form": form,
        "grants": grants,
        "may_release": releases.may_release(request.user, bank),
        "wish": releases.asked(bank),
        "looks": banks.looks_into(bank) if bank.is_secret else [],
        "past": bank.releases.exclude(answer="").select_related(
            "asked_by", "answered_by"
        ),
    }
    return render(request, "question_bank/people.html", context)


@login_required
@require_POST
def bank_strike(request: HttpRequest, code: str) -> HttpResponse:
    """Take a named person out of a bank."""
    bank = bank_for(request.user, code)
    if not may_grant(request.user, bank):
        raise NotFound("bank")
    person = User.objects.filter(
        bank_grants__bank=bank, username=request.POST.get("person", "")
    ).first()
    if person is None:
        raise NotFound("person")
    banks.grant(bank, person, right=None, by=request.user)
    return redirect("question_bank:people", bank.code)


@login_required
@require_POST
def bank_release(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a secret bank to be opened, or answer the wish of another."""
    bank = bank_for(request.user, code)
    if not releases.may_release(request.user, bank):
        raise NotFound("bank")
    try:
        if request.POST.get("act") == "ask":
            reason = request.POST.get("reason", "")
            releases.ask(bank, by=request.user, reason=reason)
            messages.success(request, _("Another reviewer of this bank decides now."))
        elif request.POST.get("act") in Answer.values:
            answer = Answer(request.POST["act"])
            releases.answer(bank, by=request.user, answer=answer)
            messages.success(request, _("Noted."))
    except DomainError as refusal:
        messages.error(request, wording.say_problem(refusal))
    return redirect("question_bank:people", bank.code)


def _kept(choices: list[tuple[str, Any]], value: str) -> list[tuple[str, Any]]:
    """Return the choices with one that stands in the address only."""
    known = value in {"", *(code for code, _label in choices)}
    return choices if known else [*choices, (value, value)]


def _row(version: ItemVersion) -> dict[str, Any]:
    stem = sample_stem(version.stem_html, version.recipe)
    text = html.to_text(stem) or html.to_text(
        version.group.html if version.group else ""
    )
    return {
        "version": version,
        "text": text,
        "kind": registry.KINDS[version.kind].label,
    }
