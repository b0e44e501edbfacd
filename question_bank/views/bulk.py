"""Filing many items of a bank at once."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.core import html, wording
from lms.core.errors import DomainError
from lms.curriculum.models import Subject
from question_bank.enums import CognitiveLevel, Licence, VersionState
from question_bank.forms.files import GRADES, subject_choices
from question_bank.forms.items import node_choices
from question_bank.kinds.preflight import sample_stem
from question_bank.models import ItemVersion
from question_bank.queries.access import writable_bank_for
from question_bank.queries.search import Wanted, find_versions
from question_bank.rules.proposals import read_points
from question_bank.services import banks, items, review

MOST = 500
MOST_APART = 40
KEPT = "-"  # what a list says for "leave it as it is"


@login_required
def bulk_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Choose among the items that fit the filter, and file the chosen ones anew."""
    bank = writable_bank_for(request.user, code)
    banks.note_look(bank, by=request.user)
    wanted = Wanted.from_query(request.GET)
    found = find_versions(request.user, wanted, bank=bank).filter(
        made_from=None, item__merged_into=None
    )
    if request.method == "POST":
        chosen = list(found.filter(item__code__in=request.POST.getlist("item")))
        _act(request, chosen)
        return redirect(request.get_full_path())
    shown = list(found[: MOST + 1])
    context = {
        "bank": bank,
        "wanted": wanted,
        "rows": [
            {
                "version": v,
                "text": html.to_text(sample_stem(v.stem_html, v.recipe))[:160],
            }
            for v in shown[:MOST]
        ],
        "has_more": len(shown) > MOST,
        "most": MOST,
        "kept": KEPT,
        "levels": CognitiveLevel.choices,
        "licences": Licence.choices,
        "grades": GRADES[1:],
        "subjects": subject_choices(request.user)[1:],
        "nodes": node_choices(bank.subject_id, _usual_grade(shown)),
    }
    return render(request, "question_bank/bulk.html", context)


def _act(request: HttpRequest, chosen: list[ItemVersion]) -> None:
    if not chosen:
        messages.warning(request, _("Choose at least one item."))
        return
    if request.POST.get("act") == "submit":
        _submit(request, chosen)
        return
    _file(request, chosen)


def _file(request: HttpRequest, chosen: list[ItemVersion]) -> None:
    changes = _changes(request.POST)
    subject = Subject.objects.filter(code=request.POST.get("subject", "")).first()
    if subject:
        changes["subject_id"] = subject.pk
    enemies = bool(request.POST.get("enemies"))
    if not changes and not enemies:
        messages.warning(request, _("Nothing was chosen to change."))
        return
    if enemies and len(chosen) > MOST_APART:
        said = _("At most %(n)s items can be kept apart at once.") % {"n": MOST_APART}
        messages.warning(request, said)
        return
    with transaction.atomic():
        for version in chosen:
            if changes:
                items.reclassify(version, by=request.user, **changes)
        if enemies:
            items.set_apart([version.item for version in chosen], by=request.user)
    said = ngettext("%(n)s item was filed.", "%(n)s items were filed.", len(chosen))
    messages.success(request, said % {"n": len(chosen)})


def _submit(request: HttpRequest, chosen: list[ItemVersion]) -> None:
    count = 0
    for version in chosen:
        if version.state != VersionState.DRAFT:
            continue
        try:
            review.submit(version, by=request.user)
        except DomainError as refusal:
            said = wording.say_problem(refusal)
            messages.error(request, f"{version.item.code}: {said}")
        else:
            count += 1
    said = ngettext(
        "%(n)s item was sent for review.", "%(n)s items were sent for review.", count
    )
    messages.success(request, said % {"n": count})


def _changes(data: Any) -> dict[str, Any]:
    """Return what a posted form wants changed; what it leaves alone is not there."""
    found = {name: read(data.get(name, "").strip()) for name, read in _READERS.items()}
    return {name: value for name, value in found.items() if value}


def _whole(text: str, *, most: int) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) < 7
    return int(text) if is_number and 1 <= int(text) <= most else None


_READERS: dict[str, Callable[[str], Any]] = {
    "node_code": lambda text: text[:120],
    "outcome_code": lambda text: text[:120],
    "taken_from": lambda text: text[:300],
    "level": lambda text: text if text in CognitiveLevel.values else "",
    "licence": lambda text: text if text in Licence.values else "",
    "grade": lambda text: _whole(text, most=12),
    "seconds": lambda text: _whole(text, most=86_400),
    "points": read_points,
}


def _usual_grade(versions: list[ItemVersion]) -> int | None:
    grades = [version.grade for version in versions if version.grade]
    return max(set(grades), key=grades.count) if grades else None
