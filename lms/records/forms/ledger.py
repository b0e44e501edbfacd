"""The form of one period, and the reason of a period sent back."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.people.models import User
from lms.records.enums import Mode
from lms.records.services.ledger import Given

QUARTERS = [("0", "0"), ("0.25", "¼"), ("0.5", "½"), ("0.75", "¾"), ("1", "1")]
FORCE_MAJEURE = "force_majeure"


class PeriodForm(forms.Form):
    """How a period was given. Attendance: everyone is there, tick who is not."""

    date = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    mode = forms.ChoiceField(
        label=_("How was it given?"), choices=Mode.choices, widget=forms.RadioSelect
    )
    online_periods = forms.ChoiceField(
        label=_("Share given online"),
        help_text=_("Of this one period; for blended lessons only."),
        choices=QUARTERS,
        required=False,
    )
    resource_code = forms.CharField(
        label=_("Material"),
        help_text=_("Code of approved material, empty where none was used."),
        max_length=60,
        required=False,
    )
    completed = forms.IntegerField(
        label=_("Pupils who finished"), min_value=0, max_value=1000, required=False
    )
    enrolled = forms.IntegerField(
        label=_("Of how many pupils"), min_value=0, max_value=1000, required=False
    )
    absent = forms.MultipleChoiceField(
        label=_("Who was not there?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_force_majeure = forms.BooleanField(
        label=_("Online because pupils could not come to school"), required=False
    )
    why = forms.CharField(
        label=_("Reason of the correction"), max_length=300, required=False
    )

    def __init__(self, *args: Any, pupils: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].choices = [  # type: ignore[attr-defined]
            (str(pupil.pk), str(pupil)) for pupil in pupils
        ]

    def given(self) -> Given:
        """Return what the form says; call it on a valid form."""
        data = self.cleaned_data
        blended = data["mode"] == Mode.BLENDED
        counts = data["mode"] in {Mode.BLENDED, Mode.ONLINE_ASYNC}
        return Given(
            date=data["date"],
            mode=data["mode"],
            online_periods=Decimal(data["online_periods"] or 0) if blended else None,
            reason=FORCE_MAJEURE if data["is_force_majeure"] else "",
            resource_code=data["resource_code"],
            completed=data["completed"] if counts else None,
            enrolled=data["enrolled"] if counts else None,
            absent=frozenset(int(pk) for pk in data["absent"]),
        )


class ReasonForm(forms.Form):
    """Why a record is sent back."""

    why = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
