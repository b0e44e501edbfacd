"""Command: doctor."""

from typing import Any

from lms.core import health
from lms.core.commands import DomainCommand

MARKS = {health.OK: "✓", health.WARN: "!", health.BAD: "✗"}


class Command(DomainCommand):
    """Say what is installed, what is missing and what to do."""

    help = "What is installed, what is missing, what to do. Exit 3 if something is."
    roles = frozenset({"administrator", "school_it"})

    def run(self, **options: Any) -> dict[str, Any]:
        outcome = health.as_json(health.examine())
        self.skipped = not outcome["ok"]
        return outcome

    def report(self, outcome: dict[str, Any]) -> None:
        for finding in outcome["checks"]:
            mark = MARKS[finding["status"]]
            advice = f" → {finding['advice']}" if finding["advice"] else ""
            self.stdout.write(f"{mark} {finding['name']}: {finding['message']}{advice}")
