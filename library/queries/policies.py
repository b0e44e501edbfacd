"""Who may do what in the editor (Wagtail): roles of ours in place of its groups.

A person writes on the shelf of her school or office: adds pages there and edits
her own. Nobody publishes, locks or moves through Wagtail; that is the review's
business. Settings, users and other shelves are closed. A superuser keeps the
editor's own screens, but not "publish".
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.db.models import Q
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, Page
from wagtail.permission_policies.collections import (
    CollectionManagementPermissionPolicy,
    CollectionOwnershipPermissionPolicy,
)
from wagtail.permission_policies.pages import PagePermissionPolicy

from library.models import ResourcePage, Shelf
from library.models.rights import standing


@dataclass(frozen=True)
class _Codename:
    codename: str


@dataclass(frozen=True)
class PageGrant:
    """A right on a page and all below, in the shape Wagtail reads it."""

    page: Page
    permission: _Codename

    @property
    def page_id(self) -> int:
        """Id of the page."""
        return self.page.pk


@dataclass(frozen=True)
class CollectionGrant:
    """A right on a collection and all below, in the shape Wagtail reads it."""

    collection: Collection
    permission: _Codename

    @property
    def collection_id(self) -> int:
        """Id of the collection."""
        return self.collection.pk


def shelves_of(user: Any) -> list[Shelf]:
    """Return the shelves on which a person writes; those that exist."""
    if not getattr(user, "is_authenticated", False):
        return []
    known = getattr(user, "_library_shelves", None)
    if known is None:
        rows = Shelf.objects.filter(unit_id__in=standing(user).writes)
        known = user._library_shelves = list(rows.select_related("collection"))
    return known


class RoleBackend(BaseBackend):
    """Opens the editor to those who have a shelf to write for."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Return whether the person may enter the editor; nothing else is given."""
        if perm != "wagtailadmin.access_admin" or not user_obj.is_active:
            return False
        return bool(standing(user_obj).writes)


class ShelfPolicy(PagePermissionPolicy):
    """Pages: add on one's shelf, change one's own."""

    def get_all_permissions_for_user(self, user: Any) -> Any:
        """Return "add" on each shelf of the person."""
        if not user.is_active or user.is_superuser:
            return []
        return [PageGrant(shelf, _Codename("add_page")) for shelf in shelves_of(user)]

    def explorable_instances(self, user: Any) -> Any:
        """Return the way to one's shelf and one's own pages, nobody else's drafts."""
        everything = self._base_queryset_for_user(user)
        if everything is not None:
            return everything
        pages = self.model._default_manager.none()
        for shelf in shelves_of(user):
            pages |= self.model._default_manager.ancestor_of(shelf, inclusive=True)
            pages |= self.model._default_manager.descendant_of(shelf).filter(owner=user)
        return pages

    def users_with_any_permission(
        self, actions: Any, include_superusers: bool = True
    ) -> Any:
        """Return only superusers: nobody is to be notified by Wagtail."""
        return get_user_model().objects.filter(
            is_active=True, is_superuser=include_superusers
        )

    def users_with_any_permission_for_instance(
        self, actions: Any, instance: Any, include_superusers: bool = True
    ) -> Any:
        """Return superusers and the page's author."""
        everybody = get_user_model().objects.filter(is_active=True)
        return everybody.filter(
            Q(is_superuser=include_superusers) | Q(pk=instance.owner_id)
        )


def collection_grants(user: Any) -> list[CollectionGrant]:
    """Return "add" and "choose" on the collection of each shelf of the person.

    Wagtail keeps one list per person for all kinds of file, so it names them all.
    """
    if not user.is_active or user.is_anonymous or user.is_superuser:
        return []
    return [
        CollectionGrant(shelf.collection, _Codename(f"{act}_{kind}"))
        for shelf in shelves_of(user)
        for kind in ("image", "document")
        for act in ("add", "choose")
    ]


class ShelfFilePolicy(CollectionOwnershipPermissionPolicy):
    """Pictures and files: add to one's shelf, choose among its, change one's own."""

    def get_all_permissions_for_user(self, user: Any) -> Any:
        """Return what holds on the collections of the person's shelves."""
        return collection_grants(user)


class NoCollectionPolicy(CollectionManagementPermissionPolicy):
    """Collections are made with the shelves; only superusers manage them."""

    def get_all_permissions_for_user(self, user: Any) -> Any:
        """Return the same list: no right on a collection itself stands in it."""
        return collection_grants(user)


page_policy = ShelfPolicy(Page)
image_policy = ShelfFilePolicy(Image, owner_field_name="uploaded_by_user")
document_policy = ShelfFilePolicy(Document, owner_field_name="uploaded_by_user")
collection_policy = NoCollectionPolicy(Collection)


def own_pages(user: Any, *, limit: int) -> list[ResourcePage]:
    """Return what a person wrote last, newest first."""
    return list(
        ResourcePage.objects.filter(owner=user)
        .select_related("subject")
        .prefetch_related("versions")
        .order_by("-latest_revision_created_at", "-pk")[:limit]
    )
