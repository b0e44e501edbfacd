"""Showing an opened paper on a plain page."""

import re
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()
_GAP = re.compile(r'<span data-gap="([^"]*)">(?:</span>)?')


@register.filter
def paper_html(drawn: str) -> SafeString:
    """Drawn HTML of a paper package, which the item bank has cleaned and drawn."""
    return mark_safe(drawn)  # noqa: S308  cleaned when the item was saved


@register.simple_tag
def stem_with_gaps(slot: dict[str, Any], shown: dict[str, Any]) -> SafeString:
    """The stem of a gap text with a field in each gap."""
    fields = {gap["code"]: gap for gap in shown["gaps"]}

    def field(match: re.Match[str]) -> str:
        gap = fields.pop(match.group(1), None)
        return _field(slot, gap) if gap else match.group(0)

    stem = _GAP.sub(field, slot["stem"])
    rest = "".join(f"<p>{_field(slot, gap)}</p>" for gap in fields.values())
    return mark_safe(stem + rest)  # noqa: S308  cleaned stem, fields by format_html


def _field(slot: dict[str, Any], gap: dict[str, Any]) -> str:
    name = f"{slot['slot']}.{gap['code']}"
    label = _("Gap %(n)s") % {"n": gap["code"]}
    if "options" not in gap:
        return format_html(
            '<input class="input gap" name="{}" value="{}" aria-label="{}"'
            ' autocomplete="off">',
            name, gap["text"], label,
        )  # fmt: skip
    options = "".join(
        format_html(
            '<option value="{}"{}>{}</option>',
            option["code"],
            mark_safe(" selected") if option["code"] == gap["text"] else "",
            _plain(option["html"]),
        )
        for option in gap["options"]
    )
    return format_html(
        '<select class="input gap" name="{}" aria-label="{}">'
        '<option value="">…</option>{}</select>',
        name, label, mark_safe(options),  # noqa: S308  made by format_html above
    )  # fmt: skip


def _plain(html: str) -> str:
    bare = re.sub(r'<span class="katex-html".*', "", html, flags=re.DOTALL)
    bare = re.sub(r"<annotation.*?</annotation>", "", bare, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", "", bare).strip()
