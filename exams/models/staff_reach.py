"""Which papers and sittings are a person's business: one rule for lists and doors.

Their makers; teachers of the class in the subject; the head of the subject group;
principals and exam officers for their unit and below. Nobody else, candidates and
system administrators included.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from lms.core.clock import today
from lms.people import access
from lms.people.enums import Role, UnitKind
from lms.people.models import Cohort, OrgParent, OrgUnit
from lms.people.rules.tree import below, chain

LEADERS = frozenset({Role.EXAM_OFFICER, Role.SCHOOL_HEAD})
STAFF = LEADERS | {Role.GROUP_HEAD, Role.TEACHER}


@dataclass(frozen=True)
class StaffReach:
    """How far a person's business with tests goes; ids.

    led: units a leader answers for. headed: (school, subject) of subject groups,
    subject None = all. taught: (cohort, subject). home: own school or office.
    """

    user_id: int | None
    led: frozenset[int] = frozenset()
    headed: tuple[tuple[int, int | None], ...] = ()
    taught: frozenset[tuple[int, int | None]] = frozenset()
    home: int | None = None

    @property
    def is_staff(self) -> bool:
        """Whether tests are any of this person's business."""
        return bool(self.led or self.headed or self.taught or self.home)

    @property
    def cohorts(self) -> Q:
        """Classes for which this person may set a test."""
        found = Q(school_id__in=self.led)
        found |= Q(pk__in={cohort for cohort, _subject in self.taught})
        return found | Q(school_id__in={school for school, _subject in self.headed})

    def owned(self) -> Q:
        """Blueprints and papers: one's own, and those of units one leads."""
        found = Q(created_by_id=self.user_id) | Q(unit_id__in=self.led)
        for school, subject in self.headed:
            found |= Q(unit_id=school) & (Q(subject_id=subject) if subject else Q())
        return found

    def sittings(self) -> Q:
        """Sittings one runs or answers for."""
        found = Q(created_by_id=self.user_id) | Q(unit_id__in=self.led)
        found |= Q(cohorts__cohort__school_id__in=self.led)
        for school, subject in self.headed:
            held = Q(unit_id=school) | Q(cohorts__cohort__school_id=school)
            found |= held & (Q(subject_id=subject) if subject else Q())
        for subject, cohorts in self._by_subject().items():
            found |= Q(cohorts__cohort_id__in=cohorts) & (
                Q(subject_id=subject) | Q(subject=None)
            )
        return found

    def runs(self) -> Q:
        """Sittings whose papers are open to this person before the end.

        Not a common test of schools that merely has one's class among others.
        """
        own = Q(created_by_id=self.user_id) | Q(unit_id__in=self.led)
        for school, subject in self.headed:
            own |= Q(unit_id=school) & (Q(subject_id=subject) if subject else Q())
        return own | (self.sittings() & Q(cohorts__cohort__school_id=F("unit_id")))

    def covers(self, cohort_id: int, school_id: int, subject_id: int | None) -> bool:
        """Whether a class is this person's in a subject (None: in any)."""
        if school_id in self.led:
            return True
        if any(
            school == school_id and (subject is None or subject == subject_id)
            for school, subject in self.headed
        ):
            return True
        return any(
            cohort == cohort_id and subject and subject_id in {None, subject}
            for cohort, subject in self.taught
        )

    def _by_subject(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        for cohort, subject in self.taught:
            if subject is not None:
                found[subject].add(cohort)
        return found


def staff_reach(user: Any) -> StaffReach:
    """Return the reach of a person today, worked out once per user object."""
    known = getattr(user, "_staff_reach", None)
    if known is None:
        known = user._staff_reach = _work_out(user)
    return known


def _work_out(user: Any) -> StaffReach:
    found = access.reach(user)
    grants = [grant for grant in found.grants if grant.role in STAFF]
    if not grants and not found.taught:
        return StaffReach(getattr(user, "pk", None))
    edges = list(OrgParent.objects.edges(today()))
    parents = dict(edges)
    led = {grant.unit_id for grant in grants if grant.role in LEADERS}
    heads = [grant for grant in grants if grant.role == Role.GROUP_HEAD]
    return StaffReach(
        user_id=user.pk,
        led=below(frozenset(led), edges),
        headed=tuple(_group(grant, parents) for grant in heads),
        taught=found.taught,
        home=_home(grants, found, parents),
    )


def _group(grant: access.Grant, parents: dict[int, int]) -> tuple[int, int | None]:
    subject = grant.subject_id
    if subject is None:
        subject = OrgUnit.objects.values_list("subject_id", flat=True).get(
            pk=grant.unit_id
        )
    return _school(grant.unit_id, parents), subject


def _home(grants: list, found: access.Reach, parents: dict[int, int]) -> int | None:
    """Return the school (else the office) that what this person makes belongs to."""
    if grants:
        return _school(grants[0].unit_id, parents)
    cohort = min(found.taught_cohort_ids, default=None)
    if cohort is None:
        return None
    return Cohort.objects.values_list("school_id", flat=True).get(pk=cohort)


def _school(unit_id: int, parents: dict[int, int]) -> int:
    """Return the school above a group or site; the unit itself where there is none."""
    path = chain(unit_id, parents)
    schools = dict(
        OrgUnit.objects.filter(pk__in=path, kind=UnitKind.SCHOOL).values_list(
            "pk", "pk"
        )
    )
    return next((pk for pk in path if pk in schools), unit_id)
