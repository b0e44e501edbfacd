from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "lms.people"
    label = "people"
    verbose_name = "People and organisation"

    def ready(self):
        from lms.core import frame
        from lms.people import access, imports, menu, receivers, wording  # noqa: F401

        frame.set_reader("roles", access.role_codes)
        frame.set_reader("place", access.place_name)
        frame.set_reader("role_names", access.role_names)
        menu.hang()
