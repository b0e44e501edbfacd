"""Words of the item bank that are stored."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VersionState(TextChoices):
    """Where a version stands on its way into papers."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class CognitiveLevel(TextChoices):
    """Level of thinking an item asks for (official letter 7991)."""

    BIET = "biet", _("Recognise")
    HIEU = "hieu", _("Understand")
    VAN_DUNG = "van_dung", _("Apply")


class ChangeClass(TextChoices):
    """How far a version departs from the one before; decides on its statistics."""

    FIRST = "first", _("First version")
    COSMETIC = "cosmetic", _("Cosmetic change")
    WORDING = "wording", _("Changed wording")
    KEY = "key", _("Changed key")
    SCORING = "scoring", _("Changed scoring")


class BatchState(TextChoices):
    """Where an imported file stands."""

    WAITING = "waiting", _("Waiting")
    READING = "reading", _("Being read")
    READY = "ready", _("Ready to look through")
    ACCEPTED = "accepted", _("Taken into the bank")
    REFUSED = "refused", _("Could not be read")


class Decision(TextChoices):
    """What the teacher decided on one draft of a file."""

    TAKE = "take", _("Take")
    LEAVE_OUT = "leave_out", _("Leave out")


class Right(TextChoices):
    """What a named person may do in a bank."""

    READ = "read", _("May look")
    WRITE = "write", _("May write items")
    REVIEW = "review", _("May write and review")


class Act(TextChoices):
    """Steps that the publishing log knows."""

    SUBMITTED = "submitted", _("Sent for review")
    RETURNED = "returned", _("Returned")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Answer(TextChoices):
    """What became of the wish to open a secret bank."""

    RELEASED = "released", _("Opened")
    REFUSED = "refused", _("Not opened")
    TAKEN_BACK = "taken_back", _("Taken back")


class Licence(TextChoices):
    """Under what terms an item may be used."""

    OWN = "own", _("Written here, for use in the sector")
    SCHOOL = "school", _("For teaching within the sector only")
    CC_BY = "cc-by-4.0", _("CC BY 4.0: free use with the author's name")
    CC_BY_SA = "cc-by-sa-4.0", _("CC BY-SA 4.0: free use, shared alike")
    CC_BY_NC = "cc-by-nc-4.0", _("CC BY-NC 4.0: free use, not for sale")
    CC0 = "cc0-1.0", _("CC0: no rights reserved")
    PERMISSION = "permission", _("Used with the owner's permission")
