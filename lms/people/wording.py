"""Words of the codes of people and organisation."""

from django.utils.translation import gettext_lazy as _

from lms.core.wording import register

register(
    {
        "unknown_class": _(
            "There is no class “%(value)s” in the school year %(year)s."
        ),
        "ambiguous_class": _(
            "The class “%(value)s” exists in several schools. Write SCHOOL/CLASS."
        ),
        "unknown_school_year": _("There is no school year “%(value)s”."),
        "unknown_unit": _("There is no organisation unit “%(value)s”."),
        "unknown_person": _("There is no person with the code “%(value)s”."),
        "unknown_user": _("There is no user named “%(value)s”."),
        "door_closed": _("This class code is not valid any more."),
    }
)
