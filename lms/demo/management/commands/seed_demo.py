"""Command: seed_demo."""

from typing import Any

from lms.core.commands import DomainCommand
from lms.demo.seeding.seed import seed


class Command(DomainCommand):
    """Seed the demonstration province into an empty database."""

    help = (
        "Seed the demonstration province (invented names and figures) into an empty, "
        "migrated database. Runs once; again it changes nothing."
    )
    takes_user = False
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--scale", choices=["small", "province"], default="small")

    def run(self, **options: Any) -> dict[str, Any]:
        return seed(options["scale"], say=self.say)

    def report(self, outcome: dict[str, Any]) -> None:
        done = "seeded" if outcome["is_new"] else "was seeded before"
        self.stdout.write(f"The demonstration {done} ({outcome['seconds']} s).")
        for account in outcome["accounts"]:
            self.stdout.write(f"  {account['username']:<18} {account['name']}")
        self.stdout.write(f"  password of all: {outcome['password']}")
