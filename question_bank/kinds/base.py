"""What every kind of item brings. A kind is a folder; it is registered once."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from question_bank.rules.outcomes import Outcome

Body = dict[str, Any]
Key = dict[str, Any] | None
Shape = dict[str, Any]


class Rule(Protocol):
    """The plain functions of ``kinds/<kind>/rule.py``."""

    VERSION: str

    def check_body(self, body: Body) -> None:
        """Raise BadItem where an item of this kind cannot have such a body."""

    def check_key(self, body: Body, key: Key) -> None:
        """Raise BadItem where the key does not fit the body."""

    def shape(self, body: Body) -> Shape:
        """Return the form of an answer, without the key; frozen with a paper."""

    def check_value(self, shape: Shape, value: Any) -> None:
        """Raise InvalidValue for a wrong type or size."""

    def score(
        self,
        body: Body,
        key: Key,
        value: Any,
        *,
        possible: Decimal,
        rules: dict[str, Any],
    ) -> Outcome:
        """Return the points of one answer."""

    def examples(self, body: Body) -> list[Any]:
        """Return three different valid answers, right or wrong."""


@dataclass(frozen=True)
class Editor:
    """How a teacher edits body and key on one form, without script.

    show(body, key) gives what the template needs; read(data, body) takes the
    posted form and returns (body, key), raising BadItem with the place.
    """

    template: str
    show: Callable[[Body, Key], dict[str, Any]]
    read: Callable[[Any, Body], tuple[Body, Key]]
    empty: Callable[[], tuple[Body, Key]]


@dataclass(frozen=True)
class Kind:
    """One kind of item.

    is_automatic: its answers are scored without a person. candidate: template that
    shows a slot as a candidate sees it; answer(data, body) reads its posted form.
    """

    code: str
    label: Any
    rule: Rule
    is_automatic: bool = True
