"""Enrolments of students: from when to when, exempt from what (files.md 5, 17)."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from lms.people.enums import CohortKind
from lms.people.models import Cohort, Enrolment
from lms.people.services.roster.places import PlaceLine
from lms.people.services.roster.run import Run

HOMEROOM = CohortKind.HOMEROOM


class _Book:
    """The enrolments of the students of a chunk, with what they are exempt from."""

    def __init__(self, lines: list[PlaceLine], people: dict[str, int]) -> None:
        ids = {people[line.user] for line in lines}
        sources = {line.source for line in lines if line.source}
        rows = [
            *Enrolment.objects.filter(student_id__in=ids),
            *Enrolment.objects.filter(source_code__in=sources).exclude(
                student_id__in=ids
            ),
        ]
        places = Cohort.objects.filter(pk__in={row.cohort_id for row in rows})
        self.years = dict(places.filter(kind=HOMEROOM).values_list("pk", "year_id"))
        self.by_source: dict[str, Enrolment] = {}
        self.by_key: dict[tuple, Enrolment] = {}
        self.open: dict[int, list[Enrolment]] = defaultdict(list)
        for row in rows:
            self.add(row)
            if row.ends is None:
                self.open[row.student_id].append(row)
        self.exempt: dict[int, set[int]] = defaultdict(set)
        through = Enrolment.exempt_subjects.through.objects.filter(
            enrolment_id__in=[row.pk for row in rows]
        )
        for pk, subject_id in through.values_list("enrolment_id", "subject_id"):
            self.exempt[pk].add(subject_id)

    def add(self, row: Enrolment) -> None:
        if row.source_code:
            self.by_source[row.source_code] = row
        self.by_key[row.student_id, row.cohort_id, row.starts] = row

    def match(self, line: PlaceLine, student_id: int) -> Enrolment | None:
        """The enrolment a row speaks of: by its id, else by who, where, since when."""
        found = self.by_source.get(line.source) if line.source else None
        if found is not None and (
            found.student_id == student_id or found.cohort_id == line.cohort.pk
        ):  # else another system uses the same id for something else
            return found
        return self.by_key.get((student_id, line.cohort.pk, line.starts))


@dataclass
class _Work:
    """What one chunk writes in the end."""

    new: list[Enrolment] = field(default_factory=list)
    changed: list[Enrolment] = field(default_factory=list)
    exempt: list[tuple[Enrolment, frozenset[int]]] = field(default_factory=list)


def take_students(run: Run, lines: list[PlaceLine], people: dict[str, int]) -> None:
    """Add and change the enrolments of one chunk of rows."""
    book, work = _Book(lines, people), _Work()
    for line in lines:
        _take(run, line, people[line.user], book, work)
    Enrolment.objects.bulk_create(work.new)
    Enrolment.objects.bulk_update(
        {row.pk: row for row in work.changed}.values(),
        ["student", "cohort", "starts", "ends", "source_code"],
        batch_size=250,
    )
    _keep_exempt(book, work.exempt)
    run.counts["enrolments"].added += len(work.new)


def _take(run: Run, line: PlaceLine, student_id: int, book: _Book, work: _Work) -> None:
    row = book.match(line, student_id)
    if line.row["moves"] and row is None:
        line, row = _stays_or_leaves(book, line, student_id, work.changed)
    if row is None:
        if not line.row.is_deleted:
            row = _new(line, student_id)
            book.add(row)
            work.new.append(row)
            work.exempt.append((row, line.exempt or frozenset()))
        return
    fields = _change(run, row, line, student_id, book)
    if fields is None:
        return
    if line.exempt is not None and line.exempt != book.exempt[row.pk]:
        work.exempt.append((row, line.exempt))
        fields.add("exempt")
    if fields:
        work.changed.append(row)
    if fields - {"source_code"}:
        run.changed("enrolments", line.row, line.label, *fields)
    else:
        run.counts["enrolments"].unchanged += 1


def _new(line: PlaceLine, student_id: int) -> Enrolment:
    return Enrolment(
        student_id=student_id,
        cohort_id=line.cohort.pk,
        source_code=line.source,
        starts=line.starts or line.cohort.starts,
        ends=line.ends,
    )


def _change(
    run: Run, row: Enrolment, line: PlaceLine, student_id: int, book: _Book
) -> set[str] | None:
    """Make an enrolment what its row says; None where it was skipped or removed."""
    if row.pk is None:
        run.skip(line.row, "enrolled_already")
        return None
    starts = line.starts or line.cohort.starts
    if line.row.is_deleted:
        return _end(run, row, line)
    other = book.by_key.get((student_id, line.cohort.pk, starts))
    if other is not None and other is not row:
        run.skip(line.row, "enrolled_already")
        return None
    values = {
        "student_id": student_id,
        "cohort_id": line.cohort.pk,
        "starts": starts,
        "ends": line.ends,
        "source_code": line.source or row.source_code,
    }
    fields = {name for name, value in values.items() if getattr(row, name) != value}
    for name in fields:
        setattr(row, name, values[name])
    book.add(row)
    return fields


def _end(run: Run, row: Enrolment, line: PlaceLine) -> set[str] | None:
    """Take an enrolment back: it ends on the day of the row, or never was."""
    day = line.ends or line.day
    if row.starts >= day:
        row.delete()
        run.changed("enrolments", line.row, line.label, "status")
        return None
    if row.ends is not None and row.ends <= day:
        return set()
    row.ends = day
    return {"ends"}


def _stays_or_leaves(
    book: _Book, line: PlaceLine, student_id: int, changed: list[Enrolment]
) -> tuple[PlaceLine, Enrolment | None]:
    """Read a class list without dates: who stands in another list has moved.

    Returns the line with its dates, and the enrolment it speaks of: that in the
    same class goes on; one in another class of the year ends on the day of the list.
    """
    for row in book.open[student_id]:
        if row.cohort_id == line.cohort.pk:
            return replace(line, starts=row.starts), row
    starts = line.starts
    for row in list(book.open[student_id]):
        if book.years.get(row.cohort_id) == line.cohort.year_id:
            book.open[student_id].remove(row)
            starts = line.day
            if row.starts < line.day:
                row.ends = line.day
                changed.append(row)
            else:
                row.delete()
    return replace(line, starts=starts), None


def _keep_exempt(book: _Book, exempt: list[tuple[Enrolment, frozenset[int]]]) -> None:
    through = Enrolment.exempt_subjects.through
    new = []
    for row, wished in exempt:
        before = book.exempt[row.pk]
        new += [
            through(enrolment_id=row.pk, subject_id=subject_id)
            for subject_id in wished - before
        ]
        for subject_id in before - wished:
            through.objects.filter(enrolment_id=row.pk, subject_id=subject_id).delete()
    through.objects.bulk_create(new)
