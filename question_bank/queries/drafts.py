"""The drafts of a file as its page lists them."""

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from question_bank.enums import Decision
from question_bank.models import DraftRow, ImportBatch

NEEDS_WORK = Q(version=None, decision=Decision.TAKE) & ~Q(problems=[])
READY = Q(version=None, decision=Decision.TAKE, problems=[])
WARNED = Q(version=None, decision=Decision.TAKE, problems=[]) & ~Q(warnings=[])


@dataclass(frozen=True)
class Counts:
    """How many drafts of a file stand where. found: also those that became none."""

    found: int
    ready: int
    open: int
    warned: int
    left_out: int
    taken: int
    lost: int

    @property
    def wanted(self) -> int:
        """Drafts that are still to be taken."""
        return self.ready + self.open


def count_rows(batch: ImportBatch) -> Counts:
    """Return the counts of a file."""
    found = batch.rows.aggregate(
        all=Count("pk"),
        ready=Count("pk", filter=READY),
        open=Count("pk", filter=NEEDS_WORK),
        warned=Count("pk", filter=WARNED),
        left_out=Count("pk", filter=Q(version=None, decision=Decision.LEAVE_OUT)),
        taken=Count("pk", filter=Q(version__isnull=False)),
    )
    lost = len(batch.skipped)
    return Counts(found.pop("all") + lost, lost=lost, **found)


def rows_in_order(batch: ImportBatch, *, only: str = "") -> QuerySet[DraftRow]:
    """Return the drafts, those with open points first, then warned ones, then by place.

    only: "can-sua" leaves the rest out.
    """
    first = Case(
        When(NEEDS_WORK, then=Value(0)),
        When(WARNED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    rows = batch.rows.select_related("version__item")
    if only == "can-sua":
        rows = rows.filter(NEEDS_WORK | WARNED)
    return rows.order_by(first, "position")
