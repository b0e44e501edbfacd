"""The way into the editor: one's own shelf."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from library.models.rights import standing
from library.services.shelves import shelf_for
from lms.core.errors import DomainError


@require_GET
@login_required
def compose(request: HttpRequest) -> HttpResponseBase:
    """Open the shelf of one's school in the editor; it is made on first use."""
    if not standing(request.user).writes:
        raise DomainError("no_shelf")
    shelf = shelf_for(request.user)
    return redirect("wagtailadmin_explore", shelf.pk)
