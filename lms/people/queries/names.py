"""Lists of names as people read them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lms.people.models import User


@dataclass(frozen=True)
class Named:
    """A person in a list. hint: what tells her from another of the same name."""

    person: User
    hint: str


def told_apart(people: Iterable[User]) -> list[Named]:
    """Return the people in order; those of one name get the end of their code."""
    people = list(people)
    same = Counter(person.full_name for person in people)
    return [
        Named(person, (person.code or "")[-4:] if same[person.full_name] > 1 else "")
        for person in people
    ]
