"""From the JSON of commands.md and files.md 24 to a plan, or a refusal with its place.

Codes of nodes and kinds are not judged here: a row that no item fits is found by the
assembly, which names it. A rule that nobody knows is refused: a mistyped one would be
a rule that does not hold. Other keys that nobody reads are left out and told.
"""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from exams.rules.blueprint import Bound, Cell, Plan, Row, Rules
from lms.core.errors import DomainError
from lms.core.text import squeeze

MOST_ROWS, MOST_ITEMS = 400, 500
FINEST = Decimal("0.0001")
KNOWN = frozenset(
    {
        "title", "subject", "grade", "minutes", "rows", "rules", "length",
        "bounds", "seconds_max",
    }
)  # fmt: skip
KNOWN_RULES = frozenset(
    {
        "max_overlap", "exclude_used_within_days", "enemy_groups", "key_balance",
        "target_information", "maximin_information", "whole_groups",
        "length", "bounds", "seconds_max",
    }
)  # fmt: skip
LEVELS = frozenset({"biet", "hieu", "van_dung"})
LEVEL_WORDS = {
    "nhan_biet": "biet", "thong_hieu": "hieu", "van_dung_cao": "van_dung",
    "m1": "biet", "m2": "hieu", "m3": "van_dung",
}  # fmt: skip


def read_blueprint(document: Any) -> Plan:
    """Return the plan of a blueprint document.

    document: parsed JSON. Raises DomainError: blueprint_not_an_object,
    blueprint_empty (neither rows nor a length), bad_value (a wrong value or an unknown
    key, with its place), blueprint_too_big, blueprint_two_aims (a target and a maximin).
    """
    if not isinstance(document, Mapping):
        raise DomainError("blueprint_not_an_object")
    rules = document.get("rules")
    rules = {} if rules is None else rules
    if not isinstance(rules, Mapping):
        raise _wrong("rules", rules)
    for name in sorted(set(rules) - KNOWN_RULES):
        raise _wrong(f"rules.{name}", rules[name])
    rows = tuple(
        _row(entry, f"rows[{place}]")
        for place, entry in enumerate(_list(document, "rows"))
    )
    length = _whole(_either(document, rules, "length"), "length", low=1)
    plan = Plan(
        title=_code(document.get("title"), "title") or "",
        subject=_code(document.get("subject"), "subject"),
        grade=_whole(document.get("grade"), "grade", low=1, high=12),
        minutes=_whole(document.get("minutes"), "minutes", low=1, high=600),
        rows=tuple(row for row in rows if row.count),
        length=length,
        bounds=tuple(
            _bound(entry, f"bounds[{place}]")
            for place, entry in enumerate(_either(document, rules, "bounds") or ())
        ),
        seconds_max=_whole(
            _either(document, rules, "seconds_max"), "seconds_max", high=86_400
        ),
        rules=_rules(rules, length or sum(row.count for row in rows)),
        ignored=tuple(sorted(set(document) - KNOWN)),
    )
    return _checked(plan)


def _checked(plan: Plan) -> Plan:
    if not plan.rows and plan.length is None:
        raise DomainError("blueprint_empty")
    if len(plan.rows) > MOST_ROWS or plan.items > MOST_ITEMS:
        raise DomainError("blueprint_too_big", rows=MOST_ROWS, items=MOST_ITEMS)
    if plan.rules.target_information and plan.rules.maximin_information:
        raise DomainError("blueprint_two_aims")
    return plan


def _row(entry: Any, where: str) -> Row:
    if not isinstance(entry, Mapping):
        raise _wrong(where, entry)
    count = _whole(entry.get("count"), f"{where}.count", high=MOST_ITEMS)
    if count is None:
        raise _wrong(f"{where}.count", None)
    return Row(_cell(entry, where), count, _points(entry.get("points"), where))


def _bound(entry: Any, where: str) -> Bound:
    if not isinstance(entry, Mapping):
        raise _wrong(where, entry)
    low = _whole(entry.get("min"), f"{where}.min")
    high = _whole(entry.get("max"), f"{where}.max")
    if low is None and high is None:
        raise _wrong(f"{where}.min", None)
    return Bound(_cell(entry, where), low, high)


