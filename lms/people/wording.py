"""Words of the codes of people and organisation."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lms.core.wording import known_codes, register

register(
    {
        "unknown_class": _(
            "There is no class “%(value)s” in the school year %(year)s."
        ),
        "ambiguous_class": _(
            "The class “%(value)s” exists in several schools. Write SCHOOL/CLASS."
        ),
        "unknown_school_year": _("There is no school year “%(value)s”."),
        "unknown_unit": _("There is no organisation unit “%(value)s”."),
        "unknown_person": _("There is no person with the code “%(value)s”."),
        "unknown_user": _("There is no user named “%(value)s”."),
        "roster_unknown": _(
            "This is no roster: there is no orgs.csv, users.csv, classes.csv or "
            "enrollments.csv in it."
        ),
        "roster_file_twice": _("This file is there twice."),
        "roster_sheet_unknown": _(
            "No sheet of this book is understood. A class list needs the columns "
            "“Mã học sinh”, “Họ và tên” and “Lớp”."
        ),
        "roster_school_missing": _(
            "The list does not say which school it is of. Write “Mã trường: …” above "
            "the table or add the column."
        ),
        "roster_unknown_class": _("There is no class “%(value)s” in the roster."),
        "file_passed_over": _("This is no part of a roster and was not read."),
        "unknown_unit_kind": _("“%(value)s” is no kind of unit that is known here."),
        "unit_above_province": _(
            "“%(value)s” stands above a province and is not kept here."
        ),
        "unit_code_taken": _("The code “%(value)s” belongs to another unit."),
        "unit_cycle": _("This unit hangs below itself."),
        "unit_ended": _("“%(value)s” has already been merged, split or closed."),
        "successor_missing": _(
            "Name what the unit becomes: one unit for a merger or a new name, at least "
            "two for a split, none where it is closed."
        ),
        "successor_not_fitting": _(
            "“%(value)s” cannot take its place: it must be another unit of the same "
            "kind that still exists."
        ),
        "units_below": _(
            "%(count)s units still belong to it. Move them first: nobody can guess "
            "where they go."
        ),
        "classes_run_on": _(
            "Classes of “%(value)s” run on that day. Choose a day after the end of the "
            "school year."
        ),
        "unit_not_yours": _("“%(value)s” is not part of your school."),
        "not_a_school": _("“%(value)s” is not a school."),
        "class_without_year": _(
            "The row does not say which school year the class is of."
        ),
        "class_code_taken": _("The code “%(value)s” belongs to another class."),
        "class_taken_as_homeroom": _(
            "The kind of the class “%(value)s” is not stated; it was taken as a home "
            "class with all subjects."
        ),
        "class_role_passed_over": _("The role “%(value)s” has no place in a class."),
        "group_without_subject": _("The teaching group names no subject."),
        "person_conflict": _(
            "The code “%(value)s” and the rest of the row name two different people."
        ),
        "person_elsewhere": _(
            "The person “%(value)s” belongs to another school. Ask the department to "
            "move them."
        ),
        "role_not_here": _("The role “%(value)s” means nothing at the unit %(unit)s."),
        "role_not_given": _(
            "The role “%(value)s” at %(unit)s was not given: your file may not do that."
        ),
        "ends_before_start": _("The end does not lie after the beginning."),
        "enrolled_already": _("The student is in this class from that day already."),
        "semester_too_many": _(
            "A school year has two semesters; this one is left out."
        ),
        "run_not_ready": _("This file is not waiting for a confirmation."),
        "run_expired": _("The file is no longer kept here. Please bring it again."),
        "too_many_tries": _("Too many wrong tries. Please wait ten minutes."),
        "guardian_code_wrong": _(
            "This code is not valid. Look at the paper again, or ask the class teacher "
            "for a new one."
        ),
        "guardian_of_oneself": _("The code is your own."),
        "username_taken": _("The user name “%(value)s” is taken."),
        "role_not_yours": _("You may not give or end this role here."),
        "role_not_fitting": _("This role has no meaning at this unit."),
        "role_given_already": _("This person has this role here already."),
        "last_administrator": _("The last administrator cannot be ended."),
        "door_closed": _("This class code is not valid any more."),
    }
)

_ZIP = {
    "zip_unreadable": _("The archive is broken or cut off."),
    "zip_too_many": _("The archive holds more than %(limit)s files."),
    "zip_too_big": _("The archive unpacks to more than %(limit)s MB."),
    "zip_ratio": _("The archive unpacks to more than %(ratio)s times its size."),
    "zip_path_escapes": _("The archive holds a path that leads out of it."),
    "zip_link": _("The archive holds a link, which is not allowed."),
    "zip_encrypted": _("The archive is locked with a password. Remove it first."),
}
# ``media`` has words for the same codes and registers first where it is installed.
register({code: text for code, text in _ZIP.items() if code not in known_codes()})

# Django says this too, but its Vietnamese catalogue lacks it.
TOO_SHORT = ngettext_lazy(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
)
