"""Blueprints (ma trận đề): criteria of a paper, never items."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from exams.models.paper_querysets import BlueprintQuerySet


class Blueprint(models.Model):
    """What a paper must hold. Its rows stand apart; the rest is JSON.

    ``rules``: the member "rules" of the blueprint JSON of commands.md together with
    "length", "bounds" and "seconds_max" (``exams.rules.blueprint_reader`` reads it).
    ``bank_codes``: banks the items come from, a list of codes.
    """

    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    subject = models.ForeignKey(
        "curriculum.Subject", models.PROTECT, null=True, blank=True, related_name="+"
    )
    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.ForeignKey(  # whose blueprint it is: school, province
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    bank_codes = models.JSONField(default=list, blank=True)
    rules = models.JSONField(default=dict, blank=True)
    template = models.CharField(max_length=40, blank=True)  # structure it began as
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = BlueprintQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(grade=None) | Q(grade__range=(1, 12)),
                name="blueprint_grade_known",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gt=0),
                name="blueprint_minutes_positive",
            ),
        ]

    def __str__(self):
        return self.title or self.code


class BlueprintRow(models.Model):
    """So many items of a node, kind and level; empty = any. Points for each item."""

    blueprint = models.ForeignKey(Blueprint, models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField()
    node_code = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=24, blank=True)
    level = models.CharField(max_length=12, blank=True)
    count = models.PositiveSmallIntegerField()
    points = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["blueprint", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["blueprint", "position"], name="blueprint_row_position_once"
            ),
            models.CheckConstraint(
                condition=Q(count__gt=0), name="blueprint_row_count_positive"
            ),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__gt=0),
                name="blueprint_row_points_positive",
            ),
        ]

    def __str__(self):
        return f"{self.blueprint_id}/{self.position}"
