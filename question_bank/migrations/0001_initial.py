import django.db.models.deletion
import lms.core.schema
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
                    name="ItemVersion",
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
                        ("number", models.PositiveIntegerField()),
                        ("kind", models.CharField(max_length=24)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "In review"),
                                    ("published", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("stem_html", models.TextField(blank=True)),
                        ("body", models.JSONField(default=dict)),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("biet", "Recognise"),
                                    ("hieu", "Understand"),
                                    ("van_dung", "Apply"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("level_tag", models.CharField(blank=True, max_length=40)),
                        ("node_code", models.CharField(blank=True, max_length=120)),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "points",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=7, null=True
                            ),
                        ),
                        ("seconds", models.PositiveIntegerField(blank=True, null=True)),
                        ("words", models.TextField(blank=True)),
                        ("digest", models.CharField(db_index=True, max_length=64)),
                        (
                            "change_class",
                            models.CharField(
                                choices=[
                                    ("first", "First version"),
                                    ("cosmetic", "Cosmetic change"),
                                    ("wording", "Changed wording"),
                                    ("key", "Changed key"),
                                    ("scoring", "Changed scoring"),
                                ],
                                default="first",
                                max_length=8,
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("ref", models.CharField(blank=True, max_length=120)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("source_html", models.TextField(blank=True)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("in_one_step", models.BooleanField(default=False)),
                        ("frozen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["item", "-number"],
                    },
                ),
                migrations.CreateModel(
                    name="Bank",
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
                        ("code", models.CharField(max_length=64, unique=True)),
                        ("title", models.CharField(max_length=200)),
                        ("is_secret", models.BooleanField(default=False)),
                        ("next_number", models.PositiveIntegerField(default=1)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner_person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="banks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.orgunit",
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
                        "ordering": ["title", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="BankGrant",
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
                            "right",
                            models.CharField(
                                choices=[
                                    ("read", "May look"),
                                    ("write", "May write items"),
                                    ("review", "May write and review"),
                                ],
                                default="read",
                                max_length=10,
                            ),
                        ),
                        ("granted_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "bank",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to="question_bank.bank",
                            ),
                        ),
                        (
                            "granted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bank_grants",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["bank", "person"],
                    },
                ),
                migrations.CreateModel(
                    name="ImportBatch",
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
                        ("code", models.CharField(max_length=20, unique=True)),
                        ("file_code", models.CharField(max_length=64)),
                        ("file_name", models.CharField(max_length=255)),
                        ("size", models.PositiveBigIntegerField(default=0)),
                        ("digest", models.CharField(max_length=64)),
                        (
                            "wanted_format",
                            models.CharField(default="auto", max_length=12),
                        ),
                        ("format", models.CharField(blank=True, max_length=12)),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("reading", "Being read"),
                                    ("ready", "Ready to look through"),
                                    ("accepted", "Taken into the bank"),
                                    ("refused", "Could not be read"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("claimed_at", models.DateTimeField(blank=True, null=True)),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("refusal", models.JSONField(blank=True, default=dict)),
                        ("problems", models.JSONField(blank=True, default=list)),
                        ("skipped", models.JSONField(blank=True, default=list)),
                        ("notes", models.JSONField(blank=True, default=list)),
                        (
                            "bank",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="batches",
                                to="question_bank.bank",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
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
                        "ordering": ["-at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Item",
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
                        ("code", models.CharField(max_length=64)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "bank",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="question_bank.bank",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["bank", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="Enemy",
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
                        ("other_code", models.CharField(max_length=64)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="enemies",
                                to="question_bank.item",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["item", "other_code"],
                    },
                ),
                migrations.CreateModel(
                    name="ItemGroup",
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
                        ("code", models.CharField(max_length=64)),
                        ("number", models.PositiveSmallIntegerField(default=1)),
                        ("html", models.TextField()),
                        ("digest", models.CharField(max_length=64)),
                        ("where", models.CharField(blank=True, max_length=120)),
                        (
                            "bank",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="groups",
                                to="question_bank.bank",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["bank", "code", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="ItemKey",
                    fields=[
                        (
                            "version",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="question_bank.itemversion",
                            ),
                        ),
                        ("key", models.JSONField(null=True)),
                        ("rules", models.JSONField(default=dict)),
                        ("explanation_html", models.TextField(blank=True)),
                        ("digest", models.CharField(max_length=64)),
                    ],
                ),
                migrations.AddField(
                    model_name="itemversion",
                    name="batch",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="question_bank.importbatch",
                    ),
                ),
                migrations.AddField(
                    model_name="itemversion",
                    name="group",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="question_bank.itemgroup",
                    ),
                ),
                migrations.AddField(
                    model_name="itemversion",
                    name="item",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="question_bank.item",
                    ),
                ),
                migrations.AddField(
                    model_name="itemversion",
                    name="published_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="itemversion",
                    name="subject",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="curriculum.subject",
                    ),
                ),
                migrations.CreateModel(
                    name="DraftRow",
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
                        ("position", models.PositiveIntegerField()),
                        ("ref", models.CharField(blank=True, max_length=120)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("source_html", models.TextField(blank=True)),
                        ("data", models.JSONField()),
                        ("edits", models.JSONField(blank=True, default=dict)),
                        ("problems", models.JSONField(blank=True, default=list)),
                        ("warnings", models.JSONField(blank=True, default=list)),
                        (
                            "decision",
                            models.CharField(
                                choices=[("take", "Take"), ("leave_out", "Leave out")],
                                default="take",
                                max_length=10,
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="question_bank.importbatch",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="question_bank.itemversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["batch", "position"],
                    },
                ),
                migrations.CreateModel(
                    name="ItemPicture",
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
                        ("file_code", models.CharField(db_index=True, max_length=64)),
                        (
                            "bank",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="question_bank.bank",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ItemStatistic",
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
                        ("model", models.CharField(blank=True, max_length=10)),
                        (
                            "a",
                            models.DecimalField(
                                blank=True, decimal_places=6, max_digits=12, null=True
                            ),
                        ),
                        (
                            "b",
                            models.DecimalField(
                                blank=True, decimal_places=6, max_digits=12, null=True
                            ),
                        ),
                        (
                            "c",
                            models.DecimalField(
                                blank=True, decimal_places=6, max_digits=12, null=True
                            ),
                        ),
                        (
                            "facility",
                            models.DecimalField(
                                blank=True, decimal_places=6, max_digits=9, null=True
                            ),
                        ),
                        (
                            "discrimination",
                            models.DecimalField(
                                blank=True, decimal_places=6, max_digits=9, null=True
                            ),
                        ),
                        ("seconds", models.PositiveIntegerField(blank=True, null=True)),
                        ("n", models.PositiveIntegerField(blank=True, null=True)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("measured_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="statistics",
                                to="question_bank.itemversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["version", "-measured_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="PublishLog",
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
                            "act",
                            models.CharField(
                                choices=[
                                    ("submitted", "Sent for review"),
                                    ("returned", "Returned"),
                                    ("published", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("in_one_step", models.BooleanField(default=False)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="log",
                                to="question_bank.itemversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["version", "id"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="bank",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("owner_unit", None),
                            ("owner_person", None),
                            _connector="OR",
                        ),
                        name="bank_one_owner",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bank",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_secret", False),
                            ("owner_person", None),
                            _connector="OR",
                        ),
                        name="bank_secret_is_not_private",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bankgrant",
                    constraint=models.UniqueConstraint(
                        fields=("bank", "person"), name="bank_grant_one_a_person"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bankgrant",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("right__in", ["read", "write", "review"])),
                        name="bank_grant_right_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importbatch",
                    constraint=models.UniqueConstraint(
                        fields=("bank", "digest"), name="import_batch_file_once_in_bank"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importbatch",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["waiting", "reading", "ready", "accepted", "refused"],
                            )
                        ),
                        name="import_batch_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importbatch",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted_at__isnull", False), ("state", "accepted")
                            ),
                            models.Q(
                                models.Q(("state", "accepted"), _negated=True),
                                ("accepted_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="import_batch_accepted_has_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="item",
                    constraint=models.UniqueConstraint(
                        fields=("bank", "code"), name="item_code_once_in_bank"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="item",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        name="item_has_a_code",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="enemy",
                    constraint=models.UniqueConstraint(
                        fields=("item", "other_code"), name="enemy_named_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemgroup",
                    constraint=models.UniqueConstraint(
                        fields=("bank", "code", "number"), name="item_group_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="itemversion",
                    index=models.Index(
                        fields=["state", "kind", "level"], name="item_version_facets"
                    ),
                ),
                migrations.AddIndex(
                    model_name="itemversion",
                    index=models.Index(
                        fields=["node_code"], name="item_version_by_node"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemversion",
                    constraint=models.UniqueConstraint(
                        fields=("item", "number"), name="item_version_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "in_review"])),
                        fields=("item",),
                        name="item_version_one_open",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["draft", "in_review", "published", "withdrawn"],
                            )
                        ),
                        name="item_version_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("level", ""),
                            ("level__in", ["biet", "hieu", "van_dung"]),
                            _connector="OR",
                        ),
                        name="item_version_level_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "change_class__in",
                                ["first", "cosmetic", "wording", "key", "scoring"],
                            )
                        ),
                        name="item_version_change_class_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("points", None), ("points__gt", 0), _connector="OR"
                        ),
                        name="item_version_points_positive",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("grade", None), ("grade__range", (1, 12)), _connector="OR"
                        ),
                        name="item_version_grade_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("published_at", None),
                                ("state__in", ["draft", "in_review"]),
                            ),
                            models.Q(
                                ("published_at__isnull", False),
                                ("state__in", ["published", "withdrawn"]),
                            ),
                            _connector="OR",
                        ),
                        name="item_version_published_has_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("published_by", None),
                            ("author", None),
                            ("in_one_step", True),
                            models.Q(
                                ("published_by", models.F("author")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="item_version_reviewer_is_not_author",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="draftrow",
                    constraint=models.UniqueConstraint(
                        fields=("batch", "position"), name="draft_row_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="draftrow",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("decision__in", ["take", "leave_out"])),
                        name="draft_row_decision_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itempicture",
                    constraint=models.UniqueConstraint(
                        fields=("bank", "file_code"), name="item_picture_once_in_bank"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemstatistic",
                    constraint=models.UniqueConstraint(
                        fields=("version", "model", "source"),
                        name="item_statistic_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemstatistic",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("facility", None),
                            ("facility__range", (0, 1)),
                            _connector="OR",
                        ),
                        name="item_statistic_facility_is_a_share",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="itemstatistic",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("c", None), ("c__range", (0, 1)), _connector="OR"
                        ),
                        name="item_statistic_c_is_a_share",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="publishlog",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "act__in",
                                ["submitted", "returned", "published", "withdrawn"],
                            )
                        ),
                        name="publish_log_act_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="publishlog",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("act", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="publish_log_return_has_reason",
                    ),
                ),
            ],
        ),
    ]
