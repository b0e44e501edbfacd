"""What the student record keeps: plan, ledger, marks, figures, targets."""

from lms.records.models.figures import Figure, Snapshot, Target
from lms.records.models.ledger import Absence, PeriodRecord
from lms.records.models.marks import Mark
from lms.records.models.plans import PlanPeriod, PlanRevision
from lms.records.models.results import HeldResult, TakenUpTo

__all__ = [
    "Absence",
    "Figure",
    "HeldResult",
    "Mark",
    "PeriodRecord",
    "PlanPeriod",
    "PlanRevision",
    "Snapshot",
    "TakenUpTo",
    "Target",
]
