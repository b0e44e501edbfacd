"""Forms for files, banks and the people in them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.curriculum.models import Subject
from lms.people.models import OrgUnit, User
from lms.people.queries.subjects import subjects_for
from question_bank.enums import CognitiveLevel, Right
from question_bank.models import Bank
from question_bank.queries.access import is_staff

MOST_MB = 50
GRADES = [("", "–"), *((str(grade), str(grade)) for grade in range(1, 13))]
LEVELS = [("", "–"), *CognitiveLevel.choices]


class UploadForm(forms.Form):
    """A file with questions, and the bank it is for."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Word (.docx), Excel (.xlsx), Moodle XML, GIFT, Aiken or QTI; up to 50 MB."
        ),
    )
    bank = forms.ChoiceField(label=_("Into which bank"), required=False)
    subject = forms.ChoiceField(label=_("Subject"), required=False)
    grade = forms.ChoiceField(label=_("Grade"), required=False, choices=GRADES)

    def __init__(self, *args: Any, banks: list[Bank], user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: Any = self.fields
        known["bank"].choices = [
            ("", _("My item bank")),
            *((bank.code, bank.title) for bank in banks),
        ]
        known["subject"].choices = subject_choices(user)

    def clean_file(self) -> Any:
        """Refuse what is too big before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_MB * 2**20:
            raise forms.ValidationError(_("The file is larger than 50 MB."))
        return file


class BankForm(forms.Form):
    """A new bank of a unit."""

    code = forms.CharField(
        label=_("Code"), max_length=64, help_text=_("Short, e.g. TOAN12-2026")
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    owner = forms.ChoiceField(label=_("Owning unit"))
    subject = forms.ChoiceField(label=_("Subject"), required=False)
    secret = forms.BooleanField(
        label=_("Secret: only people who are named see it"), required=False
    )

    def __init__(
        self, *args: Any, units: list[OrgUnit], user: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known: Any = self.fields
        known["owner"].choices = [(u.code, u.name) for u in units]
        known["subject"].choices = subject_choices(user)


class GrantForm(forms.Form):
    """Name a person in a bank."""

    person = forms.CharField(label=_("Code or user name of the person"), max_length=64)
    right = forms.ChoiceField(label=_("May"), choices=Right.choices)

    def clean_person(self) -> User:
        """Find the person, who must be of the staff."""
        name = self.cleaned_data["person"].strip()
        found = User.objects.filter(username=name, is_active=True).first()
        found = found or User.objects.filter(code=name, is_active=True).first()
        if found is None or not is_staff(found):
            raise forms.ValidationError(_("No teacher or officer is known by that."))
        return found


def subject_choices(user: Any, *, kept: str = "") -> list[tuple[str, Any]]:
    """Return the subjects of a person's levels by name, an empty choice first."""
    subjects = subjects_for(user, kept=kept).values_list("code", "name_vi")
    return [("", "–"), *subjects]


def subject_id_of(code: str) -> int | None:
    """Return the id of a subject, None for none."""
    return Subject.objects.filter(code=code).values_list("pk", flat=True).first()
