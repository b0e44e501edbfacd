"""Frozen versions: made from a page, moved on step by step, never changed."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from library.enums import Verb, VersionState
from library.models import (
    Decision,
    FrozenVersion,
    ResourcePage,
    VersionFile,
    VersionNode,
    VersionPart,
)
from library.rules.content import (
    checks_of,
    digest_of,
    files_of,
    units_of,
    without_addresses,
)
from library.services.freezing import check_complete, frozen_content, latest
from library.services.indexing import forget_version
from library.services.rendering import rendered_parts
from lms.core import audit
from lms.core.clock import database_now
from lms.core.errors import DomainError
from lms.core.text import fold


def freeze_version(
    page: ResourcePage, *, by: Any, at: datetime, is_direct: bool = False
) -> FrozenVersion:
    """Return a new version of the page as its author left it last.

    Raises resource_incomplete, resource_empty, resource_unchanged where the
    published version says the same, resource_under_way in a race.
    """
    specific = latest(page)
    check_complete(specific)
    data = without_addresses(frozen_content(specific))
    digest = digest_of(data)
    newest = page.versions.order_by("-number").first()
    if newest and newest.digest == digest and newest.state == VersionState.PUBLISHED:
        raise DomainError("resource_unchanged")
    unit = specific.shelf.unit
    try:
        with transaction.atomic():
            version = FrozenVersion.objects.create(
                page=page,
                code=page.code,
                number=newest.number + 1 if newest else 1,
                state=VersionState.GROUP_REVIEW,
                kind=data["kind"],
                format=data["format"],
                title=data["title"],
                title_fold=fold(data["title"])[:255],
                summary=data["summary"],
                subject=specific.subject,
                grade=data["grade"],
                minutes=data["minutes"],
                size=_size(data),
                units_total=len(units_of(data)),
                checks_total=len(checks_of(data)),
                data=data,
                digest=digest,
                unit=unit,
                scope=unit,
                author=page.owner,
                is_direct=is_direct,
                submitted_by=by,
                submitted_at=at,
            )
    except IntegrityError:  # submitted twice in this moment
        raise DomainError("resource_under_way") from None
    _write_parts(version)
    return version


def _write_parts(version: FrozenVersion) -> None:
    VersionPart.objects.bulk_create(
        [
            VersionPart(
                version=version,
                position=position,
                title=part["title"],
                blocks=part["blocks"],
            )
            for position, part in enumerate(rendered_parts(version.data), start=1)
        ]
    )
    VersionFile.objects.bulk_create(
        [VersionFile(version=version, file_code=c) for c in files_of(version.data)]
    )
    VersionNode.objects.bulk_create(
        [VersionNode(version=version, node_code=c) for c in version.data["nodes"]]
    )


def _size(data: dict[str, Any]) -> int:
    sizes: list[int] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            sizes.append(int(value.get("size") or 0))
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk([data["main"], data["parts"]])
    return sum(sizes)


def step(
    version: FrozenVersion,
    verb: Verb,
    *,
    by: Any,
    at: datetime | None = None,
    state: str = "",
    also: tuple[str, ...] = (),
    **steps: bool,
) -> FrozenVersion:
    """Note a step: who and when, the new state, the decision, the audit line."""
    at = at or database_now()
    fields = list(also)
    for step in steps:
        setattr(version, f"{step}_by", by)
        setattr(version, f"{step}_at", at)
        fields += [f"{step}_by", f"{step}_at"]
    if state:
        version.state = state
        fields.append("state")
    version.save(update_fields=fields)
    decide(version, verb, by=by, at=at)
    return version


def end(
    version: FrozenVersion,
    verb: Verb,
    state: VersionState,
    *,
    by: Any,
    at: datetime | None = None,
    reason: str = "",
) -> FrozenVersion:
    """End a version: returned, replaced or withdrawn, by whom and when."""
    at = at or database_now()
    version.state, version.ended_by, version.ended_at = state, by, at
    version.save(update_fields=["state", "ended_by", "ended_at"])
    if verb == Verb.REPLACE:
        forget_version(version)
    decide(version, verb, by=by, at=at, reason=reason)
    return version


def decide(
    version: FrozenVersion, verb: Verb, *, by: Any, at: datetime, reason: str = ""
) -> None:
    """Add the decision to the version's history and to the audit log."""
    Decision.objects.create(version=version, verb=verb, by=by, at=at, reason=reason)
    audit.record(
        f"resource_{verb}",
        "resource",
        version.code,
        by=by,
        version=version.number,
        digest=version.digest,
        state=version.state,
        **({"reason": reason} if reason else {}),
    )
