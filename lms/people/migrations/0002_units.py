import django.db.models.deletion
import django.db.models.functions.comparison
import lms.core.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("axes", "0010_accessattemptexpiration"),
        ("curriculum", "0001_initial"),
        ("people", "0001_user"),
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
                    name="Cohort",
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
                        (
                            "source_code",
                            models.CharField(blank=True, db_index=True, max_length=255),
                        ),
                        ("title", models.CharField(blank=True, max_length=100)),
                        ("grade", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("homeroom", "Class"),
                                    ("group", "Teaching group"),
                                ],
                                default="homeroom",
                                max_length=10,
                            ),
                        ),
                        (
                            "subjects",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="curriculum.subject"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["grade", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="ClassDoor",
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
                        ("code", models.CharField(max_length=12, unique=True)),
                        ("opened_at", models.DateTimeField(auto_now_add=True)),
                        ("closes_at", models.DateTimeField()),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "cohort",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="doors",
                                to="people.cohort",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-opened_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Enrolment",
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
                            "source_code",
                            models.CharField(blank=True, db_index=True, max_length=255),
                        ),
                        ("starts", models.DateField()),
                        ("ends", models.DateField(blank=True, null=True)),
                        (
                            "cohort",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="people.cohort",
                            ),
                        ),
                        (
                            "exempt_subjects",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="curriculum.subject"
                            ),
                        ),
                        (
                            "student",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="GuardianCode",
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
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("uses_left", models.PositiveSmallIntegerField(default=2)),
                        ("issued_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "student",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guardian_codes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Guardianship",
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
                        ("relation", models.CharField(blank=True, max_length=30)),
                        ("verified_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "guardian",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wards",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "student",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guardians",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "verified_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ImportRun",
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
                        ("token", models.CharField(max_length=32, unique=True)),
                        ("importer", models.CharField(max_length=40)),
                        ("file_name", models.CharField(max_length=200)),
                        ("digest", models.CharField(max_length=64)),
                        ("size", models.PositiveBigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("uploaded", "Waiting to be read"),
                                    (
                                        "previewed",
                                        "Read, waiting for your confirmation",
                                    ),
                                    ("confirmed", "Being taken in"),
                                    ("done", "Taken in"),
                                    ("refused", "Refused"),
                                    ("dropped", "Given up"),
                                    ("expired", "Expired"),
                                    ("failed", "Broke off; nothing was written"),
                                ],
                                default="uploaded",
                                max_length=10,
                            ),
                        ),
                        ("outcome", models.JSONField(default=dict)),
                        ("refusal", models.JSONField(default=dict)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="OrgUnit",
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
                        (
                            "source_code",
                            models.CharField(blank=True, db_index=True, max_length=255),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("province", "Department of education"),
                                    ("cluster", "Former district or cluster"),
                                    ("commune", "Commune"),
                                    ("school", "School"),
                                    ("site", "School site"),
                                    ("subject_group", "Subject group"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("valid_from", models.DateField(blank=True, null=True)),
                        ("valid_to", models.DateField(blank=True, null=True)),
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
                        "ordering": ["kind", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="OrgSuccession",
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
                        ("date", models.DateField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("merge", "Merged"),
                                    ("split", "Split"),
                                    ("rename", "Renamed"),
                                    ("abolish", "Abolished"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "new",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="predecessors",
                                to="people.orgunit",
                            ),
                        ),
                        (
                            "old",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successors",
                                to="people.orgunit",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="OrgParent",
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
                            "relation",
                            models.CharField(
                                choices=[
                                    ("line", "Administration"),
                                    ("reporting", "Reporting group"),
                                ],
                                default="line",
                                max_length=10,
                            ),
                        ),
                        ("valid_from", models.DateField(blank=True, null=True)),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="people.orgunit",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parents",
                                to="people.orgunit",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="OrgArea",
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
                            "area",
                            models.CharField(
                                choices=[
                                    ("favourable", "Favourable area"),
                                    ("difficult", "Difficult area"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("valid_from", models.DateField(blank=True, null=True)),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="areas",
                                to="people.orgunit",
                            ),
                        ),
                    ],
                ),
                migrations.AddField(
                    model_name="cohort",
                    name="school",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="people.orgunit",
                    ),
                ),
                migrations.AddField(
                    model_name="cohort",
                    name="site",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.orgunit",
                    ),
                ),
                migrations.CreateModel(
                    name="PersonIdentifier",
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
                        ("scheme", models.CharField(max_length=30)),
                        ("value", models.CharField(max_length=255)),
                        ("valid_from", models.DateField(blank=True, null=True)),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identifiers",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="RoleAssignment",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("administrator", "System administrator"),
                                    (
                                        "province_leader",
                                        "Leader of the department of education",
                                    ),
                                    ("curriculum_officer", "Curriculum officer"),
                                    ("exam_officer", "Exam officer"),
                                    (
                                        "commune_officer",
                                        "Education officer of the commune",
                                    ),
                                    ("school_head", "Principal"),
                                    ("group_head", "Head of the subject group"),
                                    ("teacher", "Teacher"),
                                    ("school_it", "IT staff of the school"),
                                    ("invigilator", "Proctor"),
                                    ("marker", "Marker"),
                                    ("student", "Student"),
                                    ("guardian", "Guardian"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("valid_from", models.DateField(blank=True, null=True)),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("from_roster", models.BooleanField(default=False)),
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="roles",
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
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="roles",
                                to="people.orgunit",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SchoolYear",
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
                        ("code", models.CharField(max_length=9, unique=True)),
                        ("starts", models.DateField()),
                        ("ends", models.DateField()),
                    ],
                    options={
                        "ordering": ["-code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends__isnull", True),
                                    ("ends__gt", models.F("starts")),
                                    _connector="OR",
                                ),
                                name="school_year_ends_after_start",
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="cohort",
                    name="year",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="people.schoolyear",
                    ),
                ),
                migrations.CreateModel(
                    name="Semester",
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
                        ("number", models.PositiveSmallIntegerField()),
                        ("starts", models.DateField()),
                        ("ends", models.DateField()),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="semesters",
                                to="people.schoolyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["year", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="AcademicSession",
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
                        ("source_code", models.CharField(max_length=255, unique=True)),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sessions",
                                to="people.schoolyear",
                            ),
                        ),
                        (
                            "semester",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sessions",
                                to="people.semester",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="TeachingAssignment",
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
                            "source_code",
                            models.CharField(blank=True, db_index=True, max_length=255),
                        ),
                        ("starts", models.DateField(blank=True, null=True)),
                        ("ends", models.DateField(blank=True, null=True)),
                        (
                            "cohort",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="teaching",
                                to="people.cohort",
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
                        (
                            "teacher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="teaching",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.AddConstraint(
                    model_name="enrolment",
                    constraint=models.UniqueConstraint(
                        fields=("student", "cohort", "starts"), name="enrolment_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="enrolment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="enrolment_ends_after_start",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="guardiancode",
                    constraint=models.UniqueConstraint(
                        fields=("student",), name="guardian_code_one_valid"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="guardiancode",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("expires_at__isnull", True),
                            ("expires_at__gt", models.F("issued_at")),
                            _connector="OR",
                        ),
                        name="guardian_code_ends_after_start",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="guardianship",
                    constraint=models.UniqueConstraint(
                        fields=("guardian", "student"), name="guardianship_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="guardianship",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("guardian", models.F("student")), _negated=True
                        ),
                        name="guardianship_not_oneself",
                    ),
                ),
                migrations.AddIndex(
                    model_name="importrun",
                    index=models.Index(
                        fields=["by", "-created_at"], name="import_run_by"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importrun",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "uploaded",
                                    "previewed",
                                    "confirmed",
                                    "done",
                                    "refused",
                                    "dropped",
                                    "expired",
                                    "failed",
                                ],
                            )
                        ),
                        name="import_run_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importrun",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            ("finished_at__isnull", False),
                            _connector="OR",
                        ),
                        name="import_run_done_has_end",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orgunit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "province",
                                    "cluster",
                                    "commune",
                                    "school",
                                    "site",
                                    "subject_group",
                                ],
                            )
                        ),
                        name="org_unit_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orgunit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="org_unit_ends_after_start",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orgsuccession",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "abolish"), ("new", None)),
                            models.Q(
                                models.Q(("kind", "abolish"), _negated=True),
                                ("new__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="org_succession_has_successor",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orgsuccession",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["merge", "split", "rename", "abolish"])
                        ),
                        name="org_succession_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orgparent",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("relation", "line"), ("valid_to", None)),
                        fields=("unit",),
                        name="org_parent_one_now",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orgparent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("unit", models.F("parent")), _negated=True),
                        name="org_parent_not_itself",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orgparent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="org_parent_ends_after_start",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orgarea",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("area__in", ["favourable", "difficult"])),
                        name="org_area_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orgarea",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)),
                        fields=("unit",),
                        name="org_area_one_now",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orgarea",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="org_area_ends_after_start",
                    ),
                ),
                migrations.AddIndex(
                    model_name="personidentifier",
                    index=models.Index(fields=["value"], name="identifier_by_value"),
                ),
                migrations.AddConstraint(
                    model_name="personidentifier",
                    constraint=models.UniqueConstraint(
                        fields=("scheme", "value"), name="identifier_names_one_person"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="personidentifier",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="identifier_ends_after_start",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="roleassignment",
                    constraint=models.UniqueConstraint(
                        models.F("person"),
                        models.F("role"),
                        models.F("unit"),
                        django.db.models.functions.comparison.Coalesce("subject", 0),
                        django.db.models.functions.comparison.Coalesce("cohort", 0),
                        condition=models.Q(("valid_to", None)),
                        name="role_assignment_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="roleassignment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "administrator",
                                    "province_leader",
                                    "curriculum_officer",
                                    "exam_officer",
                                    "commune_officer",
                                    "school_head",
                                    "group_head",
                                    "teacher",
                                    "school_it",
                                    "invigilator",
                                    "marker",
                                    "student",
                                    "guardian",
                                ],
                            )
                        ),
                        name="role_assignment_role_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="roleassignment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="role_assignment_ends_after_start",
                    ),
                ),
                migrations.AddIndex(
                    model_name="cohort",
                    index=models.Index(fields=["year", "code"], name="cohort_by_code"),
                ),
                migrations.AddConstraint(
                    model_name="cohort",
                    constraint=models.UniqueConstraint(
                        fields=("school", "year", "code"), name="cohort_code_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="cohort",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("grade__range", (1, 12))),
                        name="cohort_grade_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="cohort",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["homeroom", "group"])),
                        name="cohort_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="semester",
                    constraint=models.UniqueConstraint(
                        fields=("year", "number"), name="semester_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="semester",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("number__in", [1, 2])),
                        name="semester_one_or_two",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="semester",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="semester_ends_after_start",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="teachingassignment",
                    constraint=models.UniqueConstraint(
                        models.F("teacher"),
                        models.F("cohort"),
                        django.db.models.functions.comparison.Coalesce("subject", 0),
                        condition=models.Q(("ends", None)),
                        name="teaching_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="teachingassignment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="teaching_ends_after_start",
                    ),
                ),
            ],
        ),
    ]
