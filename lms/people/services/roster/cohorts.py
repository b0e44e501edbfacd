"""classes.csv: classes and teaching groups, written (files.md 4, 6)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from lms.people.enums import CohortKind
from lms.people.models import Cohort, Enrolment, SchoolYear, TeachingAssignment
from lms.people.services.roster.cohort_rows import (
    CohortLine,
    cohort_keys,
    read_cohort,
)
from lms.people.services.roster.rows import Source
from lms.people.services.roster.run import (
    CohortCard,
    Run,
    parsed,
    settled,
)

FIELDS = ("code", "title", "school_id", "year_id", "grade", "kind", "source_code")


@dataclass
class _Book:
    """The classes that are there, with their subjects."""

    by_source: dict[str, Cohort] = field(default_factory=dict)
    by_key: dict[tuple[int, int, str], Cohort] = field(default_factory=dict)
    subjects: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def load(cls) -> "_Book":
        book = cls()
        for cohort in Cohort.objects.order_by("year__code", "pk"):
            book.add(cohort)  # where years share an id, the newest holds it
        through = Cohort.subjects.through.objects
        for cohort_id, subject_id in through.values_list("cohort_id", "subject_id"):
            book.subjects[cohort_id].add(subject_id)
        return book

    def add(self, cohort: Cohort) -> None:
        if cohort.source_code:
            self.by_source[cohort.source_code] = cohort
        self.by_key[cohort.school_id, cohort.year_id, cohort.code] = cohort

    def match(self, line: CohortLine) -> Cohort | None:
        """The class a row speaks of: by its id, else by school, year and code."""
        found = self.by_source.get(line.source) if line.source else None
        if (
            found is not None
            and found.year_id == line.year.pk
            and (found.school_id == line.school.pk or found.code == line.code)
        ):  # else another system uses the same id for a class of its own
            return found
        return self.by_key.get((line.school.pk, line.year.pk, line.code))


def take_cohorts(run: Run, source: Source) -> None:
    """Add and change classes and teaching groups."""
    book = _Book.load()
    rows = settled(run, source, "classes", keys=cohort_keys)
    lines = list(parsed(run, rows, read_cohort))
    lines = _without_shared_codes(run, lines)
    lines = [line for line in lines if _fits(run, line, book)]
    _write(run, lines, book)
    _learn(run, book, lines)


def _without_shared_codes(run: Run, lines: list[CohortLine]) -> list[CohortLine]:
    """Skip rows of different ids that claim one code in a school and year."""
    owners: dict[tuple, set[str]] = defaultdict(set)
    for line in lines:
        owners[line.school.pk, line.year.pk, line.code].add(line.source)
    kept = []
    for line in lines:
        if len(owners[line.school.pk, line.year.pk, line.code]) > 1:
            run.skip(line.row, "duplicate_key")
        else:
            kept.append(line)
    return kept


def _fits(run: Run, line: CohortLine, book: _Book) -> bool:
    cohort = book.match(line)
    if cohort is None and line.row.is_deleted:
        return False
    if cohort is None and line.grade is None:
        run.skip(line.row, "value_missing", column="grades")
        return False
    if cohort is None and line.kind is None:
        run.warn(line.row, "class_taken_as_homeroom", value=line.code)
    if cohort is not None and not run.scope.holds(cohort.school_id):
        run.skip(line.row, "unit_not_yours", value=line.code)
        return False
    other = book.by_key.get((line.school.pk, line.year.pk, line.code))
    if cohort is not None and other is not None and other.pk != cohort.pk:
        run.skip(line.row, "class_code_taken", value=line.code)
        return False
    return True


def _write(run: Run, lines: list[CohortLine], book: _Book) -> None:
    new: list[Cohort] = []
    known: list[tuple[CohortLine, Cohort, set[str]]] = []
    for line in lines:
        cohort = book.match(line)
        if cohort is None:
            cohort = Cohort(kind=CohortKind.HOMEROOM)
            _change(cohort, line)
            new.append(cohort)
        else:
            known.append((line, cohort, _change(cohort, line)))
    Cohort.objects.bulk_create(new, batch_size=1000)
    changed = [cohort for _line, cohort, fields in known if fields]
    Cohort.objects.bulk_update(changed, FIELDS, batch_size=500)
    for cohort in (*new, *changed):
        book.add(cohort)
    moved = _keep_subjects(lines, book)
    run.counts["classes"].added += len(new)
    _count(run, known, moved)


def _count(
    run: Run, known: list[tuple[CohortLine, Cohort, set[str]]], moved: set[int]
) -> None:
    for line, cohort, fields in known:
        if cohort.pk in moved:
            fields.add("subjects")
        if line.row.is_deleted and _close(cohort, line.day):
            fields.add("status")
        if fields - {"source_code"}:
            run.changed("classes", line.row, line.code, *fields)
        else:
            run.counts["classes"].unchanged += 1


def _change(cohort: Cohort, line: CohortLine) -> set[str]:
    values = {
        "code": line.code,
        "school_id": line.school.pk,
        "year_id": line.year.pk,
        "source_code": line.source or cohort.source_code,
        "title": cohort.title if line.title is None else line.title,
        "grade": line.grade or cohort.grade,
        "kind": line.kind or cohort.kind,
    }
    fields = {name for name, value in values.items() if getattr(cohort, name) != value}
    for name in fields:
        setattr(cohort, name, values[name])
    return fields


def _keep_subjects(lines: list[CohortLine], book: _Book) -> set[int]:
    """Make the subjects of classes those of the file; return the classes changed."""
    through = Cohort.subjects.through
    new, gone, moved = [], [], set()
    for line in lines:
        if line.subject_ids is None:
            continue
        cohort = book.by_key[line.school.pk, line.year.pk, line.code]
        before = book.subjects[cohort.pk]
        new += [
            through(cohort_id=cohort.pk, subject_id=subject_id)
            for subject_id in line.subject_ids - before
        ]
        gone += [(cohort.pk, subject_id) for subject_id in before - line.subject_ids]
        if before != line.subject_ids:
            moved.add(cohort.pk)
        book.subjects[cohort.pk] = set(line.subject_ids)
    through.objects.bulk_create(new, batch_size=2000)
    for cohort_id, subject_id in gone:
        through.objects.filter(cohort_id=cohort_id, subject_id=subject_id).delete()
    return moved


def _close(cohort: Cohort, day: date) -> bool:
    """End what still runs in a class that was taken back."""
    ended = 0
    for model in (Enrolment, TeachingAssignment):
        rows = model.objects.filter(cohort=cohort, ends=None)
        ended += rows.filter(starts__gte=day).delete()[0]
        ended += rows.update(ends=day)
    return bool(ended)


def _learn(run: Run, book: _Book, lines: list[CohortLine]) -> None:
    """Let enrolments find every class: by its id, and by school, year and code."""
    starts = dict(SchoolYear.objects.values_list("pk", "starts"))
    own = {(line.school.pk, line.year.pk, line.code): line.starts for line in lines}
    for (school_id, year_id, code), cohort in book.by_key.items():
        card = CohortCard(
            pk=cohort.pk,
            school_id=school_id,
            year_id=year_id,
            starts=own.get((school_id, year_id, code)) or starts[year_id],
            kind=cohort.kind,
            subject_ids=frozenset(book.subjects[cohort.pk]),
        )
        run.places[school_id, year_id, code] = card
        if cohort.source_code:
            run.cohorts[cohort.source_code] = card
