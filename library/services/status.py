"""Where a material stands, in one word."""

from library.enums import VersionState
from library.models import FrozenVersion, ResourcePage

DRAFT = "draft"
# The state readers meet counts before the one under way.
_ORDER = (
    VersionState.PUBLISHED,
    VersionState.APPROVED,
    VersionState.GROUP_REVIEW,
)


def status_of(page: ResourcePage) -> str:
    """Return draft, group_review, approved, published or withdrawn.

    A published material with a newer version under review is published; one whose
    last step was a return is a draft again.
    """
    states = list(page.versions.order_by("-number").values_list("state", flat=True))
    for state in _ORDER:
        if state in states:
            return str(state)
    if states and states[0] == VersionState.WITHDRAWN:
        return str(VersionState.WITHDRAWN)
    return DRAFT


def open_version(page: ResourcePage) -> FrozenVersion | None:
    """Return the version under way, None where there is none."""
    return page.versions.filter(
        state__in=[VersionState.GROUP_REVIEW, VersionState.APPROVED]
    ).first()
