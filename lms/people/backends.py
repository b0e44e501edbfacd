"""Log-in by user name or by any identifier a person is known by."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password

from lms.people.models import User


class IdentifierBackend(ModelBackend):
    """Accepts the user name, the person's code, or one of the identifiers."""

    def authenticate(
        self,
        request: Any,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """Return the active person whose password it is, else None."""
        name = (username or "").strip()
        if not name or password is None:
            return None
        user = (
            User.objects.filter(username__iexact=name).first()
            or User.objects.filter(code=name).first()
            or User.objects.filter(identifiers__value=name).first()
        )
        if user is None:
            make_password(password)  # the same time as a wrong password
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None
