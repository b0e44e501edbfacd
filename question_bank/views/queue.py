"""Items that wait for a second pair of eyes."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lms.core import wording
from lms.core.errors import DomainError, NotFound
from question_bank.enums import CognitiveLevel, VersionState
from question_bank.models import Bank, ItemVersion
from question_bank.queries.access import is_staff
from question_bank.rules.contents import Content
from question_bank.services import banks, items, review
from question_bank.views.showing import show
from question_bank.views.variants import trial_of

PAGE = 20


@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person's decision, side by side with what was before."""
    if not is_staff(request.user):
        raise NotFound("page")
    waiting = ItemVersion.objects.reviewable_by(request.user)
    bank = request.GET.get("bank", "")
    found = waiting.filter(item__bank__code=bank) if bank else waiting
    found = found.select_related("item__bank", "author", "subject", "group", "batch")
    page = Paginator(found.order_by("created_at", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    before = _before(page.object_list)
    banks.note_looks([v.pk for v in page.object_list], by=request.user, page="queue")
    contents = items.contents_of([*page.object_list, *before.values()])
    context = {
        "page": page,
        "bank": bank,
        "banks": Bank.objects.filter(items__versions__in=waiting).distinct(),
        "rows": [_row(version, before, contents) for version in page.object_list],
    }
    return render(request, "question_bank/queue.html", context)


@login_required
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Publish the chosen ones, or return one with a reason."""
    if not is_staff(request.user):
        raise NotFound("page")
    waiting = ItemVersion.objects.reviewable_by(request.user).select_related("item")
    if request.POST.get("return"):
        chosen = waiting.filter(pk=_number(request.POST["return"]))
        reason = request.POST.get(f"reason-{request.POST['return']}", "")
        done = _each(
            request,
            chosen,
            lambda v: review.send_back(v, by=request.user, reason=reason),
        )
        if done:
            messages.success(request, _("Returned to its author."))
    else:
        ids = [_number(text) for text in request.POST.getlist("version")]
        chosen = waiting.filter(pk__in=ids)
        done = _each(request, chosen, lambda v: review.publish(v, by=request.user))
        if done:
            said = ngettext(
                "%(count)s item published.", "%(count)s items published.", done
            )
            messages.success(request, said % {"count": done})
        if not ids:
            messages.warning(request, _("Choose at least one item."))
    address = reverse("question_bank:queue")
    bank = request.POST.get("bank", "")
    return redirect(f"{address}?{urlencode({'bank': bank})}" if bank else address)


def _each(request: HttpRequest, versions: Any, act: Any) -> int:
    count = 0
    for version in versions:
        try:
            act(version)
        except DomainError as refusal:
            said = wording.say_problem(refusal)
            messages.error(request, f"{version.item.code}: {said}")
        else:
            count += 1
    return count


def _before(versions: Any) -> dict[int, ItemVersion]:
    """Return the published version that each waiting one would follow."""
    found = (
        ItemVersion.objects.filter(
            item__in=[version.item_id for version in versions],
            state=VersionState.PUBLISHED,
        )
        .select_related("item__bank", "group")
        .order_by("item_id", "number")
    )
    return {version.item_id: version for version in found}


def _row(
    version: ItemVersion, before: dict[int, ItemVersion], contents: dict[int, Content]
) -> dict[str, Any]:
    content = contents[version.pk]
    older = before.get(version.item_id)
    return {
        "version": version,
        **trial_of(content).context(),
        "level": CognitiveLevel(content.level).label if content.level else "",
        "older": show(contents[older.pk]) if older else None,
        "older_number": older.number if older else None,
        "place": wording.say_place(version.place),
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
