"""Tables of papers, sittings and attempts."""

from exams.models.adjustment import Adjustment
from exams.models.attempt import Attempt, AttemptToken, Response
from exams.models.blueprint import Blueprint, BlueprintRow
from exams.models.board import BoardAct
from exams.models.form import Form
from exams.models.journal import Envelope, JournalEntry, Ruling
from exams.models.paper import (
    Drawing,
    Paper,
    RemoteDecision,
    SittingPaper,
    Slot,
)
from exams.models.result import Release, Result
from exams.models.score import KeyCorrection, Score, ScoringIssue, SealScoring, SlotVoid
from exams.models.seal import Seal
from exams.models.sitting import Candidate, Sitting, SittingCohort, SittingSecret
from exams.models.upload import AnswerFile

__all__ = [
    "Adjustment",
    "AnswerFile",
    "Attempt",
    "AttemptToken",
    "Blueprint",
    "BlueprintRow",
    "BoardAct",
    "Candidate",
    "Drawing",
    "Envelope",
    "Form",
    "JournalEntry",
    "KeyCorrection",
    "Paper",
    "Release",
    "RemoteDecision",
    "Response",
    "Result",
    "Ruling",
    "Score",
    "ScoringIssue",
    "Seal",
    "SealScoring",
    "Sitting",
    "SittingCohort",
    "SittingPaper",
    "SittingSecret",
    "Slot",
    "SlotVoid",
]
