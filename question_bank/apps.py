from django.apps import AppConfig


class QuestionBankConfig(AppConfig):
    name = "question_bank"
    label = "question_bank"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from lms.core import frame
        from lms.people.enums import Role
        from media import api as media
        from question_bank import receivers, wording  # noqa: F401  they register
        from question_bank.services import pictures

        media.register_door(pictures.ITEM, pictures.may_see_picture)
        media.register_door(pictures.SOURCE, pictures.may_see_source)
        roles = {
            Role.TEACHER,
            Role.GROUP_HEAD,
            Role.SCHOOL_HEAD,
            Role.CURRICULUM_OFFICER,
        }
        frame.add_entries(
            frame.Entry(
                label=_("Item banks"),
                url_name="question_bank:banks",
                roles=frozenset(str(role) for role in roles),
                order=30,
                icon="bank",
            )
        )
