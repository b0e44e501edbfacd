"""What every kind of item brings. A kind is a folder; it is registered once."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from question_bank.rules.outcomes import Outcome

Body = dict[str, Any]
Key = dict[str, Any] | None
Shape = dict[str, Any]
Data = Any  # a posted form: get(name), getlist(name)


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


class Form(Protocol):
    """How a person edits or answers an item, ``kinds/<kind>/form.py``.

    Plain fields of a posted form, read leniently: nothing typed is lost, what is wrong
    is said by the rule afterwards.
    """

    EMPTY: tuple[Body, Key]

    def show(self, body: Body, key: Key) -> dict[str, Any]:
        """Return what the editor's template needs."""

    def read(self, data: Data, body: Body, key: Key) -> tuple[Body, Key]:
        """Return body and key of a posted editor; body, key: as they were before."""

    def answer(self, data: Data, body: Body) -> Any:
        """Return the value of a posted answer, None where nothing was answered."""

    def marks(self, body: Body, key: Key) -> dict[str, Any]:
        """Return how the key is shown beside the item, for those who may see it."""


@dataclass(frozen=True)
class Kind:
    """One kind of item. is_automatic: answers are scored without a person."""

    code: str
    label: Any
    rule: Rule
    form: Form
    is_automatic: bool = True

    @property
    def editor(self) -> str:
        """The template of its editor."""
        return f"question_bank/kinds/{self.code}/_editor.html"

    @property
    def candidate(self) -> str:
        """The template that shows it as a candidate sees it."""
        return f"question_bank/kinds/{self.code}/_candidate.html"
