"""Guardians that a roster names. A link counts once the school has verified it."""

from collections.abc import Iterator

from lms.people.models import Guardianship
from lms.people.services.roster.rows import RosterRow, Source, words_of
from lms.people.services.roster.run import Run, chunks

Pair = tuple[RosterRow, str, str, str]  # row, student, guardian, relation
_RELATIONS = {"guardian", "parent", "relative", "father", "mother"}


def take_guardians(run: Run, source: Source) -> None:
    """Add unverified links from agentSourcedIds and relationships.csv."""
    for pairs in chunks(_pairs(run, source)):
        people = run.people({ref for pair in pairs for ref in pair[1:3]})
        links = {}
        for row, student, guardian, relation in pairs:
            student_id, guardian_id = people.get(student), people.get(guardian)
            if student_id is None or guardian_id is None:
                missing = student if student_id is None else guardian
                run.warn(row, "unknown_person", value=missing[:60])
            elif student_id != guardian_id:
                links[student_id, guardian_id] = relation
        Guardianship.objects.bulk_create(
            [
                Guardianship(student_id=student, guardian_id=guardian, relation=word)
                for (student, guardian), word in links.items()
            ],
            ignore_conflicts=True,
        )


def _pairs(run: Run, source: Source) -> Iterator[Pair]:
    for row in source.rows("users"):
        if row["agents"] and not row.is_deleted:
            yield from _of_user(run, row)
    for row in source.rows("relationships"):
        relation = row["role"].lower()
        if relation in _RELATIONS:
            yield row, row["user"], row["other"], relation
        else:
            run.warn(row, "bad_value", value=row["role"][:60], column="role")


def _of_user(run: Run, row: RosterRow) -> Iterator[Pair]:
    """Agents of a student are guardians; those of a guardian are students."""
    own, role = row["source"], row["role"].lower()
    is_guardian = role in _RELATIONS or own in run.guardian_refs
    for agent in words_of(row["agents"]):
        if is_guardian:
            yield row, agent, own, role or "guardian"
        elif role == "student" or agent in run.guardian_refs:
            yield row, own, agent, "guardian"
