import lms.core.schema
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
                    name="Demonstration",
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
                            "slot",
                            models.PositiveSmallIntegerField(default=1, unique=True),
                        ),
                        ("scale", models.CharField(max_length=10)),
                        ("version", models.PositiveSmallIntegerField()),
                        ("is_complete", models.BooleanField(default=False)),
                        ("seeded_at", models.DateTimeField(auto_now_add=True)),
                        ("accounts", models.JSONField(default=list)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("slot", 1)),
                                name="demonstration_only_one",
                            )
                        ],
                    },
                )
            ],
        ),
    ]
