"""Reading measured figures back: the rows of commands.md, and figures for pages."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from lms.records.models import Figure, Snapshot
from lms.records.rules.share import Parameters, Tally
from lms.records.rules.slices import Said, variants

CHUNK = 2_000


def tally_of(figure: Figure) -> Tally:
    """Return the counts of a stored figure."""
    return Tally(
        l_quarters=int(figure.l_num * 4),
        l_plan=figure.l_plan,
        l_todate=figure.l_todate,
        a_num=figure.a_num,
        a_recorded=figure.a_recorded,
        a_required=figure.a_required,
        cells=figure.cells,
        cells_confirmed=figure.cells_confirmed,
        periodic_missing=figure.periodic_missing,
    )


def parameters_of(snapshot: Snapshot) -> Parameters:
    """Return the switches a snapshot was measured with."""
    return Parameters(
        share_w=Fraction(snapshot.params["share_w"]),
        min_completion=Fraction(snapshot.params["min_completion"]),
        count_room_tests=snapshot.params["count_room_tests"] == "True",
    )


def means_of(figure: Figure) -> Mapping[str, Fraction | None] | None:
    """Return the means of schools of a province or commune, None for others."""
    if not figure.means:
        return None
    return {
        name: _fraction(*pair) if pair else None for name, pair in figure.means.items()
    }


def said_of(figure: Figure, parameters: Parameters) -> dict[str, Said]:
    """Return what is said about a figure, by variant."""
    said = variants(
        tally_of(figure), share_w=parameters.share_w, means=means_of(figure)
    )
    return {row.variant: row for row in said}


def rows_of(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """Yield the rows of measure_indicators, one a slice and variant (files.md 10)."""
    parameters = parameters_of(snapshot)
    for figure in snapshot.figures.order_by("id").iterator(CHUNK):
        completeness = {
            "classes": figure.cells,
            "classes_confirmed": figure.cells_confirmed,
            "periodic_missing": figure.periodic_missing,
        }
        for said in said_of(figure, parameters).values():
            yield {
                "org": figure.org_code,
                "level": figure.level or None,
                "grade": figure.grade,
                "subject": figure.subject_code or None,
                "indicator": snapshot.indicator,
                "variant": said.variant,
                "numerator": said.numerator,
                "denominator": said.denominator,
                "value": said.value,
                "flags": list(said.flags),
                "completeness": completeness,
            }


def _fraction(numerator: str, denominator: str) -> Fraction:
    return Fraction(_whole(numerator), _whole(denominator))


def _whole(text: str) -> int:
    # Plain int() refuses more than 4,300 digits, which a mean of schools may have.
    number = 0
    for start in range(0, len(text), 4000):
        part = text[start : start + 4000]
        number = number * 10 ** len(part) + int(part)
    return number
