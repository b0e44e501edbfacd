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
        "parent_of_other_subject": _(
            "The parent “%(value)s” belongs to another subject or grade."
        ),
        "parent_kind": _(
            "This cannot stand below “%(value)s”: the order is topic, lesson, learning outcome."
        ),
        "parent_skipped": _("The row of its parent “%(value)s” was not taken."),
        "node_cycle": _("This row hangs below itself."),
        "not_in_programme": _(
            "The programme has no subject %(subject)s in grade %(grade)s."
        ),
        "unknown_version": _("There is no edition of the programme “%(value)s”."),
        "subject_not_yours": _("You do not look after the subject %(subject)s."),
    }
)
