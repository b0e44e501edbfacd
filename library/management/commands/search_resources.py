"""Search the repository."""

from typing import Any

from library.models import FrozenVersion
from library.queries.search import Filters, narrowed, ranked
from lms.core.commands import DomainCommand


class Command(DomainCommand):
    """List live material, best first: what --as may see; the system sees all."""

    help = "Search published material. Any spelling will do: with or without tones."

    def arguments(self, parser: Any) -> None:
        parser.add_argument("query")
        parser.add_argument("--subject", default="")
        parser.add_argument("--grade", type=int)
        parser.add_argument("--kind", default="")
        parser.add_argument("--node", default="")
        parser.add_argument("--limit", type=int, default=50)

    def run(self, **options: Any) -> dict[str, Any]:
        user = self.acting_user(options)
        versions = (
            FrozenVersion.objects.readable_by(user)
            if user
            else FrozenVersion.objects.published()
        )
        filters = Filters(
            subject=options["subject"],
            grade=options["grade"],
            kind=options["kind"],
            node=options["node"],
        )
        found = ranked(narrowed(versions, filters), options["query"])
        return {
            "count": found.count(),
            "results": [
                {
                    "code": version.code,
                    "title": version.title,
                    "kind": version.format or version.kind,
                    "score": round(vars(version)["score"], 3),
                }
                for version in found[: options["limit"]]
            ],
        }
