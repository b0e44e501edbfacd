"""The way of a material (Circular 09/2021, domain.md 3.1).

draft → submit → group_review → adopt → approve → approved → publish → published
→ withdraw. Returned with a reason from any step before publication. Nobody decides
about a material of their own. Every step is a Decision with name and time, binds
to the frozen version, and never to the page, which its author may go on editing.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from library.enums import Verb, VersionState
from library.models import OPEN_STATES, FrozenVersion, ResourcePage
from library.models.rights import ADOPT, APPROVE, may, standing
from library.services.indexing import forget_version, index_version
from library.services.versions import decide, end, freeze_version, step
from lms.core.clock import database_now
from lms.core.errors import DomainError, NotFound
from lms.people.models import OrgUnit


@transaction.atomic
def submit(page: ResourcePage, *, by: Any) -> FrozenVersion:
    """Freeze the page as it is now and hand it to the subject group.

    by: its author, or None for the system. Raises not_allowed for another person,
    resource_under_way, resource_unchanged, resource_incomplete, resource_empty and
    what the files refuse.
    """
    page = ResourcePage.objects.select_for_update().get(pk=page.pk)
    if by is not None and page.owner_id != by.pk:
        raise DomainError("not_allowed")
    if page.versions.filter(state__in=OPEN_STATES).exists():
        raise DomainError("resource_under_way")
    version = freeze_version(page, by=by, at=database_now())
    decide(version, Verb.SUBMIT, by=by, at=version.submitted_at)
    return version


@transaction.atomic
def adopt(version: FrozenVersion, *, by: Any) -> FrozenVersion:
    """Adopt a material for the subject group (tổ chuyên môn thông qua).

    Raises not_allowed, own_material, wrong_step, already_adopted.
    """
    version = _locked(version)
    _require(version, ADOPT, by)
    _require_state(version, VersionState.GROUP_REVIEW)
    if version.adopted_at is not None:
        raise DomainError("already_adopted")
    return step(version, Verb.ADOPT, by=by, adopted=True)


@transaction.atomic
def approve(version: FrozenVersion, *, by: Any) -> FrozenVersion:
    """Approve an adopted material as head (người đứng đầu phê duyệt).

    Raises not_allowed, own_material, wrong_step, not_adopted.
    """
    version = _locked(version)
    _require(version, APPROVE, by)
    _require_state(version, VersionState.GROUP_REVIEW)
    if version.adopted_at is None:
        raise DomainError("not_adopted")
    return step(
        version, Verb.APPROVE, by=by, state=VersionState.APPROVED, approved=True
    )


@transaction.atomic
def publish(version: FrozenVersion, *, by: Any) -> FrozenVersion:
    """Open an approved material to its readers; the version before it ends.

    Raises not_allowed, own_material, wrong_step.
    """
    version = _locked(version)
    _require(version, APPROVE, by)
    _require_state(version, VersionState.APPROVED)
    at = database_now()
    scope = version.scope
    for old in version.page.versions.published().select_for_update():
        scope = old.scope  # shared material stays shared
        end(old, Verb.REPLACE, VersionState.REPLACED, by=by, at=at)
    version.scope = scope
    step(
        version,
        Verb.PUBLISH,
        by=by,
        at=at,
        state=VersionState.PUBLISHED,
        published=True,
        also=("scope",),
    )
    index_version(version)
    return version


@transaction.atomic
def give_back(version: FrozenVersion, *, by: Any, reason: str) -> FrozenVersion:
    """Return a version to its author with a reason; the page can be submitted anew.

    Raises not_allowed, wrong_step, reason_missing.
    """
    version = _locked(version)
    if by is not None and by.pk != version.author_id:
        _require_any(version, by)
    if version.state not in OPEN_STATES:
        raise _wrong_step(version)
    if not reason.strip():
        raise DomainError("reason_missing")
    return end(
        version, Verb.RETURN, VersionState.RETURNED, by=by, reason=reason.strip()
    )


@transaction.atomic
def withdraw(version: FrozenVersion, *, by: Any, reason: str = "") -> FrozenVersion:
    """Take a material from its readers at once. Raises not_allowed, wrong_step."""
    version = _locked(version)
    if by is not None and not _may_withdraw(version, by):
        raise DomainError("not_allowed")
    _require_state(version, VersionState.PUBLISHED)
    forget_version(version)
    return end(
        version, Verb.WITHDRAW, VersionState.WITHDRAWN, by=by, reason=reason.strip()
    )


@transaction.atomic
def share(version: FrozenVersion, *, by: Any) -> FrozenVersion:
    """Open a school's material to the unit of an officer of the subject.

    Raises not_allowed, wrong_step, already_shared.
    """
    version = _locked(version)
    target = sharing_unit(version, by)
    if target is None:
        raise DomainError("not_allowed")
    _require_state(version, VersionState.PUBLISHED)
    if version.scope_id == target:
        raise DomainError("already_shared")
    version.scope = OrgUnit.objects.get(pk=target)
    return step(version, Verb.PROMOTE, by=by, also=("scope",))


@transaction.atomic
def file_directly(page: ResourcePage, *, by: Any) -> FrozenVersion:
    """Freeze, adopt, approve and publish in one step, and say so in the log.

    by: None for the system, else somebody who may approve for the page's unit.
    Raises not_allowed, resource_under_way and what submit raises.
    """
    page = ResourcePage.objects.select_for_update().get(pk=page.pk)
    unit = page.shelf.unit
    if by is not None and not may(
        by, APPROVE, unit_id=unit.pk, subject_id=page.subject_id
    ):
        raise DomainError("not_allowed")
    if page.versions.filter(state__in=OPEN_STATES).exists():
        raise DomainError("resource_under_way")
    at = database_now()
    version = freeze_version(page, by=by, at=at, is_direct=True)
    for old in page.versions.published().select_for_update():
        version.scope = old.scope
        end(old, Verb.REPLACE, VersionState.REPLACED, by=by, at=at)
    step(
        version,
        Verb.FILE,
        by=by,
        at=at,
        state=VersionState.PUBLISHED,
        adopted=True,
        approved=True,
        published=True,
        also=("scope",),
    )
    index_version(version)
    return version


def sharing_unit(version: FrozenVersion, user: Any) -> int | None:
    """Return the id of the unit a person may share this material with, or None."""
    for desk in standing(user).shares:
        if desk.covers(version.unit_id, version.subject_id):
            return int(desk.act)
    return None


def page_by_code(code: str) -> ResourcePage:
    """Return a page by its code, for commands of the system. Raises NotFound."""
    page = ResourcePage.objects.filter(code=code.strip().upper()).first()
    if page is None:
        raise NotFound("resource")
    return page


def _locked(version: FrozenVersion) -> FrozenVersion:
    return FrozenVersion.objects.select_for_update().get(pk=version.pk)


def _require(version: FrozenVersion, act: str, by: Any) -> None:
    if by is None:
        return
    if not may(by, act, unit_id=version.unit_id, subject_id=version.subject_id):
        raise DomainError("not_allowed")
    if version.author_id == by.pk:
        raise DomainError("own_material")


def _require_any(version: FrozenVersion, by: Any) -> None:
    rights = [
        may(by, act, unit_id=version.unit_id, subject_id=version.subject_id)
        for act in (ADOPT, APPROVE)
    ]
    if not any(rights):
        raise DomainError("not_allowed")


def _may_withdraw(version: FrozenVersion, by: Any) -> bool:
    heads = may(by, APPROVE, unit_id=version.unit_id, subject_id=version.subject_id)
    return heads or sharing_unit(version, by) is not None


def _require_state(version: FrozenVersion, state: str) -> None:
    if version.state != state:
        raise _wrong_step(version)


def _wrong_step(version: FrozenVersion) -> DomainError:
    return DomainError("wrong_step", state=version.get_state_display())


STEPS: dict[str, Callable[..., FrozenVersion]] = {
    "adopt": adopt,
    "approve": approve,
    "publish": publish,
    "share": share,
}
