"""What Wagtail would serve by itself, and to whom."""

from typing import Any

from wagtail import hooks

from library.queries.policies import document_policy
from lms.core.errors import NotFound


@hooks.register("before_serve_document")
def only_for_authors(document: Any, request: Any) -> None:
    """Send a file of the editor only to those who may choose it there."""
    user = request.user
    if not user.is_authenticated or not user.has_perm("wagtailadmin.access_admin"):
        raise NotFound("file")
    acts = ["choose", "change"]
    if not document_policy.user_has_any_permission_for_instance(user, acts, document):
        raise NotFound("file")
