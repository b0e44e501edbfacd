from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "media"
    label = "media"
    verbose_name = "Files"

    def ready(self):
        from media import wording  # noqa: F401  it registers
