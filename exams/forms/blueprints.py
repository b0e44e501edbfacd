"""Forms round blueprints and papers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exams.rules.structures import structures
from lms.core.clock import today
from lms.curriculum.models import Subject
from lms.people.queries.subjects import subjects_for
from question_bank import api as question_bank


class BlueprintForm(forms.Form):
    """A new blueprint: what it is for, from which banks, by which structure."""

    title = forms.CharField(label=_("Name of the blueprint"), max_length=200)
    subject = forms.ModelChoiceField(
        label=_("Subject"), queryset=Subject.objects.none(), required=False
    )
    grade = forms.TypedChoiceField(
        label=_("Grade"),
        choices=[("", "–"), *((n, n) for n in range(1, 13))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    structure = forms.ChoiceField(label=_("Structure"), required=False)
    banks = forms.MultipleChoiceField(
        label=_("Item banks"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Questions are drawn from these banks. You can change this later."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subject = self.fields["subject"]
        assert isinstance(subject, forms.ModelChoiceField)  # noqa: S101  for types
        subject.queryset = subjects_for(user).exclude(code__endswith="-CD")
        self.choices_of("banks", bank_choices(user))
        self.choices_of(
            "structure",
            [
                ("", _("Empty sheet")),
                *((s.code, s.title) for s in structures(day=today())),
            ],
        )

    def choices_of(self, name: str, choices: list) -> None:
        """Set the choices of a field."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for types
        field.choices = choices


class VariantsForm(forms.Form):
    """How many further codes of a paper."""

    count = forms.IntegerField(
        label=_("Further codes"), min_value=1, max_value=47, initial=3
    )


def bank_choices(user: Any) -> list[tuple[str, str]]:
    """Return the banks a person may use as choices, with how many questions."""
    return [
        (card.code, f"{card.title} ({card.published})")
        for card in question_bank.bank_cards(user)
    ]
