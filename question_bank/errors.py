"""Refusals of the item bank that others may catch. Plain Python."""

from lms.core.errors import DomainError


class InvalidValue(DomainError):
    """An answer whose type or size does not fit the frozen form of its slot."""

    def __init__(self, why: str = "type") -> None:
        super().__init__("value_invalid", why=why)


class BadItem(DomainError):
    """A body or key that an item of its kind cannot have.

    code says what is wrong, where says the place: "option B", "gap 2", "key".
    """


class Frozen(DomainError):
    """Somebody wants to change a version that was published or used."""

    def __init__(self, code: str) -> None:
        super().__init__("version_frozen", item=code)
