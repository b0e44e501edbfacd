"""Which marks a semester asks for (files.md 18; domain.md 3.2, 3.3)."""

from lms.records.rules.schemes import CK, GK, PERIODIC, TX, Scheme


def regular_marks(scheme: Scheme, periods_per_year: int) -> int:
    """Return n_tx, the regular marks a semester asks for (files.md 18, domain 3.2).

    periods_per_year: of the curriculum: 35 -> 2; more than 35 to 70 -> 3; more -> 4.
    """
    for most, count in scheme.tx_steps:
        if periods_per_year <= most:
            return count
    return 0


def required_marks(
    scheme: Scheme, *, subject: str, grade: int, periods_per_year: int
) -> dict[str, int]:
    """Return how many marks of each kind a scored subject asks for in a semester.

    Source: files.md 18: secondary n_tx regular marks, one gk, one ck; primary one
    ck, and one gk in the subjects and grades that have a mid-semester test.
    """
    wanted = {CK: 1}
    if scheme.gk_only is None or grade in scheme.gk_only.get(subject, frozenset()):
        wanted[GK] = 1
    regular = regular_marks(scheme, periods_per_year)
    if regular:
        wanted[TX] = regular
    return wanted


def required_weight(scheme: Scheme, wanted: dict[str, int]) -> int:
    """Return the weight of the required marks: n_tx + 5, primary 1 or 2 (files.md 18)."""
    return sum(scheme.weights[kind] * count for kind, count in wanted.items())


def required_periodic(wanted: dict[str, int]) -> tuple[str, ...]:
    """Return the periodic kinds among the required ones (files.md 20)."""
    return tuple(kind for kind in PERIODIC if wanted.get(kind))
