"""The posted sheet of a blueprint: read leniently, faults said per field."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from exams.rules.grid import LEVELS, FormColumn, Grid
from exams.services.blueprints import RowFacts
from lms.core.cells import parse_decimal
from question_bank import api as question_bank

MOST_LINES, MOST_FORMS, MOST_COUNT = 60, 12, 200
NUMBERS = {
    "max_overlap": (0, 200),
    "exclude_used_within_days": (0, 3650),
    "seconds_max": (60, 86_400),
}
SWITCHES = ("key_balance", "whole_groups")


@dataclass
class SheetForm:
    """What was posted: facts, grid, rules; errors by field name."""

    facts: dict[str, Any] = field(default_factory=dict)
    grid: Grid = field(default_factory=Grid)
    rules: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> list[RowFacts]:
        """The filled cells as rows of the blueprint."""
        return [
            RowFacts(
                node_code=self.grid.nodes[line],
                kind=self.grid.forms[form].kind,
                level=level,
                count=self.grid.cells[line, form, level],
                points=self.grid.forms[form].points,
            )
            for (line, form, level), _cell in self.grid.filled()
        ]


def read_sheet(data: QueryDict, *, kept_rules: dict[str, Any]) -> SheetForm:
    """Return the posted sheet. kept_rules: rules that the page does not show stay."""
    form = SheetForm(rules=dict(kept_rules))
    _facts(data, form)
    _columns(data, form)
    _lines(data, form)
    _rules(data, form)
    return form


def _facts(data: QueryDict, form: SheetForm) -> None:
    form.facts["title"] = data.get("title", "").strip()[:200]
    if not form.facts["title"]:
        form.errors["title"] = _("Please give the blueprint a name.")
    form.facts["minutes"] = _whole(data, "minutes", 1, 300, form)
    form.facts["bank_codes"] = data.getlist("banks")


def _columns(data: QueryDict, form: SheetForm) -> None:
    kinds = question_bank.kind_labels()
    for number in range(MOST_FORMS):
        kind = data.get(f"k-{number}")
        if kind is None:
            break
        points = None
        text = data.get(f"p-{number}", "").strip()
        if text:
            points = _points(text, f"p-{number}", form)
        form.grid.forms.append(FormColumn(kind if kind in kinds else "", points))


def _lines(data: QueryDict, form: SheetForm) -> None:
    for line in range(MOST_LINES):
        node = data.get(f"n-{line}")
        if node is None:
            break
        form.grid.nodes.append(node.strip()[:120])
        for number in range(len(form.grid.forms)):
            for level in LEVELS:
                name = f"c-{line}-{number}-{level or 'any'}"
                count = _whole(data, name, 0, MOST_COUNT, form)
                if count:
                    form.grid.cells[line, number, level] = count


def _rules(data: QueryDict, form: SheetForm) -> None:
    for name, (low, high) in NUMBERS.items():
        value = _whole(data, name, low, high, form)
        form.rules.pop(name, None)
        if value is not None:
            form.rules[name] = value
    for name in SWITCHES:
        form.rules.pop(name, None)
        if data.get(name):
            form.rules[name] = True


def _whole(
    data: QueryDict, name: str, low: int, high: int, form: SheetForm
) -> int | None:
    text = data.get(name, "").strip()
    if not text:
        return None
    if not text.isdecimal() or not low <= int(text) <= high:
        form.errors[name] = _("A whole number from %(low)s to %(high)s.") % {
            "low": low,
            "high": high,
        }
        return None
    return int(text)


def _points(text: str, name: str, form: SheetForm) -> Decimal | None:
    try:
        points = parse_decimal(text)
    except ValueError:
        points = Decimal(0)
    if not 0 < points <= 100 or points != points.quantize(Decimal("0.01")):
        form.errors[name] = _("Points such as 0,25.")
        return None
    return points
