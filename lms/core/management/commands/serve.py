"""Command: serve."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.utils import translation

from lms.core import catalogues, wording
from lms.core.errors import DomainError
from lms.core.schema import pending_migrations
from lms.core.serving.children import leave
from lms.core.serving.static import collect_if_changed
from lms.core.serving.supervisor import Supervisor


class Command(BaseCommand):
    """Run web, content origin, worker and schedule in one process tree."""

    help = (
        "Serve web (PORT), content origin (CONTENT_PORT), background work and schedule "
        "until SIGTERM. Applies no migration; run migrate first."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            try:
                self.serve()
            except DomainError as error:
                self.stderr.write(wording.say_problem(error))
                raise SystemExit(2) from None

    def serve(self, announcement: str = "") -> None:
        catalogues.compile_all(settings.BASE_DIR)
        if collect_if_changed():
            self.stderr.write("static files collected")
        self.warn_of_migrations()
        connection.close()
        Supervisor(settings.VAR_DIR, say=self.stderr.write).run(
            on_ready=lambda: self.announce(announcement)
        )
        leave()

    def announce(self, announcement: str) -> None:
        host = "127.0.0.1" if settings.HOST in {"0.0.0.0", "::"} else settings.HOST  # noqa: S104  shown, not bound
        self.stdout.write(announcement or f"http://{host}:{settings.PORT}/")
        self.stdout.flush()

    def warn_of_migrations(self) -> None:
        try:
            count = pending_migrations()
        except DatabaseError:
            self.stderr.write(wording.say("database_unreachable"))
            return
        if count:
            self.stderr.write(wording.say("not_migrated", {"count": count}))
