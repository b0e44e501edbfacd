"""Log-in by user name or by any identifier a person is known by."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password

from lms.people.models import PersonIdentifier, User

# What a session of a person who logged in names.
BACKEND_PATH = "lms.people.backends.IdentifierBackend"
# Schemes that are no names: ids of source systems repeat between systems.
NO_NAMES = ("source", "former")


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
        user = person_named(name)
        if user is None:
            make_password(password)  # the same time as a wrong password
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None


def person_named(name: str) -> User | None:
    """Return the one person a log-in name means; None where it means two.

    A telephone likes to begin with a capital letter, so lower case is tried as well.
    """
    people = User.objects
    for wanted in (name, name.lower()):
        if found := people.filter(username=wanted).first():
            return found
    if found := people.filter(code=name).first():
        return found
    ids = (
        PersonIdentifier.objects.filter(value=name)
        .exclude(scheme__in=NO_NAMES)
        .values_list("person_id", flat=True)
    )
    owners = set(ids[:5])
    return people.get(pk=owners.pop()) if len(owners) == 1 else None
