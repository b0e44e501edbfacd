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
# Fields that mean something in some ways of teaching only.
BELONGS = {
    "online_periods": {Mode.BLENDED},
    "completed": {Mode.BLENDED, Mode.ONLINE_ASYNC},
    "enrolled": {Mode.BLENDED, Mode.ONLINE_ASYNC},
    "absent": {Mode.ONLINE_SYNC},
    "is_force_majeure": {Mode.BLENDED, Mode.ONLINE_ASYNC, Mode.ONLINE_SYNC},
}


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
        self.pupils = pupils
        self.fields["absent"].choices = [  # type: ignore[attr-defined]
            (str(pupil.pk), str(pupil)) for pupil in pupils
        ]

    def clean(self) -> dict[str, Any]:
        """Look at what belongs to the chosen mode only; its counts must fit."""
        data = super().clean() or {}
        for name in set(BELONGS) - {
            n for n in BELONGS if data.get("mode") in BELONGS[n]
        }:
            self.errors.pop(name, None)
            data[name] = None
        done, of = data.get("completed"), data.get("enrolled")
        if done is not None and of is not None and done > of:
            self.add_error("completed", _("More pupils finished than there are."))
        return data

    def given(self) -> Given:
        """Return what the form says; call it on a valid form."""
        data = self.cleaned_data
        return Given(
            date=data["date"],
            mode=data["mode"],
            online_periods=None
            if data["online_periods"] is None
            else Decimal(data["online_periods"] or 0),
            reason=FORCE_MAJEURE if data["is_force_majeure"] else "",
            resource_code=data["resource_code"],
            completed=data["completed"],
            enrolled=data["enrolled"],
            absent=frozenset(int(pk) for pk in data["absent"] or ()),
        )


class ReasonForm(forms.Form):
    """Why a record is sent back."""

    why = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
