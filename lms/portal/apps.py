from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "lms.portal"
    label = "portal"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from lms.core import frame
        from lms.people.enums import Role

        frame.add_entries(
            frame.Entry(
                label=_("Today"),
                url_name="portal:start",
                roles=frozenset(str(role) for role in Role),
                order=0,
                icon="home",
            )
        )
