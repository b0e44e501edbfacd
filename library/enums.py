"""Words of the repository that are stored."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ResourceKind(TextChoices):
    """What a reader meets."""

    LECTURE = "lecture", _("E-lesson")
    TEXTBOOK = "textbook", _("E-textbook")
    SIMULATION = "simulation", _("Simulation, virtual lab")
    TELEVISED = "televised", _("Televised lesson")
    DOCUMENT = "document", pgettext_lazy("material", "Document")
    VIDEO = "video", _("Video or audio")
    LINK = "link", _("Link to another repository")


class Licence(TextChoices):
    """Under what terms material may be used."""

    CC_BY = "cc-by-4.0", _("CC BY 4.0: free use with the author's name")
    CC_BY_SA = "cc-by-sa-4.0", _("CC BY-SA 4.0: free use, shared alike")
    CC_BY_NC = "cc-by-nc-4.0", _("CC BY-NC 4.0: free use, not for sale")
    CC0 = "cc0-1.0", _("CC0: no rights reserved")
    PUBLIC_DOMAIN = "public-domain", _("Public domain: the protection has ended")
    SCHOOL = "school", _("For teaching within the sector only")
    LINK_ONLY = "link-only", _("Terms of the linked site")


class VersionState(TextChoices):
    """Where a frozen version stands (Circular 09/2021).

    Before it there is the draft, which is no version. RETURNED, REPLACED and
    WITHDRAWN are ends: nothing follows them.
    """

    GROUP_REVIEW = "group_review", _("Under review")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", pgettext_lazy("material", "Published")
    RETURNED = "returned", _("Returned to the author")
    REPLACED = "replaced", _("Replaced by a newer version")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Verb(TextChoices):
    """What a person decided about a version."""

    SUBMIT = "submit", _("Submitted for review")
    ADOPT = "adopt", _("Adopted by the subject group")
    APPROVE = "approve", _("Approved")
    PUBLISH = "publish", pgettext_lazy("material", "Published")
    RETURN = "return", _("Returned to the author")
    WITHDRAW = "withdraw", _("Withdrawn")
    PROMOTE = "promote", _("Shared with the province")
    REPLACE = "replace", _("Replaced by a newer version")
    FILE = "file", _("Filed and approved in one step")


class EventKind(TextChoices):
    """What a reader's device tells of the use of a material."""

    OPEN = "open", _("Opened")
    ACTIVE = "active", _("Active")
    SEEN = "seen", _("Seen")
    ANSWER = "answer", _("Answered")
    PLAY = "play", _("Played")
    REPORT = "report", _("Reported by the package itself")
    FINISH = "finish", _("Said to be finished")
