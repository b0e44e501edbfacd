"""The page tree: a root, a shelf for each unit that writes."""

from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Collection, Locale, Page, Site

from library.models import LibraryIndex, Shelf
from library.models.rights import standing
from lms.core.errors import DomainError
from lms.core.text import fold
from lms.people.enums import UnitKind
from lms.people.models import OrgUnit


@transaction.atomic
def library_index() -> LibraryIndex:
    """Return the root of the repository; made on first use."""
    index = LibraryIndex.objects.first()
    if index is not None:
        return index
    language = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    locale, _is_new = Locale.objects.get_or_create(language_code=language)
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locale)
    )
    index = root.add_child(
        instance=LibraryIndex(title="Kho học liệu", slug="hoc-lieu", locale=locale)
    )
    _stand_on(index)
    return index


@transaction.atomic
def shelf_of(unit: OrgUnit) -> Shelf:
    """Return the shelf of a unit with its collection of files; made on first use."""
    shelf = Shelf.objects.filter(unit=unit).first()
    if shelf is not None:
        return shelf
    index = library_index()
    collection = root_collection().add_child(name=unit.name[:255])
    shelf = Shelf(
        title=unit.name,
        slug=f"{fold(unit.code)}-{unit.pk}".replace(" ", "-")[:200],
        unit=unit,
        collection=collection,
        locale=index.locale,
    )
    index.refresh_from_db()
    return index.add_child(instance=shelf)


def root_collection() -> Collection:
    """Return the root of the collections of files; made on first use."""
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


def shelf_for(user: Any, unit_code: str | None = None) -> Shelf:
    """Return the shelf a person writes on; for the system the province's.

    unit_code: one of several units. Raises DomainError not_allowed.
    """
    if user is None:
        return shelf_of(_system_unit(unit_code))
    units = OrgUnit.objects.in_bulk(standing(user).writes)
    chosen = [units[pk] for pk in standing(user).writes if pk in units]
    if unit_code:
        chosen = [unit for unit in chosen if unit.code == unit_code]
    if not chosen:
        raise DomainError("not_allowed")
    return shelf_of(chosen[0])


def _system_unit(unit_code: str | None) -> OrgUnit:
    if unit_code:
        unit = OrgUnit.objects.filter(code=unit_code).first()
        if unit is None:
            raise DomainError("unknown_unit", value=unit_code)
        return unit
    province = OrgUnit.objects.filter(kind=UnitKind.PROVINCE).order_by("pk").first()
    unit = province or OrgUnit.objects.order_by("pk").first()
    if unit is None:
        unit = OrgUnit.objects.create(
            code="SGD", kind=UnitKind.PROVINCE, name="Sở Giáo dục và Đào tạo"
        )
    return unit


def _stand_on(index: LibraryIndex) -> None:
    """Let Wagtail's site stand on the repository; its welcome page goes."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname="localhost", root_page=index, is_default_site=True)
        return
    welcome = site.root_page
    site.root_page = index
    site.save()
    if type(welcome.specific) is Page and welcome.depth == 2 and welcome.is_leaf():
        welcome.delete()
