"""The form of a material in the editor."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from lms.people.queries.subjects import subjects_for


class ResourceForm(WagtailAdminPageForm):
    """Offers the subjects of the author's levels, by name, and the one chosen before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "subject" not in self.fields or self.for_user is None:
            return
        kept = self.instance.subject.code if self.instance.subject_id else ""
        self.fields["subject"].queryset = subjects_for(self.for_user, kept=kept)
