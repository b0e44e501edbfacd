"""Seeding the demonstration: six schools, or a whole province round them.

The six schools are one transaction, all of them or nothing; the other schools of
the province come one by one (see ``province.build``), then the tests and figures.
"""

import time
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from lms.core.clock import today
from lms.core.errors import DomainError
from lms.core.turns import turn
from lms.demo.models import Demonstration
from lms.demo.seeding.accounts import name_accounts
from lms.demo.seeding.bank import bring_a_file, make_banks
from lms.demo.seeding.calendar import make_calendar
from lms.demo.seeding.data import load
from lms.demo.seeding.figures import measure, set_aims
from lms.demo.seeding.organisation import make_organisation
from lms.demo.seeding.people import make_people
from lms.demo.seeding.programme import make_programme
from lms.demo.seeding.province.base import read_province
from lms.demo.seeding.province.build import Tell, build_province
from lms.demo.seeding.province.plan import SCHOOLS, plan_schools
from lms.demo.seeding.reading import date_back_approvals, read_at_home
from lms.demo.seeding.repository import SHARED, Shelves, code_of
from lms.demo.seeding.sittings import hold_sittings
from lms.demo.seeding.teaching import teach
from lms.demo.state import CACHE_KEY, PASSWORD
from lms.people.enums import UnitKind
from lms.people.models import OrgUnit, SchoolYear, User

VERSION, SMALL, PROVINCE = 1, "small", "province"
READING_WEEK = 10  # in which a period of physics is learned at home
Say = Callable[[str], None]


def seed(
    scale: str = SMALL,
    *,
    say: Say = lambda _text: None,
    tell: Tell = lambda _progress: None,
    schools: int = SCHOOLS,
    is_rehearsal: bool = False,
) -> dict[str, Any]:
    """Seed an empty database; one that is seeded already is left as it is.

    Killed half-way, the next run starts anew or goes on, and ends with the same; two
    at once: the second waits for the first and finds it seeded.
    schools: of the province, the six small ones included. say: told each step; tell:
    told after each school of the province. is_rehearsal: for a caller who rolls back;
    then the province's schools are counted, tests and figures left out: answers in a
    test are made durable one by one, and gigabytes would only be thrown away.
    Returns {"scale", "is_new", "accounts", "password", "school_year", "rows",
    "seconds"}; rows: {model: count} of the province's schools written in this run.
    Raises DomainError demo_not_empty, demo_other_scale.
    """
    start = time.monotonic()
    with turn("seed", on_wait=lambda: say(_("waiting for another seeding"))):
        demonstration, rows = _seed(
            scale, say, tell, schools=schools, is_rehearsal=is_rehearsal
        )
    return _outcome(demonstration, is_new=rows is not None, start=start, rows=rows)


def _seed(
    scale: str, say: Say, tell: Tell, *, schools: int, is_rehearsal: bool
) -> tuple[Demonstration, dict[str, int] | None]:
    """Return what stands now, and the province's rows; None where it stood before."""
    known = Demonstration.objects.first()
    if known is not None and known.scale != scale:
        raise DomainError("demo_other_scale", scale=known.scale)
    if known is not None and known.is_complete:
        return known, None
    demonstration = known or _first_part(scale, say)
    rows: dict[str, int] = {}
    if scale == PROVINCE:
        say(_("schools of the province"))
        rows = _schools(schools, tell, is_rehearsal=is_rehearsal)
    if not is_rehearsal:
        _last_part(demonstration, say)
    return demonstration, rows


def _last_part(demonstration: Demonstration, say: Say) -> None:
    say(_("tests"))
    hold_sittings(User.objects.get(username="giaovien"))
    say(_("figures"))
    measure()
    demonstration.is_complete = True
    demonstration.save(update_fields=["is_complete"])
    cache.delete(CACHE_KEY)


def _first_part(scale: str, say: Say) -> Demonstration:
    """Seed what goes into one transaction."""
    if OrgUnit.objects.exists() or User.objects.exists():
        raise DomainError("demo_not_empty")
    with transaction.atomic():
        accounts = _small(say, is_over=scale == PROVINCE)
        return Demonstration.objects.create(
            scale=scale, version=VERSION, accounts=accounts
        )


def _small(say: Say, *, is_over: bool) -> list[dict[str, Any]]:
    say(_("programme"))
    make_programme()
    say(_("units and people"))
    organisation = make_organisation(load("province.json"))
    people = make_people(organisation, make_calendar(today(), is_over=is_over))
    accounts = name_accounts(people)
    say(_("item banks"))
    make_banks(organisation, people)
    say(_("repository"))
    materials = Shelves(organisation, people).file_all()
    say(_("teaching plans, ledger, marks"))
    date_back_approvals(people)
    set_aims(organisation, people)
    read_at_home(people, materials, week=READING_WEEK)
    teach(people, materials)
    bring_a_file(people)
    return accounts


def _schools(schools: int, tell: Tell, *, is_rehearsal: bool) -> dict[str, int]:
    """Make the schools of the province beside the small ones, as far as missing."""
    province = read_province(
        OrgUnit.objects.get(kind=UnitKind.PROVINCE),
        SchoolYear.objects.get(),
        password=User.objects.get(username="giaovien").password,
        materials={
            subject_grade: code_of(key) for key, subject_grade in SHARED.items()
        },
    )
    plans = plan_schools(schools)
    return build_province(province, plans, tell=tell, is_rehearsal=is_rehearsal)


def _outcome(
    demonstration: Demonstration,
    *,
    is_new: bool,
    start: float,
    rows: dict[str, int] | None = None,
) -> dict[str, Any]:
    return {
        "scale": demonstration.scale,
        "is_new": is_new,
        "accounts": demonstration.accounts,
        "password": PASSWORD,
        "school_year": SchoolYear.objects.get().code,
        "rows": rows or {},
        "seconds": round(time.monotonic() - start, 1),
    }
