"""Words of the student record that are stored."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Mode(TextChoices):
    """How a lesson period was given."""

    IN_PERSON = "in_person", _("In class")
    ONLINE_SYNC = "online_sync", _("Online, live")
    ONLINE_ASYNC = "online_async", _("Online, own time")
    BLENDED = "blended", _("Blended")


class MarkKind(TextChoices):
    """What a mark was given for."""

    TX = "tx", _("Regular")
    GK = "gk", _("Mid-semester")
    CK = "ck", _("End of semester")
    KTL = "ktl", _("Re-test")


class Venue(TextChoices):
    """Where a test was taken; room and remote are on the platform."""

    PAPER = "paper", _("On paper")
    ROOM = "room", _("Computer room")
    REMOTE = "remote", _("At a distance")


class Source(TextChoices):
    """Where a mark or record came from."""

    FILE = "file", _("From a file")
    SCREEN = "screen", _("Entered on screen")
    SITTING = "sitting", _("From a sitting")


class PrimaryWord(TextChoices):
    """What a primary pupil reads instead of a mark (TT 27/2020)."""

    DONE_WELL = "done_well", _("Completed well")
    DONE = "done", _("Completed")
    NOT_DONE = "not_done", _("Not completed yet")


class SnapshotKind(TextChoices):
    """Why figures were measured."""

    ORDERED = "ordered", _("Fixed by a person")
    DAILY = "daily", _("Measured overnight")


class SemesterNumber(IntegerChoices):
    """Semesters of a school year."""

    FIRST = 1, _("Semester I")
    SECOND = 2, _("Semester II")


class TargetLevel(TextChoices):
    """Levels a target may be set for."""

    PRIMARY = "primary", _("Primary")
    LOWER = "lower_secondary", _("Lower secondary")
    UPPER = "upper_secondary", _("Upper secondary")
    SECONDARY = "secondary", _("Secondary (lower and upper)")
