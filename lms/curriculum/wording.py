"""Words of the codes of the curriculum."""

from django.utils.translation import gettext_lazy as _

from lms.core.wording import register

register(
    {
        "unknown_subject": _("There is no subject with the code “%(value)s”."),
        "unknown_level": _("“%(value)s” is not an education level."),
        "grade_not_of_level": _("Grade %(grade)s does not belong to %(level)s."),
        "unknown_node": _("The programme has no topic or lesson “%(value)s”."),
        "unknown_parent": _("The parent “%(value)s” is not in the file or programme."),
    }
)
