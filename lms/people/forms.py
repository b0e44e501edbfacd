"""Forms of log-in, accounts, roles and units."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from lms.core.text import squeeze
from lms.curriculum.models import Subject
from lms.people.enums import Area, Role, SuccessionKind
from lms.people.models import Cohort, OrgUnit, User
from lms.people.rules.codes import typed_code

RELATIONS = [
    ("mother", _("Mother")),
    ("father", _("Father")),
    ("guardian", _("Guardian")),
]


class LogInForm(AuthenticationForm):
    """User name or identifier, and password."""

    error_messages = {
        "invalid_login": _(
            "The name or the password is not right. Look at capital letters and at "
            "the Vietnamese keyboard."
        ),
        "inactive": _("This account is closed. Ask your school."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name or identifier")
        self.fields["password"].label = _("Password")


class CodeForm(forms.Form):
    """A code from the blackboard."""

    code = forms.CharField(
        label=_("Class code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "code-input",
            }
        ),
    )


class DoorPasswordForm(forms.Form):
    """The password of a student who picked her name."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "autofocus": True}),
    )


class OwnPasswordForm(forms.Form):
    """A new password, twice; the old one where it is asked for."""

    old = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least 8 characters. A short sentence is easy to remember."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, *args: Any, ask_old: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not ask_old:
            del self.fields["old"]

    def clean_old(self) -> str:
        """The present password must be right."""
        old: str = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise forms.ValidationError(_("This is not your present password."))
        return old

    def clean(self) -> dict[str, Any]:
        """Both new ones must be the same, good enough, and not the old one."""
        data = super().clean() or {}
        new, again = data.get("new"), data.get("again")
        if new and again and new != again:
            self.add_error("again", _("The two new passwords are not the same."))
        if new and self.user.check_password(new):
            self.add_error("new", _("Choose another password than the present one."))
        elif new:
            try:
                password_validation.validate_password(new, self.user)
            except forms.ValidationError as error:
                self.add_error("new", error)
        return data


class GuardianCodeForm(forms.Form):
    """A code from the school's paper."""

    code = forms.CharField(
        label=_("Code on the paper"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "class": "code-input",
            }
        ),
    )
    relation = forms.ChoiceField(label=_("You are the student’s"), choices=RELATIONS)

    def clean_code(self) -> str:
        """Read what was typed as it stands on the paper."""
        return typed_code(self.cleaned_data["code"])


class GuardianAccountForm(GuardianCodeForm):
    """An account for a guardian who has none yet."""

    full_name = forms.CharField(label=_("Your full name"), max_length=150)
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        min_length=4,
        help_text=_("You will log in with it. Many take their telephone number."),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 8 characters. A short sentence is easy to remember."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_full_name(self) -> str:
        """Names are stored whole, with single spaces."""
        return squeeze(self.cleaned_data["full_name"])

    def clean_password(self) -> str:
        """The usual checks of a password."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password


class RoleForm(forms.Form):
    """A role for a person at a unit."""

    unit = forms.ModelChoiceField(OrgUnit.objects.none(), label=_("Unit"))
    role = forms.ChoiceField(label=_("Role"))
    subject = forms.ModelChoiceField(
        Subject.objects.none(),
        label=_("Subject"),
        required=False,
        empty_label=_("all subjects"),
    )
    valid_from = forms.DateField(
        label=_("From"),
        required=False,
        help_text=_("Empty: from today."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    valid_to = forms.DateField(
        label=_("Up to (first day without it)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self,
        *args: Any,
        units: Any,
        roles: frozenset[Role],
        subjects: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (("unit", units), ("subject", subjects)):
            field: Any = self.fields[name]
            field.queryset = found
        choices: Any = self.fields["role"]
        choices.choices = [
            (code, name) for code, name in Role.choices if Role(code) in roles
        ]


class EndRoleForm(forms.Form):
    """The first day without a role."""

    day = forms.DateField(
        label=_("Ends on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class UnitForm(forms.Form):
    """A change of a unit that holds from a day on."""

    name = forms.CharField(label=_("Name of the unit"), max_length=200)
    parent = forms.ModelChoiceField(
        OrgUnit.objects.none(), label=_("Belongs to"), required=False
    )
    area = forms.ChoiceField(
        label=_("Area"), choices=[("", "–"), *Area.choices], required=False
    )
    day = forms.DateField(
        label=_("From which day"),
        help_text=_("Reports of earlier days keep the old place."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parent"]
        field.queryset = parents


class EndUnitForm(forms.Form):
    """What becomes of a unit from a day on."""

    kind = forms.ChoiceField(label=_("What becomes of it"))
    into = forms.ModelChoiceField(
        OrgUnit.objects.none(),
        label=_("What it becomes"),
        required=False,
        help_text=_("Empty where it is closed."),
    )
    also = forms.ModelChoiceField(
        OrgUnit.objects.none(),
        label=_("And"),
        required=False,
        help_text=_("The second part of a split."),
    )
    day = forms.DateField(
        label=_("First day without it"),
        help_text=_(
            "Its classes, marks and figures stay; those who look after what "
            "it becomes see them."
        ),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, successors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("into", "also"):
            field: Any = self.fields[name]
            field.queryset = successors
        choices: Any = self.fields["kind"]
        choices.choices = SuccessionKind.choices


class UploadForm(forms.Form):
    """A file of one kind."""

    file = forms.FileField(label=_("File"))


class StudentsForm(forms.Form):
    """Some students of a class, ticked in a list."""

    students = forms.TypedMultipleChoiceField(
        label=_("Students of the class"), coerce=int, required=False
    )

    def __init__(
        self, *args: Any, cohort: Cohort, people: list[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["students"]
        field.choices = [(person.pk, person.full_name) for person in people]
