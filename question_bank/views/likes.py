"""What is nearly the same, as pages show it."""

from typing import Any

from lms.core import html
from question_bank.models import Bank, ItemVersion
from question_bank.queries.near import near_wording, wording_of
from question_bank.rules.contents import Content, wording

SHOWN = 10
TOLD = 0.8  # so alike is worth a word while somebody writes


def of_version(user: Any, version: ItemVersion) -> dict[str, Any]:
    """Return the items of the bank that are like a version, for ``_near.html``."""
    bank = version.item.bank
    near = near_wording(wording_of(version), user, bank=bank, of=version)
    return {
        "bank": bank,
        "rows": [
            {"version": row, "share": share, "text": html.to_text(row.stem_html)[:200]}
            for row, share in near.found[:SHOWN]
        ],
        "more": len(near.found) - SHOWN if len(near.found) > SHOWN else 0,
        "is_cut": near.more,
    }


def while_writing(
    user: Any, content: Content, bank: Bank, *, of: ItemVersion | None = None
) -> list[tuple[str, float]]:
    """Return (item code, share) of what is nearly the same as a text being written."""
    near = near_wording(wording(content, html.to_text), user, bank=bank, of=of)
    close = [(row.item.code, share) for row, share in near.found if share >= TOLD]
    return close[:3]
