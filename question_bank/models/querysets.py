"""Reads and doors of the bank. One policy for lists and for single objects.

A bank is *full* for those who write in it, oversee its unit, or are named in it: they
see every version. It is *open* for people below its unit: they see what is
published. A teacher's own bank is *in charge* of the heads above her: they see what
she has sent for review. A secret bank is for named people alone.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from lms.core.clock import today
from lms.people import access
from lms.people.enums import Role, UnitKind
from lms.people.models import Cohort, OrgParent, OrgUnit, RoleAssignment
from lms.people.rules.tree import below, chain
from question_bank.enums import Right, VersionState

SCHOOL_STAFF = frozenset({Role.TEACHER, Role.GROUP_HEAD, Role.SCHOOL_HEAD})
OFFICERS = frozenset({Role.CURRICULUM_OFFICER, Role.EXAM_OFFICER})
HEADS = frozenset({Role.GROUP_HEAD, Role.SCHOOL_HEAD, Role.CURRICULUM_OFFICER})
SHOWN = (VersionState.IN_REVIEW, VersionState.PUBLISHED, VersionState.WITHDRAWN)


@dataclass(frozen=True)
class BankReach:
    """How far a person's roles reach among banks; sets of unit ids.

    writes: banks she writes in and sees whole. oversees, heads: (units, subject):
    banks seen whole, items reviewed; subject None = every subject. opens: units
    above her, whose published items she may use.
    """

    writes: frozenset[int] = frozenset()
    oversees: tuple[tuple[frozenset[int], int | None], ...] = ()
    heads: tuple[tuple[frozenset[int], int | None], ...] = ()
    opens: frozenset[int] = frozenset()

    @property
    def is_staff(self) -> bool:
        """Whether banks are any of this person's business."""
        return bool(self.writes or self.oversees or self.opens)


def bank_reach(user: Any) -> BankReach:
    """Return the reach of a person today, worked out once per user object."""
    known = getattr(user, "_bank_reach", None)
    if known is None:
        known = user._bank_reach = _work_out(user)
    return known


class BankQuerySet(models.QuerySet):
    """Banks."""

    def visible_to(self, user):
        """Banks of which the person may see at least something."""
        return self.filter(
            full_banks(user)
            | _overseen(user, loose=True)
            | _open_banks(user)
            | _charged_banks(user)
        )

    def writable_by(self, user):
        """Banks the person may add items to."""
        return self.filter(_writable(user))


class ItemVersionQuerySet(models.QuerySet):
    """Versions of items."""

    def visible_to(self, user):
        """Versions the person may see."""
        banks = apps.get_model("question_bank", "Bank").objects
        reach = bank_reach(user)
        full = Q(
            item__bank__in=banks.filter(_writable(user) | _named(user)).values("pk")
        )
        for units, subject in reach.oversees:
            held = banks.filter(is_secret=False, owner_unit_id__in=units)
            full |= Q(item__bank__in=held.values("pk")) & _of_subject(subject)
        shared = banks.filter(_open_banks(user)).values("pk")
        charged = Q()
        for units, subject in reach.heads:
            held = banks.filter(_owned_within(units)).values("pk")
            charged |= Q(item__bank__in=held, state__in=SHOWN) & _of_subject(subject)
        return self.filter(
            full | Q(item__bank__in=shared, state=VersionState.PUBLISHED) | charged
        )

    def reviewable_by(self, user):
        """Versions in review on which this person, not their author, may decide."""
        return self.filter(
            review_right(user), ~Q(author=user), state=VersionState.IN_REVIEW
        )

    def published(self):
        """Versions that papers may be drawn from."""
        return self.filter(state=VersionState.PUBLISHED)

    def open(self):
        """Versions that may still change."""
        return self.filter(state__in=[VersionState.DRAFT, VersionState.IN_REVIEW])


class ItemQuerySet(models.QuerySet):
    """Items."""

    def visible_to(self, user):
        """Items of which the person may see a version."""
        versions = apps.get_model("question_bank", "ItemVersion").objects
        return self.filter(pk__in=versions.visible_to(user).values("item_id"))


class BatchQuerySet(models.QuerySet):
    """Imported files."""

    def visible_to(self, user):
        """Files brought into banks that the person may write in."""
        banks = apps.get_model("question_bank", "Bank").objects.writable_by(user)
        return self.filter(bank__in=banks.values("pk"))


def full_banks(user: Any) -> Q:
    """Return the condition for banks of which the person sees every version."""
    return _writable(user) | _named(user) | _overseen(user, loose=False)


