from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "lms.demo"
    label = "demo"
    verbose_name = "Demonstration"

    def ready(self):
        from lms.core import frame
        from lms.demo import state, wording  # noqa: F401  it registers

        frame.set_reader("is_demo", state.is_demo)
        frame.set_reader("demo_accounts", state.accounts)
