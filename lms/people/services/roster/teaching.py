"""Teachers in classes: which subject, from when to when."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from lms.people.enums import CohortKind
from lms.people.models import TeachingAssignment
from lms.people.services.roster.places import PlaceLine
from lms.people.services.roster.run import Run

Interval = tuple[date | None, date | None]


def take_teaching(run: Run, lines: list[PlaceLine], people: dict[str, int]) -> None:
    """Add and change who teaches what; one row may stand for several subjects."""
    book = _Book(lines, people)
    new: list[TeachingAssignment] = []
    for line in lines:
        before = book.of(line, people[line.user])
        wished = {} if line.row.is_deleted else dict.fromkeys(_subjects(line))
        fields = _drop(line, [row for s, row in before.items() if s not in wished])
        created = 0
        for subject_id in wished:
            row = before.get(subject_id)
            if row is None and book.holds(line, people[line.user], subject_id):
                continue  # another row says so already
            if row is None:
                new.append(_new(line, people[line.user], subject_id))
                book.add(new[-1])
                created += 1
            else:
                fields |= _change(row, line, book)
        if created and before:
            fields.add("subject")
        _count(run, line, is_new=created > 0 and not before, fields=fields)
    TeachingAssignment.objects.bulk_create(new)


def _subjects(line: PlaceLine) -> Sequence[int | None]:
    """Return the subjects of a row: stated, else those of a teaching group.

    In a home class without any statement: None, the class teacher.
    """
    if line.taught:
        return sorted(line.taught)
    if line.cohort.kind == CohortKind.GROUP and line.cohort.subject_ids:
        return sorted(line.cohort.subject_ids)
    return [None]


class _Book:
    """The assignments of the teachers of a chunk."""

    def __init__(self, lines: list[PlaceLine], people: dict[str, int]) -> None:
        ids = {people[line.user] for line in lines}
        self.by_place: dict[tuple[int, int], list[TeachingAssignment]] = defaultdict(
            list
        )
        for row in TeachingAssignment.objects.filter(teacher_id__in=ids):
            self.add(row)

    def add(self, row: TeachingAssignment) -> None:
        self.by_place[row.teacher_id, row.cohort_id].append(row)

    def holds(self, line: PlaceLine, teacher_id: int, subject_id: int | None) -> bool:
        """Whether an open assignment stands where the line would open another."""
        rows = self.by_place[teacher_id, line.cohort.pk]
        return line.ends is None and any(
            row.ends is None and row.subject_id == subject_id for row in rows
        )

    def of(
        self, line: PlaceLine, teacher_id: int
    ) -> dict[int | None, TeachingAssignment]:
        """The rows that a line speaks of, by subject: those of its id, else open ones."""
        rows = self.by_place[teacher_id, line.cohort.pk]
        own = [row for row in rows if line.source and row.source_code == line.source]
        open_rows = [row for row in rows if row.ends is None and not row.source_code]
        same = [
            row for row in rows if (row.starts, row.ends) == (line.starts, line.ends)
        ]
        wished = set(_subjects(line))
        found: dict[int | None, TeachingAssignment] = {}
        for row in (*own, *open_rows, *same):
            if row in own or row.subject_id in wished:
                found.setdefault(row.subject_id, row)
        return found


def _new(
    line: PlaceLine, teacher_id: int, subject_id: int | None
) -> TeachingAssignment:
    return TeachingAssignment(
        teacher_id=teacher_id,
        cohort_id=line.cohort.pk,
        subject_id=subject_id,
        source_code=line.source,
        starts=line.starts,
        ends=line.ends,
    )


def _change(row: TeachingAssignment, line: PlaceLine, book: _Book) -> set[str]:
    if row.ends is not None and book.holds(line, row.teacher_id, row.subject_id):
        return set()
    values = {
        "starts": line.starts,
        "ends": line.ends,
        "source_code": line.source or row.source_code,
    }
    fields = {name for name, value in values.items() if getattr(row, name) != value}
    if fields:
        for name in fields:
            setattr(row, name, values[name])
        row.save()
    return fields - {"source_code"}


def _drop(line: PlaceLine, rows: list[TeachingAssignment]) -> set[str]:
    """End what the row no longer says; what has not begun by its day goes."""
    fields = set()
    day = line.ends or line.day
    for row in rows:
        if row.starts is not None and row.starts >= day:
            row.delete()
            fields.add("subject")
        elif row.ends is None or row.ends > day:
            row.ends = day
            row.save(update_fields=["ends"])
            fields.add("ends")
    return fields


def _count(run: Run, line: PlaceLine, *, is_new: bool, fields: set[str]) -> None:
    if is_new:
        run.counts["enrolments"].added += 1
    elif fields:
        run.changed("enrolments", line.row, line.label, *fields)
    elif not line.row.is_deleted:
        run.counts["enrolments"].unchanged += 1
