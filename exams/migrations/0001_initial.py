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
        ("question_bank", "0001_initial"),
    ]

    operations = [
        lms.core.schema.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="Adjustment",
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
                        ("room", models.CharField(blank=True, max_length=40)),
                        ("seconds", models.IntegerField(blank=True, null=True)),
                        ("until", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.CharField(max_length=500)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerFile",
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
                        ("slot", models.CharField(max_length=40)),
                        ("file_code", models.CharField(max_length=64)),
                        ("received_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Attempt",
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
                        ("code", models.CharField(max_length=32, unique=True)),
                        ("takeover_code", models.CharField(max_length=12)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("assigned", "Not started"),
                                    ("in_progress", "In progress"),
                                    ("suspended", "Suspended"),
                                    ("submitted", "Handed in"),
                                    ("voided", "Voided"),
                                ],
                                default="assigned",
                                max_length=12,
                            ),
                        ),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("deadline", models.DateTimeField(blank=True, null=True)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("suspended_at", models.DateTimeField(blank=True, null=True)),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        ("epoch", models.PositiveIntegerField(default=0)),
                        ("device_id", models.CharField(blank=True, max_length=64)),
                        ("journal_lines", models.PositiveIntegerField(default=0)),
                        ("journal_head", models.CharField(blank=True, max_length=64)),
                        ("seal_version", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="AttemptToken",
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
                        ("epoch", models.PositiveIntegerField()),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("device_id", models.CharField(max_length=64)),
                        ("client_build", models.CharField(blank=True, max_length=64)),
                        ("issued_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Blueprint",
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
                        ("title", models.CharField(max_length=200)),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("bank_codes", models.JSONField(blank=True, default=list)),
                        ("rules", models.JSONField(blank=True, default=dict)),
                        ("template", models.CharField(blank=True, max_length=40)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("changed_at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "ordering": ["-changed_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="BlueprintRow",
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
                        ("position", models.PositiveSmallIntegerField()),
                        ("node_code", models.CharField(blank=True, max_length=120)),
                        ("kind", models.CharField(blank=True, max_length=24)),
                        ("level", models.CharField(blank=True, max_length=12)),
                        ("count", models.PositiveSmallIntegerField()),
                        (
                            "points",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=7, null=True
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["blueprint", "position"],
                    },
                ),
                migrations.CreateModel(
                    name="BoardAct",
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
                            "verb",
                            models.CharField(
                                choices=[
                                    ("reopen", "Reopen"),
                                    ("void", "Void"),
                                    ("accept_late", "Accept late answers"),
                                    ("refuse_late", "Refuse late answers"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        ("details", models.JSONField(default=dict)),
                        ("asked_at", models.DateTimeField()),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Candidate",
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
                        ("number", models.CharField(blank=True, max_length=20)),
                        ("room", models.CharField(blank=True, max_length=40)),
                        ("seat", models.CharField(blank=True, max_length=20)),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Drawing",
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
                        ("document", models.JSONField()),
                        ("bank_codes", models.JSONField(default=list)),
                        (
                            "request_digest",
                            models.CharField(db_index=True, max_length=64),
                        ),
                        ("pool", models.BinaryField()),
                        ("pool_digest", models.CharField(max_length=64)),
                        ("seed", models.BigIntegerField()),
                        ("count", models.PositiveSmallIntegerField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("optimal", "Proven best"),
                                    ("feasible", "Good, gap stated"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("objective", models.FloatField(blank=True, null=True)),
                        ("bound", models.FloatField(blank=True, null=True)),
                        ("tolerance", models.FloatField(default=0)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Envelope",
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
                        ("digest", models.CharField(max_length=64)),
                        ("content", models.BinaryField()),
                        ("received_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Form",
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
                        ("code", models.CharField(max_length=20)),
                        ("slots", models.TextField()),
                        ("slots_digest", models.CharField(max_length=64)),
                        ("package", models.BinaryField()),
                        (
                            "package_sha256",
                            models.CharField(max_length=64, unique=True),
                        ),
                        ("package_key", models.BinaryField()),
                    ],
                    options={
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="JournalEntry",
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
                        ("line", models.PositiveIntegerField()),
                        ("epoch", models.PositiveIntegerField()),
                        ("seq", models.PositiveBigIntegerField()),
                        ("slot", models.CharField(max_length=40)),
                        ("hash", models.CharField(max_length=64)),
                        ("value", models.TextField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("saved", "Saved"),
                                    ("parked", "Parked"),
                                    ("late", "Late"),
                                    ("duplicate", "Duplicate"),
                                    ("superseded", "Superseded"),
                                    ("conflict", "Conflict"),
                                    ("invalid", "Invalid"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("script", "Test page"),
                                    ("form", "Plain form"),
                                    ("adopted", "Taken over from another device"),
                                    ("envelope", "Exported file"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("received_at", models.DateTimeField()),
                        ("in_grace", models.BooleanField()),
                        ("anchor", models.CharField(max_length=200, null=True)),
                        ("mono_ms", models.PositiveBigIntegerField(null=True)),
                        ("adopted_from", models.CharField(blank=True, max_length=40)),
                        ("previous", models.CharField(max_length=64)),
                    ],
                    options={
                        "verbose_name_plural": "journal entries",
                    },
                ),
                migrations.CreateModel(
                    name="KeyCorrection",
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
                        ("at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Paper",
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
                        ("paper_code", models.CharField(max_length=8)),
                        ("title", models.CharField(blank=True, max_length=200)),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("batch_code", models.CharField(blank=True, max_length=20)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("discarded_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-created_at", "paper_code"],
                    },
                ),
                migrations.CreateModel(
                    name="Release",
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
                        ("revision", models.PositiveSmallIntegerField()),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["sitting", "revision"],
                    },
                ),
                migrations.CreateModel(
                    name="RemoteDecision",
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
                        ("number", models.CharField(max_length=60)),
                        ("date", models.DateField()),
                        ("reason", models.CharField(max_length=500)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Response",
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
                        ("slot", models.CharField(max_length=40)),
                        ("epoch", models.PositiveIntegerField()),
                        ("seq", models.PositiveBigIntegerField()),
                        ("hash", models.CharField(max_length=64)),
                        ("value", models.TextField()),
                        ("received_at", models.DateTimeField()),
                        ("in_grace", models.BooleanField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Result",
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
                        ("paper_code", models.CharField(max_length=20)),
                        (
                            "awarded",
                            models.DecimalField(decimal_places=4, max_digits=9),
                        ),
                        (
                            "possible",
                            models.DecimalField(decimal_places=4, max_digits=9),
                        ),
                        ("mark", models.DecimalField(decimal_places=2, max_digits=4)),
                        ("scheme", models.CharField(max_length=30)),
                        ("rule_version", models.CharField(max_length=20)),
                        ("comment", models.CharField(blank=True, max_length=1000)),
                        ("slots", models.JSONField()),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Ruling",
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
                        ("is_accepted", models.BooleanField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Score",
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
                        ("slot", models.CharField(max_length=40)),
                        (
                            "awarded",
                            models.DecimalField(decimal_places=4, max_digits=8),
                        ),
                        (
                            "possible",
                            models.DecimalField(decimal_places=4, max_digits=8),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("key", "By the key"),
                                    ("person", "By a person"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("is_correct", models.BooleanField(null=True)),
                        ("key_digest", models.CharField(blank=True, max_length=64)),
                        ("rule_version", models.CharField(blank=True, max_length=40)),
                        ("parts", models.JSONField(blank=True, default=dict)),
                        ("comment", models.CharField(blank=True, max_length=1000)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="ScoringIssue",
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
                        ("slot", models.CharField(max_length=40)),
                        ("code", models.CharField(max_length=60)),
                        ("details", models.JSONField(blank=True, default=dict)),
                        ("raised_at", models.DateTimeField(auto_now_add=True)),
                        ("resolved_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Seal",
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
                        ("version", models.PositiveIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("candidate", "Handed in by the candidate"),
                                    ("deadline", "Closed when the time was over"),
                                    ("invigilator", "Collected by the proctor"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("digest", models.CharField(max_length=64)),
                        ("count", models.PositiveIntegerField()),
                        ("values", models.TextField()),
                        ("journal_line", models.PositiveIntegerField()),
                        ("journal_head", models.CharField(blank=True, max_length=64)),
                        ("finished_at", models.DateTimeField()),
                        ("sealed_at", models.DateTimeField()),
                        ("receipt_code", models.CharField(max_length=10, unique=True)),
                        ("signature", models.CharField(max_length=120)),
                    ],
                    options={
                        "ordering": ["attempt", "version"],
                    },
                ),
                migrations.CreateModel(
                    name="Sitting",
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
                        (
                            "assessment",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("tx", "Regular assessment"),
                                    ("gk", "Mid-term assessment"),
                                    ("ck", "Final assessment"),
                                ],
                                default="",
                                max_length=2,
                            ),
                        ),
                        ("ordinal", models.PositiveSmallIntegerField(default=1)),
                        (
                            "venue",
                            models.CharField(
                                choices=[
                                    ("room", "Computer room"),
                                    ("remote", "Online at distance"),
                                ],
                                default="room",
                                max_length=6,
                            ),
                        ),
                        ("decision", models.CharField(blank=True, max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Being prepared"),
                                    ("ready", "Ready"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        ("open_at", models.DateTimeField()),
                        ("release_at", models.DateTimeField()),
                        ("close_at", models.DateTimeField()),
                        ("duration_s", models.PositiveIntegerField()),
                        ("grace_s", models.PositiveIntegerField(default=30)),
                        ("late_window_s", models.PositiveIntegerField(default=86400)),
                        ("stops_clock", models.BooleanField(default=False)),
                        ("is_rehearsal", models.BooleanField(default=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["open_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="SittingCohort",
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
                    ],
                ),
                migrations.CreateModel(
                    name="SittingPaper",
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
                    ],
                    options={
                        "ordering": ["sitting", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="SittingSecret",
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
                        ("receipt_seed", models.BinaryField()),
                        ("envelope_key", models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Slot",
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
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=40)),
                        ("item_code", models.CharField(max_length=64)),
                        ("bank_code", models.CharField(max_length=64)),
                        ("kind", models.CharField(max_length=24)),
                        ("level", models.CharField(blank=True, max_length=12)),
                        ("node_code", models.CharField(blank=True, max_length=120)),
                        ("group_code", models.CharField(blank=True, max_length=140)),
                        ("points", models.DecimalField(decimal_places=4, max_digits=7)),
                        ("option_order", models.JSONField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["paper", "position"],
                    },
                ),
                migrations.CreateModel(
                    name="SlotVoid",
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
                            "effect",
                            models.CharField(
                                choices=[
                                    ("full", "Everybody gets its points"),
                                    ("dropped", "It counts for nobody"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.AddField(
                    model_name="adjustment",
                    name="by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="answerfile",
                    name="attempt",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="exams.attempt",
                    ),
                ),
                migrations.AddField(
                    model_name="adjustment",
                    name="attempt",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjustments",
                        to="exams.attempt",
                    ),
                ),
                migrations.AddField(
                    model_name="attempttoken",
                    name="attempt",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tokens",
                        to="exams.attempt",
                    ),
                ),
                migrations.AddField(
                    model_name="attempttoken",
                    name="user",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="blueprint",
                    name="created_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="blueprint",
                    name="subject",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="curriculum.subject",
                    ),
                ),
                migrations.AddField(
                    model_name="blueprint",
                    name="unit",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.orgunit",
                    ),
                ),
                migrations.AddField(
                    model_name="blueprintrow",
                    name="blueprint",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="exams.blueprint",
                    ),
                ),
                migrations.AddField(
                    model_name="boardact",
                    name="asked_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="boardact",
                    name="attempt",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_acts",
                        to="exams.attempt",
                    ),
                ),
                migrations.AddField(
                    model_name="boardact",
                    name="confirmed_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="adjustment",
                    name="act",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjustments",
                        to="exams.boardact",
                    ),
                ),
                migrations.AddField(
                    model_name="candidate",
                    name="cohort",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.cohort",
                    ),
                ),
                migrations.AddField(
                    model_name="candidate",
                    name="student",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="attempt",
                    name="candidate",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="exams.candidate",
                    ),
                ),
                migrations.AddField(
                    model_name="drawing",
                    name="blueprint",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="drawings",
                        to="exams.blueprint",
                    ),
                ),
                migrations.AddField(
                    model_name="drawing",
                    name="by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="envelope",
                    name="attempt",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="envelopes",
                        to="exams.attempt",
                    ),
                ),
                migrations.AddField(
                    model_name="envelope",
                    name="brought_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="attempt",
                    name="form",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="exams.form",
                    ),
                ),
                migrations.AddField(
                    model_name="journalentry",
                    name="attempt",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="journal",
                        to="exams.attempt",
                    ),
                ),
                migrations.AddField(
                    model_name="keycorrection",
                    name="by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="keycorrection",
                    name="corrected",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="question_bank.itemversion",
                    ),
                ),
                migrations.AddField(
                    model_name="keycorrection",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="question_bank.itemversion",
                    ),
                ),
                migrations.AddField(
                    model_name="paper",
                    name="base",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="variants",
                        to="exams.paper",
                    ),
                ),
                migrations.AddField(
                    model_name="paper",
                    name="created_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="paper",
                    name="drawing",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="exams.drawing",
                    ),
                ),
                migrations.AddField(
                    model_name="paper",
                    name="subject",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="curriculum.subject",
                    ),
                ),
                migrations.AddField(
                    model_name="paper",
                    name="unit",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.orgunit",
                    ),
                ),
                migrations.AddField(
                    model_name="release",
                    name="by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="remotedecision",
                    name="recorded_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="response",
                    name="attempt",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="exams.attempt",
                    ),
                ),
                migrations.AddField(
                    model_name="result",
                    name="attempt",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="exams.attempt",
                    ),
                ),
                migrations.AddField(
                    model_name="result",
                    name="cohort",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.cohort",
                    ),
                ),
                migrations.AddField(
                    model_name="result",
                    name="release",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="exams.release",
                    ),
                ),
                migrations.AddField(
                    model_name="result",
                    name="student",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="result",
                    name="supersedes",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="exams.result",
                    ),
                ),
                migrations.AddField(
                    model_name="ruling",
                    name="act",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to="exams.boardact",
                    ),
                ),
                migrations.AddField(
                    model_name="ruling",
                    name="entry",
                    field=models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ruling",
                        to="exams.journalentry",
                    ),
                ),
                migrations.AddField(
                    model_name="ruling",
                    name="envelope",
                    field=models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ruling",
                        to="exams.envelope",
                    ),
                ),
                migrations.AddField(
                    model_name="score",
                    name="attempt",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="exams.attempt",
                    ),
                ),
                migrations.AddField(
                    model_name="score",
                    name="by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="score",
                    name="keyed_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="question_bank.itemversion",
                    ),
                ),
                migrations.AddField(
                    model_name="score",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="question_bank.itemversion",
                    ),
                ),
                migrations.AddField(
                    model_name="scoringissue",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="question_bank.itemversion",
                    ),
                ),
                migrations.CreateModel(
                    name="SealScoring",
                    fields=[
                        (
                            "seal",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="scoring",
                                serialize=False,
                                to="exams.seal",
                            ),
                        ),
                        ("waiting", models.PositiveSmallIntegerField(default=0)),
                        ("at", models.DateTimeField(auto_now=True)),
                    ],
                ),
                migrations.AddField(
                    model_name="seal",
                    name="act",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seals",
                        to="exams.boardact",
                    ),
                ),
                migrations.AddField(
                    model_name="seal",
                    name="attempt",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seals",
                        to="exams.attempt",
                    ),
                ),
                migrations.AddField(
                    model_name="score",
                    name="seal",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="exams.seal",
                    ),
                ),
                migrations.AddField(
                    model_name="result",
                    name="seal",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="exams.seal",
                    ),
                ),
                migrations.AddField(
                    model_name="sitting",
                    name="created_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="sitting",
                    name="semester",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.semester",
                    ),
                ),
                migrations.AddField(
                    model_name="sitting",
                    name="subject",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="curriculum.subject",
                    ),
                ),
                migrations.AddField(
                    model_name="sitting",
                    name="unit",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.orgunit",
                    ),
                ),
                migrations.AddField(
                    model_name="scoringissue",
                    name="sitting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="exams.sitting",
                    ),
                ),
                migrations.AddField(
                    model_name="result",
                    name="sitting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="exams.sitting",
                    ),
                ),
                migrations.AddField(
                    model_name="remotedecision",
                    name="sitting",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remote_decision",
                        to="exams.sitting",
                    ),
                ),
                migrations.AddField(
                    model_name="release",
                    name="sitting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="exams.sitting",
                    ),
                ),
                migrations.AddField(
                    model_name="keycorrection",
                    name="sitting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="key_corrections",
                        to="exams.sitting",
                    ),
                ),
                migrations.AddField(
                    model_name="form",
                    name="sitting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forms",
                        to="exams.sitting",
                    ),
                ),
                migrations.AddField(
                    model_name="candidate",
                    name="sitting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidates",
                        to="exams.sitting",
                    ),
                ),
                migrations.AddField(
                    model_name="attempt",
                    name="sitting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="exams.sitting",
                    ),
                ),
                migrations.AddField(
                    model_name="adjustment",
                    name="sitting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjustments",
                        to="exams.sitting",
                    ),
                ),
                migrations.AddField(
                    model_name="sittingcohort",
                    name="cohort",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.cohort",
                    ),
                ),
                migrations.AddField(
                    model_name="sittingcohort",
                    name="sitting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cohorts",
                        to="exams.sitting",
                    ),
                ),
                migrations.AddField(
                    model_name="sittingpaper",
                    name="form",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paper_link",
                        to="exams.form",
                    ),
                ),
                migrations.AddField(
                    model_name="sittingpaper",
                    name="paper",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sittings",
                        to="exams.paper",
                    ),
                ),
                migrations.AddField(
                    model_name="sittingpaper",
                    name="sitting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="exams.sitting",
                    ),
                ),
                migrations.AddField(
                    model_name="sittingsecret",
                    name="sitting",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="secret",
                        to="exams.sitting",
                    ),
                ),
                migrations.AddField(
                    model_name="slot",
                    name="paper",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="exams.paper",
                    ),
                ),
                migrations.AddField(
                    model_name="slot",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="question_bank.itemversion",
                    ),
                ),
                migrations.AddField(
                    model_name="slotvoid",
                    name="by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="slotvoid",
                    name="lifted_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="slotvoid",
                    name="sitting",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voids",
                        to="exams.sitting",
                    ),
                ),
                migrations.AddField(
                    model_name="slotvoid",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="question_bank.itemversion",
                    ),
                ),
                migrations.AddIndex(
                    model_name="answerfile",
                    index=models.Index(
                        fields=["file_code"], name="answer_file_by_code"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="answerfile",
                    constraint=models.UniqueConstraint(
                        fields=("attempt", "slot", "file_code"), name="answer_file_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attempttoken",
                    constraint=models.UniqueConstraint(
                        fields=("attempt", "epoch"), name="attempt_token_one_per_epoch"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="blueprint",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("grade", None), ("grade__range", (1, 12)), _connector="OR"
                        ),
                        name="blueprint_grade_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="blueprint",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("minutes", None), ("minutes__gt", 0), _connector="OR"
                        ),
                        name="blueprint_minutes_positive",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="blueprintrow",
                    constraint=models.UniqueConstraint(
                        fields=("blueprint", "position"),
                        name="blueprint_row_position_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="blueprintrow",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("count__gt", 0)),
                        name="blueprint_row_count_positive",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="blueprintrow",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("points", None), ("points__gt", 0), _connector="OR"
                        ),
                        name="blueprint_row_points_positive",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="boardact",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                models.Q(
                                    ("confirmed_by", models.F("asked_by")),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="board_act_two_people",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="boardact",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="board_act_has_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="boardact",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "verb__in",
                                ["reopen", "void", "accept_late", "refuse_late"],
                            )
                        ),
                        name="board_act_verb_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="drawing",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("status__in", ["optimal", "feasible"])),
                        name="drawing_status_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="drawing",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("count__gt", 0)),
                        name="drawing_count_positive",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="envelope",
                    constraint=models.UniqueConstraint(
                        fields=("attempt", "digest"), name="envelope_once_per_attempt"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="journalentry",
                    constraint=models.UniqueConstraint(
                        fields=("attempt", "epoch", "seq"),
                        name="journal_names_entry_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="journalentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("status__in", ["saved", "parked", "late"])),
                        name="journal_status_kept",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paper",
                    constraint=models.UniqueConstraint(
                        fields=("drawing", "paper_code"),
                        name="paper_code_once_in_drawing",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paper",
                    constraint=models.UniqueConstraint(
                        fields=("base", "paper_code"),
                        name="paper_code_once_among_variants",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paper",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("paper_code", ""), _negated=True),
                        name="paper_has_a_code",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="response",
                    constraint=models.UniqueConstraint(
                        fields=("attempt", "slot"), name="response_one_per_slot"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="response",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("epoch__gte", 1), ("seq__gte", 1)),
                        name="response_version_positive",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="ruling",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("entry__isnull", False), ("envelope", None)),
                            models.Q(("entry", None), ("envelope__isnull", False)),
                            _connector="OR",
                        ),
                        name="ruling_on_one_thing",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="seal",
                    constraint=models.UniqueConstraint(
                        fields=("attempt", "version"), name="seal_version_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="seal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["candidate", "deadline", "invigilator"])
                        ),
                        name="seal_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="seal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="seal_version_positive",
                    ),
                ),
                migrations.AddIndex(
                    model_name="score",
                    index=models.Index(
                        fields=["attempt", "slot"], name="score_by_slot"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="score",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("basis", "key")),
                        fields=("seal", "slot", "key_digest", "rule_version"),
                        name="score_once_per_seal_slot_key",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="score",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("awarded__gte", 0),
                            ("possible__gt", 0),
                            ("awarded__lte", models.F("possible")),
                        ),
                        name="score_within_points",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="score",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("basis", "key"),
                                models.Q(("key_digest", ""), _negated=True),
                                models.Q(("rule_version", ""), _negated=True),
                            ),
                            models.Q(("basis", "person"), ("by__isnull", False)),
                            _connector="OR",
                        ),
                        name="score_says_by_what",
                    ),
                ),
                migrations.AddIndex(
                    model_name="sitting",
                    index=models.Index(fields=["close_at"], name="sitting_by_close"),
                ),
                migrations.AddConstraint(
                    model_name="sitting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("open_at__lte", models.F("release_at")),
                            ("release_at__lt", models.F("close_at")),
                        ),
                        name="sitting_times_in_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sitting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("duration_s__gt", 0)),
                        name="sitting_has_duration",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sitting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "ready", "cancelled"])
                        ),
                        name="sitting_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sitting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("venue__in", ["room", "remote"])),
                        name="sitting_venue_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sitting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("assessment__in", ["", "tx", "gk", "ck"])),
                        name="sitting_assessment_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sitting",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("venue", "remote"), _negated=True),
                            ("assessment__in", ["", "tx"]),
                            models.Q(("decision", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="sitting_remote_periodic_has_decision",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="scoringissue",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("resolved_at", None)),
                        fields=("sitting", "version"),
                        name="scoring_issue_one_open",
                    ),
                ),
                migrations.AddIndex(
                    model_name="result",
                    index=models.Index(
                        fields=["student", "id"], name="result_by_student"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="result",
                    constraint=models.UniqueConstraint(
                        fields=("sitting", "student", "revision"),
                        name="result_revision_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="result",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("mark__gte", 0), ("mark__lte", 10)),
                        name="result_mark_0_to_10",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="result",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("awarded__gte", 0),
                            ("possible__gt", 0),
                            ("awarded__lte", models.F("possible")),
                        ),
                        name="result_within_points",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="result",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revision", 1), ("supersedes", None)),
                            models.Q(
                                ("revision__gt", 1), ("supersedes__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="result_revision_supersedes",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="remotedecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="remote_decision_is_whole",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="release",
                    constraint=models.UniqueConstraint(
                        fields=("sitting", "revision"), name="release_revision_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="release",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("revision", 1),
                            models.Q(
                                ("revision__gt", 1),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="release_again_has_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="keycorrection",
                    constraint=models.UniqueConstraint(
                        fields=("sitting", "version", "corrected"),
                        name="key_correction_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="keycorrection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("version", models.F("corrected")), _negated=True
                        ),
                        name="key_correction_is_another",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="form",
                    constraint=models.UniqueConstraint(
                        fields=("sitting", "code"), name="form_code_once_in_sitting"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="candidate",
                    constraint=models.UniqueConstraint(
                        fields=("sitting", "student"), name="candidate_once_in_sitting"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="candidate",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("sitting", "number"),
                        name="candidate_number_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="candidate",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("seat", ""), _negated=True),
                        fields=("sitting", "room", "seat"),
                        name="candidate_seat_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attempt",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("sitting", "candidate"),
                        name="attempt_one_per_candidate",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attempt",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deadline", None), ("started_at", None)),
                            models.Q(
                                ("deadline__isnull", False),
                                ("started_at__isnull", False),
                                ("deadline__gt", models.F("started_at")),
                            ),
                            _connector="OR",
                        ),
                        name="attempt_deadline_after_start",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attempt",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "assigned",
                                    "in_progress",
                                    "suspended",
                                    "submitted",
                                    "voided",
                                ],
                            )
                        ),
                        name="attempt_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attempt",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "submitted"), _negated=True),
                            ("seal_version__gte", 1),
                            _connector="OR",
                        ),
                        name="attempt_submitted_is_sealed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attempt",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["assigned", "voided"]),
                            models.Q(("deadline__isnull", False), ("epoch__gte", 1)),
                            _connector="OR",
                        ),
                        name="attempt_claimed_has_epoch",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="adjustment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seconds__isnull", False), ("until", None)),
                            models.Q(
                                ("attempt__isnull", False),
                                ("seconds", None),
                                ("until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="adjustment_seconds_or_until",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="adjustment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("attempt", None), ("room", ""), _connector="OR"
                        ),
                        name="adjustment_one_scope",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="adjustment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="adjustment_has_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sittingcohort",
                    constraint=models.UniqueConstraint(
                        fields=("sitting", "cohort"), name="sitting_cohort_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sittingpaper",
                    constraint=models.UniqueConstraint(
                        fields=("sitting", "paper"), name="sitting_paper_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="slot",
                    constraint=models.UniqueConstraint(
                        fields=("paper", "position"), name="slot_position_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="slot",
                    constraint=models.UniqueConstraint(
                        fields=("paper", "name"), name="slot_name_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="slot",
                    constraint=models.UniqueConstraint(
                        fields=("paper", "version"), name="slot_version_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="slot",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("points__gt", 0)),
                        name="slot_points_positive",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="slotvoid",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("sitting", "version"),
                        name="slot_void_one_in_force",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="slotvoid",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("effect__in", ["full", "dropped"])),
                        name="slot_void_effect_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="slotvoid",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="slot_void_has_reason",
                    ),
                ),
            ],
        ),
    ]
