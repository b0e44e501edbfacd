"""People, the units they belong to, and since when.

Reference data with dates: nothing is overwritten, an interval ends and another
begins. All intervals are half open: the end is the first day it no longer holds.
"""

from lms.people.models.cohorts import (
    ClassDoor,
    Cohort,
    Enrolment,
    TeachingAssignment,
)
from lms.people.models.persons import PersonIdentifier, User
from lms.people.models.roles import GuardianCode, Guardianship, RoleAssignment
from lms.people.models.runs import ImportRun
from lms.people.models.units import OrgArea, OrgParent, OrgSuccession, OrgUnit
from lms.people.models.years import AcademicSession, SchoolYear, Semester

__all__ = [
    "AcademicSession",
    "ClassDoor",
    "Cohort",
    "Enrolment",
    "GuardianCode",
    "Guardianship",
    "ImportRun",
    "OrgArea",
    "OrgParent",
    "OrgSuccession",
    "OrgUnit",
    "PersonIdentifier",
    "RoleAssignment",
    "SchoolYear",
    "Semester",
    "TeachingAssignment",
    "User",
]
