"""Organisation units, their dated places in the tree, what became of them."""

from django.db import models
from django.db.models import F, Q

from lms.people.enums import Area, ParentRelation, SuccessionKind, UnitKind
from lms.people.models.intervals import interval
from lms.people.querysets import DatedQuerySet, OrgParentQuerySet, OrgUnitQuerySet


class OrgUnit(models.Model):
    """Province, commune, school, site, subject group. Its place is a dated parent."""

    code = models.CharField(max_length=64, unique=True)
    source_code = models.CharField(max_length=255, blank=True, db_index=True)
    kind = models.CharField(max_length=15, choices=UnitKind)
    name = models.CharField(max_length=200)
    subject = models.ForeignKey(  # of a subject group
        "curriculum.Subject", models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = OrgUnitQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=UnitKind.values), name="org_unit_kind_known"
            ),
            interval("org_unit"),
        ]

    def __str__(self):
        return self.name


class OrgParent(models.Model):
    """Where a unit hangs in the tree, from one day to another."""

    unit = models.ForeignKey(OrgUnit, models.CASCADE, related_name="parents")
    parent = models.ForeignKey(OrgUnit, models.PROTECT, related_name="children")
    relation = models.CharField(
        max_length=10, choices=ParentRelation, default=ParentRelation.LINE
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = OrgParentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(valid_to=None, relation=ParentRelation.LINE),
                name="org_parent_one_now",
            ),
            models.CheckConstraint(
                condition=~Q(unit=F("parent")), name="org_parent_not_itself"
            ),
            interval("org_parent"),
        ]

    def __str__(self):
        return f"{self.unit_id} below {self.parent_id}"


class OrgArea(models.Model):
    """The area (favourable or difficult) of a commune, school or site, dated."""

    unit = models.ForeignKey(OrgUnit, models.CASCADE, related_name="areas")
    area = models.CharField(max_length=12, choices=Area)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(area__in=Area.values), name="org_area_known"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_to=None), name="org_area_one_now"
            ),
            interval("org_area"),
        ]

    def __str__(self):
        return f"{self.unit_id} {self.area}"


class OrgSuccession(models.Model):
    """What became of a unit: merged into, split into, renamed, abolished (no new)."""

    old = models.ForeignKey(OrgUnit, models.PROTECT, related_name="successors")
    new = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    date = models.DateField()
    kind = models.CharField(max_length=10, choices=SuccessionKind)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SuccessionKind.ABOLISH, new=None)
                | Q(~Q(kind=SuccessionKind.ABOLISH), new__isnull=False),
                name="org_succession_has_successor",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SuccessionKind.values),
                name="org_succession_kind_known",
            ),
        ]

    def __str__(self):
        return f"{self.old_id} {self.kind} {self.date}"
