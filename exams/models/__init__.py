"""Tables of papers, sittings and attempts."""

from exams.models.adjustment import Adjustment
from exams.models.attempt import Attempt, AttemptToken, Response
from exams.models.board import BoardAct
from exams.models.form import Form
from exams.models.journal import Envelope, JournalEntry, Ruling
from exams.models.seal import Seal
from exams.models.sitting import Candidate, Sitting, SittingCohort, SittingSecret
from exams.models.upload import AnswerFile

__all__ = [
    "Adjustment",
    "AnswerFile",
    "Attempt",
    "AttemptToken",
    "BoardAct",
    "Candidate",
    "Envelope",
    "Form",
    "JournalEntry",
    "Response",
    "Ruling",
    "Seal",
    "Sitting",
    "SittingCohort",
    "SittingSecret",
]
