"""Papers (đề): drawn or taken whole, frozen, with the pool they were drawn from."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from exams.enums import DrawStatus
from exams.models.blueprint import Blueprint
from exams.models.paper_querysets import PaperQuerySet


class Drawing(models.Model):
    """One run of the assembly: what was asked, from which pool, with what outcome.

    ``document``: the blueprint JSON as it was then. ``bank_codes``: the banks.
    ``pool``: the items that could be drawn, packed JSON (``exams.services.pools``),
    ``pool_digest`` its SHA-256. ``request_digest``: fingerprint of document, banks,
    count, seed and stock; the same request is the same drawing. Objective and bound
    in the unit of the aim. Never changed.
    """

    blueprint = models.ForeignKey(
        Blueprint, models.SET_NULL, null=True, blank=True, related_name="drawings"
    )
    document = models.JSONField()
    bank_codes = models.JSONField(default=list)
    request_digest = models.CharField(max_length=64, db_index=True)
    pool = models.BinaryField()
    pool_digest = models.CharField(max_length=64)
    seed = models.BigIntegerField()
    count = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=DrawStatus)
    objective = models.FloatField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True)
    tolerance = models.FloatField(default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=DrawStatus.values), name="drawing_status_known"
            ),
            models.CheckConstraint(
                condition=Q(count__gt=0), name="drawing_count_positive"
            ),
        ]

    def __str__(self):
        return f"{self.pool_digest[:8]} seed {self.seed}"


class Paper(models.Model):
    """A paper with its code (mã đề). Its slots never change; it may be discarded.

    ``base``: the paper of which this is a permutation. ``batch_code``: the imported
    file it was taken from whole.
    """

    code = models.CharField(max_length=20, unique=True)
    paper_code = models.CharField(max_length=8)
    title = models.CharField(max_length=200, blank=True)
    subject = models.ForeignKey(
        "curriculum.Subject", models.PROTECT, null=True, blank=True, related_name="+"
    )
    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    drawing = models.ForeignKey(
        Drawing, models.PROTECT, null=True, blank=True, related_name="papers"
    )
    base = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="variants"
    )
    batch_code = models.CharField(max_length=20, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    discarded_at = models.DateTimeField(null=True, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "paper_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["drawing", "paper_code"], name="paper_code_once_in_drawing"
            ),
            models.UniqueConstraint(
                fields=["base", "paper_code"], name="paper_code_once_among_variants"
            ),
            models.CheckConstraint(
                condition=~Q(paper_code=""), name="paper_has_a_code"
            ),
        ]

    def __str__(self):
        return f"{self.title or self.code} – {self.paper_code}"


class Slot(models.Model):
    """One question of a paper: a frozen version at a place, with its points.

    ``name``: what the slot is called in forms, answers and scores. ``option_order``:
    codes of the options as this paper shows them; null: as the author wrote them.
    ``item_code`` and ``bank_code`` repeat the version's, for reading.
    """

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="slots")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    version = models.ForeignKey(
        "question_bank.ItemVersion", models.PROTECT, related_name="+"
    )
    item_code = models.CharField(max_length=64)
    bank_code = models.CharField(max_length=64)
    kind = models.CharField(max_length=24)
    level = models.CharField(max_length=12, blank=True)
    node_code = models.CharField(max_length=120, blank=True)
    group_code = models.CharField(max_length=140, blank=True)
    points = models.DecimalField(max_digits=7, decimal_places=4)
    option_order = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["paper", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "position"], name="slot_position_once"
            ),
            models.UniqueConstraint(fields=["paper", "name"], name="slot_name_once"),
            models.UniqueConstraint(
                fields=["paper", "version"], name="slot_version_once"
            ),
            models.CheckConstraint(
                condition=Q(points__gt=0), name="slot_points_positive"
            ),
        ]

    def __str__(self):
        return f"{self.paper_id}/{self.position}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("A slot of a paper is never changed.")
        super().save(*args, **kwargs)


class SittingPaper(models.Model):
    """Which paper a form of a sitting was made from."""

    sitting = models.ForeignKey("exams.Sitting", models.CASCADE, related_name="papers")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="sittings")
    form = models.OneToOneField("exams.Form", models.CASCADE, related_name="paper_link")

    class Meta:
        ordering = ["sitting", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "paper"], name="sitting_paper_once"
            )
        ]

    def __str__(self):
        return f"{self.paper_id} in {self.sitting_id}"


class RemoteDecision(models.Model):
    """The head's decision that a periodic test may be taken at distance.

    Source: Circular 09/2021: only for force majeure, and the head decides the form.
    """

    sitting = models.OneToOneField(
        "exams.Sitting", models.CASCADE, related_name="remote_decision"
    )
    number = models.CharField(max_length=60)
    date = models.DateField()
    reason = models.CharField(max_length=500)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(reason=""),
                name="remote_decision_is_whole",
            )
        ]

    def __str__(self):
        return self.number
