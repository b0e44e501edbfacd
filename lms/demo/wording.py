"""Words of the codes of the demonstration."""

from django.utils.translation import gettext_lazy as _

from lms.core.wording import register

register(
    {
        "demo_not_empty": _(
            "This database already holds schools or people that are not the "
            "demonstration. Seed an empty one: set LMS_VAR or LMS_DATABASE_URL."
        ),
        "demo_other_scale": _(
            "The demonstration here has the scale %(scale)s. Use another LMS_VAR or "
            "database for a second one."
        ),
    }
)
