"""Items and their versions, shared passages, statistics, the publishing log.

An item lasts; what it says stands in versions. A version that was published or used
is frozen: the services refuse, and so does the database (``question_bank.receivers``).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from question_bank.enums import (
    Act,
    ChangeClass,
    CognitiveLevel,
    Licence,
    VersionState,
)
from question_bank.models.querysets import ItemQuerySet, ItemVersionQuerySet

PEOPLE = settings.AUTH_USER_MODEL


class Item(models.Model):
    """A question (câu hỏi) of a bank; ``code`` names it within the bank for ever.

    ``merged_into``: the item that stands for it since both were found to be the same.
    """

    bank = models.ForeignKey("question_bank.Bank", models.PROTECT, related_name="items")
    code = models.CharField(max_length=64)
    created_by = models.ForeignKey(PEOPLE, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["bank", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["bank", "code"], name="item_code_once_in_bank"
            ),
            models.CheckConstraint(condition=~Q(code=""), name="item_has_a_code"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="item_merged_into_another",
            ),
        ]

    def __str__(self):
        return self.code


class ItemGroup(models.Model):
    """A passage, table or picture that several items share; never changed.

    A changed passage is a new row with the next number under the same code.
    """

    bank = models.ForeignKey(
        "question_bank.Bank", models.PROTECT, related_name="groups"
    )
    code = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField(default=1)
    html = models.TextField()
    digest = models.CharField(max_length=64)
    where = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["bank", "code", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["bank", "code", "number"], name="item_group_once"
            )
        ]

    def __str__(self):
        return f"{self.code}/{self.number}"


class ItemVersion(models.Model):
    """One wording of an item. Its key stands apart (``question_bank.models.keys``).

    ``body``: as the kind's rule describes it, HTML in our stored form, no key.
    ``digest``: fingerprint of all that a paper shows and scores by, key included.
    ``words``: folded plain text for search; those of the item itself begin at
    ``own_from``, behind the passage. ``has_picture``: in the item, not in its passage
    alone. ``outcome_code``: the outcome of the programme that it asks for;
    ``taken_from``: book, paper or person it comes from. ``batch`` and ``place`` lead back to the
    paragraph of the file it came from; ``source_html`` is that paragraph.
    ``recipe``: of a generated item, which no paper shows itself; its variants lead back
    to it by ``made_from``, with the values that were ``drawn`` for them.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=24)
    state = models.CharField(
        max_length=10, choices=VersionState, default=VersionState.DRAFT
    )
    stem_html = models.TextField(blank=True)
    body = models.JSONField(default=dict)
    group = models.ForeignKey(
        ItemGroup, models.PROTECT, null=True, blank=True, related_name="versions"
    )
    level = models.CharField(max_length=8, choices=CognitiveLevel, blank=True)
    level_tag = models.CharField(max_length=40, blank=True)
    node_code = models.CharField(max_length=120, blank=True)
    outcome_code = models.CharField(max_length=120, blank=True)
    taken_from = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=20, choices=Licence, blank=True)
    subject = models.ForeignKey(
        "curriculum.Subject", models.PROTECT, null=True, blank=True, related_name="+"
    )
    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    points = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    seconds = models.PositiveIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    own_from = models.PositiveIntegerField(default=0)
    has_picture = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, db_index=True)
    change_class = models.CharField(
        max_length=8, choices=ChangeClass, default=ChangeClass.FIRST
    )
    author = models.ForeignKey(PEOPLE, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    batch = models.ForeignKey(
        "question_bank.ImportBatch",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="versions",
    )
    ref = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=200, blank=True)
    source_html = models.TextField(blank=True)
    published_by = models.ForeignKey(
        PEOPLE, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    in_one_step = models.BooleanField(default=False)
    recipe = models.JSONField(default=dict, blank=True)
    is_template = models.BooleanField(default=False)
    made_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="variants"
    )
    drawn = models.JSONField(default=dict, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    objects = ItemVersionQuerySet.as_manager()

    class Meta:
        ordering = ["item", "-number"]
        indexes = [
            models.Index(fields=["state", "kind", "level"], name="item_version_facets"),
            models.Index(fields=["node_code"], name="item_version_by_node"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "number"], name="item_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state__in=[VersionState.DRAFT, VersionState.IN_REVIEW]),
                name="item_version_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState.values),
                name="item_version_state_known",
            ),
            models.CheckConstraint(
                condition=Q(level="") | Q(level__in=CognitiveLevel.values),
                name="item_version_level_known",
            ),
            models.CheckConstraint(
                condition=Q(change_class__in=ChangeClass.values),
                name="item_version_change_class_known",
            ),
            models.CheckConstraint(
                condition=Q(licence="") | Q(licence__in=Licence.values),
                name="item_version_licence_known",
            ),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__gt=0),
                name="item_version_points_positive",
            ),
            models.CheckConstraint(
                condition=Q(grade=None) | Q(grade__range=(1, 12)),
                name="item_version_grade_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[VersionState.DRAFT, VersionState.IN_REVIEW],
                    published_at=None,
                )
                | Q(
                    state__in=[VersionState.PUBLISHED, VersionState.WITHDRAWN],
                    published_at__isnull=False,
                ),
                name="item_version_published_has_time",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None)
                | Q(author=None)
                | Q(in_one_step=True)
                | ~Q(published_by=F("author")),
                name="item_version_reviewer_is_not_author",
            ),
        ]

    def __str__(self):
        return f"{self.item.code}/{self.number}"

    @property
    def is_frozen(self):
        """Whether it can never change again."""
        return (
            self.state in {VersionState.PUBLISHED, VersionState.WITHDRAWN}
            or self.frozen_at is not None
        )


