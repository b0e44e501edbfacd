"""Targets of the demonstration and the figures measured last night."""

from datetime import date
from decimal import Decimal

from lms.demo.seeding.organisation import Organisation
from lms.demo.seeding.people import People
from lms.people.enums import Role
from lms.records.services.snapshots import measure_overnight
from lms.records.services.targets import set_target

AIMS = {"primary": Decimal("0.05"), "secondary": Decimal("0.10")}
SOURCE = "Chỉ tiêu minh hoạ: 5 % tiểu học, 10 % trung học"
FROM = date(2026, 1, 1)


def set_aims(organisation: Organisation, people: People) -> None:
    """Let the province aim at what the plans promise."""
    for level, value in AIMS.items():
        set_target(
            organisation.province,
            level=level,
            value=value,
            valid_from=FROM,
            source=SOURCE,
            by=people.officers[Role.PROVINCE_LEADER],
        )


def measure() -> None:
    """Measure the running semester and year, as the night does."""
    measure_overnight()
