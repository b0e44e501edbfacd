"""Base of the commands: one JSON document on stdout, words on stderr, exit codes.

0 all done · 2 the input as a whole was refused (a wrong setting and a database that
is not there too), nothing written · 3 done, but something was skipped and is listed ·
1 a breakdown of ours.
"""

import json
import sys
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import DatabaseError, transaction
from django.utils import translation

from lms.core import wording
from lms.core.command_places import place_in_words, place_of
from lms.core.errors import DomainError
from lms.core.frame import roles_of
from lms.core.schema import pending_migrations

REFUSED, SKIPPED = 2, 3


class DomainCommand(BaseCommand):
    """A command that calls one service and prints what it did.

    Subclasses define ``arguments(parser)`` and ``run(**options) -> dict``; a
    truthy ``skipped`` in the outcome (or ``self.skipped = True``) means exit 3.
    ``writes = True`` adds --dry-run, which rolls everything back; ``rolls_back =
    False`` leaves that to ``run``, where the work is many durable transactions.
    ``roles``: with --as, who may run it; empty where ``run`` asks a door itself.
    """

    writes = False
    rolls_back = True
    takes_user = True
    roles: frozenset[str] = frozenset()
    skipped = False
    has_begun = False  # the arguments were understood
    complaint = ""  # of the parser
    parser: Any = None
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv: list[str]) -> None:
        """Run; arguments that make no sense are a refusal like any other."""
        try:
            super().run_from_argv(argv)
        except SystemExit as stop:
            if stop.code == REFUSED and not self.has_begun and "--json" in argv:
                where = place_in_words(self.complaint)
                with translation.override(settings.LANGUAGE_CODE):
                    self._print_refusal(DomainError("arguments_wrong", where=where))
            raise

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        self.parser = parser = super().create_parser(*args, **kwargs)
        parser.exit_on_error = True
        complain = parser.error

        def remember(message: str) -> Any:
            self.complaint = message
            return complain(message)

        # Django makes the parser itself and lets nobody choose its class.
        parser.error = remember  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--json", action="store_true", help="print one JSON document on stdout"
        )
        if self.takes_user:
            parser.add_argument(
                "--as", dest="username", help="act with the rights of this user"
            )
        if self.writes:
            parser.add_argument(
                "--dry-run", action="store_true", help="say what would be done"
            )
        self.arguments(parser)

    def arguments(self, parser: Any) -> None:
        """Add the command's own arguments."""

    def run(self, **options: Any) -> dict[str, Any]:
        """Do the work and return what is printed."""
        raise NotImplementedError

    def acting_user(self, options: dict[str, Any]) -> Any:
        """Return the user of --as, None for the system. Raises unknown_user."""
        name = options.get("username")
        if not name:
            return None
        user = get_user_model().objects.filter(username=name, is_active=True).first()
        if user is None:
            raise DomainError("unknown_user", value=name)
        return user

    def handle(self, *args: Any, **options: Any) -> None:
        self.has_begun = True
        with translation.override(settings.LANGUAGE_CODE):
            try:
                outcome = self._run(options)
            except DomainError as error:
                self._refuse(error, options)
            except DatabaseError:
                self._refuse_without_tables(options)
                raise
            if options["json"]:
                self.print_json(outcome)
            else:
                self.report(outcome)
        if self.skipped or outcome.get("skipped"):
            sys.exit(SKIPPED)

    def print_json(self, outcome: dict[str, Any]) -> None:
        """Print the outcome as one document; long ones may be streamed."""
        self.stdout.write(json.dumps(outcome, ensure_ascii=False, indent=1))

    def report(self, outcome: dict[str, Any]) -> None:
        """Print the outcome for people; subclasses may say it better."""
        for name, value in outcome.items():
            if isinstance(value, list):
                self.stdout.write(f"{name}: {len(value)}")
                for entry in value:
                    self.stdout.write(f"  {self._line(entry)}")
            else:
                self.stdout.write(f"{name}: {self._line(value)}")

    def say(self, text: str) -> None:
        """Print progress on stderr."""
        self.stderr.write(text, self.style.NOTICE)

    def _run(self, options: dict[str, Any]) -> dict[str, Any]:
        if self.takes_user:
            self._check_user(options)
        if not (self.writes and self.rolls_back and options["dry_run"]):
            return self.run(**options)
        with transaction.atomic():
            outcome = self.run(**options)
            transaction.set_rollback(True)
        return outcome

    def _check_user(self, options: dict[str, Any]) -> None:
        user = self.acting_user(options)
        if user is not None and self.roles and not self.roles & roles_of(user):
            raise DomainError("not_allowed")

    def _refuse(self, error: DomainError, options: dict[str, Any]) -> NoReturn:
        parser = self.parser or self.create_parser("manage.py", "")
        error.where = place_of(error, options, parser)
        if options["json"]:
            self._print_refusal(error)
        self.stderr.write(wording.say_problem(error))
        sys.exit(REFUSED)

    def _print_refusal(self, error: DomainError) -> None:
        document = {"error": wording.as_json(error)}
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))

    def _refuse_without_tables(self, options: dict[str, Any]) -> None:
        """Refuse with a sentence where the database or its tables are not there."""
        try:
            count = pending_migrations()
        except DatabaseError:
            error = DomainError("database_missing", where="LMS_DATABASE_URL")
            self._refuse(error, options)
        if count:
            where = "manage.py migrate"
            self._refuse(DomainError("not_migrated", where=where, count=count), options)

    @staticmethod
    def _line(value: Any) -> str:
        if isinstance(value, dict):
            return " · ".join(f"{name} {value[name]}" for name in value)
        return str(value)
