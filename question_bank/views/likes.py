"""What is nearly the same, as pages show it."""

from typing import Any

from lms.core import html
from question_bank.models import ItemVersion
from question_bank.queries.near import near_wording, wording_of

SHOWN = 10


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
