"""People with their codes and the password of the demonstration."""

from lms.core.text import fold, name_key
from lms.demo.seeding.province.base import Province
from lms.demo.seeding.province.writer import Writer
from lms.people.models import User


def add_people(
    province: Province, writer: Writer, people: list[tuple[str, str]]
) -> list[int]:
    """Add people given as (code, full name); return their ids in that order."""
    fresh = writer.ids(User)
    ids = [next(fresh) for _person in people]
    rows = [
        (id_, code.lower(), code, name, name_key(name), fold(name))
        for id_, (code, name) in zip(ids, people, strict=True)
    ]
    writer.add(province.users, rows)
    writer.add(
        province.identifiers,
        [(id_, code) for id_, (code, _name) in zip(ids, people, strict=True)],
    )
    return ids
