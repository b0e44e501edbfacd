"""The words by which a published version is found."""

from library.models import FrozenVersion, SearchTerm
from library.rules.content import plain_text
from library.rules.words import term_weights
from lms.curriculum.models import Node

TITLE, NODES, SUMMARY, PEOPLE, BODY = 24, 12, 8, 6, 1
BODY_CHARACTERS = 60_000


def index_version(version: FrozenVersion) -> int:
    """Write the search terms of a version anew; how many."""
    SearchTerm.objects.filter(version=version).delete()
    weights = term_weights(_fields(version))
    SearchTerm.objects.bulk_create(
        [
            SearchTerm(version=version, term=term, weight=weight)
            for term, weight in weights.items()
        ],
        batch_size=500,
    )
    return len(weights)


def forget_version(version: FrozenVersion) -> None:
    """Take a version out of the search: withdrawn or replaced."""
    SearchTerm.objects.filter(version=version).delete()


def _fields(version: FrozenVersion) -> list[tuple[str, int]]:
    data = version.data
    titles = Node.objects.filter(code__in=data["nodes"]).values_list("title", flat=True)
    subject = version.subject
    return [
        (f"{data['title']} {version.code}", TITLE),
        (" ".join([*titles, *data["nodes"]]), NODES),
        (data["summary"], SUMMARY),
        (
            " ".join(
                [data["authors"], subject.name_vi, *subject.aliases, version.unit.name]
            ),
            PEOPLE,
        ),
        (plain_text(data)[:BODY_CHARACTERS], BODY),
    ]
