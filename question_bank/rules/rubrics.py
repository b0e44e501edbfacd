"""A rubric: criteria with points, by which a person marks an essay or a file.

In the key: {"rubric": [{"title": "Mở bài", "points": "0.5"}]}. As a teacher writes it,
a criterion a line with its points at the end: "Mở bài: 0,5".
"""

import re
from decimal import Decimal
from typing import Any

from question_bank.errors import BadItem

MOST_CRITERIA, LONGEST = 20, 300
_LINE = re.compile(
    r"^(?P<title>.*?)\s*(?:[:|–—-]|\()?\s*(?P<points>\d{1,2}(?:[.,]\d{1,2})?)"
    r"\s*(?:đ|điểm)?\s*\)?\.?$",
    re.IGNORECASE,
)


def read_rubric(text: str | None) -> list[dict[str, str]]:
    """Return the criteria of a text; a line without points has "" for them."""
    found = []
    for line in (text or "").splitlines():
        plain = line.strip()
        if not plain:
            continue
        match = _LINE.match(plain)
        if match and match["title"].strip(" :|-–—"):
            points = Decimal(match["points"].replace(",", "."))
            title = match["title"].strip(" :|-–—")
            found.append({"title": title[:LONGEST], "points": f"{points:f}"})
        else:
            found.append({"title": plain[:LONGEST], "points": ""})
    return found[: MOST_CRITERIA + 1]


def show_rubric(key: dict[str, Any] | None) -> str:
    """Return the criteria as lines to edit."""
    rows = (key or {}).get("rubric", [])
    return "\n".join(
        f"{row['title']}: {row['points'].replace('.', ',')}".rstrip(": ")
        for row in rows
    )


def check_rubric(key: dict[str, Any] | None) -> None:
    """Raise BadItem unless every criterion has points, > 0."""
    rows = (key or {}).get("rubric", [])
    if len(rows) > MOST_CRITERIA:
        raise BadItem("rubric_too_long", where="key", most=MOST_CRITERIA)
    for row in rows:
        if not row["points"] or Decimal(row["points"]) <= 0:
            raise BadItem("criterion_without_points", where="key", value=row["title"])


def rubric_total(key: dict[str, Any] | None) -> Decimal:
    """Return the points of all criteria, 0 where there is no rubric."""
    rows = (key or {}).get("rubric", [])
    return sum((Decimal(row["points"] or 0) for row in rows), Decimal(0))


def with_rubric(key: dict[str, Any] | None, text: str | None) -> dict[str, Any]:
    """Return the key of an essay or a file with the criteria of a text."""
    kept = {name: value for name, value in (key or {}).items() if name != "rubric"}
    rubric = read_rubric(text)
    return kept | ({"rubric": rubric} if rubric else {})
