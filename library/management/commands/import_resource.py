"""File one material."""

from pathlib import Path
from typing import Any

from library.services.importing import About, Imported, import_resource
from lms.core import wording
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Take a file into the repository as a draft, or approved where one may."""

    help = (
        "File a PDF, picture, slides, film, sound, HTML5 or SCORM package or EPUB book"
        " in the repository. Use it to fill the repository in bulk."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--title", default="", help="default: the file's own")
        parser.add_argument("--subject", required=True, help="subject code, e.g. MAT")
        parser.add_argument("--grade", required=True, type=int)
        parser.add_argument(
            "--node", action="append", default=[], help="topic or lesson; up to three"
        )
        parser.add_argument("--summary", default="")
        parser.add_argument("--licence", default="", help="e.g. cc-by-4.0, school")
        parser.add_argument("--authors", default="")
        parser.add_argument("--minutes", type=int)
        parser.add_argument("--unit", help="whose shelf: code of a school or office")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="file and approve in one step, where one has both rights",
        )

    def run(self, **options: Any) -> dict[str, Any]:
        about = About(
            title=options["title"],
            subject=options["subject"],
            grade=options["grade"],
            nodes=tuple(options["node"]),
            summary=options["summary"],
            licence=options["licence"],
            authors=options["authors"],
            minutes=options["minutes"],
        )
        outcome = import_resource(
            options["file"],
            about,
            by=self.acting_user(options),
            unit_code=options["unit"],
            publish=options["publish"],
        )
        return as_json(outcome)


def as_json(outcome: Imported) -> dict[str, Any]:
    """Return what the command prints."""
    return {
        "code": outcome.page.code,
        "kind": outcome.kind,
        "status": outcome.status,
        "size": outcome.size,
        "entry": outcome.entry,
        "removed": outcome.removed,
        "warnings": [wording.as_json(problem) for problem in outcome.warnings],
        "new": outcome.is_new,
    }
