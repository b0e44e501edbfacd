"""How results are given at each level, as data (domain.md 3.2, 3.3, 3.4).

A regime is a row here, dated, never an ``if grade > 5`` in the code that uses it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

TX, GK, CK, KTL = "tx", "gk", "ck", "ktl"
PERIODIC = (GK, CK)
CLUSTER_SUFFIX = "-CD"  # cụm chuyên đề: no marks of its own in any figure


@dataclass(frozen=True)
class Scheme:
    """The assessment rules of some levels from a day on.

    step: of a mark. weights: kinds that count in the share of marks. kinds: what may
    be entered. tx_steps: (periods a year up to, regular marks a semester).
    gk_only: subject code -> grades that have a mid-semester test; None = every
    subject has one. min_high: subjects that must reach the high mark of a result.
    words: (from mark, code of PrimaryWord) of levels that show words, highest first.
    """

    code: str
    levels: frozenset[str]
    valid_from: date
    step: Decimal
    kinds: frozenset[str]
    weights: Mapping[str, int]
    tx_steps: tuple[tuple[int, int], ...] = ()
    tx_comment: int = 0
    gk_only: Mapping[str, frozenset[int]] | None = None
    has_averages: bool = False
    min_high: int = 6
    words: tuple[tuple[Decimal, str], ...] = ()

    def word_for(self, score: Decimal | None) -> str:
        """Return the code of what a pupil reads, "" where marks are shown.

        Source: TT 27/2020 (domain.md 3.3): no comparison of pupils by marks.
        """
        if score is None:
            return ""
        return next((word for floor, word in self.words if score >= floor), "")


SCHEMES = (
    Scheme(
        code="TT27/2020",
        levels=frozenset({"primary"}),
        valid_from=date(2020, 10, 20),
        step=Decimal(1),
        kinds=frozenset({GK, CK, KTL}),
        weights=MappingProxyType({GK: 1, CK: 1}),
        gk_only=MappingProxyType({"VIE": frozenset({4, 5}), "MAT": frozenset({4, 5})}),
        words=(
            (Decimal(9), "done_well"),
            (Decimal(5), "done"),
            (Decimal(0), "not_done"),
        ),
    ),
    Scheme(
        code="TT22/2021",
        levels=frozenset({"lower_secondary", "upper_secondary"}),
        valid_from=date(2021, 9, 5),
        step=Decimal("0.1"),
        kinds=frozenset({TX, GK, CK, KTL}),
        weights=MappingProxyType({TX: 1, GK: 2, CK: 3}),
        tx_steps=((35, 2), (70, 3), (10_000, 4)),
        tx_comment=2,
        has_averages=True,
    ),
)


def scheme_for(level: str, day: date | None = None) -> Scheme:
    """Return the scheme of a level on a day (None: the newest).

    Raises LookupError where no row covers it.
    """
    fitting = [
        scheme
        for scheme in SCHEMES
        if level in scheme.levels and (day is None or scheme.valid_from <= day)
    ]
    if not fitting:
        raise LookupError(f"no assessment scheme for {level} on {day}")
    return max(fitting, key=lambda scheme: scheme.valid_from)


def is_cluster(subject: str) -> bool:
    """Return whether the subject is a cluster of specialised topics (files.md 18)."""
    return subject.endswith(CLUSTER_SUFFIX)
