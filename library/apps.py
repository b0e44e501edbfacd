from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "library"
    label = "library"
    verbose_name = _("Repository")

    def ready(self):
        from library import receivers, wording  # noqa: F401  it registers

        receivers.hang_in()
