"""A new target of a unit."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.records.enums import TargetLevel


class TargetForm(forms.Form):
    """A share to reach, from a day on, with the plan it comes from."""

    level = forms.ChoiceField(label=_("Level"), choices=TargetLevel.choices)
    percent = forms.DecimalField(
        label=_("Online share to reach, in %"),
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=2,
        localize=True,
    )
    valid_from = forms.DateField(
        label=_("From"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    source = forms.CharField(
        label=_("Source"),
        help_text=_("Number and date of the plan or decision."),
        max_length=300,
    )

    @property
    def share(self) -> Decimal:
        """The value as a share of 0..1."""
        return self.cleaned_data["percent"] / Decimal(100)


class EndForm(forms.Form):
    """The first day on which a target no longer holds."""

    valid_to = forms.DateField(
        label=_("No longer from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
