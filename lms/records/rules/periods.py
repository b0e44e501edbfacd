"""One record of the ledger: what may stand in it, and what counts (files.md 8, 14)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lms.core.errors import DomainError

IN_PERSON, SYNC, ASYNC, BLENDED = (
    "in_person", "online_sync", "online_async", "blended",
)  # fmt: skip
MODES = (IN_PERSON, SYNC, ASYNC, BLENDED)
STEP = Decimal("0.25")


def online_quarters(mode: str, online_periods: Decimal | None) -> int:
    """Return the online share of one planned period in quarters, 0..4 (files.md 8).

    online_periods: None where nothing is given: 0 for blended and in person, 1 for
    the two online modes. Raises DomainError above_plan (more than 1) or bad_value
    (negative, no step of 0.25, or not what the mode allows).
    """
    whole = mode in {SYNC, ASYNC}
    if online_periods is None:
        return 4 if whole else 0
    if online_periods > 1:
        raise DomainError("above_plan", value=online_periods)
    allowed = {SYNC: {4}, ASYNC: {4}, IN_PERSON: {0}, BLENDED: {0, 1, 2, 3, 4}}[mode]
    quarters = online_periods / STEP
    if quarters != int(quarters) or int(quarters) not in allowed:
        raise DomainError(
            "bad_value", value=str(online_periods), column="online_periods"
        )
    return int(quarters)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one confirmed record.

    quarters: online share in quarters of a period. completed of enrolled learners
    attended or finished; None where nobody counted. material_holds: no material was
    used, or it was approved (files.md 8).
    """

    mode: str
    quarters: int
    completed: int | None
    enrolled: int | None
    material_holds: bool = True
    rejected: bool = False


def counted_quarters(evidence: Evidence, *, min_completion: Fraction) -> int:
    """Return the quarters that count as online (files.md 14; domain.md 2.1, 1-4).

    Live: at least one learner was there. Own time and blended: completed/enrolled
    reached min_completion (exactly reaching it counts); unknown or nobody enrolled:
    nothing counts. Unapproved material and rejected records do not count.
    """
    if evidence.rejected or not evidence.material_holds:
        return 0
    if evidence.mode == SYNC:
        return evidence.quarters if (evidence.completed or 0) >= 1 else 0
    if evidence.mode not in {ASYNC, BLENDED}:
        return 0
    if evidence.completed is None or not evidence.enrolled:
        return 0
    reached = Fraction(evidence.completed, evidence.enrolled) >= min_completion
    return evidence.quarters if reached else 0


def why_not(evidence: Evidence, *, min_completion: Fraction) -> str:
    """Return why a record does not count online, "" where it does (files.md 14).

    Codes: rejected, material, nobody_there, not_counted (no numbers), too_few,
    in_person (nothing was online).
    """
    if counted_quarters(evidence, min_completion=min_completion):
        return ""
    if evidence.mode == IN_PERSON or not evidence.quarters:
        return "in_person"
    if evidence.rejected:
        return "rejected"
    if not evidence.material_holds:
        return "material"
    if evidence.mode == SYNC:
        return "nobody_there"
    if evidence.completed is None or not evidence.enrolled:
        return "not_counted"
    return "too_few"