def _overseen(user: Any, *, loose: bool) -> Q:
    """Return the condition for banks below an officer.

    loose: also banks of several subjects, of which she sees her own subject's items.
    """
    found = Q(pk__in=[])
    for units, subject in bank_reach(user).oversees:
        held = Q(is_secret=False, owner_unit_id__in=units)
        if subject:
            own = Q(subject_id=subject)
            held &= own | Q(subject=None) if loose else own
        found |= held
    return found


def review_right(user: Any) -> Q:
    """Return the condition on versions for the right to publish or return them.

    Heads and officers for their units and the teachers in them, people named as
    reviewers, and colleagues for the banks they share.
    """
    shared = Q(
        item__bank__is_secret=False,
        item__bank__owner_unit_id__in=bank_reach(user).writes,
    )
    return decision_right(user) | shared


def decision_right(user: Any) -> Q:
    """Return the condition on versions for deciding alone, also on one's own.

    Not for colleagues: between them the second pair of eyes is the point.
    """
    named = apps.get_model("question_bank", "BankGrant").objects.filter(
        person=user, right=Right.REVIEW
    )
    found = Q(item__bank__in=named.values("bank_id"))
    banks = apps.get_model("question_bank", "Bank").objects
    for units, subject in bank_reach(user).heads:
        held = banks.filter(
            _owned_within(units) | Q(is_secret=False, owner_unit_id__in=units)
        )
        found |= Q(item__bank__in=held.values("pk")) & _of_subject(subject)
    return found


def _writable(user: Any) -> Q:
    reach = bank_reach(user)
    grants = apps.get_model("question_bank", "BankGrant").objects.filter(
        person_id=user.pk, right__in=[Right.WRITE, Right.REVIEW]
    )
    own = Q(owner_person_id=user.pk) if reach.is_staff else Q(pk__in=[])
    return (
        Q(is_secret=False, owner_unit_id__in=reach.writes)
        | own
        | Q(pk__in=grants.values("bank_id"))
    )


def _named(user: Any) -> Q:
    grants = apps.get_model("question_bank", "BankGrant").objects
    return Q(pk__in=grants.filter(person_id=user.pk).values("bank_id"))


def _open_banks(user: Any) -> Q:
    return Q(is_secret=False, owner_unit_id__in=bank_reach(user).opens)


def _charged_banks(user: Any) -> Q:
    found = Q(pk__in=[])
    for units, _subject in bank_reach(user).heads:
        found |= _owned_within(units)
    return found


def _owned_within(units: frozenset[int]) -> Q:
    """Return the condition for banks of teachers who hold a role in the units."""
    people = RoleAssignment.objects.on(today()).filter(
        unit_id__in=units, role__in=SCHOOL_STAFF
    )
    return Q(is_secret=False, owner_person_id__in=people.values("person_id"))


def _of_subject(subject: int | None) -> Q:
    return Q(subject_id=subject) | Q(subject=None) if subject else Q()


def _work_out(user: Any) -> BankReach:
    found = access.reach(user)
    grants = [g for g in found.grants if g.role in SCHOOL_STAFF | OFFICERS]
    schools = set(
        Cohort.objects.filter(pk__in=found.taught_cohort_ids).values_list(
            "school_id", flat=True
        )
        if found.taught
        else ()
    )
    if not grants and not schools:
        return BankReach()
    edges = list(OrgParent.objects.edges(today()))
    parents = dict(edges)
    own = OrgUnit.objects.filter(pk__in=[grant.unit_id for grant in grants])
    subjects = dict(own.values_list("pk", "subject_id"))  # of subject groups
    writes, opens = set(schools), set()
    oversees, heads = [], []
    for grant in grants:
        units = below(frozenset({grant.unit_id}), edges)
        opens |= set(chain(grant.unit_id, parents)[1:])
        if grant.role in SCHOOL_STAFF:
            units |= _own_school(grant.unit_id, parents)
            writes |= units
        else:
            writes.add(grant.unit_id)
            oversees.append((units, grant.subject_id))
        if grant.role in HEADS:
            heads.append((units, grant.subject_id or subjects.get(grant.unit_id)))
    for school in schools:
        opens |= set(chain(school, parents)[1:])
    return BankReach(
        frozenset(writes), tuple(oversees), tuple(heads), frozenset(opens - writes)
    )


def _own_school(unit_id: int, parents: dict[int, int]) -> frozenset[int]:
    """Return the units from a subject group or site up to its school."""
    path = chain(unit_id, parents)
    kinds = dict(OrgUnit.objects.filter(pk__in=path).values_list("pk", "kind"))
    schools = [pk for pk in path if kinds[pk] == UnitKind.SCHOOL]
    return frozenset(path[: path.index(schools[0]) + 1]) if schools else frozenset()
