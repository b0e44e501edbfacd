import django.db.models.deletion
import lms.core.schema
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("axes", "0010_accessattemptexpiration"),
        ("sessions", "0001_initial"),
        (
            "taggit",
            "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx",
        ),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailembeds", "0009_embed_cache_until"),
        ("wagtailforms", "0005_alter_formsubmission_form_data"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [
        lms.core.schema.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="Subject",
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
                        ("name_vi", models.CharField(max_length=120)),
                        ("name_en", models.CharField(max_length=120)),
                        ("aliases", models.JSONField(default=list)),
                    ],
                    options={
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeVersion",
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
                        ("title", models.CharField(max_length=200)),
                        ("source", models.CharField(blank=True, max_length=300)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-valid_from"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to", None),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="programme_version_ends_after_start",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeRow",
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
                            "level",
                            models.CharField(
                                choices=[
                                    ("primary", "Primary"),
                                    ("lower_secondary", "Lower secondary"),
                                    ("upper_secondary", "Upper secondary"),
                                    (
                                        "continuing_upper_secondary",
                                        "Continuing education, upper secondary",
                                    ),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("grade", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("compulsory", "Compulsory subject"),
                                    ("elective", "Elective or optional subject"),
                                    ("activity", "Educational activity"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("periods_per_year", models.PositiveSmallIntegerField()),
                        (
                            "assessed_by",
                            models.CharField(
                                choices=[
                                    ("score", "Comment and mark"),
                                    ("comment", "Comment only"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(default="known", max_length=10),
                        ),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("name_vi", models.CharField(blank=True, max_length=120)),
                        ("name_en", models.CharField(blank=True, max_length=120)),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rows",
                                to="curriculum.subject",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["level", "grade", "subject__code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("subject", "level", "grade"),
                                name="programme_row_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("grade__range", (1, 5)), ("level", "primary")
                                    ),
                                    models.Q(
                                        ("grade__range", (6, 9)),
                                        ("level", "lower_secondary"),
                                    ),
                                    models.Q(
                                        ("grade__range", (10, 12)),
                                        ("level", "upper_secondary"),
                                    ),
                                    models.Q(
                                        ("grade__range", (10, 12)),
                                        ("level", "continuing_upper_secondary"),
                                    ),
                                    _connector="OR",
                                ),
                                name="programme_row_grade_of_level",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["compulsory", "elective", "activity"])
                                ),
                                name="programme_row_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("assessed_by__in", ["score", "comment"])
                                ),
                                name="programme_row_assessed_by_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Node",
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
                            "level",
                            models.CharField(
                                choices=[
                                    ("primary", "Primary"),
                                    ("lower_secondary", "Lower secondary"),
                                    ("upper_secondary", "Upper secondary"),
                                    (
                                        "continuing_upper_secondary",
                                        "Continuing education, upper secondary",
                                    ),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("grade", models.PositiveSmallIntegerField()),
                        ("code", models.CharField(max_length=60)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("topic", "Topic"),
                                    ("lesson", "Lesson"),
                                    ("outcome", "Learning outcome"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("title", models.CharField(max_length=1000)),
                        (
                            "periods",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=6
                            ),
                        ),
                        ("position", models.PositiveIntegerField(default=0)),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="curriculum.node",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nodes",
                                to="curriculum.programmeversion",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nodes",
                                to="curriculum.subject",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["subject__code", "grade", "position"],
                        "indexes": [
                            models.Index(
                                fields=["subject", "grade", "position"],
                                name="node_tree",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "code"),
                                name="node_code_once_in_version",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["topic", "lesson", "outcome"])
                                ),
                                name="node_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("periods__gte", 0)),
                                name="node_periods_not_negative",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
