"""Working out expressions that a teacher typed, exactly where that is possible.

The syntax is Python's, parsed and walked by simpleeval (decision 0016); only numbers,
names, arithmetic, comparisons, and/or/not, ``a if c else b`` and the functions below
are let through. Written as schools write: ``^`` is a power, ``;`` parts arguments, a
comma between digits is the decimal one, ``=`` compares. Numbers are Fractions; what
has no exact value (a root, a sine) is a float.
"""

import ast
import math
import operator
import re
import warnings
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from simpleeval import InvalidExpression, NameNotDefined, SimpleEval

from lms.core.errors import DomainError

Number = Fraction | float
Value = Number | bool | str

LONGEST = 3_000  # characters of an expression
LARGEST = 10**40
MOST_POWER = 200
MOST_FACTORIAL = 60
NAME = re.compile(r"^[A-Za-z]\w{0,19}$", re.ASCII)

_SIGNS = str.maketrans(
    {
        "\N{MINUS SIGN}": "-",
        "\N{EN DASH}": "-",
        "\N{MULTIPLICATION SIGN}": "*",
        "\N{MIDDLE DOT}": "*",
        "\N{DIVISION SIGN}": "/",
        "≤": "<=",
        "≥": ">=",
        "≠": "!=",
        "π": " pi ",
        "^": "**",
        "\xa0": " ",
        "“": '"',
        "”": '"',
    }
)
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_EQUALS = re.compile(r"(?<![<>=!])=(?!=)")
_WORDS = tuple(
    (re.compile(rf"\b{word}\b"), known)
    for word, known in (("và", "and"), ("hoặc", "or"), ("không", "not"))
)
_ROOT = re.compile(r"√\s*(?=\()")
_LEADING_ZERO = re.compile(r"(?<![\w.])0+(?=\d)")


class BadExpression(DomainError):
    """An expression cannot be read or worked out; code says why."""


class Calculator:
    """Works out parsed expressions for one set of values after the other."""

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}
        self._walker = SimpleEval(
            operators=_OPERATORS, functions=dict(FUNCTIONS), names=self._name
        )
        allowed = (
            ast.Expr, ast.Name, ast.UnaryOp, ast.BinOp, ast.BoolOp, ast.Compare,
            ast.IfExp, ast.Call,
        )  # fmt: skip
        known = self._walker.nodes
        self._walker.nodes = {node: known[node] for node in allowed}
        self._walker.nodes[ast.Constant] = _constant
        self._parsed: dict[str, ast.AST] = {}

    def work_out(self, text: str, values: Mapping[str, Value]) -> Value:
        """Return what an expression is for these values. Raises BadExpression."""
        node = self._parse(text)
        self.values = dict(values)
        try:
            found = self._walker.eval(text, previously_parsed=node)
            return _fitting(found)
        except BadExpression:
            raise
        except NameNotDefined as error:
            name = str(getattr(error, "name", ""))
            raise BadExpression("name_unknown", value=name) from None
        except ZeroDivisionError:
            raise BadExpression("division_by_zero", value=text[:80]) from None
        except (
            InvalidExpression,
            ArithmeticError,
            TypeError,
            ValueError,
            RecursionError,
        ):
            raise BadExpression("expression_impossible", value=text[:80]) from None

    def _parse(self, text: str) -> ast.AST:
        if text not in self._parsed:
            self._parsed[text] = parse(text)
        return self._parsed[text]

    def _name(self, node: ast.Name) -> Value:
        if node.id in self.values:
            return self.values[node.id]
        if node.id == "pi":
            return math.pi
        raise NameNotDefined(node.id, "")


def parse(text: str) -> ast.AST:
    """Return the parsed expression. Raises BadExpression expression_unreadable."""
    if len(text) > LONGEST:
        raise BadExpression("expression_too_long", most=LONGEST)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(plain(text), mode="exec")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise BadExpression("expression_unreadable", value=text[:80]) from None
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        raise BadExpression("expression_unreadable", value=text[:80])
    return tree.body[0]


def names_in(text: str) -> set[str]:
    """Return the parameters that an expression asks for. Raises BadExpression."""
    nodes = list(ast.walk(parse(text)))
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    names = [n.id for n in nodes if isinstance(n, ast.Name) and id(n) not in called]
    return set(names) - {"pi"}


def plain(text: str) -> str:
    """Return an expression in the signs of the parser."""
    made = _COMMA.sub(".", _ROOT.sub("sqrt", text))
    made = made.translate(_SIGNS).replace(";", ",")
    for word, known in _WORDS:
        made = word.sub(known, made)
    return _LEADING_ZERO.sub("", _EQUALS.sub("==", made)).strip()


def same(one: Value, other: Value) -> bool:
    """Return whether two values are equal, within rounding where one is inexact."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    if isinstance(one, float) or isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one == other


def _constant(node: ast.Constant) -> Value:
    value = node.value
    if isinstance(value, str):
        return value[:80]
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _fitting(Fraction(value))
    if isinstance(value, float) and math.isfinite(value):
        return _fitting(Fraction(repr(value)))
    raise BadExpression("expression_unreadable", value=str(value)[:80])


def _fitting(value: Any) -> Value:
    """Return a value that is one of ours and of a size that a school has use for."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        value = Fraction(value)
    if isinstance(value, Fraction):
        if abs(value.numerator) > LARGEST or value.denominator > LARGEST:
            raise BadExpression("number_too_large")
        return value
    if isinstance(value, float) and math.isfinite(value) and abs(value) < LARGEST:
        return value
    raise BadExpression("number_too_large")


