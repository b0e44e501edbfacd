"""What a candidate gets of a version. Keys cannot be reached from here."""

from collections.abc import Mapping, Sequence
from typing import Any

from lms.core import html
from lms.core.errors import NotFound
from media import api as media
from question_bank.kinds import registry
from question_bank.models import ItemVersion
from question_bank.rules import slots


def candidate_slot(
    version_id: int, *, option_order: Sequence[str] | None = None
) -> dict[str, Any]:
    """Return the key-free JSON of one slot, drawn: formulas as HTML, pictures inside.

    {"kind", "stem", "options"|"statements"|"left"+"right"|"gaps"|"image"…, "group":
    {"code", "html"} | None, "shape"}. Raises NotFound.
    """
    return _drawn(version_with_group(version_id), option_order)


def candidate_slots(
    orders: Mapping[int, Sequence[str] | None],
) -> dict[int, dict[str, Any]]:
    """Return version -> its slot as ``candidate_slot`` gives it; two queries at most.

    orders: version -> option order. Raises NotFound where one is unknown.
    """
    versions = ItemVersion.objects.select_related("group").in_bulk(orders)
    if len(versions) < len(orders):
        raise NotFound("item")
    return {pk: _drawn(versions[pk], order) for pk, order in orders.items()}


def _drawn(version: ItemVersion, order: Sequence[str] | None) -> dict[str, Any]:
    return slot_of(version, option_order=order, file_url=media.data_uri) | {
        "shape": registry.shape(version.kind, version.body)
    }


def slot_of(
    version: ItemVersion,
    *,
    file_url: slots.Draw,
    option_order: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Return the slot of a version (saved or not) with pictures from file_url."""

    def draw(stored: str) -> str:
        return html.render(stored, file_url=file_url)

    found = slots.slot(
        version.kind,
        version.stem_html,
        version.body,
        draw=draw,
        picture=file_url,
        option_order=option_order,
    )
    group = version.group
    found["group"] = {"code": group.code, "html": draw(group.html)} if group else None
    return found


def version_with_group(version_id: int) -> ItemVersion:
    """Return a version with its passage. Raises NotFound."""
    version = ItemVersion.objects.select_related("group").filter(pk=version_id).first()
    if version is None:
        raise NotFound("item")
    return version
