"""Doors to the apps below: what the record asks of exams, library and bank.

One place, so that it can be seen at a glance what the record leans on.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from exams import api as exams
from library import api as library
from lms.core.errors import NotFound
from question_bank import api as question_bank

PAGE = 1_000


def approved_resources(codes: Collection[str], *, at: date | None = None) -> set[str]:
    """Return those codes whose resource is approved, now or on a day."""
    return library.approved(list(codes), at=at) if codes else set()


def resource_cards(codes: Collection[str]) -> dict[str, library.ResourceCard]:
    """Return the cards of resources that are known, by code."""
    cards = {}
    for code in sorted(set(codes)):
        try:
            cards[code] = library.resource_card(code)
        except NotFound:
            continue
    return cards


def search_resources(
    user: Any, words: str, *, subject: str, grade: int
) -> list[library.ResourceCard]:
    """Return approved material for a subject and grade that the person may read."""
    return library.search(user, words, subject=subject, grade=grade, limit=20)


def completions(
    code: str, students: Collection[int], *, until: date | None = None
) -> dict[int, library.Completion]:
    """Return how far these learners have come with a resource."""
    return library.completions(code, students, until=until)


def evidence_trail(code: str, student_id: int) -> list[library.EvidenceLine]:
    """Return every event of a learner with a resource, oldest first."""
    return library.evidence_trail(code, student_id)


def released_results(*, after_id: int) -> Iterator[exams.ReleasedResult]:
    """Yield the released results after one id, oldest first."""
    while page := exams.released_results(after_id=after_id, limit=PAGE):
        yield from page
        after_id = page[-1].result_id


def released_result(result_id: int) -> exams.ReleasedResult | None:
    """Return one released result."""
    page = exams.released_results(after_id=result_id - 1, limit=1)
    return page[0] if page and page[0].result_id == result_id else None


def counted_sitting(sitting_code: str) -> exams.CountedSitting | None:
    """Return what a sitting brings to the gradebook, also before its release."""
    return exams.counted_sitting(sitting_code)


def result_trail(result_id: int) -> exams.Trail:
    """Return what a result was made of. Raises NotFound."""
    return exams.result_trail(result_id)


def origin(version_id: int) -> question_bank.Origin:
    """Return where a question comes from, down to the paragraph. Raises NotFound."""
    return question_bank.origin(version_id)


def hidden_versions(user: Any, version_ids: list[int]) -> set[int]:
    """Return the questions of secret banks that this person may not read."""
    return question_bank.hidden_versions(user, version_ids)
