from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    name = "lms.curriculum"
    label = "curriculum"
    verbose_name = "Curriculum"

    def ready(self):
        from lms.curriculum import wording  # noqa: F401  it registers
