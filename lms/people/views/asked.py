"""What a request asks for: who, which day, which page, which moment."""

from datetime import date, datetime
from typing import cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from lms.core.cells import parse_date
from lms.core.clock import today
from lms.people.models import User

PAGE_SIZE = 50


def me(request: HttpRequest) -> User:
    """Return the person looking, who is logged in."""
    return cast("User", request.user)


def now() -> datetime:
    """Return the present moment. A lesson is minutes long: the process clock will do."""
    return timezone.now()


def day_asked(request: HttpRequest, name: str = "ngay") -> date:
    """Return the day that the address asks for, else today."""
    text = request.GET.get(name, "").strip()
    try:
        return parse_date(text) if text else today()
    except ValueError:
        return today()


def number_asked(request: HttpRequest, name: str) -> int | None:
    """Return a whole number of the address, None where there is none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def page_of(request: HttpRequest, found: QuerySet) -> Page:
    """Return the page of a list that the address asks for."""
    return Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
