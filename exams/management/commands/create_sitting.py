"""Command: create_sitting."""

from typing import Any

from django.urls import reverse

from exams.management.documents import read_json
from exams.services.sitting_files import sitting_from_json
from exams.services.sittings import receipt_key
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Make a sitting with candidates, forms and attempts."""

    help = (
        'Takes JSON: {"title", "papers": ["DE…" as assemble_papers prints under'
        ' "paper"], "classes": ["10A1" or "SCHOOL/10A1"], "students": [codes],'
        ' "school_year", "open_at", "release_at", "close_at" (ISO 8601, Vietnamese time'
        ' where no zone is given), "minutes", "grace" (seconds), "venue": room|remote,'
        ' "assessment": tx|gk|ck or "" for practice, "ordinal", "semester", "subject",'
        ' "decision": {"number", "date", "reason"}}. A remote gk or ck needs the'
        " decision."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("document", help="JSON file, - for standard input")

    def run(self, **options: Any) -> dict[str, Any]:
        document = read_json(options["document"], unreadable="sitting_unreadable")
        sitting = sitting_from_json(document, by=self.acting_user(options))
        return {
            "sitting": sitting.code,
            "title": sitting.title,
            "open_at": sitting.open_at.isoformat(),
            "release_at": sitting.release_at.isoformat(),
            "close_at": sitting.close_at.isoformat(),
            "candidates": sitting.candidates.count(),
            "forms": list(sitting.forms.values_list("code", flat=True)),
            "receipt_key": receipt_key(sitting),
            "link": reverse("exams:enter", args=[sitting.code]),
        }
