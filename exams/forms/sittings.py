"""The teacher's "when, for whom" of a sitting."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exams.enums import AssessmentKind, Venue
from exams.models import Paper
from exams.queries.staff import cohorts_for_staff
from exams.services.planning import Decision, SittingPlan
from lms.core.clock import today
from lms.people.models import Cohort, Semester

LOCAL = "%Y-%m-%dT%H:%M"


class SemesterField(forms.ModelChoiceField):
    """Semesters with the words a teacher would use."""

    def label_from_instance(self, semester: Any) -> str:
        """Return e.g. "semester 1, 2026-2027"."""
        facts = {"n": semester.number, "year": semester.year.code}
        return gettext("semester %(n)s, %(year)s") % facts


class SittingForm(forms.Form):
    """Papers, classes, times, kind; the decision for remote periodic tests."""

    title = forms.CharField(label=_("Name of the test"), max_length=200)
    papers = forms.ModelMultipleChoiceField(
        label=_("Papers"),
        queryset=Paper.objects.none(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Several papers are dealt so that neighbours get different ones."),
    )
    classes = forms.ModelMultipleChoiceField(
        label=_("Classes"),
        queryset=Cohort.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    release_at = forms.DateTimeField(
        label=_("Start"),
        input_formats=[LOCAL],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL),
        help_text=_("The paper opens at this time, not a second earlier."),
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=300)
    open_before = forms.IntegerField(
        label=_("Minutes the room opens before"),
        min_value=0,
        max_value=1440,
        initial=10,
    )
    close_at = forms.DateTimeField(
        label=_("Close"),
        required=False,
        input_formats=[LOCAL],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL),
        help_text=_("Nobody may start after this. Empty: ten minutes after the time."),
    )
    venue = forms.ChoiceField(
        label=_("Where"), choices=Venue.choices, initial=Venue.ROOM,
        widget=forms.RadioSelect,
    )  # fmt: skip
    assessment = forms.ChoiceField(
        label=_("What it counts as"),
        choices=[
            ("", _("Practice, no mark in the gradebook")),
            *AssessmentKind.choices,
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    ordinal = forms.IntegerField(
        label=_("Number of the regular assessment"), min_value=1, max_value=9, initial=1
    )
    semester = SemesterField(
        label=_("Semester"), queryset=Semester.objects.none(), required=False,
        empty_label=_("by the day of the test"),
    )  # fmt: skip
    grace_s = forms.IntegerField(
        label=_("Grace in seconds"), min_value=0, max_value=600, initial=30,
        help_text=_("For answers under way when the time is over."),
    )  # fmt: skip
    stops_clock = forms.BooleanField(
        label=_("The clock stops while a candidate is suspended"), required=False
    )
    decision_number = forms.CharField(
        label=_("Number of the head's decision"), max_length=60, required=False
    )
    decision_date = forms.DateField(
        label=_("Date of the decision"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    decision_reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("papers", offered_papers(user, self.chosen_codes()))
        cohorts = cohorts_for_staff(user).filter(
            year__starts__lte=today() + timedelta(days=60),
            year__ends__gte=today() - timedelta(days=30),
        )
        self._choose("classes", cohorts.order_by("school__name", "grade", "code"))
        self._choose("semester", Semester.objects.select_related("year"))

    def chosen_codes(self) -> list[str]:
        """Return the codes of the papers that are ticked."""
        if self.is_bound:
            return self.data.getlist("papers")  # type: ignore[attr-defined]
        return list(self.initial.get("papers", []))

    def plan(self) -> SittingPlan:
        """Return what was said, after ``is_valid``."""
        data = self.cleaned_data
        decision = None
        if data["decision_number"] or data["decision_reason"] or data["decision_date"]:
            decision = Decision(
                data["decision_number"], data["decision_date"], data["decision_reason"]
            )
        return SittingPlan(
            title=data["title"],
            papers=list(data["papers"]),
            cohorts=list(data["classes"]),
            open_at=data["release_at"] - timedelta(minutes=data["open_before"]),
            release_at=data["release_at"],
            close_at=data["close_at"],
            minutes=data["minutes"],
            grace_s=data["grace_s"],
            venue=data["venue"],
            assessment=data["assessment"],
            ordinal=data["ordinal"],
            semester=data["semester"],
            decision=decision,
            stops_clock=data["stops_clock"],
        )

    def _choose(self, name: str, queryset: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  for types
        field.queryset = queryset


ACTS = ("extend", "suspend", "resume", "collect", "end", "cancel")


class ActForm(forms.Form):
    """What an invigilator does, with its reason."""

    act = forms.ChoiceField(choices=[(a, a) for a in ACTS])
    minutes = forms.IntegerField(min_value=-60, max_value=360, required=False)
    reason = forms.CharField(max_length=500)


def offered_papers(user: Any, also: list[str]) -> Any:
    """Return the papers a person may set: those chosen, and the newest fifty."""
    mine = Paper.objects.visible_to(user).kept()
    newest = list(mine.order_by("-id").values_list("pk", flat=True).distinct()[:50])
    chosen = mine.filter(code__in=also).values_list("pk", flat=True)
    return (
        Paper.objects.filter(pk__in={*newest, *chosen})
        .select_related("subject")
        .order_by("-created_at", "paper_code")
    )
