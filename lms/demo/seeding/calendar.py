"""The school year that the demonstration plays in: round today."""

from dataclasses import dataclass
from datetime import date, timedelta

from lms.people.models import SchoolYear, Semester

WEEKS = (18, 17)
WEEKS_AND_PAUSE = sum(WEEKS) + 2  # the pause: Lunar New Year
DAYS_BEFORE = 2  # of the first lesson, the school year starts
EARLIEST, LATEST = 8, 16  # weeks of the real year that make a good story


@dataclass(frozen=True)
class Calendar:
    """A school year with some weeks behind it and some to come."""

    year: SchoolYear
    first_monday: date
    today: date

    def day(self, week: int, weekday: int) -> date:
        """Return the date of a weekday (0 = Monday) of a school week (from 1)."""
        pause = 2 if week > WEEKS[0] else 0  # Lunar New Year
        return self.first_monday + timedelta(weeks=week - 1 + pause, days=weekday)

    @property
    def weeks_over(self) -> int:
        """How many school weeks have their last lesson behind them."""
        return min(self._weeks - (self.today.weekday() < 5), sum(WEEKS))

    @property
    def week_now(self) -> int:
        """School week of today, 1 to 35; past weeks are over."""
        return min(self._weeks, sum(WEEKS))

    @property
    def _weeks(self) -> int:
        weeks = (self.today - self.first_monday).days // 7 + 1
        if weeks > WEEKS[0]:
            weeks = max(WEEKS[0], weeks - 2)
        return max(1, weeks)


def make_calendar(today: date, *, is_over: bool = False) -> Calendar:
    """Make the school year and its semesters around a day.

    is_over: the last lesson was given just before; the year itself still runs, so
    that pages show it. It bears the name of the real year of the day.
    """
    monday = _first_monday(today)
    first = monday.year if monday.month >= 5 else monday.year - 1
    if is_over:
        monday = today - timedelta(days=today.weekday(), weeks=WEEKS_AND_PAUSE)
        first = today.year if today.month >= 8 else today.year - 1
    turn = monday + timedelta(weeks=WEEKS[0])
    starts, ends = monday - timedelta(days=DAYS_BEFORE), monday + timedelta(weeks=39)
    year, _is_new = SchoolYear.objects.get_or_create(
        code=f"{first}-{first + 1}", defaults={"starts": starts, "ends": ends}
    )
    spans = ((1, year.starts, turn - timedelta(days=1)), (2, turn, year.ends))
    for number, begins, last in spans:
        Semester.objects.get_or_create(
            year=year, number=number, defaults={"starts": begins, "ends": last}
        )
    return Calendar(year, monday, today)


def calendar_of(year: SchoolYear, today: date) -> Calendar:
    """Return the calendar that a school year was made by, on another day too."""
    return Calendar(year, year.starts + timedelta(days=DAYS_BEFORE), today)


def _first_monday(today: date) -> date:
    """Return the Monday of the first school week.

    That of the real year where it has some weeks behind and before it; else the
    demonstration plays in its twelfth week, so that there is something to see.
    """
    opening = date(today.year if today.month >= 8 else today.year - 1, 9, 5)
    monday = opening - timedelta(days=opening.weekday())
    if EARLIEST <= (today - monday).days // 7 <= LATEST:
        return monday
    return today - timedelta(days=today.weekday(), weeks=11)
