"""The schools' files for commands and the upload page (lms.core.importers)."""

from django.utils.translation import gettext_lazy as _

from lms.core.guides import Guide
from lms.core.importers import Importer, register
from lms.records.services.imports import ledger, marks, plan
from lms.records.services.imports.intake import TABLES

SUFFIXES = (".csv", ".xlsx")
HELPS = {
    "school_year": _("As 2026-2027."),
    "class_code": _("Code of the class, as in the class list; SCHOOL/CODE if unclear."),
    "subject_code": _("Name or code of the subject."),
    "semester": _("1 or 2."),
    "period_no": _("Number of the period in the plan, running through the year."),
    "week": _("Week of the plan, may be empty."),
    "node_code": _("Code of the topic in the programme, may be empty."),
    "title": _("Name of the lesson, may be empty."),
    "mode_planned": _("Empty: in class."),
    "date": _("As 31/12/2026 or 2026-12-31."),
    "online_periods": _("For blended periods: 0; 0,25; 0,5; 0,75 or 1."),
    "reason": _("Why it was online, may be empty."),
    "confirmed": _("Only confirmed periods count."),
    "resource_code": _("Code of the material in the repository, may be empty."),
    "completed": _("How many took part or finished."),
    "enrolled": _("How many pupils the class had."),
    "student_code": _("As in the class list."),
    "ordinal": _("1, 2, 3… for regular marks; empty for the others."),
    "mark": _("8,5 or Đ and CĐ; an empty mark changes nothing."),
    "venue": _("Empty: on paper."),
    "decision": _("Number and date, for mid- and end-of-semester tests at a distance."),
}

register(
    Importer(
        code="teaching_plan",
        title=_("Teaching plan"),
        help=_(
            "One row for each planned period of a class and subject; its number runs "
            "through the school year. Bring it after the classes."
        ),
        roles=plan.ROLES,
        suffixes=SUFFIXES,
        guides=(Guide(TABLES["teaching_plan"], plan.COLUMNS, HELPS),),
        run=plan.import_plan,
        order=40,
    )
)
register(
    Importer(
        code="period_ledger",
        title=_("Lesson ledger"),
        help=_(
            "How each planned period was given: date, mode, share given online, and "
            "who took part. A later file corrects an earlier one."
        ),
        roles=ledger.ROLES,
        suffixes=SUFFIXES,
        guides=(Guide(TABLES["period_ledger"], ledger.COLUMNS, HELPS),),
        run=ledger.import_ledger,
        order=50,
    )
)
register(
    Importer(
        code="marks",
        title=_("Marks of the gradebook"),
        help=_(
            "One row for each mark, with the place of the test: paper, room or "
            "remote. An empty mark changes nothing; a later file corrects."
        ),
        roles=marks.ROLES,
        suffixes=SUFFIXES,
        guides=(Guide(TABLES["marks"], marks.COLUMNS, HELPS),),
        run=marks.import_marks,
        order=60,
    )
)
