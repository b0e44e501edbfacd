import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import lms.core.schema
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("curriculum", "0001_initial"),
        ("people", "0002_units"),
    ]

    operations = [
        lms.core.schema.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="TakenUpTo",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, unique=True)),
                        ("last_id", models.BigIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="HeldResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("result_id", models.BigIntegerField(unique=True)),
                        ("sitting_code", models.CharField(max_length=40)),
                        ("kind", models.CharField(max_length=3)),
                        ("code", models.CharField(max_length=40)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("entered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cohort",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.cohort",
                            ),
                        ),
                        (
                            "student",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="curriculum.subject",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["result_id"],
                    },
                ),
                migrations.CreateModel(
                    name="PlanPeriod",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "semester",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Semester I"), (2, "Semester II")]
                            ),
                        ),
                        (
                            "week",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("node_code", models.CharField(blank=True, max_length=60)),
                        ("title", models.CharField(blank=True, max_length=300)),
                        (
                            "mode_planned",
                            models.CharField(
                                choices=[
                                    ("in_person", "In class"),
                                    ("online_sync", "Online, live"),
                                    ("online_async", "Online, own time"),
                                    ("blended", "Blended"),
                                ],
                                default="in_person",
                                max_length=12,
                            ),
                        ),
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("period_no", models.PositiveIntegerField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "cohort",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.cohort",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="curriculum.subject",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["cohort", "subject", "period_no"],
                    },
                ),
                migrations.CreateModel(
                    name="PeriodRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        ("current", models.BooleanField(default=True)),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("file", "From a file"),
                                    ("screen", "Entered on screen"),
                                    ("sitting", "From a sitting"),
                                ],
                                max_length=7,
                            ),
                        ),
                        ("why", models.CharField(blank=True, max_length=300)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("date", models.DateField()),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("in_person", "In class"),
                                    ("online_sync", "Online, live"),
                                    ("online_async", "Online, own time"),
                                    ("blended", "Blended"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "online_periods",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=3
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=100)),
                        ("confirmed", models.BooleanField(default=False)),
                        ("rejected", models.BooleanField(default=False)),
                        ("resource_code", models.CharField(blank=True, max_length=60)),
                        (
                            "completed",
                            models.PositiveIntegerField(blank=True, null=True),
                        ),
                        (
                            "enrolled",
                            models.PositiveIntegerField(blank=True, null=True),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="records.planperiod",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["period", "revision"],
                    },
                ),
                migrations.CreateModel(
                    name="PlanRevision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "semester",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Semester I"), (2, "Semester II")]
                            ),
                        ),
                        (
                            "week",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("node_code", models.CharField(blank=True, max_length=60)),
                        ("title", models.CharField(blank=True, max_length=300)),
                        (
                            "mode_planned",
                            models.CharField(
                                choices=[
                                    ("in_person", "In class"),
                                    ("online_sync", "Online, live"),
                                    ("online_async", "Online, own time"),
                                    ("blended", "Blended"),
                                ],
                                default="in_person",
                                max_length=12,
                            ),
                        ),
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="revisions",
                                to="records.planperiod",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["period", "revision"],
                    },
                ),
                migrations.CreateModel(
                    name="Snapshot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=40, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ordered", "Fixed by a person"),
                                    ("daily", "Measured overnight"),
                                ],
                                default="ordered",
                                max_length=7,
                            ),
                        ),
                        ("indicator", models.CharField(max_length=40)),
                        ("method_version", models.CharField(max_length=20)),
                        (
                            "semester",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(1, "Semester I"), (2, "Semester II")],
                                null=True,
                            ),
                        ),
                        ("scope_code", models.CharField(blank=True, max_length=130)),
                        ("as_of", models.DateField()),
                        ("params", models.JSONField(default=dict)),
                        ("digest", models.CharField(max_length=64)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.schoolyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Figure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("org_code", models.CharField(max_length=130)),
                        ("level", models.CharField(blank=True, max_length=30)),
                        ("grade", models.PositiveSmallIntegerField(null=True)),
                        ("subject_code", models.CharField(blank=True, max_length=20)),
                        ("l_num", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("l_plan", models.PositiveIntegerField()),
                        ("l_todate", models.PositiveIntegerField()),
                        ("a_num", models.PositiveIntegerField()),
                        ("a_recorded", models.PositiveIntegerField()),
                        ("a_required", models.PositiveIntegerField()),
                        ("cells", models.PositiveIntegerField()),
                        ("cells_confirmed", models.PositiveIntegerField()),
                        ("periodic_missing", models.PositiveIntegerField()),
                        ("means", models.JSONField(default=dict)),
                        (
                            "cohort",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.cohort",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.orgunit",
                            ),
                        ),
                        (
                            "snapshot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="records.snapshot",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Target",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("indicator", models.CharField(max_length=40)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("primary", "Primary"),
                                    ("lower_secondary", "Lower secondary"),
                                    ("upper_secondary", "Upper secondary"),
                                    ("secondary", "Secondary (lower and upper)"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("value", models.DecimalField(decimal_places=4, max_digits=5)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(max_length=300)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.orgunit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["unit", "indicator", "level", "-valid_from"],
                    },
                ),
                migrations.CreateModel(
                    name="Mark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        ("current", models.BooleanField(default=True)),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("file", "From a file"),
                                    ("screen", "Entered on screen"),
                                    ("sitting", "From a sitting"),
                                ],
                                max_length=7,
                            ),
                        ),
                        ("why", models.CharField(blank=True, max_length=300)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "semester",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Semester I"), (2, "Semester II")]
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("tx", "Regular"),
                                    ("gk", "Mid-semester"),
                                    ("ck", "End of semester"),
                                    ("ktl", "Re-test"),
                                ],
                                max_length=3,
                            ),
                        ),
                        ("ordinal", models.PositiveSmallIntegerField(default=1)),
                        (
                            "score",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=3, null=True
                            ),
                        ),
                        ("passed", models.BooleanField(blank=True, null=True)),
                        (
                            "venue",
                            models.CharField(
                                choices=[
                                    ("paper", "On paper"),
                                    ("room", "Computer room"),
                                    ("remote", "At a distance"),
                                ],
                                default="paper",
                                max_length=6,
                            ),
                        ),
                        ("decision", models.CharField(blank=True, max_length=120)),
                        ("result_id", models.BigIntegerField(blank=True, null=True)),
                        (
                            "result_revision",
                            models.PositiveIntegerField(blank=True, null=True),
                        ),
                        ("sitting_code", models.CharField(blank=True, max_length=40)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "cohort",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.cohort",
                            ),
                        ),
                        (
                            "student",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="curriculum.subject",
                            ),
                        ),
                    ],
                    options={
                        "ordering": [
                            "cohort",
                            "subject",
                            "semester",
                            "student",
                            "kind",
                            "ordinal",
                        ],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("current", True)),
                                fields=["student", "cohort"],
                                name="mark_by_student",
                            ),
                            models.Index(
                                condition=models.Q(("current", False)),
                                fields=["cohort", "student"],
                                name="mark_history",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("current", True)),
                                fields=(
                                    "cohort",
                                    "subject",
                                    "semester",
                                    "student",
                                    "kind",
                                    "ordinal",
                                ),
                                name="mark_one_current",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("current", True), ("result_id__isnull", False)
                                ),
                                fields=("student", "result_id"),
                                name="mark_result_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("passed", None), ("score__isnull", False)
                                    ),
                                    models.Q(
                                        ("passed__isnull", False), ("score", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="mark_number_or_word",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("score", None),
                                    models.Q(("score__gte", 0), ("score__lte", 10)),
                                    _connector="OR",
                                ),
                                name="mark_zero_to_ten",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("semester__in", [1, 2])),
                                name="mark_semester_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["tx", "gk", "ck", "ktl"])
                                ),
                                name="mark_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("venue__in", ["paper", "room", "remote"])
                                ),
                                name="mark_venue_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ordinal__gte", 1)),
                                name="mark_ordinal_from_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind__in", ["gk", "ck"]),
                                        ("venue", "remote"),
                                        _negated=True,
                                    ),
                                    models.Q(("decision", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="mark_remote_periodic_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("result_id__isnull", False),
                                        ("result_revision__isnull", False),
                                        ("source__in", ["sitting", "screen"]),
                                    ),
                                    models.Q(
                                        ("result_id", None),
                                        ("result_revision", None),
                                        ("source__in", ["file", "screen"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="mark_result_from_sitting",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Absence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "student",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="absences",
                                to="records.periodrecord",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record", "student"), name="absence_once"
                            )
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="planperiod",
                    constraint=models.UniqueConstraint(
                        fields=("cohort", "subject", "period_no"),
                        name="plan_period_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="planperiod",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("semester__in", [1, 2])),
                        name="plan_period_semester_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="planperiod",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("period_no__gte", 1)),
                        name="plan_period_counts_from_one",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="planperiod",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "mode_planned__in",
                                ["in_person", "online_sync", "online_async", "blended"],
                            )
                        ),
                        name="plan_period_mode_known",
                    ),
                ),
                migrations.AddIndex(
                    model_name="periodrecord",
                    index=models.Index(
                        condition=models.Q(("current", False)),
                        fields=["period"],
                        name="period_record_history",
                    ),
                ),
                migrations.AddIndex(
                    model_name="periodrecord",
                    index=models.Index(
                        condition=models.Q(
                            ("current", True),
                            models.Q(("resource_code", ""), _negated=True),
                        ),
                        fields=["resource_code"],
                        name="period_record_by_resource",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="periodrecord",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("current", True)),
                        fields=("period",),
                        name="period_record_one_current",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="periodrecord",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "mode__in",
                                ["in_person", "online_sync", "online_async", "blended"],
                            )
                        ),
                        name="period_record_mode_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="periodrecord",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "online_periods__in",
                                [
                                    Decimal("0"),
                                    Decimal("0.25"),
                                    Decimal("0.5"),
                                    Decimal("0.75"),
                                    Decimal("1"),
                                ],
                            )
                        ),
                        name="period_record_quarters",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="periodrecord",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mode", "in_person"), ("online_periods", 0)),
                            ("mode", "blended"),
                            models.Q(
                                ("mode__in", ["online_sync", "online_async"]),
                                ("online_periods", 1),
                            ),
                            _connector="OR",
                        ),
                        name="period_record_share_of_mode",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="periodrecord",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("source__in", ["file", "screen"])),
                        name="period_record_source_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="periodrecord",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("rejected", False),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="period_record_rejected_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="planrevision",
                    constraint=models.UniqueConstraint(
                        fields=("period", "revision"), name="plan_revision_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="snapshot",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["ordered", "daily"])),
                        name="snapshot_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="snapshot",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("semester", None),
                            ("semester__in", [1, 2]),
                            _connector="OR",
                        ),
                        name="snapshot_semester_known",
                    ),
                ),
                migrations.AddIndex(
                    model_name="figure",
                    index=models.Index(
                        condition=models.Q(("unit__isnull", False)),
                        fields=["unit", "snapshot"],
                        name="figure_by_unit",
                    ),
                ),
                migrations.AddIndex(
                    model_name="figure",
                    index=models.Index(
                        condition=models.Q(("cohort__isnull", False)),
                        fields=["cohort", "snapshot"],
                        name="figure_by_cohort",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figure",
                    constraint=models.UniqueConstraint(
                        models.F("snapshot"),
                        django.db.models.functions.comparison.Coalesce("unit", 0),
                        django.db.models.functions.comparison.Coalesce("cohort", 0),
                        models.F("level"),
                        django.db.models.functions.comparison.Coalesce("grade", 0),
                        models.F("subject_code"),
                        name="figure_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cohort", None), ("unit__isnull", False)),
                            models.Q(("cohort__isnull", False), ("unit", None)),
                            _connector="OR",
                        ),
                        name="figure_of_unit_or_class",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("cells_confirmed__lte", models.F("cells"))),
                        name="figure_confirmed_within_cells",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="target",
                    constraint=models.UniqueConstraint(
                        fields=("unit", "indicator", "level", "valid_from"),
                        name="target_once_a_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="target",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("value__gte", 0), ("value__lte", 1)),
                        name="target_is_a_share",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="target",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "level__in",
                                [
                                    "primary",
                                    "lower_secondary",
                                    "upper_secondary",
                                    "secondary",
                                ],
                            )
                        ),
                        name="target_level_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="target",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="target_ends_after_start",
                    ),
                ),
            ],
        ),
    ]
