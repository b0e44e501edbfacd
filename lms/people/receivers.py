"""What follows a log-in."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from lms.core.frame import ROLE_KEY
from lms.people.middleware import MUST_CHANGE


@receiver(user_logged_in)
def remember_the_paper(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Note in the session that the password of the paper must be replaced first."""
    request.session.pop(ROLE_KEY, None)
    if getattr(user, "must_change_password", False):
        request.session[MUST_CHANGE] = True
    else:
        request.session.pop(MUST_CHANGE, None)
