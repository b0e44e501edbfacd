"""The programme: subjects, their yearly periods, and the tree below a subject.

Reference data: edited rarely, by officers. Nodes belong to a version of the
programme; a changed programme is a new version, the old one stays readable.
"""

from django.db import models
from django.db.models import Q

from lms.core.clock import today
from lms.core.text import fold
from lms.curriculum.enums import AssessedBy, Level, NodeKind, SubjectKind


class Subject(models.Model):
    """A subject or educational activity; the same code at every level and grade.

    ``aliases``: other spellings met in files, e.g. "Hóa học" for "Hoá học".
    """

    code = models.CharField(max_length=20, unique=True)
    name_vi = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    aliases = models.JSONField(default=list)

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.name_vi

    @property
    def name_fold(self):
        """The name without marks, for comparison."""
        return fold(self.name_vi)


class ProgrammeRow(models.Model):
    """One subject in one grade: how many periods a year, how it is assessed.

    ``name_vi``: the name in this grade where the programme has another one there.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="rows")
    level = models.CharField(max_length=30, choices=Level)
    grade = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=SubjectKind)
    periods_per_year = models.PositiveSmallIntegerField()
    assessed_by = models.CharField(max_length=10, choices=AssessedBy)
    confidence = models.CharField(max_length=10, default="known")
    note = models.CharField(max_length=300, blank=True)
    name_vi = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["level", "grade", "subject__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "level", "grade"], name="programme_row_once"
            ),
            models.CheckConstraint(
                condition=Q(level=Level.PRIMARY, grade__range=(1, 5))
                | Q(level=Level.LOWER_SECONDARY, grade__range=(6, 9))
                | Q(level=Level.UPPER_SECONDARY, grade__range=(10, 12))
                | Q(level=Level.CONTINUING, grade__range=(10, 12)),
                name="programme_row_grade_of_level",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SubjectKind.values),
                name="programme_row_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(assessed_by__in=AssessedBy.values),
                name="programme_row_assessed_by_known",
            ),
        ]

    def __str__(self):
        return f"{self.subject_id} {self.level} {self.grade}"

    @property
    def is_optional(self):
        """Whether it is optional (tự chọn), not one of the selective subjects."""
        return self.kind == SubjectKind.ELECTIVE and self.note.startswith("optional")

    @property
    def is_cluster(self):
        """Whether it is a cluster of specialised topics (cụm chuyên đề)."""
        return self.subject.code.endswith("-CD")


class ProgrammeVersion(models.Model):
    """A dated edition of the tree below the subjects.

    ``source`` names the circular or the list it was taken from.
    """

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")),
                name="programme_version_ends_after_start",
            )
        ]

    def __str__(self):
        return self.code


class NodeQuerySet(models.QuerySet):
    """Reads on the tree."""

    def current(self):
        """Nodes that hold today: of each subject-grade one edition, never two."""
        return self.on(today())

    def on(self, day):
        """Nodes that hold on a day."""
        version_holds = Q(version__valid_to=None) | Q(version__valid_to__gt=day)
        node_holds = Q(valid_to=None) | Q(valid_to__gt=day)
        return self.filter(version_holds & node_holds, version__valid_from__lte=day)

    def of(self, *, subject_code, grade):
        """Nodes of a subject in a grade, in the order of the tree."""
        return self.filter(subject__code=subject_code, grade=grade)


class Node(models.Model):
    """A topic, a lesson below it, or a learning outcome (yêu cầu cần đạt).

    ``periods``: planned periods of 35 or 45 minutes; of a topic: the sum of its
    lessons; of an outcome: 0, its lesson carries them. ``position`` orders the
    whole tree of a subject-grade, parents before children. ``valid_to``: the day
    from which a later version stands in for this subject-grade.
    """

    version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="nodes")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="nodes")
    level = models.CharField(max_length=30, choices=Level)
    grade = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(max_length=10, choices=NodeKind)
    title = models.CharField(max_length=1000)
    periods = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    position = models.PositiveIntegerField(default=0)
    valid_to = models.DateField(null=True, blank=True)

    objects = NodeQuerySet.as_manager()

    class Meta:
        ordering = ["subject__code", "grade", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="node_code_once_in_version"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NodeKind.values), name="node_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(periods__gte=0), name="node_periods_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "grade", "position"], name="node_tree")
        ]

    def __str__(self):
        return f"{self.code} {self.title}"
