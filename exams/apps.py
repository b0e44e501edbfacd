from django.apps import AppConfig


class ExamsConfig(AppConfig):
    name = "exams"
    label = "exams"

    def ready(self):
        from exams import wording  # noqa: F401  it registers
