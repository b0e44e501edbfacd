"""How much of the teaching and testing of a school is online: near the targets.

The province aims at 5 % in primary and 10 % in secondary schools (domain.md 1); a
school lies some way above or below, lower where lines are bad.
"""

from dataclasses import dataclass
from random import Random

from lms.curriculum.rules.levels import PRIMARY, level_of_grade
from lms.demo.seeding.province.plan import SchoolPlan

AIMS = {PRIMARY: 0.05}
AIM_ABOVE = 0.10
HELD = 0.9  # of the periods planned online; the line is down at the others
# Modes of a period online, their shares, and how much of it counts on average.
MODES = (("online_sync", 0.45), ("online_async", 0.35), ("blended", 0.20))
COUNTED = 0.45 + 0.35 * 0.98 + 0.20 * 0.98 * 0.42
FAVOURABLE, DIFFICULT = (0.8, 1.45), (0.35, 1.0)


@dataclass(frozen=True)
class Rates:
    """What one school makes of the aims, a factor around 1."""

    factor: float

    def planned_online(self, grade: int) -> float:
        """Return the share of periods that plans put online."""
        return self.aim(grade) / (HELD * COUNTED)

    def aim(self, grade: int) -> float:
        """Return the share that comes out: of periods, and of tests on the platform."""
        return AIMS.get(level_of_grade(grade), AIM_ABOVE) * self.factor


def rates_of(plan: SchoolPlan) -> Rates:
    """Return the rates of a school, the same each time."""
    span = DIFFICULT if plan.commune.is_difficult else FAVOURABLE
    chance = Random(f"rates {plan.code}")  # noqa: S311  invented, no secret
    return Rates(chance.uniform(*span))
