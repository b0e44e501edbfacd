"""The programme as the record needs it: periods a year and form of assessment."""

from dataclasses import dataclass

from lms.curriculum.enums import AssessedBy, SubjectKind
from lms.curriculum.models import ProgrammeRow
from lms.curriculum.rules.levels import level_of_grade
from lms.records.rules.schemes import Scheme, is_cluster, scheme_for


@dataclass(frozen=True, slots=True)
class Taught:
    """A subject in a grade. periods: a year, by the curriculum."""

    subject_id: int
    code: str
    grade: int
    periods: int
    by_comment: bool
    is_basic: bool  # compulsory subject or activity
    scheme: Scheme

    @property
    def has_marks(self) -> bool:
        """Whether its marks count in A: scored and no cluster (files.md 18)."""
        return not self.by_comment and not is_cluster(self.code)


class Programme:
    """All programme rows of general education, in memory: about 200.

    The level is that of the grade (files.md 6); rows of continuing education stand
    beside those of THPT and are not asked for by grade.
    """

    def __init__(self) -> None:
        self._taught: dict[tuple[int, int], Taught] = {}
        self.basics: dict[int, list[int]] = {grade: [] for grade in range(1, 13)}
        rows = ProgrammeRow.objects.select_related("subject").order_by("subject__code")
        for row in rows:
            if row.level == level_of_grade(row.grade):
                self._add(row)

    def _add(self, row: ProgrammeRow) -> None:
        taught = Taught(
            subject_id=row.subject_id,
            code=row.subject.code,
            grade=row.grade,
            periods=row.periods_per_year,
            by_comment=row.assessed_by == AssessedBy.COMMENT,
            is_basic=row.kind in {SubjectKind.COMPULSORY, SubjectKind.ACTIVITY},
            scheme=scheme_for(row.level),
        )
        self._taught[row.subject_id, row.grade] = taught
        if taught.is_basic:
            self.basics[row.grade].append(row.subject_id)

    def get(self, subject_id: int, grade: int) -> Taught | None:
        """Return a subject of a grade, None where the programme has none."""
        return self._taught.get((subject_id, grade))

    @staticmethod
    def scheme(grade: int) -> Scheme:
        """Return the assessment scheme of a grade's level."""
        return scheme_for(level_of_grade(grade))
