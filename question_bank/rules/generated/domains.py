"""What a parameter may be: a range, a list, or an expression of other parameters.

2..9              every whole number from 2 to 9
0,5..3 step 0,5   0,5; 1; 1,5; … 3 (also "bước 0,5")
1; 2; 5           one of the numbers
Lan; Hoa; Minh    one of the words
-b/a              worked out from others
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from question_bank.rules.generated.expressions import BadExpression, Value
from question_bank.rules.numbers import read_number

MOST_VALUES = 10_000
LONGEST_WORD = 80
_RANGE = re.compile(
    r"^(?P<low>[^;]+?)\s*(?:\.\.+|…)\s*(?P<high>[^;]+?)"
    r"(?:\s*(?:step|bước|cách)\s*(?P<step>\S+))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Domain:
    """The values a parameter takes by chance, in order; none where it is worked out."""

    values: tuple[Value, ...] = ()
    expression: str = ""


def read_domain(text: str) -> Domain:
    """Return what a parameter may be. Raises BadExpression with the reason."""
    plain = text.strip()
    if not plain:
        raise BadExpression("parameter_empty")
    if found := _RANGE.match(plain):
        return Domain(_range(found))
    if ";" in plain and "(" not in plain:
        return Domain(_list(plain))
    return Domain(expression=plain)


def _range(found: re.Match[str]) -> tuple[Value, ...]:
    low, high = read_number(found["low"]), read_number(found["high"])
    step = read_number(found["step"] or "1")
    if low is None or high is None or step is None:
        raise BadExpression("range_unreadable", value=found[0][:80])
    if step <= 0 or high < low:
        raise BadExpression("range_empty", value=found[0][:80])
    if (high - low) / step >= MOST_VALUES:
        raise BadExpression("range_too_long", most=MOST_VALUES)
    count = int((high - low) / step) + 1
    return tuple(low + step * place for place in range(count))


def _list(text: str) -> tuple[Value, ...]:
    parts = [part.strip().strip('"“”') for part in text.split(";")]
    parts = [part for part in parts if part]
    if not parts or len(parts) > MOST_VALUES:
        raise BadExpression("parameter_empty")
    numbers = [read_number(part) for part in parts]
    if all(number is not None for number in numbers):
        return tuple(dict.fromkeys(n for n in numbers if n is not None))
    if any(len(part) > LONGEST_WORD for part in parts):
        raise BadExpression("word_too_long", most=LONGEST_WORD)
    return tuple(dict.fromkeys(parts))


def kept(value: Value) -> str:
    """Return a value as text for keeping: "5", "-3/2", "Lan", "true"; floats short."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        return str(value)
    return value if isinstance(value, str) else f"{value:.12g}"
