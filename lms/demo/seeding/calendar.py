"""The school year that the demonstration plays in: the one that runs today."""

from dataclasses import dataclass
from datetime import date, timedelta

from lms.people.models import SchoolYear, Semester

WEEKS = (18, 17)


@dataclass(frozen=True)
class Calendar:
    """A school year. In summer it is the one that has just ended."""

    year: SchoolYear
    first_monday: date
    today: date

    def day(self, week: int, weekday: int) -> date:
        """Return the date of a weekday (0 = Monday) of a school week (from 1)."""
        pause = 2 if week > WEEKS[0] else 0  # Lunar New Year
        return self.first_monday + timedelta(weeks=week - 1 + pause, days=weekday)

    @property
    def week_now(self) -> int:
        """School week of today, 1 to 35; past weeks are over."""
        weeks = (self.today - self.first_monday).days // 7 + 1
        if weeks > WEEKS[0]:
            weeks = max(WEEKS[0], weeks - 2)
        return max(1, min(weeks, sum(WEEKS)))


def make_calendar(today: date) -> Calendar:
    """Make the school year and its semesters around a day."""
    first = today.year if today.month >= 8 else today.year - 1
    opening = date(first, 9, 5)
    monday = opening - timedelta(days=opening.weekday())
    turn = monday + timedelta(weeks=WEEKS[0])
    year, _is_new = SchoolYear.objects.get_or_create(
        code=f"{first}-{first + 1}",
        defaults={"starts": date(first, 8, 29), "ends": date(first + 1, 5, 31)},
    )
    spans = ((1, year.starts, turn - timedelta(days=1)), (2, turn, year.ends))
    for number, starts, ends in spans:
        Semester.objects.get_or_create(
            year=year, number=number, defaults={"starts": starts, "ends": ends}
        )
    return Calendar(year, monday, today)
