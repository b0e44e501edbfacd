"""From draft to paper and back: submit, return, publish, withdraw."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from lms.core import audit
from lms.core.clock import database_now
from lms.core.errors import DomainError
from question_bank.enums import Act, VersionState
from question_bank.errors import BadItem
from question_bank.kinds import registry
from question_bank.models import ItemVersion, PublishLog
from question_bank.models.keys import ItemKey
from question_bank.queries.access import may_decide_alone, may_review, may_write
from question_bank.rules.values import is_blank
from question_bank.services import variants

Versions = Iterable[ItemVersion]


def check_ready(version: ItemVersion) -> None:
    """Raise BadItem unless the version could stand in a paper: text, body, key."""
    if is_blank(version.stem_html) and not version.group_id:
        raise BadItem("stem_missing", where="stem")
    if version.is_template:
        variants.check_recipe(version)
        return
    key = ItemKey.objects.get(version=version)
    registry.check_key(version.kind, version.body, key.key)


@transaction.atomic
def submit(version: ItemVersion, *, by: Any) -> ItemVersion:
    """Send a draft for review. Raises not_allowed, wrong_state, BadItem."""
    version = _locked(version)
    _allow(may_write(by, version.item.bank))
    _in_state(version, VersionState.DRAFT)
    if version.item.merged_into_id:
        raise DomainError("item_merged", item=version.item.code)
    check_ready(version)
    return _move(version, VersionState.IN_REVIEW, Act.SUBMITTED, by=by)


@transaction.atomic
def publish(version: ItemVersion, *, by: Any, in_one_step: bool = False) -> ItemVersion:
    """Publish a version: frozen from now on, papers may use it.

    by: a reviewer who is not the author; None = the system. in_one_step: by somebody
    who both may write and review (or the system), without a second person; the log
    says so, and a secret bank knows no such step. Raises not_allowed,
    reviewer_is_author, secret_takes_two, wrong_state, BadItem.
    """
    version = _locked(version)
    _allow(may_review(by, version))
    _in_state(version, VersionState.DRAFT, VersionState.IN_REVIEW)
    if in_one_step and by is not None and version.item.bank.is_secret:
        raise DomainError("secret_takes_two", item=version.item.code)
    if in_one_step:
        _allow(may_decide_alone(by, version))
    elif by is not None and version.author_id == by.pk:
        raise DomainError("reviewer_is_author", item=version.item.code)
    check_ready(version)
    version.published_by, version.published_at = by, database_now()
    version.in_one_step = in_one_step
    if version.is_template:
        variants.publish_variants(version, by=by, in_one_step=in_one_step)
    return _move(
        version, VersionState.PUBLISHED, Act.PUBLISHED, by=by, in_one_step=in_one_step
    )


@transaction.atomic
def send_back(version: ItemVersion, *, by: Any, reason: str) -> ItemVersion:
    """Return a version in review to its author, who reads why."""
    version = _locked(version)
    _allow(may_review(by, version))
    _in_state(version, VersionState.IN_REVIEW)
    if not reason.strip():
        raise DomainError("reason_missing")
    return _move(version, VersionState.DRAFT, Act.RETURNED, by=by, reason=reason)


@transaction.atomic
def withdraw(version: ItemVersion, *, by: Any, reason: str = "") -> ItemVersion:
    """Take a published version out of use; papers that have it keep it."""
    version = _locked(version)
    _allow(may_review(by, version) or version.item.bank.owner_person_id == _pk(by))
    _in_state(version, VersionState.PUBLISHED)
    variants.withdraw_variants(version, by=by, reason=reason)
    return _move(version, VersionState.WITHDRAWN, Act.WITHDRAWN, by=by, reason=reason)


def _move(
    version: ItemVersion, state: VersionState, act: Act, *, by: Any, **log: Any
) -> ItemVersion:
    before, version.state = version.state, state
    version.save(update_fields=["state", "published_by", "published_at", "in_one_step"])
    PublishLog.objects.create(
        version=version,
        act=act,
        by=by,
        reason=log.get("reason", "")[:500],
        in_one_step=log.get("in_one_step", False),
    )
    audit.record(
        act.value,
        "item",
        version.item.code,
        by=by,
        bank=version.item.bank.code,
        version=version.number,
        **{"from": before, "to": state.value},
        **({"in_one_step": True} if log.get("in_one_step") else {}),
    )
    return version


def _locked(version: ItemVersion) -> ItemVersion:
    return (
        ItemVersion.objects.select_for_update(of=("self",))
        .select_related("item__bank")
        .get(pk=version.pk)
    )


def _in_state(version: ItemVersion, *states: VersionState) -> None:
    if version.state not in states:
        raise DomainError("wrong_state", item=version.item.code, state=version.state)


def _allow(allowed: bool) -> None:
    if not allowed:
        raise DomainError("not_allowed")


def _pk(user: Any) -> int | None:
    return user.pk if user is not None else -1
