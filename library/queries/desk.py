"""The queue of those who decide: what waits for them, and one version in full."""

from dataclasses import dataclass
from typing import Any

from library.enums import VersionState
from library.models import Decision, FrozenVersion
from library.models.rights import ADOPT, APPROVE, may
from lms.core.errors import NotFound

STEP_ADOPT, STEP_APPROVE, STEP_PUBLISH = "adopt", "approve", "publish"


@dataclass(frozen=True)
class Rights:
    """What a person may do with a version now."""

    adopt: bool
    approve: bool
    publish: bool
    give_back: bool
    withdraw: bool

    @property
    def anything(self) -> bool:
        """Whether there is anything to do."""
        return any(vars(self).values())


def next_step(version: FrozenVersion) -> str:
    """Return the step a version waits for: adopt, approve, publish or ""."""
    if version.state == VersionState.APPROVED:
        return STEP_PUBLISH
    if version.state == VersionState.GROUP_REVIEW:
        return STEP_ADOPT if version.adopted_at is None else STEP_APPROVE
    return ""


def rights(version: FrozenVersion, user: Any) -> Rights:
    """Return what a person may do with a version; its author only withdraws it."""
    place = {"unit_id": version.unit_id, "subject_id": version.subject_id}
    adopts, approves = may(user, ADOPT, **place), may(user, APPROVE, **place)
    step = next_step(version)
    is_own = version.author_id == user.pk
    return Rights(
        adopt=step == STEP_ADOPT and adopts and not is_own,
        approve=step == STEP_APPROVE and approves and not is_own,
        publish=step == STEP_PUBLISH and approves and not is_own,
        give_back=bool(step) and (adopts or approves) and not is_own,
        withdraw=version.state == VersionState.PUBLISHED and approves,
    )


def awaiting(user: Any) -> Any:
    """Return the versions whose next step is this person's, oldest first."""
    return FrozenVersion.objects.awaiting(user).select_related(
        "subject", "unit", "author"
    )


def version_on_desk(user: Any, code: str, number: int) -> FrozenVersion:
    """Return a version that a person decides about or has written. Raises NotFound."""
    found = (
        FrozenVersion.objects.visible_to(user)
        .filter(code=code, number=number)
        .select_related("subject", "unit", "scope", "author", "page")
        .first()
    )
    if found is None or not _concerns(found, user):
        raise NotFound("version")
    return found


def last_live(version: FrozenVersion) -> FrozenVersion | None:
    """Return the published version before this one, to compare with."""
    return (
        FrozenVersion.objects.published()
        .filter(page_id=version.page_id)
        .exclude(pk=version.pk)
        .first()
    )


def history(version: FrozenVersion) -> list[Decision]:
    """Return every decision about the material, oldest first."""
    return list(
        Decision.objects.filter(version__page_id=version.page_id).select_related(
            "by", "version"
        )
    )


def _concerns(version: FrozenVersion, user: Any) -> bool:
    mine = {version.author_id, version.submitted_by_id, version.page.owner_id}
    if user.pk in mine:
        return True
    place = {"unit_id": version.unit_id, "subject_id": version.subject_id}
    return may(user, ADOPT, **place) or may(user, APPROVE, **place)
