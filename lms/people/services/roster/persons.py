"""users.csv: people, written a few thousand at a time."""

from collections.abc import Iterable
from secrets import token_hex

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from lms.core.errors import DomainError
from lms.core.text import fold
from lms.people.models import PersonIdentifier, User
from lms.people.services.roster.homes import people_elsewhere
from lms.people.services.roster.person_rows import (
    FORMER,
    SOURCE,
    PersonLine,
    read_person,
)
from lms.people.services.roster.roles import keep_roles
from lms.people.services.roster.rows import Source
from lms.people.services.roster.run import (
    Run,
    chunks,
    own_keys,
    parsed,
    settled,
)

FIELDS = (
    "code",
    "username",
    "full_name",
    "email",
    "is_active",
    "sort_name",
    "name_fold",
)


def take_persons(run: Run, source: Source) -> None:
    """Add and change people, a few thousand at a time."""
    rows = settled(run, source, "users", keys=own_keys)
    for lines in chunks(parsed(run, rows, read_person)):
        _take_chunk(run, lines)
        run.told("users", len(lines))


class _Book:
    """The people that the rows of a chunk may mean, and the names in use."""

    def __init__(self, lines: Iterable[PersonLine]) -> None:
        lines = list(lines)
        rows = PersonIdentifier.objects.filter(
            scheme=SOURCE, value__in={line.source for line in lines}
        ).values_list("value", "person_id")
        by_source = dict(rows)
        codes = {line.code for line in lines}
        people = [
            *User.objects.filter(pk__in=by_source.values()),
            *User.objects.filter(code__in=codes),
        ]
        by_pk = {person.pk: person for person in people}
        self.by_source = {value: by_pk[pk] for value, pk in by_source.items()}
        self.by_code = {person.code: person for person in by_pk.values()}
        self.people = list(by_pk.values())
        wanted = {line.username for line in lines} | codes
        names = User.objects.filter(username__in=wanted)
        self.names: dict[str, int | str] = dict(names.values_list("username", "pk"))

    def match(self, line: PersonLine) -> User | None:
        """The person of a row. Raises person_conflict where it means two."""
        by_source = self.by_source.get(line.source)
        by_code = self.by_code.get(line.code)
        if by_source and by_code and by_source.pk != by_code.pk:
            raise DomainError("person_conflict", value=line.code)
        person = by_code or by_source
        if person is None:
            return None
        other_name = fold(person.full_name) != fold(line.full_name)
        if person.is_superuser or (by_code is None and other_name):
            raise DomainError("person_conflict", value=line.code)
        return person

    def free_name(self, line: PersonLine, person: User | None) -> str:
        """Return the user name of a row: its own, else what is there, else the code."""
        owner = person.pk if person and person.pk else line.code
        own = [person.username] if person and person.username else []
        for name in (line.username, *own, line.code, f"{line.code}-{line.source}"):
            if name and len(name) <= 150 and self.names.get(name, owner) == owner:
                self.names[name] = owner
                return name
        return f"{line.code}-{token_hex(4)}"


def _take_chunk(run: Run, lines: list[PersonLine]) -> None:
    book = _Book(lines)
    new, known = _matched(run, lines, book)
    User.objects.bulk_create(person for _line, person in new)
    changed = [person for _line, person, fields in known if fields]
    User.objects.bulk_update(changed, FIELDS, batch_size=250)
    pairs = [*new, *((line, person) for line, person, _fields in known)]
    _keep_identifiers(pairs, known)
    new_ids = {person.pk for _line, person in new}
    moved = keep_roles(
        {person.pk: line.wishes for line, person in pairs if line.wishes is not None},
        {person.pk: line.day for line, person in pairs},
        new_ids=new_ids,
    )
    moved |= _let_go([(line, person) for line, person, _f in known])
    run.counts["people"].added += len(new)
    run.counted |= new_ids
    for line, person, fields in known:
        fields |= {"roles"} if person.pk in moved else set()
        (run.counted if fields else run.unchanged).add(person.pk)
        if fields:
            run.changed("people", line.row, f"{line.code} {line.full_name}", *fields)
        else:
            run.counts["people"].unchanged += 1


def _matched(
    run: Run, lines: list[PersonLine], book: _Book
) -> tuple[list[tuple[PersonLine, User]], list[tuple[PersonLine, User, set[str]]]]:
    """Return new people with their rows, and known ones with what changed."""
    elsewhere = people_elsewhere(run.scope, [p.pk for p in book.people])
    new, known = [], []
    for line in lines:
        try:
            person = book.match(line)
            if person is not None and person.pk in elsewhere:
                raise DomainError("person_elsewhere", value=line.code)  # noqa: TRY301
        except DomainError as error:
            run.skip(line.row, error.code, **error.details)
            continue
        if person is not None:
            known.append((line, person, _change(book, person, line)))
        elif not line.row.is_deleted:
            new.append((line, _new_person(book, line)))
    return new, known


def _new_person(book: _Book, line: PersonLine) -> User:
    person = User(
        code=line.code,
        full_name=line.full_name,
        username=book.free_name(line, None),
        email=line.email or "",
        is_active=line.is_active is not False,
        password=UNUSABLE_PASSWORD_PREFIX + token_hex(20),
    )
    book.by_code[line.code] = person
    return person


def _change(book: _Book, person: User, line: PersonLine) -> set[str]:
    values = {
        "code": line.code,
        "full_name": line.full_name,
        "username": book.free_name(line, person),
        "email": person.email if line.email is None else line.email,
        "is_active": person.is_active if line.is_active is None else line.is_active,
    }
    fields = {name for name, value in values.items() if getattr(person, name) != value}
    if "code" in fields and person.code:
        PersonIdentifier.objects.get_or_create(
            scheme=FORMER, value=person.code, defaults={"person": person}
        )
    for name in fields:
        setattr(person, name, values[name])
    person.derive_names()
    return fields


def _let_go(pairs: list[tuple[PersonLine, User]]) -> set[int]:
    """End what still runs for people who are taken back; return who was touched."""
    touched = set()
    for line, person in pairs:
        if not line.row.is_deleted:
            continue
        for rows in (person.enrolments, person.teaching):
            open_rows = rows.filter(ends=None)
            ended = open_rows.filter(starts__gte=line.day).delete()[0]
            ended += open_rows.update(ends=line.day)
            touched |= {person.pk} if ended else set()
    return touched


def _keep_identifiers(
    pairs: list[tuple[PersonLine, User]],
    known: list[tuple[PersonLine, User, set[str]]],
) -> None:
    """Add the identifiers that are new; one that names another person stays his."""
    wanted = {pair: person.pk for line, person in pairs for pair in line.identifiers}
    taken = PersonIdentifier.objects.filter(
        value__in={value for _scheme, value in wanted}
    ).values_list("scheme", "value")
    for pair in taken:
        wanted.pop(pair, None)
    fields = {line.code: changed for line, _person, changed in known}
    codes = {person.pk: line.code for line, person in pairs}
    for (scheme, _value), pk in wanted.items():
        if scheme != SOURCE and codes[pk] in fields:
            fields[codes[pk]].add("identifiers")
    PersonIdentifier.objects.bulk_create(
        PersonIdentifier(person_id=pk, scheme=scheme, value=value)
        for (scheme, value), pk in wanted.items()
    )
