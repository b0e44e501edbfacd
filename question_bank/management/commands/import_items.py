"""Command: import_items."""

from pathlib import Path
from typing import Any

from lms.core import wording
from lms.core.commands import DomainCommand
from lms.core.errors import DomainError
from question_bank.services import intake
from question_bank.services.readers import FORMATS


class Command(DomainCommand):
    """Take exam files into a bank."""

    help = (
        "Import questions from Word, Excel, QTI, Moodle XML, GIFT or Aiken files into "
        "an item bank. The same file twice adds nothing."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--bank", required=True)
        parser.add_argument("--format", choices=FORMATS, default="auto")
        parser.add_argument("--subject", help="code of the subject of the questions")
        parser.add_argument("--grade", type=int, choices=range(1, 13))
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish at once (needs the right to write and to review)",
        )

    def run(self, **options: Any) -> dict[str, Any]:
        user = self.acting_user(options)
        subject = intake.subject_for(options["subject"])
        entries, refusals = [], []
        for path in options["files"]:
            try:
                entry = intake.import_into(
                    options["bank"],
                    path,
                    by=user,
                    wanted=options["format"],
                    subject_id=subject.pk if subject else None,
                    grade=options["grade"],
                    publish=options["publish"],
                )
            except DomainError as error:
                refusals.append(error)
                entry = _refused(path, error)
            else:
                self.say(f"{path.name}: {len(entry['items'])}")
            entries.append(entry)
        if len(refusals) == len(entries):
            raise refusals[0]
        self.skipped = bool(refusals) or any(
            entry["skipped"] or entry.get("unpublished") for entry in entries
        )
        return {"files": entries}

    def report(self, outcome: dict[str, Any]) -> None:
        for entry in outcome["files"]:
            self.stdout.write(
                f"{entry['file']}: {len(entry['items'])} items, "
                f"{len(entry['skipped'])} skipped"
            )
            for lost in [*entry["skipped"], *entry.get("unpublished", [])]:
                self.stdout.write(f"  {lost['ref']}: {lost['message']}")


def _refused(path: Path, error: DomainError) -> dict[str, Any]:
    return {
        "file": path.name,
        "format": None,
        "batch": None,
        "items": [],
        "skipped": [{"ref": "", **wording.as_json(error)}],
        "error": wording.as_json(error),
    }
