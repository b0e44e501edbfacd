"""Interactions of QTI 2/3 with a picture: hot spots and points."""

from dataclasses import replace

from lxml import etree

from question_bank.rules.drafts import DraftItem
from question_bank.rules.formats.docx.pictures import size_of
from question_bank.rules.formats.markup import image_html
from question_bank.rules.formats.qti.kinds import Source, Unsupported, unkeyed
from question_bank.rules.formats.xmltree import inner_text

_SHAPES = {"rect": "rect", "circle": "circle", "poly": "poly", "ellipse": "ellipse",
           "default": "default"}  # fmt: skip


def hotspot(item: DraftItem, source: Source) -> DraftItem:
    """Read a hotspotInteraction."""
    interaction = source.body.interactions[0]
    response = source.response(interaction)
    areas = tuple(
        {
            "code": spot.get("identifier", ""),
            "shape": _shape(spot.get("shape", "")),
            "coords": _coords(spot.get("coords", "")),
        }
        for spot in interaction.iter("hotspotChoice")
    )
    item = _with_picture(item, source, interaction)
    item = replace(item, kind="hotspot", areas=areas)
    right = [code for code in response.correct if code in {a["code"] for a in areas}]
    most = interaction.get("maxChoices", "1")
    most_allowed = int(most) if most.isdigit() and int(most) else max(len(right), 1)
    item = replace(item, details={**item.details, "most": most_allowed})
    return replace(item, key={"areas": right}) if right else unkeyed(item)


def select_point(item: DraftItem, source: Source) -> DraftItem:
    """Read a selectPointInteraction with an area mapping."""
    interaction = source.body.interactions[0]
    response = source.response(interaction)
    right = [area for area in response.areas if area.points > 0]
    item = _with_picture(item, source, interaction)
    areas = tuple(
        {"code": str(i), "shape": _shape(area.shape), "coords": _coords(area.coords)}
        for i, area in enumerate(right, start=1)
    )
    most = interaction.get("maxChoices", "1")
    most_allowed = int(most) if most.isdigit() and int(most) else max(len(areas), 1)
    item = replace(
        item,
        kind="hotspot",
        areas=areas,
        details={**item.details, "most": most_allowed},
    )
    if not areas:
        return unkeyed(item)
    return replace(item, key={"areas": [area["code"] for area in areas]})


def _with_picture(
    item: DraftItem, source: Source, interaction: etree._Element
) -> DraftItem:
    picture = interaction.find("object")
    picture = interaction.find("img") if picture is None else picture
    if picture is None:
        raise Unsupported("picture_missing")
    address = picture.get("data") or picture.get("src") or ""
    name = source.html.images.take(address)
    if name is None:
        raise Unsupported("hotspot_picture_missing", value=address[:120])
    width, height = size_of(source.html.images.all[name].content)
    details = {
        "image": name,
        "width": _size(picture.get("width"), width),
        "height": _size(picture.get("height"), height),
    }
    alt = " ".join(inner_text(picture).split())
    stem = item.stem_html + image_html(name, alt=alt)
    return replace(item, stem_html=stem, details={**item.details, **details})


def _size(text: str | None, real: int) -> int:
    return int(text) if text and text.isdigit() and int(text) else real


def _shape(name: str) -> str:
    return _SHAPES.get(name.lower(), "rect")


def _coords(text: str) -> str:
    return ",".join(text.replace(",", " ").split())
