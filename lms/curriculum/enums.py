"""Words of the programme that are stored."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Education level (cấp học)."""

    PRIMARY = "primary", _("Primary")
    LOWER_SECONDARY = "lower_secondary", _("Lower secondary")
    UPPER_SECONDARY = "upper_secondary", _("Upper secondary")
    CONTINUING = (
        "continuing_upper_secondary",
        _("Continuing education, upper secondary"),
    )


class SubjectKind(TextChoices):
    """Place of a subject in the programme of a grade."""

    COMPULSORY = "compulsory", _("Compulsory subject")
    ELECTIVE = "elective", _("Elective or optional subject")
    ACTIVITY = "activity", _("Educational activity")


class AssessedBy(TextChoices):
    """How results are given: marks and comments, or comments alone."""

    SCORE = "score", _("Comment and mark")
    COMMENT = "comment", _("Comment only")


class NodeKind(TextChoices):
    """Kinds of node in the tree below a subject."""

    TOPIC = "topic", _("Topic")
    LESSON = "lesson", _("Lesson")
    OUTCOME = "outcome", _("Learning outcome")
