import django.db.models.deletion
import lms.core.schema
import media.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0002_units"),
    ]

    operations = [
        lms.core.schema.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="Package",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("html5", "Simulation (HTML5)"),
                                    ("scorm12", "SCORM 1.2 package"),
                                    ("scorm2004", "SCORM 2004 package"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("entry", models.CharField(max_length=260)),
                        ("title", models.CharField(blank=True, max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name="Blob",
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
                        ("size", models.PositiveBigIntegerField()),
                        ("path", models.CharField(max_length=200, unique=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)),
                                name="blob_not_empty",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PackageEntry",
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
                        ("path", models.CharField(max_length=260)),
                        ("mime", models.CharField(max_length=80)),
                        (
                            "blob",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="media.blob",
                            ),
                        ),
                        (
                            "package",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="media.package",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="StoredFile",
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
                            "code",
                            models.CharField(
                                default=media.models.new_code,
                                max_length=32,
                                unique=True,
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("mime", models.CharField(max_length=120)),
                        ("suffix", models.CharField(max_length=8)),
                        ("purpose", models.CharField(max_length=40)),
                        ("width", models.PositiveIntegerField(blank=True, null=True)),
                        ("height", models.PositiveIntegerField(blank=True, null=True)),
                        ("pages", models.PositiveIntegerField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "blob",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="media.blob",
                            ),
                        ),
                    ],
                ),
                migrations.AddField(
                    model_name="storedfile",
                    name="owner",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="package",
                    name="file",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="package",
                        to="media.storedfile",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="packageentry",
                    constraint=models.UniqueConstraint(
                        fields=("package", "path"), name="package_entry_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="storedfile",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("owner__isnull", False)),
                        fields=("blob", "purpose", "owner", "name"),
                        name="stored_file_once_per_owner",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="storedfile",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("owner", None)),
                        fields=("blob", "purpose", "name"),
                        name="stored_file_once_without_owner",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="storedfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("purpose", ""), _negated=True),
                        name="stored_file_has_purpose",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="storedfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("height", None), ("width", None)),
                            models.Q(
                                ("height__isnull", False), ("width__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="stored_file_whole_size",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="package",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["html5", "scorm12", "scorm2004"])
                        ),
                        name="package_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="package",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("entry", ""), _negated=True),
                        name="package_has_entry",
                    ),
                ),
            ],
        ),
    ]
