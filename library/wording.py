"""Words of the codes of the repository."""

from django.utils.translation import gettext_lazy as _

from lms.core.wording import register

register(
    {
        "unknown_resource": _("There is no material with the code “%(value)s”."),
        "resource_incomplete": _("The material is not complete yet: %(fields)s."),
        "resource_empty": _("The material has no content yet."),
        "resource_under_way": _("This material is under review already."),
        "resource_unchanged": _(
            "Nothing has changed since the version that was submitted last."
        ),
        "not_adopted": _("The subject group has not adopted this material yet."),
        "already_adopted": _("The subject group has adopted this material already."),
        "own_material": _("Nobody decides about a material of their own."),
        "wrong_step": _("This step does not follow: the material is “%(state)s”."),
        "too_many_nodes": _("A material serves at most %(limit)s topics or lessons."),
        "no_shelf": _("You have no shelf to write for. Ask the IT staff."),
        "grade_unknown": _("“%(value)s” is not a grade from 1 to 12."),
        "resource_kind_unknown": _("The repository does not know what to do with it."),
        "event_bad": _("The device sent an event that cannot be read."),
        "too_many_events": _("At most %(limit)s events can be sent at once."),
        "epub_broken": _("The book has no page with text that can be read here."),
        "no_captions": _("The film has no captions yet. Add them in the editor."),
        "something_removed": _("Left behind while cleaning: %(what)s."),
        "reports_itself": _(
            "The package runs, but its results are its own word (self-reported)."
        ),
        "only_download": _("Slides are shown as a download, not page by page."),
        "nothing_pending": _("There is no version of this material under way."),
        "nothing_published": _("No version of this material is published."),
        "already_shared": _("This material is shared with the province already."),
        "version_changed": _(
            "Somebody else has decided about this version in the meantime."
        ),
    }
)
