"""The streams that authors fill: lessons, and books in chapters."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from library.blocks import simple, tasks
from library.blocks.ink import Ink


def freeze_stream(value: Any, ink: Ink) -> list[dict[str, Any]]:
    """Return the blocks of a stream as JSON: {"id", "type", …} each, in order."""
    frozen = []
    for place, child in enumerate(value):
        body = child.block.freeze(child.value, ink)
        frozen.append(
            {"id": child.id or f"b{place + 1}", "type": child.block_type} | body
        )
    return frozen


class LectureStream(blocks.StreamBlock):
    """The blocks of a lesson."""

    heading = simple.HeadingBlock(group=_("Reading"))
    text = simple.TextBlock(group=_("Reading"))
    formula = simple.FormulaBlock(group=_("Reading"))
    picture = simple.PictureBlock(group=_("Reading"))
    table = simple.TableBlock(group=_("Reading"))
    recording = simple.RecordingBlock(group=_("Reading"))
    resource = simple.ResourceBlock(group=_("Doing"))
    check = tasks.CheckBlock(group=_("Doing"))
    think = tasks.ThinkBlock(group=_("Doing"))

    class Meta:
        required = False


class ChapterBlock(blocks.StructBlock):
    """A chapter of a book."""

    title = blocks.CharBlock(label=pgettext_lazy("material", "Title"), max_length=255)
    body = LectureStream(label=_("Content"))

    class Meta:
        icon = "doc-full"
        label = _("Chapter")


class ChapterStream(blocks.StreamBlock):
    """A book: chapters in order."""

    chapter = ChapterBlock()

    class Meta:
        required = False
