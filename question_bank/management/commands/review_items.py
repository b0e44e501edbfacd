"""Command: review_items."""

from typing import Any

from lms.core import wording
from lms.core.commands import DomainCommand
from lms.core.errors import DomainError
from question_bank.enums import VersionState
from question_bank.models import ItemVersion
from question_bank.queries.access import bank_for
from question_bank.services import review

FROM = {
    "in_review": [VersionState.DRAFT],
    "published": [VersionState.DRAFT, VersionState.IN_REVIEW],
    "draft": [VersionState.IN_REVIEW],
    "withdrawn": [VersionState.PUBLISHED],
}


class Command(DomainCommand):
    """Move items on: for review, into papers, out of use."""

    help = (
        "Send items for review, publish or withdraw them, or return them to draft. "
        "Without --item: every item of the bank that is in a state for it."
    )
    writes = True

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--bank", required=True)
        parser.add_argument("--item", nargs="+", default=[], metavar="CODE")
        parser.add_argument("--to", required=True, choices=sorted(FROM))
        parser.add_argument("--reason", default="", help="needed with --to draft")

    def run(self, **options: Any) -> dict[str, Any]:
        user = self.acting_user(options)
        bank = bank_for(user, options["bank"])
        changed: list[str] = []
        skipped: list[dict[str, str]] = []
        for version in self._versions(bank, options, skipped):
            try:
                self._move(version, options, by=user)
            except DomainError as error:
                if error.code == "not_allowed" and not changed:
                    raise
                code = version.item.code
                skipped.append({"item": code, **wording.as_json(error)})
            else:
                changed.append(version.item.code)
        return {"changed": changed, "skipped": skipped}

    def _versions(self, bank: Any, options: dict, skipped: list) -> list[ItemVersion]:
        versions = ItemVersion.objects.filter(
            item__bank=bank, state__in=FROM[options["to"]]
        ).select_related("item")
        if options["item"]:
            versions = versions.filter(item__code__in=options["item"])
        found = {}
        for version in versions.order_by("item__code", "number"):
            found[version.item.code] = version
        for code in options["item"]:
            if code not in found:
                error = DomainError("nothing_to_move", item=code)
                skipped.append({"item": code, **wording.as_json(error)})
        return list(found.values())

    def _move(self, version: ItemVersion, options: dict, *, by: Any) -> None:
        match options["to"]:
            case "in_review":
                review.submit(version, by=by)
            case "published":
                review.publish(version, by=by, in_one_step=by is None)
            case "draft":
                review.send_back(version, by=by, reason=options["reason"])
            case "withdrawn":
                review.withdraw(version, by=by, reason=options["reason"])
