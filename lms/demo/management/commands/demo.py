"""Command: demo."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import gettext as _

from lms.core import wording
from lms.core.errors import DomainError
from lms.core.management.commands.serve import Command as Serve
from lms.core.schema import pending_migrations
from lms.core.turns import turn
from lms.demo import state


class Command(Serve):
    """Migrate, seed and serve the demonstration; what ``make demo`` runs."""

    help = "Migrate, seed the demonstration province where it is missing, and serve it."

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            try:
                self.check_folder()
                with turn("migrate"):
                    self.migrate()
                self.serve(self.welcome(state.seeded() or self.seed()))
            except DomainError as error:
                self.stderr.write(wording.say_problem(error))
                raise SystemExit(2) from None

    def migrate(self) -> None:
        if pending_migrations():
            self.stderr.write(_("Preparing the database …"))
            call_command("migrate", verbosity=0, interactive=False)

    def seed(self) -> dict[str, Any]:
        from lms.demo.seeding.seed import seed  # noqa: PLC0415  big, needed once

        return seed(say=lambda step: self.stderr.write(f"  {step} …"))

    def check_folder(self) -> None:
        folder = settings.VAR_DIR
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / ".writable"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise DomainError(
                "folder_read_only", folder=str(folder), reason=error.strerror
            ) from None

    def welcome(self, outcome: dict[str, Any]) -> str:
        host = "127.0.0.1" if settings.HOST in {"0.0.0.0", "::"} else settings.HOST  # noqa: S104  shown, not bound
        lines = [
            "",
            _("The demonstration province is ready: http://%(address)s/")
            % {"address": f"{host}:{settings.PORT}"},
            _("All names and figures are invented. Password of every account: %s")
            % outcome["password"],
            "",
        ]
        lines += [
            f"  {account['username']:<18} {_(account['role'])} – {account['name']}"
            for account in outcome["accounts"]
        ]
        return "\n".join([*lines, "", _("Ctrl-C ends it; the data stay."), ""])
