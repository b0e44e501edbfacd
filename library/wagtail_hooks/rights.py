"""Our rights in place of Wagtail's groups."""

from wagtail import hooks
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import AbstractPage, Collection
from wagtail.permissions import register_permission_policy

from library.queries import policies


@hooks.register("register_admin_urls")
def put_our_policies_in() -> list:
    """Register the policies when the addresses are read, and add no address.

    Wagtail's own apps have registered theirs by then; the later ones hold.
    """
    register_permission_policy(AbstractPage, policies.page_policy)
    register_permission_policy(Image, policies.image_policy)
    register_permission_policy(Document, policies.document_policy)
    register_permission_policy(Collection, policies.collection_policy)
    return []
