"""Command: seed_demo."""

import time
from typing import Any

from lms.core.commands import DomainCommand
from lms.core.errors import DomainError
from lms.demo.seeding.province.build import Progress
from lms.demo.seeding.province.plan import SCHOOLS, SMALL_SCHOOLS
from lms.demo.seeding.seed import PROVINCE, SMALL, seed
from lms.people.enums import Role


class Command(DomainCommand):
    """Seed the demonstration province into an empty database."""

    help = (
        "Seed the demonstration (invented names and figures) into an empty, migrated "
        "database: six schools, or with --scale province 350 of them with a school "
        "year of plans, ledger and marks, 28 million rows in some minutes. Runs once; "
        "again it changes nothing, broken off it goes on."
    )
    writes = True
    roles = frozenset({Role.ADMINISTRATOR})

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--scale", choices=[SMALL, PROVINCE], default=SMALL)
        parser.add_argument(
            "--schools",
            type=int,
            default=SCHOOLS,
            help="for benchmarks: a province of so many schools only, 6 or more",
        )

    def run(self, **options: Any) -> dict[str, Any]:
        if not SMALL_SCHOOLS <= options["schools"] <= SCHOOLS:
            raise DomainError(
                "bad_value", value=str(options["schools"]), column="--schools"
            )
        bar = Bar(self.stderr)
        return seed(
            options["scale"],
            say=self.say,
            tell=bar.show,
            schools=options["schools"],
            is_rehearsal=options["dry_run"],
        )

    def report(self, outcome: dict[str, Any]) -> None:
        done = "seeded" if outcome["is_new"] else "was seeded before"
        self.stdout.write(f"The demonstration {done} ({outcome['seconds']} s).")
        for model, count in outcome["rows"].items():
            self.stdout.write(f"  {count:>12,} {model}")
        for account in outcome["accounts"]:
            self.stdout.write(f"  {account['username']:<18} {account['name']}")
        self.stdout.write(f"  password of all: {outcome['password']}")


class Bar:
    """How far the schools are: a bar on a terminal, else a line every tenth."""

    WIDTH = 30

    def __init__(self, stream: Any) -> None:
        self.stream, self.start, self.tenth = stream, 0.0, 0

    def show(self, progress: Progress) -> None:
        """Show the progress after a school."""
        self.start = self.start or time.monotonic()
        share = progress.done / progress.schools
        text = (
            f"{progress.done}/{progress.schools} schools, {progress.rows:,} rows, "
            f"{time.monotonic() - self.start:.0f} s"
        )
        if self.stream.isatty():
            bar = "█" * round(share * self.WIDTH)
            end = "\n" if share >= 1 else ""
            self.stream.write(f"\r  {bar:·<{self.WIDTH}} {text}", ending=end)
            self.stream.flush()
        elif int(share * 10) > self.tenth:
            self.tenth = int(share * 10)
            self.stream.write(f"  {text}")
