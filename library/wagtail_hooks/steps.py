"""Steps of the review that begin in the editor: submitting, and what is closed."""

from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem

from library.models import ResourcePage
from library.services import review
from library.services.status import open_version
from lms.core import wording
from lms.core.errors import DomainError

NAME = "action-send-to-review"


class SendToReview(ActionMenuItem):
    """Hand the material to the subject group as it is now."""

    name = NAME
    label = gettext_lazy("Submit for review")
    icon_name = "upload"
    order = 10
    template_name = "library/editor/send_to_review.html"

    def is_shown(self, context: Any) -> bool:
        if context["view"] != "edit":
            return False
        page = context["page"]
        return isinstance(page, ResourcePage) and open_version(page) is None


@hooks.register("register_page_action_menu_item")
def send_to_review() -> ActionMenuItem:
    """Add the step to the editor's foot."""
    return SendToReview()


@hooks.register("construct_page_action_menu")
def only_our_steps(items: list[Any], request: Any, context: Any) -> None:
    """Leave saving and submitting; publishing is not the editor's business."""
    kept = {"action-save-draft", NAME, "action-page-locked"}
    items[:] = [item for item in items if item.name in kept]


@hooks.register("after_edit_page")
def submit_after_saving(request: Any, page: Any) -> Any:
    """Freeze what was just saved, where the author asked for it."""
    if NAME not in request.POST:
        return None
    try:
        version = review.submit(page, by=request.user)
    except DomainError as error:
        messages.error(request, wording.say_problem(error))
        return redirect("wagtailadmin_pages:edit", page.pk)
    messages.success(
        request,
        _("Submitted as version %(number)s. The subject group decides next.")
        % {"number": version.number},
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_delete_page")
def keep_what_was_submitted(request: Any, page: Any) -> Any:
    """Refuse to throw away what was ever handed to others."""
    versions = getattr(page.specific, "versions", None)
    if versions is None or not versions.exists():
        return None
    messages.error(
        request, _("This material was submitted before; it can only be withdrawn.")
    )
    return redirect("wagtailadmin_pages:edit", page.pk)