class Enemy(models.Model):
    """An item must not stand in one paper with another; named by code, both ways.

    The other item may come into the bank later.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="enemies")
    other_code = models.CharField(max_length=64)

    class Meta:
        ordering = ["item", "other_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "other_code"], name="enemy_named_once"
            )
        ]

    def __str__(self):
        return f"{self.item_id} × {self.other_code}"


class ItemPicture(models.Model):
    """A stored file that items of a bank show: who sees the bank may see it."""

    bank = models.ForeignKey("question_bank.Bank", models.CASCADE, related_name="+")
    file_code = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bank", "file_code"], name="item_picture_once_in_bank"
            )
        ]

    def __str__(self):
        return self.file_code


class ItemStatistic(models.Model):
    """Figures of a version from one calibration (files.md 23); the newest counts."""

    version = models.ForeignKey(ItemVersion, models.CASCADE, related_name="statistics")
    model = models.CharField(max_length=10, blank=True)
    a = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    b = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    c = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    facility = models.DecimalField(
        max_digits=9, decimal_places=6, null=True, blank=True
    )
    discrimination = models.DecimalField(
        max_digits=9, decimal_places=6, null=True, blank=True
    )
    seconds = models.PositiveIntegerField(null=True, blank=True)
    n = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    measured_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["version", "-measured_at", "-id"]
        indexes = [
            models.Index(fields=["facility"], name="item_statistic_by_facility"),
            models.Index(fields=["discrimination"], name="item_statistic_by_discr"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "model", "source"], name="item_statistic_once"
            ),
            models.CheckConstraint(
                condition=Q(facility=None) | Q(facility__range=(0, 1)),
                name="item_statistic_facility_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(c=None) | Q(c__range=(0, 1)),
                name="item_statistic_c_is_a_share",
            ),
        ]

    def __str__(self):
        return f"{self.version_id} {self.model}"


class PublishLog(models.Model):
    """Each step of a version towards papers and out of them; only added."""

    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="log")
    act = models.CharField(max_length=10, choices=Act)
    by = models.ForeignKey(PEOPLE, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=500, blank=True)
    in_one_step = models.BooleanField(default=False)

    class Meta:
        ordering = ["version", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=Act.values), name="publish_log_act_known"
            ),
            models.CheckConstraint(
                condition=~Q(act=Act.RETURNED) | ~Q(reason=""),
                name="publish_log_return_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.version_id} {self.act}"
