"""How much an item tells about a candidate of ability theta.

Logistic metric without the factor 1.7 (files.md 13): P = c + (1-c) / (1 + exp(-a(θ-b))).
Source: Birnbaum's information of the three-parameter model,
I(θ) = a² · (1-P)/P · ((P-c)/(1-c))²; with c = 0 it is a²·P·(1-P).
"""

from collections.abc import Sequence
from math import exp, log, pi, sqrt

NORMAL_SPREAD = sqrt(1 + pi / 8)  # logit of a mean over N(0,1): b ≈ -logit(p)·this
EDGE = 0.001  # a facility of exactly 0 or 1 says "very hard", not "infinitely"


def parameters(
    *, a: float | None, b: float | None, c: float | None, facility: float | None
) -> tuple[float, float, float] | None:
    """Return (a, b, c) to work with, None where nothing is known of the item.

    b known: a missing counts 1 (Rasch), c missing counts 0.
    Only the facility p (share of right answers, 0..1) known: a = 1, c = 0 and the
    difficulty at which a N(0,1) group would reach p, b = -logit(p)·√(1+π/8).
    """
    if b is not None:
        return (1.0 if a is None else float(a), float(b), float(c or 0.0))
    if facility is None:
        return None
    share = min(max(float(facility), EDGE), 1 - EDGE)
    return (1.0, -log(share / (1 - share)) * NORMAL_SPREAD, 0.0)


def information(a: float, b: float, c: float, theta: float) -> float:
    """Return the information of one item at theta, >= 0."""
    power = max(min(-a * (theta - b), 700.0), -700.0)
    right = c + (1 - c) / (1 + exp(power))
    if right <= 0 or c >= 1:
        return 0.0
    return a * a * ((1 - right) / right) * ((right - c) / (1 - c)) ** 2


def information_row(
    known: tuple[float, float, float] | None, thetas: Sequence[float]
) -> list[float]:
    """Return the information at each theta; zeros for an item without figures."""
    if known is None:
        return [0.0] * len(thetas)
    return [information(*known, theta) for theta in thetas]
