"""Command: catalogues."""

from pathlib import Path
from typing import Any

from django.conf import settings

from lms.core import catalogues
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """Keep the Vietnamese catalogues."""

    help = "Compile the catalogues; --update merges new texts; --check names gaps and clashes."
    takes_user = False

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--update", action="store_true")
        parser.add_argument("--check", action="store_true")

    def run(self, **options: Any) -> dict[str, Any]:
        root = Path(settings.BASE_DIR)
        outcome: dict[str, Any] = {}
        if options["update"]:
            for app in (catalogues.SHARED, *catalogues.APPS):
                outcome[app] = catalogues.update(root, app)
        outcome["compiled"] = catalogues.compile_all(root)
        if options["check"]:
            outcome["skipped"] = [
                *catalogues.untranslated(root),
                *(f"clash: {text}" for text in catalogues.clashes(root)),
            ]
        return outcome
