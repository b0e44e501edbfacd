"""One item: its page, trying it, and its steps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lms.core import wording
from lms.core.errors import DomainError, NotFound
from question_bank.enums import CognitiveLevel, VersionState
from question_bank.errors import BadItem, InvalidValue
from question_bank.kinds import registry
from question_bank.kinds.preflight import try_variants
from question_bank.models import ItemVersion
from question_bank.queries import access, origins
from question_bank.queries.access import chosen_version, item_for, versions_for
from question_bank.rules.completeness import completeness, lacking
from question_bank.rules.contents import Content
from question_bank.services import banks, items, merging, review, trial
from question_bank.views import likes
from question_bank.views.showing import draw, show
from question_bank.views.variants import trial_of

WORDS = {
    "subject": gettext_lazy("Subject"),
    "grade": gettext_lazy("Grade"),
    "node": gettext_lazy("Topic or lesson"),
    "outcome": gettext_lazy("Outcome"),
    "level": gettext_lazy("Cognitive level"),
    "points": gettext_lazy("Points"),
    "seconds": gettext_lazy("Seconds"),
    "solution": gettext_lazy("Solution"),
    "taken_from": gettext_lazy("Source"),
    "licence": gettext_lazy("Licence"),
}


@login_required
def item_page(request: HttpRequest, bank: str, code: str) -> HttpResponse:
    """Show an item: its newest version or the one asked for, history, origin."""
    item = item_for(request.user, bank, code)
    banks.note_look(item.bank, by=request.user, item=item.code)
    versions = versions_for(request.user, item)
    version = chosen_version(versions, request.GET.get("ban", ""))
    content, origin = items.content_of(version), origins.origin(version.pk)
    context = {
        "item": item,
        "version": version,
        "versions": versions,
        "content": content,
        "level": CognitiveLevel(content.level).label if content.level else "",
        **trial_of(content).context(),
        "origin": origin,
        "place": wording.say_place(origin.where),
        "source": draw(origin.source_html),
        "statistics": version.statistics.all(),
        "log": version.log.select_related("by"),
        "lacking": [WORDS[name] for name in lacking(content)],
        "complete": round(completeness(content) * 100),
        "near": likes.of_version(request.user, version),
        **_rights(request.user, version),
    }
    return render(request, "question_bank/item.html", context)


@login_required
def item_try(request: HttpRequest, bank: str, code: str) -> HttpResponse:
    """Answer the item as a candidate would, and see what it is worth."""
    item = item_for(request.user, bank, code)
    banks.note_look(item.bank, by=request.user, item=item.code)
    version = chosen_version(
        versions_for(request.user, item), request.GET.get("ban", "")
    )
    content = _answered(items.content_of(version))
    outcome, error = None, ""
    if request.method == "POST":
        try:
            value = registry.kind_of(content.kind).form.answer(
                request.POST, content.body
            )
            outcome = trial.try_content(content, value)
        except (BadItem, InvalidValue) as refusal:
            error = wording.say_problem(refusal)
    context = {
        "item": item,
        "version": version,
        "shown": show(content, with_key=False, answering=True),
        "outcome": outcome,
        "error": error,
    }
    return render(request, "question_bank/try.html", context)


@login_required
@require_POST
def item_merge(request: HttpRequest, bank: str, code: str) -> HttpResponse:
    """Let this item stand for another one that is the same."""
    item = item_for(request.user, bank, code)
    other = item_for(request.user, bank, request.POST.get("other", ""))
    try:
        merging.merge(other, item, by=request.user)
        messages.success(
            request, _("%(item)s was merged into this one.") % {"item": other.code}
        )
    except DomainError as refusal:
        messages.error(request, wording.say_problem(refusal))
    return redirect("question_bank:item", item.bank.code, item.code)


@login_required
@require_POST
def item_step(request: HttpRequest, bank: str, code: str) -> HttpResponse:
    """Send for review, withdraw."""
    item = item_for(request.user, bank, code)
    version = chosen_version(
        versions_for(request.user, item), request.POST.get("version", "")
    )
    reason = request.POST.get("reason", "")
    try:
        match request.POST.get("act"):
            case "submit":
                review.submit(version, by=request.user)
                messages.success(request, _("Sent for review."))
            case "withdraw":
                review.withdraw(version, by=request.user, reason=reason)
                messages.success(request, _("Withdrawn. Papers that have it keep it."))
    except DomainError as refusal:
        messages.error(request, wording.say_problem(refusal))
    return redirect("question_bank:item", item.bank.code, item.code)


def _answered(content: Content) -> Content:
    """Return what is tried of an item: of a generated one its first variant."""
    if not content.recipe:
        return content
    found = try_variants(content, most=1).found
    if not found:
        raise NotFound("page")
    return found[0].content


def _rights(user: Any, version: ItemVersion) -> dict[str, bool]:
    writes = access.may_write(user, version.item.bank)
    reviews = access.may_review(user, version)
    state = version.state
    return {
        "may_write": writes,
        "may_submit": writes and state == VersionState.DRAFT,
        "may_withdraw": state == VersionState.PUBLISHED
        and (reviews or version.item.bank.owner_person_id == user.pk),
        "may_decide": reviews
        and state == VersionState.IN_REVIEW
        and version.author_id != user.pk,
    }
