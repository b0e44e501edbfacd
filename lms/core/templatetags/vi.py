"""Numbers and days as Vietnamese readers write them. Loaded for every template."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lms.core import html as core_html

register = template.Library()
WEEKDAYS = (
    "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật",
)  # fmt: skip


def _is_vi() -> bool:
    return (get_language() or "vi").startswith("vi")


@register.filter
def decimal_comma(value: object, places: int = -1) -> str:
    """8.5 -> "8,5" (point in English); with places rounded half up."""
    if value is None or value == "":
        return "–"
    number = (
        Decimal(value.numerator) / Decimal(value.denominator)
        if isinstance(value, Fraction)
        else Decimal(str(value))
    )
    if places >= 0:
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{number:f}"
    if places < 0 and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if _is_vi() else text


@register.filter
def percent(value: object) -> str:
    """0.1111 -> "11,1 %"; None -> "không áp dụng"."""
    if value is None or value == "":
        return _("not applicable")
    share = value if isinstance(value, Fraction) else Fraction(str(value))
    return f"{decimal_comma(share * 100, 1)} %"


@register.filter
def thousands(value: object) -> str:
    """12345 -> "12.345" (comma in English)."""
    text = f"{int(str(value or 0)):,}"
    return text.replace(",", ".") if _is_vi() else text


@register.filter
def grouped(value: object) -> str:
    """Group a count: "12345.25" -> "12.345,25" ("12,345.25" in English)."""
    text = decimal_comma(value)
    whole, mark, rest = text.partition("," if _is_vi() else ".")
    return f"{thousands(whole)}{mark}{rest}" if whole.isdecimal() else text


@register.filter
def day(value: date | datetime | None) -> str:
    """A day a person would say: "thứ Hai, 24/11"; the year where it is another one."""
    if value is None:
        return ""
    moment = timezone.localtime(value) if isinstance(value, datetime) else value
    year = "" if moment.year == timezone.localdate().year else f"/{moment:%Y}"
    if _is_vi():
        return f"{WEEKDAYS[moment.weekday()]}, {moment:%d/%m}{year}"
    return f"{moment:%A}, {moment:%d/%m}{year}"


@register.filter
def day_time(value: datetime | None) -> str:
    """Day and time: "thứ Hai, 24/11, 8:00"."""
    if value is None:
        return ""
    moment = timezone.localtime(value)
    return f"{day(moment)}, {moment.hour}:{moment:%M}"


@register.filter
def clock(value: datetime | None) -> str:
    """Time of day: "8:05"."""
    if value is None:
        return ""
    moment = timezone.localtime(value)
    return f"{moment.hour}:{moment:%M}"


@register.filter
def file_size(value: int | None) -> str:
    """2411724 -> "2,3 MB"."""
    size = float(value or 0)
    for unit in ("B", "kB", "MB"):
        if size < 1000 or unit == "MB":
            break
        size /= 1000
    places = 0 if unit == "B" or size >= 100 else 1
    return f"{decimal_comma(round(size, 3), places)} {unit}"


@register.filter(is_safe=True)
def drawn(stored: str) -> str:
    """Stored HTML without pictures as page HTML: formulas drawn."""
    return format_html("{}", _safe(core_html.render(stored or "")))


@register.filter(is_safe=True)
def drawn_text(text: str, most: int = 0) -> str:
    """Plain text with formulas as $LaTeX$, cut to so many characters, as page HTML."""
    return format_html("{}", _safe(core_html.draw_text(text or "", most=most)))


def _safe(markup: str) -> str:
    # What comes here was cleaned when it was saved, or escaped by lms.core.html.
    from django.utils.safestring import mark_safe  # noqa: PLC0415

    return mark_safe(markup)  # noqa: S308


@register.simple_tag
def icon(name: str, label: str = "") -> str:
    """A symbol of the icon sheet; decorative unless it has a label."""
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}">'
            '<use href="#i-{}"></use></svg>',
            label,
            name,
        )
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="#i-{}"></use></svg>', name
    )


@register.simple_tag(takes_context=True)
def query(context: dict, **changes: object) -> str:
    """The present address's query with these changes: {% query page=2 %}."""
    params = context["request"].GET.copy()
    for name, value in changes.items():
        if value in {None, ""}:
            params.pop(name, None)
        else:
            params[name] = str(value)
    return f"?{params.urlencode()}" if params else "?"
