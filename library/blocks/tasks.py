"""Blocks of a lesson that ask something of the reader."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from library.blocks.ink import Ink
from library.blocks.simple import FORMULA_HELP, check_formulas
from lms.core import html


class FormulaTextBlock(blocks.TextBlock):
    """Plain text with formulas between dollar signs."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        check_formulas(cleaned or "")
        return cleaned


class OptionBlock(blocks.StructBlock):
    """One answer to choose."""

    text = FormulaTextBlock(label=_("Option"), rows=1)
    is_right = blocks.BooleanBlock(label=_("This one is right"), required=False)
    feedback = FormulaTextBlock(
        label=_("What to tell who chooses it"), required=False, rows=1
    )

    class Meta:
        icon = "list-ul"
        label = _("Option")


class CheckBlock(blocks.StructBlock):
    """A question with one right answer and a word for each."""

    question = FormulaTextBlock(label=_("Question"), rows=2, help_text=FORMULA_HELP)
    options = blocks.ListBlock(
        OptionBlock(),
        label=_("Options"),
        min_num=2,
        max_num=6,
        default=[{"text": "", "is_right": False, "feedback": ""}] * 2,
    )
    explanation = FormulaTextBlock(label=_("Explanation"), required=False, rows=2)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        right = [option for option in cleaned["options"] if option["is_right"]]
        if len(right) != 1:
            error = ValidationError(_("Mark exactly one answer as right."))
            raise StructBlockValidationError(non_block_errors=[error])
        return cleaned

    def freeze(self, value: Any, ink: Ink) -> dict[str, Any]:
        options = list(value["options"])
        return {
            "question": html.from_text(value["question"]),
            "options": [html.from_text(option["text"]) for option in options],
            "feedback": [
                html.from_text(option["feedback"] or "") for option in options
            ],
            "right": next(
                place for place, option in enumerate(options) if option["is_right"]
            ),
            "explanation": html.from_text(value["explanation"] or ""),
        }

    class Meta:
        icon = "help"
        label = _("Check question")


class ThinkBlock(blocks.StructBlock):
    """Something to think about before the answer is opened."""

    prompt = FormulaTextBlock(label=_("Think about"), rows=2, help_text=FORMULA_HELP)
    answer = FormulaTextBlock(label=_("Then open"), rows=3)

    def freeze(self, value: Any, ink: Ink) -> dict[str, Any]:
        return {
            "prompt": html.from_text(value["prompt"]),
            "answer": html.from_text(value["answer"]),
        }

    class Meta:
        icon = "view"
        label = _("Think, then open")
