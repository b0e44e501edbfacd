"""Finding material: the same words, order and counts on both databases.

Every word of the query must occur, in any tone. Ranking: versions that carry the
query's words with their tones stand first where it has tones; then the weight of
the fields where the words occur, the whole query in the title above all.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from library.models import FrozenVersion, SearchTerm
from library.rules.words import is_plain, query_terms, words_of
from lms.core.text import fold

TONED, PHRASE = 10_000.0, 200.0


@dataclass(frozen=True)
class Filters:
    """What a reader narrows the search to; None or "" = everything."""

    subject: str = ""
    grade: int | None = None
    kind: str = ""
    node: str = ""
    unit: str = ""


NO_FILTERS = Filters()


def search_versions(
    user: Any, query: str, filters: Filters = NO_FILTERS
) -> QuerySet[FrozenVersion]:
    """Return live versions the user may read, best first, each with ``score``.

    query: any spelling: with or without tones, decomposed, upper case; empty =
    everything, newest first.
    """
    return ranked(narrowed(FrozenVersion.objects.readable_by(user), filters), query)


def narrowed(
    versions: QuerySet[FrozenVersion], filters: Filters
) -> QuerySet[FrozenVersion]:
    """Return those versions that fit the filters."""
    conditions = {
        "subject__code": filters.subject,
        "grade": filters.grade,
        "kind": filters.kind,
        "nodes__node_code": filters.node,
        "unit__code": filters.unit,
    }
    return versions.filter(
        **{name: value for name, value in conditions.items() if value}
    )


def ranked(versions: QuerySet[FrozenVersion], query: str) -> QuerySet[FrozenVersion]:
    """Return the versions in which every word of the query occurs, best first."""
    terms = query_terms(query)
    versions = versions.select_related("subject", "unit")
    if not terms:
        if query.strip():  # nothing but signs
            return versions.none()
        zero = Value(0.0, output_field=FloatField())
        return versions.annotate(score=zero).order_by("-published_at", "-pk")
    folded = [one for one, _exact in terms]
    exact = [one for _folded, one in terms]
    matching = (
        SearchTerm.objects.filter(term__in=folded)
        .values("version")
        .annotate(words=Count("pk"))
        .filter(words=len(folded))
    )
    return (
        versions.filter(pk__in=matching.values("version"))
        .annotate(score=_score(query, folded, exact))
        .order_by("-score", "-published_at", "-pk")
    )


def _score(query: str, folded: list[str], exact: list[str]) -> Any:
    has_tones = not all(is_plain(word) for word in words_of(query))
    mine = SearchTerm.objects.filter(version=OuterRef("pk"))
    weight = _subquery(mine.filter(term__in=folded), Sum("weight"))
    toned = _subquery(mine.filter(term__in=exact), Sum("weight"))
    matched = _subquery(mine.filter(term__in=exact), Count("pk"))
    phrase = Case(
        When(Q(title_fold__contains=fold(" ".join(words_of(query)))), Value(PHRASE)),
        default=Value(0.0),
        output_field=FloatField(),
    )
    tone_weight = TONED if has_tones else 0.0
    return weight + phrase + toned * Value(0.5) + matched * Value(tone_weight)


def _subquery(rows: QuerySet[SearchTerm], value: Any) -> Any:
    """Return an aggregate over the terms of the outer version, 0 without any."""
    inner = rows.order_by().values("version").annotate(found=value).values("found")
    return Coalesce(
        Subquery(inner, output_field=FloatField()),
        Value(0.0),
        output_field=FloatField(),
    )
