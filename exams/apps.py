from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExamsConfig(AppConfig):
    name = "exams"
    label = "exams"

    def ready(self):
        from exams import wording  # noqa: F401  it registers
        from exams.queries import pools
        from exams.services import uploads
        from exams.views import code
        from lms.core import frame
        from media import api as media
        from question_bank import api as question_bank

        frame.add_entries(
            frame.Entry(
                label=_("Tests"),
                url_name="exams:own_tests",
                roles=frozenset({"student"}),
                order=30,
                icon="test",
            ),
            frame.Entry(
                label=_("Papers and sittings"),
                url_name="exams:sittings",
                roles=frozenset(
                    {"teacher", "group_head", "school_head", "exam_officer"}
                ),
                order=30,
                icon="test",
            ),
        )
        question_bank.add_batch_action(_("A paper of this file"), "exams:paper_of_file")
        question_bank.add_usage_source(pools.used_items)
        media.register_door(uploads.PURPOSE, uploads.may_see)
        frame.set_reader("leave", lambda _user: code.module_url("leave.js"))
