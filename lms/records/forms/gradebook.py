"""What holds for a saving of the sheet, and the correction of one mark."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.records.enums import Venue
from lms.records.services.gradebook import Terms


class TermsForm(forms.Form):
    """Place of new marks, decision for remote tests, reason of corrections."""

    venue = forms.ChoiceField(
        label=_("New marks come from a test"),
        choices=Venue.choices,
        initial=Venue.PAPER,
        required=False,
    )
    decision = forms.CharField(
        label=_("Decision of the head"),
        help_text=_(
            "Number and date; for mid- and end-of-semester tests at a distance."
        ),
        max_length=120,
        required=False,
    )
    why = forms.CharField(
        label=_("Reason of corrections"),
        help_text=_("Needed where a mark that stands is changed."),
        max_length=300,
        required=False,
    )

    def terms(self) -> Terms:
        """Return what the form says; call it on a valid form."""
        data = self.cleaned_data
        return Terms(data["venue"] or Venue.PAPER, data["decision"], data["why"])


class CorrectionForm(forms.Form):
    """One mark corrected, with its reason."""

    text = forms.CharField(label=_("Mark"), max_length=6)
    venue = forms.ChoiceField(label=_("Where was the test?"), choices=Venue.choices)
    decision = forms.CharField(
        label=_("Decision of the head"), max_length=120, required=False
    )
    why = forms.CharField(label=_("Reason of the correction"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["inputmode"] = "decimal"
