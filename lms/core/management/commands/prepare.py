"""Command: prepare."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from lms.core import catalogues
from lms.core.serving.static import collect_if_changed


class Command(BaseCommand):
    """Make what is not in git: compiled catalogues and collected static files."""

    help = "Compile catalogues and collect static files where they changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        catalogues.compile_all(settings.BASE_DIR)
        collect_if_changed()
