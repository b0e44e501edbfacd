"""Command: verify."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

BIN = Path(sys.executable).parent
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "lms.settings.production",
    "LMS_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTU",
    "LMS_ALLOWED_HOSTS": "example.vn",
    "LMS_CONTENT_ORIGIN": "https://content.example.vn",
    "LMS_DATABASE_URL": "postgres://nobody@localhost/nothing",
    "LMS_CACHE_URL": "redis://localhost:6379/1",
    "LMS_BROKER_URL": "amqp://localhost",
}
STEPS: list[tuple[str, list[str], dict[str, str]]] = [
    ("format", [str(BIN / "ruff"), "format", "--check", "."], {}),
    ("lint", [str(BIN / "ruff"), "check", "."], {}),
    ("imports", [str(BIN / "lint-imports"), "--no-cache"], {}),
    ("types", [str(BIN / "mypy")], {}),
    ("migrations", [sys.executable, "manage.py", "makemigrations", "--check"], {}),
    (
        "deploy",
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        PRODUCTION,
    ),
    ("texts", [sys.executable, "manage.py", "catalogues", "--check"], {}),
]


class Command(BaseCommand):
    """Run every check that needs no test, in order; stop at the first that fails."""

    help = "Formatter, linter, import contracts, types, migrations, settings, texts."

    def add_arguments(self, parser: Any) -> None:
        names = [name for name, _command, _env in STEPS]
        parser.add_argument("steps", nargs="*", help=f"some of: {', '.join(names)}")

    def handle(self, *args: Any, **options: Any) -> None:
        for name, command, extra in STEPS:
            if options["steps"] and name not in options["steps"]:
                continue
            start = time.monotonic()
            done = subprocess.run(  # noqa: S603  our own fixed commands
                command,
                cwd=settings.BASE_DIR,
                env=os.environ | extra,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                self.stdout.write(done.stdout[-6000:] + done.stderr[-3000:])
                raise CommandError(f"{name} failed")
            self.stdout.write(f"{name} ok ({time.monotonic() - start:.1f} s)")
