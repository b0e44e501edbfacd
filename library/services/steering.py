"""``review_resource``: one word moves a material on, whoever acts."""

from typing import Any

from library.enums import VersionState
from library.models import FrozenVersion, ResourcePage
from library.models.rights import ADOPT, APPROVE, may
from library.services import review
from library.services.status import open_version, status_of
from lms.core.errors import DomainError

TARGETS = ("group_review", "approved", "published", "withdrawn", "returned")


def move_on(
    page: ResourcePage, to: str, *, by: Any, reason: str = ""
) -> dict[str, Any]:
    """Take the steps that lead to a state, as far as the person's rights go.

    to: group_review = submit (by its author) · approved = adopt (a subject group
    head) or approve (the head, after adoption) · published = publish, approving
    first what is adopted · withdrawn · returned (with reason). Returns {"code",
    "status", "version", "steps": [verbs taken], "adopted"}. Raises DomainError.
    """
    steps = {
        "group_review": _submit,
        "approved": _approve,
        "published": _publish,
        "withdrawn": _withdraw,
        "returned": _give_back,
    }[to](page, by, reason)
    newest = page.versions.order_by("-number").first()
    return {
        "code": page.code,
        "status": status_of(page),
        "version": newest.number if newest else None,
        "steps": steps,
        "adopted": bool(newest and newest.adopted_at),
    }


def _submit(page: ResourcePage, by: Any, _reason: str) -> list[str]:
    review.submit(page, by=by)
    return ["submit"]


def _approve(page: ResourcePage, by: Any, _reason: str) -> list[str]:
    version = _under_way(page)
    steps = []
    if version.adopted_at is None and _has(by, ADOPT, version):
        version = review.adopt(version, by=by)
        steps.append("adopt")
    if version.state == VersionState.GROUP_REVIEW and (
        not steps or _has(by, APPROVE, version)
    ):
        review.approve(version, by=by)
        steps.append("approve")
    return steps


def _publish(page: ResourcePage, by: Any, reason: str) -> list[str]:
    version = _under_way(page)
    steps = []
    if version.state == VersionState.GROUP_REVIEW:
        steps = _approve(page, by, reason)
    review.publish(_under_way(page), by=by)
    return [*steps, "publish"]


def _withdraw(page: ResourcePage, by: Any, reason: str) -> list[str]:
    live = page.versions.published().first()
    if live is None:
        raise DomainError("nothing_published")
    review.withdraw(live, by=by, reason=reason)
    return ["withdraw"]


def _give_back(page: ResourcePage, by: Any, reason: str) -> list[str]:
    review.give_back(_under_way(page), by=by, reason=reason)
    return ["return"]


def _under_way(page: ResourcePage) -> FrozenVersion:
    version = open_version(page)
    if version is None:
        raise DomainError("nothing_pending")
    return version


def _has(by: Any, act: str, version: FrozenVersion) -> bool:
    if by is None:
        return True
    if version.author_id == by.pk:
        return False
    return may(by, act, unit_id=version.unit_id, subject_id=version.subject_id)
