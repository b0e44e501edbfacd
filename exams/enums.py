"""Words of sittings and attempts that are stored."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AttemptState(TextChoices):
    """States of an attempt (exam-protocol.md, section 2)."""

    ASSIGNED = "assigned", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    SUSPENDED = "suspended", _("Suspended")
    SUBMITTED = "submitted", _("Handed in")
    VOIDED = "voided", _("Voided")


class SealKind(TextChoices):
    """Who closed an attempt: the candidate, the clock, an invigilator."""

    CANDIDATE = "candidate", _("Handed in by the candidate")
    DEADLINE = "deadline", _("Closed when the time was over")
    INVIGILATOR = "invigilator", _("Collected by the proctor")


class EntryStatus(TextChoices):
    """What became of one entry; the first three stand in the journal."""

    SAVED = "saved"
    PARKED = "parked"
    LATE = "late"
    DUPLICATE = "duplicate"
    SUPERSEDED = "superseded"
    CONFLICT = "conflict"
    INVALID = "invalid"


class Source(TextChoices):
    """How an entry came in."""

    SCRIPT = "script", _("Test page")
    FORM = "form", _("Plain form")
    ADOPTED = "adopted", _("Taken over from another device")
    ENVELOPE = "envelope", _("Exported file")


class BoardVerb(TextChoices):
    """What the exam board decides, two people each time."""

    REOPEN = "reopen", _("Reopen")
    VOID = "void", _("Void")
    ACCEPT_LATE = "accept_late", _("Accept late answers")
    REFUSE_LATE = "refuse_late", _("Refuse late answers")


class SittingState(TextChoices):
    """Where a sitting stands before the clock takes over."""

    DRAFT = "draft", _("Being prepared")
    READY = "ready", _("Ready")
    CANCELLED = "cancelled", _("Cancelled")


class Venue(TextChoices):
    """Where a sitting is held; the rules differ (Circular 09/2021)."""

    ROOM = "room", _("Computer room")
    REMOTE = "remote", _("Online at distance")


class AssessmentKind(TextChoices):
    """What a result becomes in the gradebook; empty: practice."""

    REGULAR = "tx", _("Regular assessment")
    MIDTERM = "gk", _("Mid-term assessment")
    FINAL = "ck", _("Final assessment")


class DrawStatus(TextChoices):
    """How good drawn papers are known to be."""

    OPTIMAL = "optimal", _("Proven best")
    FEASIBLE = "feasible", _("Good, gap stated")


class ScoreBasis(TextChoices):
    """What points were given by."""

    KEY = "key", _("By the key")
    PERSON = "person", _("By a person")


class VoidEffect(TextChoices):
    """How a void question counts."""

    FULL = "full", _("Everybody gets its points")
    DROPPED = "dropped", _("It counts for nobody")
