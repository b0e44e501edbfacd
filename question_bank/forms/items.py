"""The editor of an item: reading it leniently, and what its templates need."""

from collections.abc import Callable
from typing import Any

from lms.core import html
from lms.core.errors import DomainError
from lms.curriculum.models import Node
from media import api as media
from question_bank.enums import CognitiveLevel, Licence
from question_bank.forms.files import LEVELS
from question_bank.forms.recipes import read_recipe, show_recipe
from question_bank.kinds import registry
from question_bank.kinds.convert import convert
from question_bank.models import Bank
from question_bank.rules.markup import from_markup, to_markup
from question_bank.rules.proposals import read_points
from question_bank.services.pictures import ITEM, note_pictures


def node_choices(subject_id: int | None, grade: int | None) -> list[Node]:
    """Return the topics and lessons to choose from for a subject and grade."""
    if not subject_id or not grade:
        return []
    nodes = Node.objects.current().filter(subject_id=subject_id, grade=grade)
    return list(nodes.only("code", "title", "kind").order_by("position")[:1000])


def read_item(data: Any, before: dict[str, Any]) -> dict[str, Any]:
    """Return the changed fields of a posted item editor, leniently.

    before: the item as a proposal (``rules.proposals``). Only fields that the form
    has are returned, so a short form changes little. Never raises: what is wrong is
    said by the checks afterwards.
    """
    found: dict[str, Any] = {}
    for name in ("stem_html", "explanation_html", "group_html"):
        if name in data:
            found[name] = from_markup(data[name], before=before.get(name) or "")
    kind = data.get("kind") if data.get("kind") in registry.KINDS else before["kind"]
    if data.get("editor") in registry.KINDS:
        form = registry.kind_of(data["editor"]).form
        body, key = form.read(data, before["body"], before["key"])
        body, key = convert(body, key, was=data["editor"], to=kind)
        found |= {"kind": kind, "body": body, "key": key}
    for name, read in _READERS.items():
        if name in data:
            found[name] = read(data[name].strip())
    if "parameter-name" in data:
        found["recipe"] = read_recipe(data)
    return found


def _level(text: str) -> str:
    return text if text in CognitiveLevel.values else ""


def _points(text: str) -> str | None:
    points = read_points(text)
    return f"{points.normalize():f}" if points else None


def _seconds(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) < 7
    return int(text) if is_number else None


def _codes(text: str) -> list[str]:
    return list(dict.fromkeys(text.replace(",", " ").split()))


_READERS: dict[str, Callable[[str], Any]] = {
    "level": _level,
    "node_code": lambda text: text[:120],
    "group_code": lambda text: text[:64],
    "outcome_code": lambda text: text[:120],
    "taken_from": lambda text: text[:300],
    "licence": lambda text: text if text in Licence.values else "",
    "points": _points,
    "seconds": _seconds,
    "enemies": _codes,
}


def editor_of(proposal: dict[str, Any]) -> dict[str, Any]:
    """Return what the editor's templates need of an item as a proposal."""
    kind = registry.kind_of(proposal["kind"])
    return {
        "kind": kind,
        "fields": kind.form.show(proposal["body"], proposal["key"]),
        "stem": to_markup(proposal["stem_html"]),
        "explanation": to_markup(proposal.get("explanation_html") or ""),
        "group": to_markup(proposal.get("group_html") or ""),
        "group_code": proposal.get("group_code") or "",
        "level": proposal.get("level") or "",
        "node_code": proposal.get("node_code") or "",
        "outcome_code": proposal.get("outcome_code") or "",
        "taken_from": proposal.get("taken_from") or "",
        "licence": proposal.get("licence") or "",
        "licences": [("", "–"), *Licence.choices],
        "points": (proposal.get("points") or "").replace(".", ","),
        "seconds": proposal.get("seconds") or "",
        "enemies": ", ".join(proposal.get("enemies") or ()),
        "recipe": show_recipe(proposal.get("recipe") or {}, kind=kind.code),
        "kinds": registry.CHOICES,
        "levels": LEVELS,
    }


def add_file(
    file: Any,
    fields: dict[str, Any],
    before: dict[str, Any],
    *,
    bank: Bank,
    by: Any,
    plays: str = "",
) -> None:
    """Store an uploaded picture or sound and put it where it belongs.

    A picture stands behind the stem, or under a hot spot; a sound before the shared
    passage where there is one, else before the stem. plays: how often a candidate may
    hear it, "" as often as she likes. Raises DomainError where it is none we take.
    """
    if file is None:
        return
    card = media.store_file(
        file, name=file.name, by=by, purpose=ITEM, expect={"image", "drawing", "audio"}
    )
    is_sound = card.mime.startswith("audio/")
    if is_sound and card.size > media.SOUND_URI_LIMIT:
        most = media.SOUND_URI_LIMIT // media.MB
        raise DomainError("sound_too_big", most=most)
    note_pictures(bank, [card.code])
    if is_sound:
        limit = f' data-plays="{plays}"' if plays else ""
        sound = html.clean(f'<p><span data-sound="{card.code}"{limit}></span></p>')
        known = fields.get("group_html", before.get("group_html"))
        name = "group_html" if known else "stem_html"
        fields[name] = sound + (fields.get(name, before.get(name)) or "")
        return
    if fields.get("kind", before["kind"]) == "hotspot":
        body = fields.get("body", before["body"])
        size = {"image": card.code, "width": card.width, "height": card.height}
        fields["body"] = body | size
        return
    stem = fields.get("stem_html", before["stem_html"])
    picture = html.clean(f'<img data-file="{card.code}" alt="">')
    fields["stem_html"] = f"{stem}<p>{picture}</p>" if stem else picture
