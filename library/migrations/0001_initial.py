import django.db.models.deletion
import library.models.pages
import lms.core.schema
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("curriculum", "0001_initial"),
        ("people", "0002_units"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [
        lms.core.schema.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="ActivityEvent",
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
                        ("client_id", models.UUIDField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("open", "Opened"),
                                    ("active", "Active"),
                                    ("seen", "Seen"),
                                    ("answer", "Answered"),
                                    ("play", "Played"),
                                    ("report", "Reported by the package itself"),
                                    ("finish", "Said to be finished"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=60)),
                        ("at", models.DateTimeField()),
                        ("received_at", models.DateTimeField()),
                        ("is_self_reported", models.BooleanField(default=False)),
                        ("data", models.JSONField(default=dict)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Completion",
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
                            "fraction",
                            models.DecimalField(
                                decimal_places=3, default=0, max_digits=4
                            ),
                        ),
                        ("seconds", models.PositiveIntegerField(default=0)),
                        ("checks_answered", models.PositiveIntegerField(default=0)),
                        ("checks_right", models.PositiveIntegerField(default=0)),
                        ("place", models.CharField(blank=True, max_length=60)),
                        ("first_at", models.DateTimeField()),
                        ("last_at", models.DateTimeField()),
                        ("completed_at", models.DateTimeField(blank=True, null=True)),
                        ("rule_version", models.PositiveSmallIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-last_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
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
                                    ("submit", "Submitted for review"),
                                    ("adopt", "Adopted by the subject group"),
                                    ("approve", "Approved"),
                                    ("publish", "Published"),
                                    ("return", "Returned to the author"),
                                    ("withdraw", "Withdrawn"),
                                    ("promote", "Shared with the province"),
                                    ("replace", "Replaced by a newer version"),
                                    ("file", "Filed and approved in one step"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("reason", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ResourcePage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                default=library.models.pages.new_code,
                                editable=False,
                                max_length=12,
                                unique=True,
                            ),
                        ),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "1"),
                                    (2, "2"),
                                    (3, "3"),
                                    (4, "4"),
                                    (5, "5"),
                                    (6, "6"),
                                    (7, "7"),
                                    (8, "8"),
                                    (9, "9"),
                                    (10, "10"),
                                    (11, "11"),
                                    (12, "12"),
                                ],
                                verbose_name="grade",
                            ),
                        ),
                        (
                            "summary",
                            models.TextField(
                                blank=True,
                                help_text="Two or three sentences: what a pupil learns from it.",
                                max_length=600,
                                verbose_name="summary",
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="How long a pupil needs for it.",
                                null=True,
                                verbose_name="length in minutes",
                            ),
                        ),
                        (
                            "licence",
                            models.CharField(
                                choices=[
                                    (
                                        "cc-by-4.0",
                                        "CC BY 4.0: free use with the author's name",
                                    ),
                                    (
                                        "cc-by-sa-4.0",
                                        "CC BY-SA 4.0: free use, shared alike",
                                    ),
                                    (
                                        "cc-by-nc-4.0",
                                        "CC BY-NC 4.0: free use, not for sale",
                                    ),
                                    ("cc0-1.0", "CC0: no rights reserved"),
                                    (
                                        "public-domain",
                                        "Public domain: the protection has ended",
                                    ),
                                    ("school", "For teaching within the sector only"),
                                    ("link-only", "Terms of the linked site"),
                                ],
                                default="cc-by-4.0",
                                max_length=20,
                                verbose_name="licence",
                            ),
                        ),
                        (
                            "authors",
                            models.CharField(
                                blank=True,
                                help_text="Names as they are to be cited. Empty: your own name.",
                                max_length=200,
                                verbose_name="authors",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Where texts or pictures by others come from.",
                                max_length=300,
                                verbose_name="source",
                            ),
                        ),
                        (
                            "import_digest",
                            models.CharField(blank=True, editable=False, max_length=64),
                        ),
                    ],
                    options={
                        "verbose_name": "material",
                    },
                    bases=(library.models.pages.DraftsOnly, "wagtailcore.page"),
                ),
                migrations.CreateModel(
                    name="FrozenVersion",
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
                        ("code", models.CharField(db_index=True, max_length=12)),
                        ("number", models.PositiveIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("group_review", "Under review"),
                                    ("approved", "Approved"),
                                    ("published", "Published"),
                                    ("returned", "Returned to the author"),
                                    ("replaced", "Replaced by a newer version"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("lecture", "E-lesson"),
                                    ("textbook", "E-textbook"),
                                    ("simulation", "Simulation, virtual lab"),
                                    ("televised", "Televised lesson"),
                                    ("document", "Document"),
                                    ("video", "Video or audio"),
                                    ("link", "Link to another repository"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("format", models.CharField(blank=True, max_length=12)),
                        ("title", models.CharField(max_length=255)),
                        ("title_fold", models.CharField(max_length=255)),
                        ("summary", models.TextField(blank=True)),
                        ("grade", models.PositiveSmallIntegerField()),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("size", models.PositiveBigIntegerField(default=0)),
                        ("units_total", models.PositiveIntegerField(default=0)),
                        ("checks_total", models.PositiveIntegerField(default=0)),
                        ("data", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("is_direct", models.BooleanField(default=False)),
                        ("submitted_at", models.DateTimeField()),
                        ("adopted_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-number"],
                    },
                ),
                migrations.CreateModel(
                    name="LibraryIndex",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "repository",
                    },
                    bases=(library.models.pages.DraftsOnly, "wagtailcore.page"),
                ),
                migrations.CreateModel(
                    name="ResourceNode",
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
                            "sort_order",
                            models.IntegerField(blank=True, editable=False, null=True),
                        ),
                    ],
                    options={
                        "ordering": ["sort_order"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SearchTerm",
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
                        ("term", models.CharField(max_length=40)),
                        ("weight", models.PositiveIntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Shelf",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "shelf",
                    },
                    bases=(library.models.pages.DraftsOnly, "wagtailcore.page"),
                ),
                migrations.CreateModel(
                    name="VersionFile",
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
                        ("file_code", models.CharField(db_index=True, max_length=32)),
                    ],
                ),
                migrations.CreateModel(
                    name="VersionNode",
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
                        ("node_code", models.CharField(db_index=True, max_length=60)),
                    ],
                ),
                migrations.CreateModel(
                    name="VersionPart",
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
                        ("title", models.CharField(blank=True, max_length=255)),
                        ("blocks", models.JSONField(default=list)),
                    ],
                    options={
                        "ordering": ["position"],
                    },
                ),
                migrations.AddField(
                    model_name="activityevent",
                    name="reader",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="completion",
                    name="reader",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="decision",
                    name="by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                migrations.CreateModel(
                    name="LecturePage",
                    fields=[
                        (
                            "resourcepage_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="library.resourcepage",
                            ),
                        ),
                        (
                            "body",
                            wagtail.fields.StreamField(
                                [
                                    ("heading", 0),
                                    ("text", 1),
                                    ("formula", 4),
                                    ("picture", 7),
                                    ("table", 10),
                                    ("recording", 15),
                                    ("resource", 18),
                                    ("check", 26),
                                    ("think", 29),
                                ],
                                blank=True,
                                block_lookup={
                                    0: (
                                        "library.blocks.simple.HeadingBlock",
                                        (),
                                        {"group": "Reading"},
                                    ),
                                    1: (
                                        "library.blocks.simple.TextBlock",
                                        (),
                                        {"group": "Reading"},
                                    ),
                                    2: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "help_text": "For example \\frac{a}{b} or \\sqrt{x^2+1}",
                                            "label": "Formula in LaTeX",
                                            "rows": 2,
                                        },
                                    ),
                                    3: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Caption", "required": False},
                                    ),
                                    4: (
                                        "wagtail.blocks.StructBlock",
                                        [[("latex", 2), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    5: (
                                        "wagtail.images.blocks.ImageChooserBlock",
                                        (),
                                        {"label": "Picture"},
                                    ),
                                    6: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "help_text": "For pupils who cannot see it or have no line to load it.",
                                            "label": "What it shows",
                                            "max_length": 300,
                                        },
                                    ),
                                    7: (
                                        "wagtail.blocks.StructBlock",
                                        [[("image", 5), ("alt", 6), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    8: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "help_text": "Paste from a spreadsheet, or write one row a line with | between cells.",
                                            "label": "Rows",
                                            "rows": 6,
                                        },
                                    ),
                                    9: (
                                        "wagtail.blocks.BooleanBlock",
                                        (),
                                        {
                                            "default": True,
                                            "label": "The first row is a header",
                                            "required": False,
                                        },
                                    ),
                                    10: (
                                        "wagtail.blocks.StructBlock",
                                        [[("rows", 8), ("header", 9), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    11: (
                                        "wagtail.documents.blocks.DocumentChooserBlock",
                                        (),
                                        {
                                            "help_text": "MP4, WebM, MP3, M4A, OGG or WAV.",
                                            "label": "File",
                                        },
                                    ),
                                    12: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Title"},
                                    ),
                                    13: (
                                        "wagtail.documents.blocks.DocumentChooserBlock",
                                        (),
                                        {"label": "Captions (.vtt)", "required": False},
                                    ),
                                    14: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "label": "Spoken text",
                                            "required": False,
                                            "rows": 4,
                                        },
                                    ),
                                    15: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("file", 11),
                                                ("title", 12),
                                                ("captions", 13),
                                                ("transcript", 14),
                                            ]
                                        ],
                                        {"group": "Reading"},
                                    ),
                                    16: (
                                        "wagtail.blocks.RegexBlock",
                                        (),
                                        {
                                            "help_text": "It stands on the page of the material, for example HL-7K2M9Q.",
                                            "label": "Code of the material",
                                            "regex": "^\\s*[A-Za-z]{2}-?[A-Za-z0-9]{6}\\s*$",
                                        },
                                    ),
                                    17: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "label": "What to do with it",
                                            "required": False,
                                        },
                                    ),
                                    18: (
                                        "wagtail.blocks.StructBlock",
                                        [[("code", 16), ("note", 17)]],
                                        {"group": "Doing"},
                                    ),
                                    19: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "help_text": "A formula goes between dollar signs: $x^2$",
                                            "label": "Question",
                                            "rows": 2,
                                        },
                                    ),
                                    20: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {"label": "Option", "rows": 1},
                                    ),
                                    21: (
                                        "wagtail.blocks.BooleanBlock",
                                        (),
                                        {
                                            "label": "This one is right",
                                            "required": False,
                                        },
                                    ),
                                    22: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "label": "What to tell who chooses it",
                                            "required": False,
                                            "rows": 1,
                                        },
                                    ),
                                    23: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("text", 20),
                                                ("is_right", 21),
                                                ("feedback", 22),
                                            ]
                                        ],
                                        {},
                                    ),
                                    24: (
                                        "wagtail.blocks.ListBlock",
                                        (23,),
                                        {
                                            "default": [
                                                {
                                                    "feedback": "",
                                                    "is_right": False,
                                                    "text": "",
                                                },
                                                {
                                                    "feedback": "",
                                                    "is_right": False,
                                                    "text": "",
                                                },
                                            ],
                                            "label": "Options",
                                            "max_num": 6,
                                            "min_num": 2,
                                        },
                                    ),
                                    25: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "label": "Explanation",
                                            "required": False,
                                            "rows": 2,
                                        },
                                    ),
                                    26: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("question", 19),
                                                ("options", 24),
                                                ("explanation", 25),
                                            ]
                                        ],
                                        {"group": "Doing"},
                                    ),
                                    27: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "help_text": "A formula goes between dollar signs: $x^2$",
                                            "label": "Think about",
                                            "rows": 2,
                                        },
                                    ),
                                    28: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {"label": "Then open", "rows": 3},
                                    ),
                                    29: (
                                        "wagtail.blocks.StructBlock",
                                        [[("prompt", 27), ("answer", 28)]],
                                        {"group": "Doing"},
                                    ),
                                },
                                verbose_name="content",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "e-lesson",
                        "verbose_name_plural": "e-lessons",
                    },
                    bases=("library.resourcepage",),
                ),
                migrations.CreateModel(
                    name="LinkPage",
                    fields=[
                        (
                            "resourcepage_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="library.resourcepage",
                            ),
                        ),
                        (
                            "url",
                            models.URLField(max_length=500, verbose_name="address"),
                        ),
                        (
                            "repository",
                            models.CharField(
                                max_length=120, verbose_name="name of the repository"
                            ),
                        ),
                        (
                            "checked_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        ("is_alive", models.BooleanField(editable=False, null=True)),
                        (
                            "body",
                            wagtail.fields.StreamField(
                                [
                                    ("heading", 0),
                                    ("text", 1),
                                    ("formula", 4),
                                    ("picture", 7),
                                    ("table", 10),
                                    ("recording", 15),
                                    ("resource", 18),
                                    ("check", 26),
                                    ("think", 29),
                                ],
                                blank=True,
                                block_lookup={
                                    0: (
                                        "library.blocks.simple.HeadingBlock",
                                        (),
                                        {"group": "Reading"},
                                    ),
                                    1: (
                                        "library.blocks.simple.TextBlock",
                                        (),
                                        {"group": "Reading"},
                                    ),
                                    2: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "help_text": "For example \\frac{a}{b} or \\sqrt{x^2+1}",
                                            "label": "Formula in LaTeX",
                                            "rows": 2,
                                        },
                                    ),
                                    3: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Caption", "required": False},
                                    ),
                                    4: (
                                        "wagtail.blocks.StructBlock",
                                        [[("latex", 2), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    5: (
                                        "wagtail.images.blocks.ImageChooserBlock",
                                        (),
                                        {"label": "Picture"},
                                    ),
                                    6: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "help_text": "For pupils who cannot see it or have no line to load it.",
                                            "label": "What it shows",
                                            "max_length": 300,
                                        },
                                    ),
                                    7: (
                                        "wagtail.blocks.StructBlock",
                                        [[("image", 5), ("alt", 6), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    8: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "help_text": "Paste from a spreadsheet, or write one row a line with | between cells.",
                                            "label": "Rows",
                                            "rows": 6,
                                        },
                                    ),
                                    9: (
                                        "wagtail.blocks.BooleanBlock",
                                        (),
                                        {
                                            "default": True,
                                            "label": "The first row is a header",
                                            "required": False,
                                        },
                                    ),
                                    10: (
                                        "wagtail.blocks.StructBlock",
                                        [[("rows", 8), ("header", 9), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    11: (
                                        "wagtail.documents.blocks.DocumentChooserBlock",
                                        (),
                                        {
                                            "help_text": "MP4, WebM, MP3, M4A, OGG or WAV.",
                                            "label": "File",
                                        },
                                    ),
                                    12: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Title"},
                                    ),
                                    13: (
                                        "wagtail.documents.blocks.DocumentChooserBlock",
                                        (),
                                        {"label": "Captions (.vtt)", "required": False},
                                    ),
                                    14: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "label": "Spoken text",
                                            "required": False,
                                            "rows": 4,
                                        },
                                    ),
                                    15: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("file", 11),
                                                ("title", 12),
                                                ("captions", 13),
                                                ("transcript", 14),
                                            ]
                                        ],
                                        {"group": "Reading"},
                                    ),
                                    16: (
                                        "wagtail.blocks.RegexBlock",
                                        (),
                                        {
                                            "help_text": "It stands on the page of the material, for example HL-7K2M9Q.",
                                            "label": "Code of the material",
                                            "regex": "^\\s*[A-Za-z]{2}-?[A-Za-z0-9]{6}\\s*$",
                                        },
                                    ),
                                    17: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "label": "What to do with it",
                                            "required": False,
                                        },
                                    ),
                                    18: (
                                        "wagtail.blocks.StructBlock",
                                        [[("code", 16), ("note", 17)]],
                                        {"group": "Doing"},
                                    ),
                                    19: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "help_text": "A formula goes between dollar signs: $x^2$",
                                            "label": "Question",
                                            "rows": 2,
                                        },
                                    ),
                                    20: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {"label": "Option", "rows": 1},
                                    ),
                                    21: (
                                        "wagtail.blocks.BooleanBlock",
                                        (),
                                        {
                                            "label": "This one is right",
                                            "required": False,
                                        },
                                    ),
                                    22: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "label": "What to tell who chooses it",
                                            "required": False,
                                            "rows": 1,
                                        },
                                    ),
                                    23: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("text", 20),
                                                ("is_right", 21),
                                                ("feedback", 22),
                                            ]
                                        ],
                                        {},
                                    ),
                                    24: (
                                        "wagtail.blocks.ListBlock",
                                        (23,),
                                        {
                                            "default": [
                                                {
                                                    "feedback": "",
                                                    "is_right": False,
                                                    "text": "",
                                                },
                                                {
                                                    "feedback": "",
                                                    "is_right": False,
                                                    "text": "",
                                                },
                                            ],
                                            "label": "Options",
                                            "max_num": 6,
                                            "min_num": 2,
                                        },
                                    ),
                                    25: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "label": "Explanation",
                                            "required": False,
                                            "rows": 2,
                                        },
                                    ),
                                    26: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("question", 19),
                                                ("options", 24),
                                                ("explanation", 25),
                                            ]
                                        ],
                                        {"group": "Doing"},
                                    ),
                                    27: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "help_text": "A formula goes between dollar signs: $x^2$",
                                            "label": "Think about",
                                            "rows": 2,
                                        },
                                    ),
                                    28: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {"label": "Then open", "rows": 3},
                                    ),
                                    29: (
                                        "wagtail.blocks.StructBlock",
                                        [[("prompt", 27), ("answer", 28)]],
                                        {"group": "Doing"},
                                    ),
                                },
                                verbose_name="guide",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "link to another repository",
                        "verbose_name_plural": "links to other repositories",
                    },
                    bases=("library.resourcepage",),
                ),
                migrations.CreateModel(
                    name="TextbookPage",
                    fields=[
                        (
                            "resourcepage_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="library.resourcepage",
                            ),
                        ),
                        (
                            "chapters",
                            wagtail.fields.StreamField(
                                [("chapter", 32)],
                                blank=True,
                                block_lookup={
                                    0: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Title", "max_length": 255},
                                    ),
                                    1: (
                                        "library.blocks.simple.HeadingBlock",
                                        (),
                                        {"group": "Reading"},
                                    ),
                                    2: (
                                        "library.blocks.simple.TextBlock",
                                        (),
                                        {"group": "Reading"},
                                    ),
                                    3: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "help_text": "For example \\frac{a}{b} or \\sqrt{x^2+1}",
                                            "label": "Formula in LaTeX",
                                            "rows": 2,
                                        },
                                    ),
                                    4: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Caption", "required": False},
                                    ),
                                    5: (
                                        "wagtail.blocks.StructBlock",
                                        [[("latex", 3), ("caption", 4)]],
                                        {"group": "Reading"},
                                    ),
                                    6: (
                                        "wagtail.images.blocks.ImageChooserBlock",
                                        (),
                                        {"label": "Picture"},
                                    ),
                                    7: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "help_text": "For pupils who cannot see it or have no line to load it.",
                                            "label": "What it shows",
                                            "max_length": 300,
                                        },
                                    ),
                                    8: (
                                        "wagtail.blocks.StructBlock",
                                        [[("image", 6), ("alt", 7), ("caption", 4)]],
                                        {"group": "Reading"},
                                    ),
                                    9: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "help_text": "Paste from a spreadsheet, or write one row a line with | between cells.",
                                            "label": "Rows",
                                            "rows": 6,
                                        },
                                    ),
                                    10: (
                                        "wagtail.blocks.BooleanBlock",
                                        (),
                                        {
                                            "default": True,
                                            "label": "The first row is a header",
                                            "required": False,
                                        },
                                    ),
                                    11: (
                                        "wagtail.blocks.StructBlock",
                                        [[("rows", 9), ("header", 10), ("caption", 4)]],
                                        {"group": "Reading"},
                                    ),
                                    12: (
                                        "wagtail.documents.blocks.DocumentChooserBlock",
                                        (),
                                        {
                                            "help_text": "MP4, WebM, MP3, M4A, OGG or WAV.",
                                            "label": "File",
                                        },
                                    ),
                                    13: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Title"},
                                    ),
                                    14: (
                                        "wagtail.documents.blocks.DocumentChooserBlock",
                                        (),
                                        {"label": "Captions (.vtt)", "required": False},
                                    ),
                                    15: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "label": "Spoken text",
                                            "required": False,
                                            "rows": 4,
                                        },
                                    ),
                                    16: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("file", 12),
                                                ("title", 13),
                                                ("captions", 14),
                                                ("transcript", 15),
                                            ]
                                        ],
                                        {"group": "Reading"},
                                    ),
                                    17: (
                                        "wagtail.blocks.RegexBlock",
                                        (),
                                        {
                                            "help_text": "It stands on the page of the material, for example HL-7K2M9Q.",
                                            "label": "Code of the material",
                                            "regex": "^\\s*[A-Za-z]{2}-?[A-Za-z0-9]{6}\\s*$",
                                        },
                                    ),
                                    18: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "label": "What to do with it",
                                            "required": False,
                                        },
                                    ),
                                    19: (
                                        "wagtail.blocks.StructBlock",
                                        [[("code", 17), ("note", 18)]],
                                        {"group": "Doing"},
                                    ),
                                    20: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "help_text": "A formula goes between dollar signs: $x^2$",
                                            "label": "Question",
                                            "rows": 2,
                                        },
                                    ),
                                    21: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {"label": "Option", "rows": 1},
                                    ),
                                    22: (
                                        "wagtail.blocks.BooleanBlock",
                                        (),
                                        {
                                            "label": "This one is right",
                                            "required": False,
                                        },
                                    ),
                                    23: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "label": "What to tell who chooses it",
                                            "required": False,
                                            "rows": 1,
                                        },
                                    ),
                                    24: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("text", 21),
                                                ("is_right", 22),
                                                ("feedback", 23),
                                            ]
                                        ],
                                        {},
                                    ),
                                    25: (
                                        "wagtail.blocks.ListBlock",
                                        (24,),
                                        {
                                            "default": [
                                                {
                                                    "feedback": "",
                                                    "is_right": False,
                                                    "text": "",
                                                },
                                                {
                                                    "feedback": "",
                                                    "is_right": False,
                                                    "text": "",
                                                },
                                            ],
                                            "label": "Options",
                                            "max_num": 6,
                                            "min_num": 2,
                                        },
                                    ),
                                    26: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "label": "Explanation",
                                            "required": False,
                                            "rows": 2,
                                        },
                                    ),
                                    27: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("question", 20),
                                                ("options", 25),
                                                ("explanation", 26),
                                            ]
                                        ],
                                        {"group": "Doing"},
                                    ),
                                    28: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "help_text": "A formula goes between dollar signs: $x^2$",
                                            "label": "Think about",
                                            "rows": 2,
                                        },
                                    ),
                                    29: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {"label": "Then open", "rows": 3},
                                    ),
                                    30: (
                                        "wagtail.blocks.StructBlock",
                                        [[("prompt", 28), ("answer", 29)]],
                                        {"group": "Doing"},
                                    ),
                                    31: (
                                        "wagtail.blocks.StreamBlock",
                                        [
                                            [
                                                ("heading", 1),
                                                ("text", 2),
                                                ("formula", 5),
                                                ("picture", 8),
                                                ("table", 11),
                                                ("recording", 16),
                                                ("resource", 19),
                                                ("check", 27),
                                                ("think", 30),
                                            ]
                                        ],
                                        {"label": "Content"},
                                    ),
                                    32: (
                                        "wagtail.blocks.StructBlock",
                                        [[("title", 0), ("body", 31)]],
                                        {},
                                    ),
                                },
                                verbose_name="chapters",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "e-textbook",
                        "verbose_name_plural": "e-textbooks",
                    },
                    bases=("library.resourcepage",),
                ),
                migrations.AddField(
                    model_name="resourcepage",
                    name="subject",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="curriculum.subject",
                        verbose_name="subject",
                    ),
                ),
                migrations.AddField(
                    model_name="frozenversion",
                    name="adopted_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="adopted by",
                    ),
                ),
                migrations.AddField(
                    model_name="frozenversion",
                    name="approved_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                migrations.AddField(
                    model_name="frozenversion",
                    name="author",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                migrations.AddField(
                    model_name="frozenversion",
                    name="ended_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ended by",
                    ),
                ),
                migrations.AddField(
                    model_name="frozenversion",
                    name="page",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="library.resourcepage",
                    ),
                ),
                migrations.AddField(
                    model_name="frozenversion",
                    name="published_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                migrations.AddField(
                    model_name="frozenversion",
                    name="scope",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.orgunit",
                    ),
                ),
                migrations.AddField(
                    model_name="frozenversion",
                    name="subject",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="curriculum.subject",
                    ),
                ),
                migrations.AddField(
                    model_name="frozenversion",
                    name="submitted_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
                migrations.AddField(
                    model_name="frozenversion",
                    name="unit",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.orgunit",
                    ),
                ),
                migrations.AddField(
                    model_name="decision",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="library.frozenversion",
                    ),
                ),
                migrations.AddField(
                    model_name="completion",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="completions",
                        to="library.frozenversion",
                    ),
                ),
                migrations.AddField(
                    model_name="activityevent",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="library.frozenversion",
                    ),
                ),
                migrations.AddField(
                    model_name="resourcenode",
                    name="node",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="curriculum.node",
                        verbose_name="topic or lesson",
                    ),
                ),
                migrations.AddField(
                    model_name="resourcenode",
                    name="page",
                    field=modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nodes",
                        to="library.resourcepage",
                    ),
                ),
                migrations.AddField(
                    model_name="searchterm",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="library.frozenversion",
                    ),
                ),
                migrations.AddField(
                    model_name="shelf",
                    name="collection",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.collection",
                    ),
                ),
                migrations.AddField(
                    model_name="shelf",
                    name="unit",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="library_shelf",
                        to="people.orgunit",
                    ),
                ),
                migrations.AddField(
                    model_name="versionfile",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="library.frozenversion",
                    ),
                ),
                migrations.AddField(
                    model_name="versionnode",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nodes",
                        to="library.frozenversion",
                    ),
                ),
                migrations.AddField(
                    model_name="versionpart",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="library.frozenversion",
                    ),
                ),
                migrations.CreateModel(
                    name="DocumentPage",
                    fields=[
                        (
                            "resourcepage_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="library.resourcepage",
                            ),
                        ),
                        (
                            "body",
                            wagtail.fields.StreamField(
                                [
                                    ("heading", 0),
                                    ("text", 1),
                                    ("formula", 4),
                                    ("picture", 7),
                                    ("table", 10),
                                    ("recording", 15),
                                    ("resource", 18),
                                    ("check", 26),
                                    ("think", 29),
                                ],
                                blank=True,
                                block_lookup={
                                    0: (
                                        "library.blocks.simple.HeadingBlock",
                                        (),
                                        {"group": "Reading"},
                                    ),
                                    1: (
                                        "library.blocks.simple.TextBlock",
                                        (),
                                        {"group": "Reading"},
                                    ),
                                    2: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "help_text": "For example \\frac{a}{b} or \\sqrt{x^2+1}",
                                            "label": "Formula in LaTeX",
                                            "rows": 2,
                                        },
                                    ),
                                    3: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Caption", "required": False},
                                    ),
                                    4: (
                                        "wagtail.blocks.StructBlock",
                                        [[("latex", 2), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    5: (
                                        "wagtail.images.blocks.ImageChooserBlock",
                                        (),
                                        {"label": "Picture"},
                                    ),
                                    6: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "help_text": "For pupils who cannot see it or have no line to load it.",
                                            "label": "What it shows",
                                            "max_length": 300,
                                        },
                                    ),
                                    7: (
                                        "wagtail.blocks.StructBlock",
                                        [[("image", 5), ("alt", 6), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    8: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "help_text": "Paste from a spreadsheet, or write one row a line with | between cells.",
                                            "label": "Rows",
                                            "rows": 6,
                                        },
                                    ),
                                    9: (
                                        "wagtail.blocks.BooleanBlock",
                                        (),
                                        {
                                            "default": True,
                                            "label": "The first row is a header",
                                            "required": False,
                                        },
                                    ),
                                    10: (
                                        "wagtail.blocks.StructBlock",
                                        [[("rows", 8), ("header", 9), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    11: (
                                        "wagtail.documents.blocks.DocumentChooserBlock",
                                        (),
                                        {
                                            "help_text": "MP4, WebM, MP3, M4A, OGG or WAV.",
                                            "label": "File",
                                        },
                                    ),
                                    12: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Title"},
                                    ),
                                    13: (
                                        "wagtail.documents.blocks.DocumentChooserBlock",
                                        (),
                                        {"label": "Captions (.vtt)", "required": False},
                                    ),
                                    14: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "label": "Spoken text",
                                            "required": False,
                                            "rows": 4,
                                        },
                                    ),
                                    15: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("file", 11),
                                                ("title", 12),
                                                ("captions", 13),
                                                ("transcript", 14),
                                            ]
                                        ],
                                        {"group": "Reading"},
                                    ),
                                    16: (
                                        "wagtail.blocks.RegexBlock",
                                        (),
                                        {
                                            "help_text": "It stands on the page of the material, for example HL-7K2M9Q.",
                                            "label": "Code of the material",
                                            "regex": "^\\s*[A-Za-z]{2}-?[A-Za-z0-9]{6}\\s*$",
                                        },
                                    ),
                                    17: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "label": "What to do with it",
                                            "required": False,
                                        },
                                    ),
                                    18: (
                                        "wagtail.blocks.StructBlock",
                                        [[("code", 16), ("note", 17)]],
                                        {"group": "Doing"},
                                    ),
                                    19: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "help_text": "A formula goes between dollar signs: $x^2$",
                                            "label": "Question",
                                            "rows": 2,
                                        },
                                    ),
                                    20: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {"label": "Option", "rows": 1},
                                    ),
                                    21: (
                                        "wagtail.blocks.BooleanBlock",
                                        (),
                                        {
                                            "label": "This one is right",
                                            "required": False,
                                        },
                                    ),
                                    22: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "label": "What to tell who chooses it",
                                            "required": False,
                                            "rows": 1,
                                        },
                                    ),
                                    23: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("text", 20),
                                                ("is_right", 21),
                                                ("feedback", 22),
                                            ]
                                        ],
                                        {},
                                    ),
                                    24: (
                                        "wagtail.blocks.ListBlock",
                                        (23,),
                                        {
                                            "default": [
                                                {
                                                    "feedback": "",
                                                    "is_right": False,
                                                    "text": "",
                                                },
                                                {
                                                    "feedback": "",
                                                    "is_right": False,
                                                    "text": "",
                                                },
                                            ],
                                            "label": "Options",
                                            "max_num": 6,
                                            "min_num": 2,
                                        },
                                    ),
                                    25: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "label": "Explanation",
                                            "required": False,
                                            "rows": 2,
                                        },
                                    ),
                                    26: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("question", 19),
                                                ("options", 24),
                                                ("explanation", 25),
                                            ]
                                        ],
                                        {"group": "Doing"},
                                    ),
                                    27: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "help_text": "A formula goes between dollar signs: $x^2$",
                                            "label": "Think about",
                                            "rows": 2,
                                        },
                                    ),
                                    28: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {"label": "Then open", "rows": 3},
                                    ),
                                    29: (
                                        "wagtail.blocks.StructBlock",
                                        [[("prompt", 27), ("answer", 28)]],
                                        {"group": "Doing"},
                                    ),
                                },
                                verbose_name="guide",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                help_text="A PDF, a picture or slides.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtaildocs.document",
                                verbose_name="file",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "document",
                        "verbose_name_plural": "documents",
                    },
                    bases=("library.resourcepage",),
                ),
                migrations.CreateModel(
                    name="SimulationPage",
                    fields=[
                        (
                            "resourcepage_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="library.resourcepage",
                            ),
                        ),
                        (
                            "body",
                            wagtail.fields.StreamField(
                                [
                                    ("heading", 0),
                                    ("text", 1),
                                    ("formula", 4),
                                    ("picture", 7),
                                    ("table", 10),
                                    ("recording", 15),
                                    ("resource", 18),
                                    ("check", 26),
                                    ("think", 29),
                                ],
                                blank=True,
                                block_lookup={
                                    0: (
                                        "library.blocks.simple.HeadingBlock",
                                        (),
                                        {"group": "Reading"},
                                    ),
                                    1: (
                                        "library.blocks.simple.TextBlock",
                                        (),
                                        {"group": "Reading"},
                                    ),
                                    2: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "help_text": "For example \\frac{a}{b} or \\sqrt{x^2+1}",
                                            "label": "Formula in LaTeX",
                                            "rows": 2,
                                        },
                                    ),
                                    3: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Caption", "required": False},
                                    ),
                                    4: (
                                        "wagtail.blocks.StructBlock",
                                        [[("latex", 2), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    5: (
                                        "wagtail.images.blocks.ImageChooserBlock",
                                        (),
                                        {"label": "Picture"},
                                    ),
                                    6: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "help_text": "For pupils who cannot see it or have no line to load it.",
                                            "label": "What it shows",
                                            "max_length": 300,
                                        },
                                    ),
                                    7: (
                                        "wagtail.blocks.StructBlock",
                                        [[("image", 5), ("alt", 6), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    8: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "help_text": "Paste from a spreadsheet, or write one row a line with | between cells.",
                                            "label": "Rows",
                                            "rows": 6,
                                        },
                                    ),
                                    9: (
                                        "wagtail.blocks.BooleanBlock",
                                        (),
                                        {
                                            "default": True,
                                            "label": "The first row is a header",
                                            "required": False,
                                        },
                                    ),
                                    10: (
                                        "wagtail.blocks.StructBlock",
                                        [[("rows", 8), ("header", 9), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    11: (
                                        "wagtail.documents.blocks.DocumentChooserBlock",
                                        (),
                                        {
                                            "help_text": "MP4, WebM, MP3, M4A, OGG or WAV.",
                                            "label": "File",
                                        },
                                    ),
                                    12: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Title"},
                                    ),
                                    13: (
                                        "wagtail.documents.blocks.DocumentChooserBlock",
                                        (),
                                        {"label": "Captions (.vtt)", "required": False},
                                    ),
                                    14: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "label": "Spoken text",
                                            "required": False,
                                            "rows": 4,
                                        },
                                    ),
                                    15: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("file", 11),
                                                ("title", 12),
                                                ("captions", 13),
                                                ("transcript", 14),
                                            ]
                                        ],
                                        {"group": "Reading"},
                                    ),
                                    16: (
                                        "wagtail.blocks.RegexBlock",
                                        (),
                                        {
                                            "help_text": "It stands on the page of the material, for example HL-7K2M9Q.",
                                            "label": "Code of the material",
                                            "regex": "^\\s*[A-Za-z]{2}-?[A-Za-z0-9]{6}\\s*$",
                                        },
                                    ),
                                    17: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "label": "What to do with it",
                                            "required": False,
                                        },
                                    ),
                                    18: (
                                        "wagtail.blocks.StructBlock",
                                        [[("code", 16), ("note", 17)]],
                                        {"group": "Doing"},
                                    ),
                                    19: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "help_text": "A formula goes between dollar signs: $x^2$",
                                            "label": "Question",
                                            "rows": 2,
                                        },
                                    ),
                                    20: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {"label": "Option", "rows": 1},
                                    ),
                                    21: (
                                        "wagtail.blocks.BooleanBlock",
                                        (),
                                        {
                                            "label": "This one is right",
                                            "required": False,
                                        },
                                    ),
                                    22: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "label": "What to tell who chooses it",
                                            "required": False,
                                            "rows": 1,
                                        },
                                    ),
                                    23: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("text", 20),
                                                ("is_right", 21),
                                                ("feedback", 22),
                                            ]
                                        ],
                                        {},
                                    ),
                                    24: (
                                        "wagtail.blocks.ListBlock",
                                        (23,),
                                        {
                                            "default": [
                                                {
                                                    "feedback": "",
                                                    "is_right": False,
                                                    "text": "",
                                                },
                                                {
                                                    "feedback": "",
                                                    "is_right": False,
                                                    "text": "",
                                                },
                                            ],
                                            "label": "Options",
                                            "max_num": 6,
                                            "min_num": 2,
                                        },
                                    ),
                                    25: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "label": "Explanation",
                                            "required": False,
                                            "rows": 2,
                                        },
                                    ),
                                    26: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("question", 19),
                                                ("options", 24),
                                                ("explanation", 25),
                                            ]
                                        ],
                                        {"group": "Doing"},
                                    ),
                                    27: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "help_text": "A formula goes between dollar signs: $x^2$",
                                            "label": "Think about",
                                            "rows": 2,
                                        },
                                    ),
                                    28: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {"label": "Then open", "rows": 3},
                                    ),
                                    29: (
                                        "wagtail.blocks.StructBlock",
                                        [[("prompt", 27), ("answer", 28)]],
                                        {"group": "Doing"},
                                    ),
                                },
                                verbose_name="guide",
                            ),
                        ),
                        (
                            "package",
                            models.ForeignKey(
                                blank=True,
                                help_text="A .zip with an index.html at its root, or a SCORM package.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtaildocs.document",
                                verbose_name="package",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "simulation",
                        "verbose_name_plural": "simulations",
                    },
                    bases=("library.resourcepage",),
                ),
                migrations.CreateModel(
                    name="TelevisedPage",
                    fields=[
                        (
                            "resourcepage_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="library.resourcepage",
                            ),
                        ),
                        (
                            "broadcast_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="broadcast"
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="channel"
                            ),
                        ),
                        (
                            "recording_url",
                            models.URLField(
                                blank=True, verbose_name="link to the recording"
                            ),
                        ),
                        (
                            "body",
                            wagtail.fields.StreamField(
                                [
                                    ("heading", 0),
                                    ("text", 1),
                                    ("formula", 4),
                                    ("picture", 7),
                                    ("table", 10),
                                    ("recording", 15),
                                    ("resource", 18),
                                    ("check", 26),
                                    ("think", 29),
                                ],
                                blank=True,
                                block_lookup={
                                    0: (
                                        "library.blocks.simple.HeadingBlock",
                                        (),
                                        {"group": "Reading"},
                                    ),
                                    1: (
                                        "library.blocks.simple.TextBlock",
                                        (),
                                        {"group": "Reading"},
                                    ),
                                    2: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "help_text": "For example \\frac{a}{b} or \\sqrt{x^2+1}",
                                            "label": "Formula in LaTeX",
                                            "rows": 2,
                                        },
                                    ),
                                    3: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Caption", "required": False},
                                    ),
                                    4: (
                                        "wagtail.blocks.StructBlock",
                                        [[("latex", 2), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    5: (
                                        "wagtail.images.blocks.ImageChooserBlock",
                                        (),
                                        {"label": "Picture"},
                                    ),
                                    6: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "help_text": "For pupils who cannot see it or have no line to load it.",
                                            "label": "What it shows",
                                            "max_length": 300,
                                        },
                                    ),
                                    7: (
                                        "wagtail.blocks.StructBlock",
                                        [[("image", 5), ("alt", 6), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    8: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "help_text": "Paste from a spreadsheet, or write one row a line with | between cells.",
                                            "label": "Rows",
                                            "rows": 6,
                                        },
                                    ),
                                    9: (
                                        "wagtail.blocks.BooleanBlock",
                                        (),
                                        {
                                            "default": True,
                                            "label": "The first row is a header",
                                            "required": False,
                                        },
                                    ),
                                    10: (
                                        "wagtail.blocks.StructBlock",
                                        [[("rows", 8), ("header", 9), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    11: (
                                        "wagtail.documents.blocks.DocumentChooserBlock",
                                        (),
                                        {
                                            "help_text": "MP4, WebM, MP3, M4A, OGG or WAV.",
                                            "label": "File",
                                        },
                                    ),
                                    12: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Title"},
                                    ),
                                    13: (
                                        "wagtail.documents.blocks.DocumentChooserBlock",
                                        (),
                                        {"label": "Captions (.vtt)", "required": False},
                                    ),
                                    14: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "label": "Spoken text",
                                            "required": False,
                                            "rows": 4,
                                        },
                                    ),
                                    15: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("file", 11),
                                                ("title", 12),
                                                ("captions", 13),
                                                ("transcript", 14),
                                            ]
                                        ],
                                        {"group": "Reading"},
                                    ),
                                    16: (
                                        "wagtail.blocks.RegexBlock",
                                        (),
                                        {
                                            "help_text": "It stands on the page of the material, for example HL-7K2M9Q.",
                                            "label": "Code of the material",
                                            "regex": "^\\s*[A-Za-z]{2}-?[A-Za-z0-9]{6}\\s*$",
                                        },
                                    ),
                                    17: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "label": "What to do with it",
                                            "required": False,
                                        },
                                    ),
                                    18: (
                                        "wagtail.blocks.StructBlock",
                                        [[("code", 16), ("note", 17)]],
                                        {"group": "Doing"},
                                    ),
                                    19: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "help_text": "A formula goes between dollar signs: $x^2$",
                                            "label": "Question",
                                            "rows": 2,
                                        },
                                    ),
                                    20: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {"label": "Option", "rows": 1},
                                    ),
                                    21: (
                                        "wagtail.blocks.BooleanBlock",
                                        (),
                                        {
                                            "label": "This one is right",
                                            "required": False,
                                        },
                                    ),
                                    22: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "label": "What to tell who chooses it",
                                            "required": False,
                                            "rows": 1,
                                        },
                                    ),
                                    23: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("text", 20),
                                                ("is_right", 21),
                                                ("feedback", 22),
                                            ]
                                        ],
                                        {},
                                    ),
                                    24: (
                                        "wagtail.blocks.ListBlock",
                                        (23,),
                                        {
                                            "default": [
                                                {
                                                    "feedback": "",
                                                    "is_right": False,
                                                    "text": "",
                                                },
                                                {
                                                    "feedback": "",
                                                    "is_right": False,
                                                    "text": "",
                                                },
                                            ],
                                            "label": "Options",
                                            "max_num": 6,
                                            "min_num": 2,
                                        },
                                    ),
                                    25: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "label": "Explanation",
                                            "required": False,
                                            "rows": 2,
                                        },
                                    ),
                                    26: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("question", 19),
                                                ("options", 24),
                                                ("explanation", 25),
                                            ]
                                        ],
                                        {"group": "Doing"},
                                    ),
                                    27: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "help_text": "A formula goes between dollar signs: $x^2$",
                                            "label": "Think about",
                                            "rows": 2,
                                        },
                                    ),
                                    28: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {"label": "Then open", "rows": 3},
                                    ),
                                    29: (
                                        "wagtail.blocks.StructBlock",
                                        [[("prompt", 27), ("answer", 28)]],
                                        {"group": "Doing"},
                                    ),
                                },
                                verbose_name="guide",
                            ),
                        ),
                        (
                            "recording",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtaildocs.document",
                                verbose_name="recording",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "televised lesson",
                        "verbose_name_plural": "televised lessons",
                    },
                    bases=("library.resourcepage",),
                ),
                migrations.CreateModel(
                    name="VideoPage",
                    fields=[
                        (
                            "resourcepage_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="library.resourcepage",
                            ),
                        ),
                        (
                            "transcript",
                            models.TextField(
                                blank=True,
                                help_text="For those who cannot hear or have no line for the film.",
                                verbose_name="spoken text",
                            ),
                        ),
                        (
                            "body",
                            wagtail.fields.StreamField(
                                [
                                    ("heading", 0),
                                    ("text", 1),
                                    ("formula", 4),
                                    ("picture", 7),
                                    ("table", 10),
                                    ("recording", 15),
                                    ("resource", 18),
                                    ("check", 26),
                                    ("think", 29),
                                ],
                                blank=True,
                                block_lookup={
                                    0: (
                                        "library.blocks.simple.HeadingBlock",
                                        (),
                                        {"group": "Reading"},
                                    ),
                                    1: (
                                        "library.blocks.simple.TextBlock",
                                        (),
                                        {"group": "Reading"},
                                    ),
                                    2: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "help_text": "For example \\frac{a}{b} or \\sqrt{x^2+1}",
                                            "label": "Formula in LaTeX",
                                            "rows": 2,
                                        },
                                    ),
                                    3: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Caption", "required": False},
                                    ),
                                    4: (
                                        "wagtail.blocks.StructBlock",
                                        [[("latex", 2), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    5: (
                                        "wagtail.images.blocks.ImageChooserBlock",
                                        (),
                                        {"label": "Picture"},
                                    ),
                                    6: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "help_text": "For pupils who cannot see it or have no line to load it.",
                                            "label": "What it shows",
                                            "max_length": 300,
                                        },
                                    ),
                                    7: (
                                        "wagtail.blocks.StructBlock",
                                        [[("image", 5), ("alt", 6), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    8: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "help_text": "Paste from a spreadsheet, or write one row a line with | between cells.",
                                            "label": "Rows",
                                            "rows": 6,
                                        },
                                    ),
                                    9: (
                                        "wagtail.blocks.BooleanBlock",
                                        (),
                                        {
                                            "default": True,
                                            "label": "The first row is a header",
                                            "required": False,
                                        },
                                    ),
                                    10: (
                                        "wagtail.blocks.StructBlock",
                                        [[("rows", 8), ("header", 9), ("caption", 3)]],
                                        {"group": "Reading"},
                                    ),
                                    11: (
                                        "wagtail.documents.blocks.DocumentChooserBlock",
                                        (),
                                        {
                                            "help_text": "MP4, WebM, MP3, M4A, OGG or WAV.",
                                            "label": "File",
                                        },
                                    ),
                                    12: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {"label": "Title"},
                                    ),
                                    13: (
                                        "wagtail.documents.blocks.DocumentChooserBlock",
                                        (),
                                        {"label": "Captions (.vtt)", "required": False},
                                    ),
                                    14: (
                                        "wagtail.blocks.TextBlock",
                                        (),
                                        {
                                            "label": "Spoken text",
                                            "required": False,
                                            "rows": 4,
                                        },
                                    ),
                                    15: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("file", 11),
                                                ("title", 12),
                                                ("captions", 13),
                                                ("transcript", 14),
                                            ]
                                        ],
                                        {"group": "Reading"},
                                    ),
                                    16: (
                                        "wagtail.blocks.RegexBlock",
                                        (),
                                        {
                                            "help_text": "It stands on the page of the material, for example HL-7K2M9Q.",
                                            "label": "Code of the material",
                                            "regex": "^\\s*[A-Za-z]{2}-?[A-Za-z0-9]{6}\\s*$",
                                        },
                                    ),
                                    17: (
                                        "wagtail.blocks.CharBlock",
                                        (),
                                        {
                                            "label": "What to do with it",
                                            "required": False,
                                        },
                                    ),
                                    18: (
                                        "wagtail.blocks.StructBlock",
                                        [[("code", 16), ("note", 17)]],
                                        {"group": "Doing"},
                                    ),
                                    19: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "help_text": "A formula goes between dollar signs: $x^2$",
                                            "label": "Question",
                                            "rows": 2,
                                        },
                                    ),
                                    20: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {"label": "Option", "rows": 1},
                                    ),
                                    21: (
                                        "wagtail.blocks.BooleanBlock",
                                        (),
                                        {
                                            "label": "This one is right",
                                            "required": False,
                                        },
                                    ),
                                    22: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "label": "What to tell who chooses it",
                                            "required": False,
                                            "rows": 1,
                                        },
                                    ),
                                    23: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("text", 20),
                                                ("is_right", 21),
                                                ("feedback", 22),
                                            ]
                                        ],
                                        {},
                                    ),
                                    24: (
                                        "wagtail.blocks.ListBlock",
                                        (23,),
                                        {
                                            "default": [
                                                {
                                                    "feedback": "",
                                                    "is_right": False,
                                                    "text": "",
                                                },
                                                {
                                                    "feedback": "",
                                                    "is_right": False,
                                                    "text": "",
                                                },
                                            ],
                                            "label": "Options",
                                            "max_num": 6,
                                            "min_num": 2,
                                        },
                                    ),
                                    25: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "label": "Explanation",
                                            "required": False,
                                            "rows": 2,
                                        },
                                    ),
                                    26: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("question", 19),
                                                ("options", 24),
                                                ("explanation", 25),
                                            ]
                                        ],
                                        {"group": "Doing"},
                                    ),
                                    27: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {
                                            "help_text": "A formula goes between dollar signs: $x^2$",
                                            "label": "Think about",
                                            "rows": 2,
                                        },
                                    ),
                                    28: (
                                        "library.blocks.tasks.FormulaTextBlock",
                                        (),
                                        {"label": "Then open", "rows": 3},
                                    ),
                                    29: (
                                        "wagtail.blocks.StructBlock",
                                        [[("prompt", 27), ("answer", 28)]],
                                        {"group": "Doing"},
                                    ),
                                },
                                verbose_name="guide",
                            ),
                        ),
                        (
                            "captions",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtaildocs.document",
                                verbose_name="captions (.vtt)",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                help_text="MP4, WebM, MP3, M4A, OGG or WAV.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtaildocs.document",
                                verbose_name="file",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "video",
                        "verbose_name_plural": "videos",
                    },
                    bases=("library.resourcepage",),
                ),
                migrations.AddConstraint(
                    model_name="resourcepage",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("grade__range", (1, 12))),
                        name="resource_grade_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="resourcepage",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "licence__in",
                                [
                                    "cc-by-4.0",
                                    "cc-by-sa-4.0",
                                    "cc-by-nc-4.0",
                                    "cc0-1.0",
                                    "public-domain",
                                    "school",
                                    "link-only",
                                ],
                            )
                        ),
                        name="resource_licence_known",
                    ),
                ),
                migrations.AddIndex(
                    model_name="frozenversion",
                    index=models.Index(
                        fields=["state", "subject", "grade", "kind"],
                        name="version_by_shelf",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="frozenversion",
                    constraint=models.UniqueConstraint(
                        fields=("page", "number"), name="version_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="frozenversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ("group_review", "approved"))),
                        fields=("page",),
                        name="version_one_under_way",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="frozenversion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("page",),
                        name="version_one_published",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="frozenversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "group_review",
                                    "approved",
                                    "published",
                                    "returned",
                                    "replaced",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="version_state_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="frozenversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "lecture",
                                    "textbook",
                                    "simulation",
                                    "televised",
                                    "document",
                                    "video",
                                    "link",
                                ],
                            )
                        ),
                        name="version_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="frozenversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("grade__range", (1, 12))),
                        name="version_grade_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="frozenversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["approved", "published"]), _negated=True
                            ),
                            models.Q(
                                ("adopted_at__isnull", False),
                                ("approved_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="version_approved_after_adoption",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="frozenversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="version_published_has_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="frozenversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state__in", ("returned", "replaced", "withdrawn")),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "state__in",
                                        ("returned", "replaced", "withdrawn"),
                                    ),
                                    _negated=True,
                                ),
                                ("ended_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="version_ended_has_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="frozenversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_direct", True),
                            ("author", None),
                            models.Q(
                                models.Q(
                                    ("adopted_by", None),
                                    models.Q(
                                        ("adopted_by", models.F("author")),
                                        _negated=True,
                                    ),
                                    _connector="OR",
                                ),
                                models.Q(
                                    ("approved_by", None),
                                    models.Q(
                                        ("approved_by", models.F("author")),
                                        _negated=True,
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="version_not_decided_by_author",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="decision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "verb__in",
                                [
                                    "submit",
                                    "adopt",
                                    "approve",
                                    "publish",
                                    "return",
                                    "withdraw",
                                    "promote",
                                    "replace",
                                    "file",
                                ],
                            )
                        ),
                        name="decision_verb_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="decision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verb", "return"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_return_has_reason",
                    ),
                ),
                migrations.AddIndex(
                    model_name="completion",
                    index=models.Index(
                        fields=["reader", "-last_at"], name="completion_last"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="completion",
                    constraint=models.UniqueConstraint(
                        fields=("reader", "version"), name="completion_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="completion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("fraction__gte", 0), ("fraction__lte", 1)),
                        name="completion_fraction_is_share",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="completion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("completed_at", None),
                            ("fraction__gte", 0.8),
                            _connector="OR",
                        ),
                        name="completion_needs_most_of_it",
                    ),
                ),
                migrations.AddIndex(
                    model_name="activityevent",
                    index=models.Index(
                        fields=["version", "reader"], name="activity_by_reader"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="activityevent",
                    constraint=models.UniqueConstraint(
                        fields=("reader", "client_id"), name="activity_event_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="activityevent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "open",
                                    "active",
                                    "seen",
                                    "answer",
                                    "play",
                                    "report",
                                    "finish",
                                ],
                            )
                        ),
                        name="activity_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="activityevent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("at__lte", models.F("received_at"))),
                        name="activity_not_in_the_future",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="activityevent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "report"), _negated=True),
                            ("is_self_reported", True),
                            _connector="OR",
                        ),
                        name="activity_report_is_self_reported",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="resourcenode",
                    constraint=models.UniqueConstraint(
                        fields=("page", "node"), name="resource_node_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="searchterm",
                    constraint=models.UniqueConstraint(
                        fields=("term", "version"), name="search_term_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="versionfile",
                    constraint=models.UniqueConstraint(
                        fields=("version", "file_code"), name="version_file_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="versionnode",
                    constraint=models.UniqueConstraint(
                        fields=("version", "node_code"), name="version_node_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="versionpart",
                    constraint=models.UniqueConstraint(
                        fields=("version", "position"), name="version_part_once"
                    ),
                ),
            ],
        ),
    ]
