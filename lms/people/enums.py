"""Words of people and organisation that are stored."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitKind(TextChoices):
    """Kinds of organisation unit."""

    PROVINCE = "province", _("Department of education")
    CLUSTER = "cluster", _("Former district or cluster")
    COMMUNE = "commune", _("Commune")
    SCHOOL = "school", _("School")
    SITE = "site", _("School site")
    SUBJECT_GROUP = "subject_group", _("Subject group")


class ParentRelation(TextChoices):
    """Why a unit hangs below another."""

    LINE = "line", _("Administration")
    REPORTING = "reporting", _("Reporting group")


class SuccessionKind(TextChoices):
    """What became of a unit."""

    MERGE = "merge", _("Merged")
    SPLIT = "split", _("Split")
    RENAME = "rename", _("Renamed")
    ABOLISH = "abolish", _("Abolished")


class Area(TextChoices):
    """Conditions for online teaching where a school lies."""

    FAVOURABLE = "favourable", _("Favourable area")
    DIFFICULT = "difficult", _("Difficult area")


class CohortKind(TextChoices):
    """A home class with all its subjects, or a teaching group for one."""

    HOMEROOM = "homeroom", _("Class")
    GROUP = "group", _("Teaching group")


class Role(TextChoices):
    """What a person does for a unit."""

    ADMINISTRATOR = "administrator", _("System administrator")
    PROVINCE_LEADER = "province_leader", _("Leader of the department of education")
    CURRICULUM_OFFICER = "curriculum_officer", _("Curriculum officer")
    EXAM_OFFICER = "exam_officer", _("Exam officer")
    COMMUNE_OFFICER = "commune_officer", _("Education officer of the commune")
    SCHOOL_HEAD = "school_head", _("Principal")
    GROUP_HEAD = "group_head", _("Head of the subject group")
    TEACHER = "teacher", _("Teacher")
    SCHOOL_IT = "school_it", _("IT staff of the school")
    INVIGILATOR = "invigilator", _("Proctor")
    MARKER = "marker", _("Marker")
    STUDENT = "student", _("Student")
    GUARDIAN = "guardian", _("Guardian")


class RunState(TextChoices):
    """How far an uploaded file has come."""

    UPLOADED = "uploaded", _("Waiting to be read")
    PREVIEWED = "previewed", _("Read, waiting for your confirmation")
    CONFIRMED = "confirmed", _("Being taken in")
    DONE = "done", _("Taken in")
    REFUSED = "refused", _("Refused")
    DROPPED = "dropped", _("Given up")
    EXPIRED = "expired", _("Expired")
    FAILED = "failed", _("Broke off; nothing was written")
