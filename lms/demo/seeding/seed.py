"""Seeding the demonstration province: all of it or nothing."""

import time
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from lms.core.clock import today
from lms.core.errors import DomainError
from lms.demo.models import Demonstration
from lms.demo.seeding.accounts import name_accounts
from lms.demo.seeding.bank import bring_a_file, make_banks
from lms.demo.seeding.calendar import make_calendar
from lms.demo.seeding.data import load
from lms.demo.seeding.figures import measure, set_aims
from lms.demo.seeding.organisation import make_organisation
from lms.demo.seeding.people import PASSWORD, make_people
from lms.demo.seeding.programme import make_programme
from lms.demo.seeding.reading import date_back_approvals, read_at_home
from lms.demo.seeding.repository import Shelves
from lms.demo.seeding.sittings import hold_sittings
from lms.demo.seeding.teaching import teach
from lms.demo.state import CACHE_KEY
from lms.people.models import OrgUnit, User

VERSION, SMALL = 1, "small"
READING_WEEK = 10  # in which a period of physics is learned at home
Say = Callable[[str], None]


def seed(scale: str = "small", *, say: Say = lambda _text: None) -> dict[str, Any]:
    """Seed an empty database; one that is seeded already is left as it is.

    Killed half-way, the next run starts anew or goes on, and ends with the same.
    Returns {"scale", "is_new", "accounts", "password", "seconds"}. Raises
    DomainError demo_not_empty, demo_other_scale.
    """
    start = time.monotonic()
    known = Demonstration.objects.first()
    if known is not None and known.scale != scale:
        raise DomainError("demo_other_scale", scale=known.scale)
    if known is not None and known.is_complete:
        return _outcome(known, is_new=False, start=start)
    demonstration = known or _first_part(scale, say)
    if scale == SMALL:
        say(_("tests"))
        hold_sittings(User.objects.get(username="giaovien"))
        say(_("figures"))
        measure()
    demonstration.is_complete = True
    demonstration.save(update_fields=["is_complete"])
    cache.delete(CACHE_KEY)
    return _outcome(demonstration, is_new=True, start=start)


def _first_part(scale: str, say: Say) -> Demonstration:
    """Seed what goes into one transaction."""
    if OrgUnit.objects.exists() or User.objects.exists():
        raise DomainError("demo_not_empty")
    with transaction.atomic():
        accounts = _small(say)
        return Demonstration.objects.create(
            scale=scale, version=VERSION, accounts=accounts
        )


def _small(say: Say) -> list[dict[str, Any]]:
    say(_("programme"))
    make_programme()
    say(_("units and people"))
    organisation = make_organisation(load("province.json"))
    people = make_people(organisation, make_calendar(today()))
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


def _outcome(
    demonstration: Demonstration, *, is_new: bool, start: float
) -> dict[str, Any]:
    return {
        "scale": demonstration.scale,
        "is_new": is_new,
        "accounts": demonstration.accounts,
        "password": PASSWORD,
        "seconds": round(time.monotonic() - start, 1),
    }
