"""What the repository hangs into the house: doors of its files, menu entries."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from library.models import FrozenVersion
from library.models.rights import AUTHORS, standing
from library.services.inks import PURPOSE
from lms.core.frame import Entry, add_entries
from lms.people.access import reach
from lms.people.enums import Role
from media.api import register_door

CACHE_S = 3600  # pictures of a lesson may stay so long in its reader's browser
DECIDERS = frozenset(
    {
        Role.GROUP_HEAD,
        Role.SCHOOL_HEAD,
        Role.CURRICULUM_OFFICER,
        Role.PROVINCE_LEADER,
        Role.COMMUNE_OFFICER,
    }
)


def may_see_file(user: Any, code: str) -> bool:
    """Return whether a file stands in a version that this person may see."""
    return FrozenVersion.objects.visible_to(user).filter(files__file_code=code).exists()


def works_in_back_office(user: Any, _code: str) -> bool:
    """Return whether the person writes material: drafts' pictures are shown to her."""
    if not reach(user).grants and not getattr(user, "is_superuser", False):
        return False
    return user.is_superuser or bool(standing(user).writes)


def hang_in() -> None:
    """Register doors and entries; called once from ``apps.ready``."""
    register_door(PURPOSE, may_see_file, cache_s=CACHE_S)
    register_door("back_office", works_in_back_office, cache_s=CACHE_S)
    add_entries(
        Entry(
            label=_("Repository"),
            url_name="library:search",
            roles=frozenset(Role.values),
            order=30,
            icon="book",
        ),
        Entry(
            label=_("Waiting for approval"),
            url_name="library:queue",
            roles=frozenset(str(role) for role in DECIDERS),
            order=35,
            icon="check",
        ),
        Entry(
            label=_("Write material"),
            url_name="library:compose",
            roles=frozenset(str(role) for role in AUTHORS),
            order=45,
            icon="edit",
        ),
    )
