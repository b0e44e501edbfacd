from django.apps import AppConfig


class QuestionBankConfig(AppConfig):
    name = "question_bank"
    label = "question_bank"
