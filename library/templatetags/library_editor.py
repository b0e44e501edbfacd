"""What the editor's pages ask of the repository."""

from typing import Any

from django import template

from library.enums import Verb
from library.models import Decision, ResourcePage
from library.services.status import open_version, status_of
from library.wagtail_hooks.menus import STATUS_WORDS

register = template.Library()


@register.simple_tag
def page_standing(page: Any, user: Any) -> dict[str, Any] | None:
    """Where a page stands, for its author; None before it was first saved."""
    if not isinstance(page, ResourcePage) or page.pk is None:
        return None
    last = (
        Decision.objects.filter(version__page_id=page.pk)
        .select_related("by")
        .order_by("-at", "-pk")
        .first()
    )
    return {
        "code": page.code,
        "word": STATUS_WORDS[status_of(page)],
        "under_way": open_version(page),
        "live": page.versions.published().first(),
        "returned": last if last and last.verb == Verb.RETURN else None,
    }