def _rules(rules: Mapping, items: int) -> Rules:
    return Rules(
        max_overlap=_overlap(rules.get("max_overlap"), items),
        exclude_used_within_days=_whole(
            rules.get("exclude_used_within_days"), "rules.exclude_used_within_days"
        )
        or 0,
        enemy_groups=tuple(
            _codes(group, f"rules.enemy_groups[{place}]")
            for place, group in enumerate(_list(rules, "enemy_groups"))
        ),
        key_balance=_flag(rules, "key_balance"),
        target_information=tuple(
            _target(entry, f"rules.target_information[{place}]")
            for place, entry in enumerate(_list(rules, "target_information"))
        ),
        maximin_information=tuple(
            _number(entry, f"rules.maximin_information[{place}]")
            for place, entry in enumerate(_list(rules, "maximin_information"))
        ),
        whole_groups=_flag(rules, "whole_groups"),
    )


def _overlap(value: Any, items: int) -> int | None:
    """Return items; a share below 1, as in "10 %" = 0.1, is one of the length."""
    if isinstance(value, float) and 0 < value < 1:
        return int(value * items + 1e-9)
    return _whole(value, "rules.max_overlap")


def _cell(entry: Mapping, where: str) -> Cell:
    level = _code(entry.get("level"), f"{where}.level")
    if level is not None:
        level = LEVEL_WORDS.get(level.lower(), level.lower())
        if level not in LEVELS:
            raise _wrong(f"{where}.level", level)
    return Cell(
        node=_code(entry.get("node"), f"{where}.node"),
        kind=_code(entry.get("kind"), f"{where}.kind"),
        level=level,
    )


def _target(entry: Any, where: str) -> tuple[float, float]:
    if not isinstance(entry, Mapping):
        raise _wrong(where, entry)
    return (
        _number(entry.get("theta"), f"{where}.theta"),
        _number(entry.get("value"), f"{where}.value"),
    )


def _either(document: Mapping, rules: Mapping, name: str) -> Any:
    value = document.get(name)
    value = rules.get(name) if value is None else value
    if name == "bounds" and value is not None and not isinstance(value, list):
        raise _wrong(name, value)
    return value


def _list(source: Mapping, name: str) -> list:
    value = source.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise _wrong(name, value)
    if len(value) > MOST_ITEMS * 20:
        raise DomainError("blueprint_too_big", rows=MOST_ROWS, items=MOST_ITEMS)
    return value


def _codes(group: Any, where: str) -> tuple[str, ...]:
    if not isinstance(group, list):
        raise _wrong(where, group)
    codes = (_code(entry, where) for entry in group)
    return tuple(dict.fromkeys(code for code in codes if code))


def _code(value: Any, where: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise _wrong(where, value)
    return squeeze(str(value)) or None


def _flag(rules: Mapping, name: str) -> bool:
    value = rules.get(name)
    if value not in (None, False, True):  # 0 and 1 as well
        raise _wrong(f"rules.{name}", value)
    return bool(value)


def _whole(
    value: Any, where: str, *, low: int = 0, high: int = 1_000_000
) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, str) and re.fullmatch(r"\s*[0-9]{1,9}\s*", value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if (
        not isinstance(value, int)
        or isinstance(value, bool)
        or not low <= value <= high
    ):
        raise _wrong(where, value)
    return value  # fmt: skip


def _number(value: Any, where: str) -> float:
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        raise _wrong(where, value) from None
    if isinstance(value, bool) or not -1e6 < number < 1e6:
        raise _wrong(where, value)
    return number


def _points(value: Any, where: str) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        points = Decimal(str(value).replace(",", "."))
        is_fine = 0 < points <= 100 and points == points.quantize(FINEST)
    except InvalidOperation:
        is_fine = False
    if isinstance(value, bool) or not is_fine:
        raise _wrong(f"{where}.points", value)
    return points


def _wrong(where: str, value: Any) -> DomainError:
    shown = "–" if value is None else str(value)[:60]
    return DomainError("bad_value", where=f"field {where}", value=shown, column=where)
