"""Menus and the first page of the editor: only what an author needs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from library.models.rights import may_decide
from library.queries.policies import own_pages, shelves_of
from library.services.status import status_of

KEPT = frozenset({"explorer", "images", "documents", "library", "review", "portal"})
STATUS_WORDS = {
    "draft": _("Draft"),
    "group_review": _("Under review"),
    "approved": _("Approved"),
    "published": pgettext_lazy("material", "Published"),
    "withdrawn": _("Withdrawn"),
}
DRAFTS_SHOWN = 20


class ReviewItem(MenuItem):
    """The queue, for those who have one."""

    def is_shown(self, request: Any) -> bool:
        return may_decide(request.user)


@hooks.register("register_admin_menu_item")
def library_item() -> MenuItem:
    """The way to what readers see."""
    return MenuItem(
        _("Repository"),
        reverse("library:search"),
        name="library",
        icon_name="openquote",
        order=900,
    )


@hooks.register("register_admin_menu_item")
def review_item() -> MenuItem:
    """The way to the queue."""
    return ReviewItem(
        _("Waiting for approval"),
        reverse("library:queue"),
        name="review",
        icon_name="tick",
        order=910,
    )


@hooks.register("register_admin_menu_item")
def portal_item() -> MenuItem:
    """The way back to the start page."""
    return MenuItem(
        _("Back to the start page"),
        "/?",  # a bare "/" would be marked as the page one is on
        name="portal",
        icon_name="home",
        order=920,
    )


@hooks.register("construct_main_menu")
def only_what_is_needed(request: Any, items: list[MenuItem]) -> None:
    """Leave authors material, pictures, files and the ways out."""
    for item in items:
        if item.name == "explorer":  # "pages" are for readers
            item.label = _("Shelf")
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name in KEPT]


@hooks.register("construct_search")
def material_not_pages(request: Any, areas: list[Any]) -> None:
    """Call what is searched by its name."""
    for area in areas:
        if area.name == "pages":
            area.label = _("Material")


@hooks.register("construct_homepage_summary_items")
def no_counts(request: Any, items: list[Any]) -> None:
    """Counts of pages and pictures help nobody to write."""
    items.clear()


class OwnMaterial(Component):
    """What the person wrote, and where it stands."""

    name = "own_material"
    order = 10
    template_name = "library/editor/own_material.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        pages = own_pages(user, limit=DRAFTS_SHOWN)
        return {
            "rows": [
                {"page": page, "status": STATUS_WORDS[status_of(page)]}
                for page in pages
            ],
            "shelves": shelves_of(user),
        }


@hooks.register("construct_homepage_panels")
def own_panel(request: Any, panels: list[Any]) -> None:
    """Show one's own material in place of Wagtail's panels."""
    panels[:] = [OwnMaterial()]


@hooks.register("construct_settings_menu")
@hooks.register("construct_reports_menu")
@hooks.register("construct_help_menu")
def nothing_else(request: Any, items: list[Any]) -> None:
    """Close these menus to authors."""
    if not request.user.is_superuser:
        items.clear()
