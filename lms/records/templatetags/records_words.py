"""Words for codes that figures carry."""

from fractions import Fraction

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.records.enums import TargetLevel
from lms.records.rules.slices import Said

register = template.Library()
REASONS = {
    "unconfirmed": gettext_lazy("not confirmed yet"),
    "rejected": gettext_lazy("sent back"),
    "material": gettext_lazy("material not approved"),
    "nobody_there": gettext_lazy("nobody was there"),
    "not_counted": gettext_lazy("no count of who finished"),
    "too_few": gettext_lazy("too few finished"),
    "in_person": gettext_lazy("nothing online"),
}
SCALE = Fraction(1, 5)  # a share that fills the whole bar


@register.filter
def level_name(code: str) -> str:
    """Name of a level: primary, secondary (THCS and THPT), "" = all levels."""
    return str(TargetLevel(code).label) if code else _("All levels")


@register.filter
def reason_word(code: str) -> str:
    """Why a period does not count; "" where it does."""
    return str(REASONS.get(code, ""))


@register.filter
def bar(share: object) -> int:
    """Length of a bar in percent of its track: 20 % of the programme fills it."""
    if share is None or share == "":
        return 0
    exact = share if isinstance(share, Fraction) else Fraction(str(share))
    return min(100, round(exact / SCALE * 100))


@register.inclusion_tag("records/_share.html")
def share(said: Said, unit: str = "") -> dict[str, object]:
    """One share with the counts it is made of."""
    return {"said": said, "unit": unit}