def _numbers(function: Callable[..., Any]) -> Callable[..., Value]:
    """Return a function that takes numbers only, and gives a fitting one."""

    def careful(*values: Value) -> Value:
        if any(isinstance(value, bool | str) for value in values):
            raise BadExpression("number_wanted")
        return _fitting(function(*values))

    return careful


def _power(base: Number, exponent: Number) -> Number:
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        if abs(exponent) > MOST_POWER:
            raise BadExpression("number_too_large")
        if isinstance(base, Fraction):
            digits = max(abs(base.numerator), base.denominator).bit_length()
            if digits * abs(exponent) > 4 * MOST_POWER:
                raise BadExpression("number_too_large")
        return base ** int(exponent)
    if exponent == Fraction(1, 2):
        return _root(base)
    return math.pow(base, exponent)


def _root(value: Number) -> Number:
    """Return the square root, exact where there is one."""
    if value < 0:
        raise BadExpression("root_of_negative")
    if isinstance(value, Fraction):
        top, bottom = math.isqrt(value.numerator), math.isqrt(value.denominator)
        if top * top == value.numerator and bottom * bottom == value.denominator:
            return Fraction(top, bottom)
    return math.sqrt(value)


def _whole(value: Number) -> int:
    if isinstance(value, Fraction) and value.denominator == 1:
        return int(value)
    raise BadExpression("whole_number_wanted")


def _factorial(value: Number) -> int:
    number = _whole(value)
    if not 0 <= number <= MOST_FACTORIAL:
        raise BadExpression("number_too_large")
    return math.factorial(number)


def _choose(n: Number, k: Number) -> int:
    top, chosen = _whole(n), _whole(k)
    if not 0 <= chosen <= top <= MOST_POWER:
        raise BadExpression("number_too_large")
    return math.comb(top, chosen)


def _arrange(n: Number, k: Number) -> int:
    top, chosen = _whole(n), _whole(k)
    if not 0 <= chosen <= top <= MOST_FACTORIAL:
        raise BadExpression("number_too_large")
    return math.perm(top, chosen)


def _round(value: Number, digits: Number = Fraction(0)) -> Fraction:
    """Round half away from zero, as schools do."""
    places = _whole(digits)
    if not 0 <= places <= 12:
        raise BadExpression("number_too_large")
    scaled = Fraction(value) * 10**places
    half = Fraction(1, 2)
    rounded = math.floor(scaled + half) if scaled >= 0 else -math.floor(half - scaled)
    return Fraction(rounded, 10**places)


def _is_whole(value: Number) -> bool:
    return isinstance(value, Fraction) and value.denominator == 1


def _remainder(a: Number, b: Number) -> Number:
    return a - b * math.floor(a / b)


def _pick(place: Number, *values: Number) -> Number:
    """Return the value at a place, counted from 1."""
    number = _whole(place)
    if not 1 <= number <= len(values):
        raise BadExpression("number_too_large")
    return values[number - 1]


def _digits(value: Number) -> Fraction:
    """Return how many decimals a number has; 99 where it does not end."""
    if not isinstance(value, Fraction):
        return Fraction(99)
    for places in range(13):
        if (value * 10**places).denominator == 1:
            return Fraction(places)
    return Fraction(99)


_PLAIN: dict[str, Callable[..., Any]] = {
    "sqrt": _root, "can": _root,
    "abs": abs, "min": min, "max": max,
    "round": _round, "lamtron": _round,
    "floor": math.floor, "ceil": math.ceil,
    "mod": _remainder,
    "gcd": lambda a, b: math.gcd(_whole(a), _whole(b)),
    "ucln": lambda a, b: math.gcd(_whole(a), _whole(b)),
    "lcm": lambda a, b: math.lcm(_whole(a), _whole(b)),
    "bcnn": lambda a, b: math.lcm(_whole(a), _whole(b)),
    "factorial": _factorial, "C": _choose, "A": _arrange,
    "sin": math.sin, "cos": math.cos, "tan": math.tan,
    "sind": lambda a: math.sin(math.radians(a)),
    "cosd": lambda a: math.cos(math.radians(a)),
    "tand": lambda a: math.tan(math.radians(a)),
    "asin": math.asin, "acos": math.acos, "atan": math.atan,
    "deg2rad": math.radians, "rad2deg": math.degrees, "pow": _power,
    "chon": _pick, "pick": _pick,
    "exp": math.exp, "ln": math.log, "log": math.log10,
    "nguyen": _is_whole, "is_integer": _is_whole, "decimals": _digits, "sochuso": _digits,
}  # fmt: skip
FUNCTIONS = {name: _numbers(function) for name, function in _PLAIN.items()}


def _compare(function: Callable[[Any, Any], bool]) -> Callable[[Value, Value], bool]:
    def careful(one: Value, other: Value) -> bool:
        if isinstance(one, str) or isinstance(other, str):
            raise BadExpression("number_wanted")
        return function(one, other)

    return careful


_OPERATORS: dict[Any, Callable[..., Any]] = {
    ast.Add: _numbers(operator.add),
    ast.Sub: _numbers(operator.sub),
    ast.Mult: _numbers(operator.mul),
    ast.Div: _numbers(operator.truediv),
    ast.Mod: _numbers(_remainder),
    ast.Pow: _numbers(_power),
    ast.USub: _numbers(operator.neg),
    ast.UAdd: _numbers(operator.pos),
    ast.Not: operator.not_,
    ast.Eq: same,
    ast.NotEq: lambda one, other: not same(one, other),
    ast.Lt: _compare(operator.lt),
    ast.LtE: _compare(operator.le),
    ast.Gt: _compare(operator.gt),
    ast.GtE: _compare(operator.ge),
}
