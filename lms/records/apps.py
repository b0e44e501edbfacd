from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "lms.records"
    label = "records"
    verbose_name = "Student records"

    def ready(self):
        from lms.records import wording  # noqa: F401  it registers
