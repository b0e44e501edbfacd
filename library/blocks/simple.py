"""Blocks of a lesson that are only read."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from library.blocks.ink import Ink
from library.rules import texts
from lms.core import html
from lms.core.text import squeeze

TEXT_FEATURES = [
    "bold",
    "italic",
    "superscript",
    "subscript",
    "h3",
    "h4",
    "ol",
    "ul",
    "blockquote",
    "link",
]
FORMULA_HELP = _("A formula goes between dollar signs: $x^2$")
PLAYED = frozenset({"video", "audio"})


def check_formulas(text: str) -> None:
    """Raise ValidationError naming the first formula that cannot be drawn."""
    for latex in texts.bad_formulas(text):
        raise ValidationError(
            _("The formula “%(latex)s” cannot be read."), params={"latex": latex}
        )


class HeadingBlock(blocks.CharBlock):
    """The title of a section; stands in the contents."""

    def freeze(self, value: str, ink: Ink) -> dict[str, Any]:
        return {"text": squeeze(value)}

    class Meta:
        icon = "title"
        label = pgettext_lazy("material", "Section")


class TextBlock(blocks.RichTextBlock):
    """Running text with formulas between dollar signs."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        kwargs.setdefault("help_text", FORMULA_HELP)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        check_formulas(cleaned.source)
        return cleaned

    def freeze(self, value: Any, ink: Ink) -> dict[str, Any]:
        return {"html": texts.stored_html(value.source)}

    class Meta:
        icon = "pilcrow"
        label = _("Text")


class FormulaBlock(blocks.StructBlock):
    """One formula on a line of its own."""

    latex = blocks.TextBlock(
        label=_("Formula in LaTeX"),
        rows=2,
        help_text=_(r"For example \frac{a}{b} or \sqrt{x^2+1}"),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["latex"] and not texts.can_draw(cleaned["latex"].strip()):
            error = ValidationError(_("This formula cannot be read."))
            raise StructBlockValidationError(block_errors={"latex": error})
        return cleaned

    def freeze(self, value: Any, ink: Ink) -> dict[str, Any]:
        latex = html.escape(value["latex"].strip())
        span = f'<span data-latex="{latex}" data-display=""></span>'
        return {"html": html.clean(span), "caption": squeeze(value["caption"] or "")}

    class Meta:
        icon = "superscript"
        label = _("Formula")


class PictureBlock(blocks.StructBlock):
    """A picture with words for those who cannot see it."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What it shows"),
        max_length=300,
        help_text=_("For pupils who cannot see it or have no line to load it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    def freeze(self, value: Any, ink: Ink) -> dict[str, Any]:
        mark = ink.picture(value["image"])
        return mark.as_json() | {
            "src": mark.src,
            "alt": squeeze(value["alt"]),
            "caption": squeeze(value["caption"] or ""),
        }

    class Meta:
        icon = "image"
        label = _("Picture")


class TableBlock(blocks.StructBlock):
    """A table, typed or pasted line by line."""

    rows = blocks.TextBlock(
        label=_("Rows"),
        rows=6,
        help_text=_(
            "Paste from a spreadsheet, or write one row a line with | between cells."
        ),
    )
    header = blocks.BooleanBlock(
        label=_("The first row is a header"), required=False, default=True
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        try:
            texts.table_rows(cleaned["rows"] or "")
            check_formulas(cleaned["rows"] or "")
        except ValueError:
            error = ValidationError(_("The table is too large."))
            raise StructBlockValidationError(block_errors={"rows": error}) from None
        except ValidationError as error:
            raise StructBlockValidationError(block_errors={"rows": error}) from None
        return cleaned

    def freeze(self, value: Any, ink: Ink) -> dict[str, Any]:
        return {
            "rows": texts.table_rows(value["rows"]),
            "header": bool(value["header"]),
            "caption": squeeze(value["caption"] or ""),
        }

    class Meta:
        icon = "table"
        label = _("Table")


class RecordingBlock(blocks.StructBlock):
    """A film or sound recording within a lesson."""

    file = DocumentChooserBlock(
        label=_("File"), help_text=_("MP4, WebM, MP3, M4A, OGG or WAV.")
    )
    title = blocks.CharBlock(label=pgettext_lazy("material", "Title"))
    captions = DocumentChooserBlock(label=_("Captions (.vtt)"), required=False)
    transcript = blocks.TextBlock(label=_("Spoken text"), required=False, rows=4)

    def freeze(self, value: Any, ink: Ink) -> dict[str, Any]:
        mark = ink.file(value["file"], expect=PLAYED)
        captions = value["captions"]
        words = ink.file(captions, expect=frozenset({"captions"})) if captions else None
        return mark.as_json() | {
            "src": mark.src,
            "title": squeeze(value["title"]),
            "captions": words.file if words else "",
            "captions_src": words.src if words else "",
            "transcript": html.from_text(value["transcript"] or ""),
        }

    class Meta:
        icon = "media"
        label = _("Video or audio")


class ResourceBlock(blocks.StructBlock):
    """Another material of the repository, by its code."""

    code = blocks.RegexBlock(
        label=_("Code of the material"),
        regex=r"^\s*[A-Za-z]{2}-?[A-Za-z0-9]{6}\s*$",
        help_text=_("It stands on the page of the material, for example HL-7K2M9Q."),
    )
    note = blocks.CharBlock(label=_("What to do with it"), required=False)

    def freeze(self, value: Any, ink: Ink) -> dict[str, Any]:
        code = value["code"].strip().upper()
        if "-" not in code:
            code = f"{code[:2]}-{code[2:]}"
        return {"code": code, "note": squeeze(value["note"] or "")}

    class Meta:
        icon = "link"
        label = _("Material of the repository")
