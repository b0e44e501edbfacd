from django.apps import AppConfig


class QuestionBankConfig(AppConfig):
    name = "question_bank"
    label = "question_bank"

    def ready(self):
        from question_bank import receivers, wording  # noqa: F401  they register
