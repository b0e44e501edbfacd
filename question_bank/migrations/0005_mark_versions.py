from django.db import migrations

from lms.core import html
from lms.core.text import fold
from question_bank.rules.contents import Content, has_picture, wording
from question_bank.rules.likeness import Wording
from question_bank.rules.marks import marks_of

BATCH = 500


def mark_versions(apps, schema_editor):
    """Mark what is in the banks already, in batches; may run twice."""
    Version = apps.get_model("question_bank", "ItemVersion")
    Mark = apps.get_model("question_bank", "LikenessMark")
    last = 0
    while rows := list(
        Version.objects.filter(pk__gt=last)
        .select_related("item", "group")
        .order_by("pk")[:BATCH]
    ):
        last = rows[-1].pk
        Mark.objects.filter(version__in=rows).delete()
        for row in rows:
            row.has_picture = has_picture(Content(row.kind, row.stem_html, row.body))
            passage = fold(html.to_text(row.group.html)) if row.group else ""
            passage = " ".join(passage.split())
            behind = bool(passage) and row.words.startswith(f"{passage} ")
            row.own_from = len(passage) + 1 if behind else 0
        Version.objects.bulk_update(
            [row for row in rows if row.has_picture or row.own_from],
            ["has_picture", "own_from"],
        )
        Mark.objects.bulk_create(
            (
                Mark(bank_id=row.item.bank_id, mark=mark, version_id=row.pk)
                for row in rows
                for mark in marks_of(Wording(row.words, row.own_from))
            ),
            batch_size=5_000,
        )


def word_drafts(apps, schema_editor):
    """Say what the drafts of files that wait say."""
    Row = apps.get_model("question_bank", "DraftRow")
    waiting = Row.objects.filter(version=None, wording={})
    for row in waiting.iterator(chunk_size=BATCH):
        said = row.data | row.edits
        content = Content(
            said["kind"],
            said["stem_html"],
            said["body"],
            group_html=said.get("group_html", ""),
        )
        found = wording(content, html.to_text)
        row.wording = {
            "words": found.words,
            "own_from": found.own_from,
            "marks": marks_of(found),
        }
        row.save(update_fields=["wording"])


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("question_bank", "0004_near_duplicates")]

    operations = [
        migrations.RunPython(mark_versions, migrations.RunPython.noop),
        migrations.RunPython(word_drafts, migrations.RunPython.noop),
    ]
