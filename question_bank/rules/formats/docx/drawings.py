"""Drawings of Word: pictures, text boxes, charts, shapes, embedded objects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from question_bank.rules.formats.docx.context import Context
from question_bank.rules.formats.docx.names import A, O, R, V, W, number
from question_bank.rules.formats.docx.pictures import Crop, Found
from question_bank.rules.formats.markup import image_html
from question_bank.rules.formats.paper.lines import Atom
from question_bank.rules.formats.xmltree import local

EMU_A_PIXEL = 9525
_USELESS_ALT = re.compile(
    r"^\s*$|\.(png|jpe?g|gif|bmp|wmf|emf)\b|https?:|^(image|picture|hình ảnh|ảnh) ?\d*$"
    r"|automatically generated|được tạo tự động|^(a|ảnh|hình ảnh) .* (contain|có chứa)",
    re.IGNORECASE,
)


@dataclass
class Drawn:
    """What a drawing holds: atoms for the line, text boxes to be read after it."""

    atoms: list[Atom] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


def read_drawing(element: etree._Element, context: Context) -> Drawn:
    """Read a w:drawing; what cannot be shown is reported."""
    drawn = Drawn(boxes=_boxes(element))
    is_floating = any(local(child) == "anchor" for child in element)
    alt, size = _described(element)
    for blip in _own(element, A + "blip"):
        found = context.pictures.take(
            context.relation(blip.get(R + "embed")),
            where=context.where,
            crop=_crop(blip),
        )
        if found:
            drawn.atoms.append(_atom(found, alt, size, is_floating=is_floating))
    _report_rest(element, context, is_empty=not drawn.atoms and not drawn.boxes)
    return drawn


def read_pict(element: etree._Element, context: Context) -> Drawn:
    """Read a w:pict: pictures and text boxes in VML."""
    drawn = Drawn(boxes=_boxes(element))
    for image in _own(element, V + "imagedata"):
        atom = _vml_picture(image, context)
        if atom:
            drawn.atoms.append(atom)
    if not drawn.atoms and not drawn.boxes and not _is_decoration(element):
        context.report("drawing_not_read")
    return drawn


def picture_of_object(element: etree._Element, context: Context) -> Atom | None:
    """Return the preview of an embedded object."""
    for image in element.iter(V + "imagedata"):
        atom = _vml_picture(image, context)
        if atom:
            return atom
    for blip in element.iter(A + "blip"):
        relation = context.relation(blip.get(R + "embed"))
        found = context.pictures.take(relation, where=context.where)
        if found:
            return _atom(found, "", (0, 0), is_floating=False)
    return None


def object_program(element: etree._Element) -> tuple[str, str]:
    """Return (program, relation id) of an embedded object."""
    for ole in element.iter(O + "OLEObject"):
        return ole.get("ProgID", ""), ole.get(R + "id", "")
    return "", ""


def _own(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield what a drawing holds itself: not in a text box, not in a fallback."""
    for found in element.iter(tag):
        for up in found.iterancestors():
            if up is element:
                yield found
                break
            if local(up) in ("txbxContent", "Fallback"):
                break


def _boxes(element: etree._Element) -> list[etree._Element]:
    """Text boxes, those within text boxes left to their own reading."""
    return list(_own(element, W + "txbxContent"))


def _vml_picture(image: etree._Element, context: Context) -> Atom | None:
    relation_id = image.get(R + "id") or image.get(O + "relid")
    if not relation_id:
        return None
    found = context.pictures.take(context.relation(relation_id), where=context.where)
    if not found:
        return None
    shape = image.getparent()
    style = shape.get("style", "") if shape is not None else ""
    alt = shape.get("alt", "") if shape is not None else ""
    size = (_css_pixels(style, "width"), _css_pixels(style, "height"))
    return _atom(found, alt, size, is_floating="position:absolute" in style)


def _atom(found: Found, alt: str, size: tuple[int, int], *, is_floating: bool) -> Atom:
    width, height = size if all(size) else (found.width, found.height)
    html = image_html(found.name, alt=alt, width=width, height=height)
    return Atom("image", html, alt, found.name, is_floating)


def _described(element: etree._Element) -> tuple[str, tuple[int, int]]:
    alt, size = "", (0, 0)
    for child in element.iter():
        name = local(child)
        if name == "docPr" and not alt:
            alt = child.get("descr", "")
        elif name == "extent" and not any(size):
            size = (_pixels(child.get("cx")), _pixels(child.get("cy")))
    has_many = sum(1 for _b in element.iter(A + "blip")) > 1
    alt = "" if _USELESS_ALT.search(alt) else " ".join(alt.split())[:300]
    return alt, (0, 0) if has_many else size


def _pixels(emu: str | None) -> int:
    return max(0, round(number(emu) / EMU_A_PIXEL))


def _css_pixels(style: str, name: str) -> int:
    found = re.search(rf"(?:^|;)\s*{name}:\s*([\d.]+)(pt|in|cm|mm|px)?", style)
    if not found:
        return 0
    scale = {"pt": 96 / 72, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}
    try:
        return round(float(found[1]) * scale.get(found[2] or "px", 1))
    except ValueError:
        return 0


def _crop(blip: etree._Element) -> Crop | None:
    parent = blip.getparent()
    rect = None if parent is None else parent.find(A + "srcRect")
    if rect is None:
        return None
    sides = [max(number(rect.get(side)), 0) / 100_000 for side in "ltrb"]
    if not any(side > 0.002 for side in sides):
        return None
    left, top, right, bottom = sides
    if left + right >= 1 or top + bottom >= 1:
        return None
    return left, top, right, bottom


def _report_rest(element: etree._Element, context: Context, *, is_empty: bool) -> None:
    names = {local(child) for child in element.iter()}
    if "chart" in names or "chartSpace" in names:
        context.report("chart_not_read")
    elif "relIds" in names:
        context.report("smartart_not_read")
    elif is_empty and names & {"wsp", "wgp", "wpc"}:
        context.report("drawing_not_read")


def _is_decoration(element: etree._Element) -> bool:
    """Rules, watermarks and empty shape types need no report."""
    shapes = [
        child
        for child in element.iter()
        if isinstance(child.tag, str)
        and child.tag.startswith(V)
        and local(child) in ("shape", "rect", "line", "oval", "group", "polyline")
    ]
    return all(
        shape.get(O + "hr") or "PowerPlusWaterMark" in shape.get("id", "")
        for shape in shapes
    )
