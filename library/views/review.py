"""The queue of heads, and one version with what changed, to decide about."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from library.enums import Licence
from library.models import FrozenVersion
from library.models.rights import may_decide
from library.queries import desk, reading
from library.rules.changes import changes
from library.rules.content import checks_of
from library.services import review
from library.views import showing
from lms.core import wording
from lms.core.errors import DomainError, NotFound

PAGE_SIZE = 50


@require_GET
@login_required
def queue(request: HttpRequest) -> HttpResponseBase:
    """What waits for the person looking, oldest first."""
    if not may_decide(request.user):
        raise NotFound("queue")
    page = Paginator(desk.awaiting(request.user), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    rows = [(one, desk.next_step(one)) for one in page.object_list]
    return render(request, "library/queue.html", {"page": page, "rows": rows})


@require_GET
@login_required
def version(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """One version as its readers would see it, beside the last that was approved."""
    found = desk.version_on_desk(request.user, code, number)
    before = desk.last_live(found)
    main = showing.shown_main(request, found)
    context = {
        "version": found,
        "before": before,
        "changes": changes(before.data, found.data) if before else None,
        "now": _side(request, found),
        "then": _side(request, before) if before else None,
        "main": main,
        "rights": desk.rights(found, request.user),
        "step": desk.next_step(found),
        "history": desk.history(found),
        "licence": Licence(found.data["licence"]).label,
        "is_author": found.author_id == request.user.pk,
    }
    response = render(request, "library/review.html", context)
    return showing.allow_frame(request, response, main)


@require_POST
@login_required
def decide(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """Adopt, approve, publish, return or withdraw; then back to the queue."""
    found = desk.version_on_desk(request.user, code, number)
    try:
        sentence = _act(found, request)
    except DomainError as error:
        messages.error(request, wording.say_problem(error))
        return redirect("library:review", code=code, number=number)
    messages.success(request, sentence)
    return redirect("library:queue" if may_decide(request.user) else "library:search")


@require_POST
@login_required
def share(request: HttpRequest, code: str) -> HttpResponseBase:
    """Open a school's material to the whole province."""
    found = reading.version_for(request.user, code)
    review.share(found, by=request.user)
    messages.success(
        request, _("Shared with the province: “%(title)s”.") % {"title": found.title}
    )
    return redirect("library:resource", code=code)


def _act(found: FrozenVersion, request: HttpRequest) -> str:
    act, user = request.POST.get("act", ""), request.user
    reason = request.POST.get("reason", "")[:2000]
    title = found.title
    if act == "adopt":
        review.adopt(found, by=user)
        return _("Adopted: “%(title)s”.") % {"title": title}
    if act == "approve":
        review.approve(found, by=user)
        return _("Approved: “%(title)s”.") % {"title": title}
    if act == "approve_publish":
        review.publish(review.approve(found, by=user), by=user)
        return _("Approved and published: “%(title)s”.") % {"title": title}
    if act == "publish":
        review.publish(found, by=user)
        return _("Published: “%(title)s”.") % {"title": title}
    if act == "return":
        review.give_back(found, by=user, reason=reason)
        return _("Returned to the author: “%(title)s”.") % {"title": title}
    if act == "withdraw":
        review.withdraw(found, by=user, reason=reason)
        return _("Withdrawn: “%(title)s”.") % {"title": title}
    raise DomainError("nothing_to_do")


def _side(request: HttpRequest, found: FrozenVersion) -> list[dict[str, Any]]:
    """Return the parts of one side with their blocks; questions with their key."""
    checks = checks_of(found.data)
    parts = []
    for part in found.parts.all():
        blocks = showing.shown_blocks(found, part, user=request.user)
        for block in blocks:
            if block["type"] == "check":
                block["key"] = checks[block["id"]]
        parts.append({"title": part.title, "blocks": blocks})
    return parts
