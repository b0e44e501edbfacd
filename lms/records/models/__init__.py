"""What the student record keeps: plan, ledger, marks, figures, targets."""

from lms.records.models.figures import Figure, Snapshot, Target
from lms.records.models.ledger import PeriodRecord
from lms.records.models.marks import Mark
from lms.records.models.plans import PlanPeriod, PlanRevision

__all__ = [
    "Figure",
    "Mark",
    "PeriodRecord",
    "PlanPeriod",
    "PlanRevision",
    "Snapshot",
    "Target",
]
