from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "lms.records"
    label = "records"
    verbose_name = "Student records"

    def ready(self):
        from lms.core.frame import Entry, add_entries
        from lms.people.enums import Role
        from lms.records import receivers, wording  # noqa: F401  they register
        from lms.records.services.imports import registry  # noqa: F401

        teachers = frozenset({str(Role.TEACHER)})
        overseers = frozenset(
            str(role)
            for role in (
                Role.SCHOOL_HEAD,
                Role.COMMUNE_OFFICER,
                Role.CURRICULUM_OFFICER,
                Role.PROVINCE_LEADER,
            )
        )
        add_entries(
            Entry(_("Lesson ledger"), "records:week", teachers, 20, "calendar"),
            Entry(_("Gradebook"), "records:courses", teachers, 25, "grid"),
            Entry(_("Online share"), "records:board", overseers, 28, "chart"),
        )
