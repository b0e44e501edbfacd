"""Command: find_items."""

from argparse import ArgumentTypeError
from typing import Any

from lms.core.commands import DomainCommand
from question_bank.models.keys import ItemKey
from question_bank.queries import listings, near
from question_bank.queries.access import bank_for
from question_bank.queries.search import (
    FACILITY,
    Wanted,
    bounds_of,
    find_versions,
    since_of,
)

FIGURES = [*FACILITY, "weak", "none"]


class Command(DomainCommand):
    """Find items by what they are filed under, by words, or by likeness."""

    help = "Find items; --near CODE lists what is nearly the same as that item."

    def arguments(self, parser: Any) -> None:
        for name in ("bank", "node", "kind", "level", "state", "subject", "text"):
            parser.add_argument(f"--{name}")
        parser.add_argument("--grade")
        parser.add_argument("--picture", choices=["0", "1"])
        parser.add_argument(
            "--has-picture", dest="picture", action="store_const", const="1"
        )
        parser.add_argument(
            "--facility",
            type=_facility,
            metavar="MIN-MAX|" + "|".join(FIGURES),
            help="share of right answers, the newest figure counts",
        )
        parser.add_argument(
            "--unused",
            "--unused-since",
            type=_unused,
            metavar="DATE|DAYS|ever",
            help="in no paper since then",
        )
        parser.add_argument("--near", metavar="CODE")
        parser.add_argument("--limit", type=int, default=1000)

    def run(self, **options: Any) -> dict[str, Any]:
        user = self.acting_user(options)
        bank = bank_for(user, options["bank"]) if options["bank"] else None
        names = [
            "node", "kind", "level", "state", "subject", "text", "grade", "picture",
            "facility", "unused",
        ]  # fmt: skip
        wanted = Wanted(**{name: options[name] or "" for name in names})
        found = find_versions(user, wanted, bank=bank)
        if options["near"]:
            likes = near.near_items(user, options["near"], wanted, bank=bank)
            shares = {version.pk: share for version, share in likes.found}
            rows = [version for version, _share in likes.found]
            count, more = len(rows), {"more": likes.more}
        else:
            shares, count, more = {}, found.count(), {}
            rows = list(found[: options["limit"]])
        keys = ItemKey.objects.in_bulk([row.pk for row in rows])
        items = [
            {"bank": row.item.bank.code, **listings.version_json(row, keys[row.pk])}
            | ({"similarity": f"{shares[row.pk]:.3f}"} if shares else {})
            for row in rows
        ]
        return {"count": count, **more, "items": items}


def _facility(text: str) -> str:
    if text not in FIGURES and bounds_of(text) is None:
        raise ArgumentTypeError(f"neither MIN-MAX nor a name: {text}")
    return text


def _unused(text: str) -> str:
    if text != "ever" and since_of(text) is None:
        raise ArgumentTypeError(f"neither a date nor a number of days: {text}")
    return text
