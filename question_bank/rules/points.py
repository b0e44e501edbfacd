"""Points of an item whose file states none (domain.md 3.5, files.md 12)."""

from decimal import Decimal

_SHEET = {
    "choose_one": Decimal("0.25"),
    "true_false_cluster": Decimal(1),
    "short_answer": Decimal("0.25"),
}
_SHORT_ANSWER = {"MAT": Decimal("0.5")}
OFFICE = frozenset({"docx", "xlsx"})


def usual_points(kind: str, *, subject_code: str = "", form: str = "docx") -> Decimal:
    """Return the points an item gets where nothing is said.

    In Word and Excel files those of the papers since 2025: part I 0.25, part II 1,
    part III 0.5 in Maths and 0.25 elsewhere; other kinds and formats 1.
    """
    if form not in OFFICE:
        return Decimal(1)
    if kind == "short_answer":
        return _SHORT_ANSWER.get(subject_code, _SHEET[kind])
    return _SHEET.get(kind, Decimal(1))
