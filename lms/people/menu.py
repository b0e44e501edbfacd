"""Entries that people and the curriculum hang into the menu."""

from django.utils.translation import gettext_lazy as _

from lms.core.frame import Entry, add_entries
from lms.people.enums import Role

KEEPERS = frozenset({Role.ADMINISTRATOR, Role.SCHOOL_HEAD, Role.SCHOOL_IT})
OFFICE = frozenset({Role.PROVINCE_LEADER, Role.COMMUNE_OFFICER})


def hang() -> None:
    """Hang the entries; called once the apps are ready."""
    add_entries(
        Entry(
            label=_("Classes"),
            url_name="people:classes",
            roles=KEEPERS | {Role.TEACHER},
            order=60,
            icon="grid",
        ),
        Entry(
            label=_("People"),
            url_name="people:people",
            roles=KEEPERS,
            order=62,
            icon="people",
        ),
        Entry(
            label=_("Import files"),
            url_name="people:imports",
            roles=KEEPERS | {Role.CURRICULUM_OFFICER},
            order=64,
            icon="file",
        ),
        Entry(
            label=_("Roles"),
            url_name="people:roles",
            roles=KEEPERS | {Role.PROVINCE_LEADER},
            order=66,
            icon="lock",
        ),
        Entry(
            label=_("Organisation"),
            url_name="people:units",
            roles=KEEPERS | OFFICE,
            order=68,
            icon="home",
        ),
        Entry(
            label=_("Programme"),
            url_name="curriculum:overview",
            roles=frozenset({Role.CURRICULUM_OFFICER, Role.GROUP_HEAD, Role.TEACHER})
            | KEEPERS,
            order=70,
            icon="calendar",
        ),
    )
