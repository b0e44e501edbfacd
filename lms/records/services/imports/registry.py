"""The schools' files for commands and the upload page (lms.core.importers)."""

from django.utils.translation import gettext_lazy as _

from lms.core.importers import Importer, register
from lms.records.services.imports import ledger, marks, plan

TABLES = (".csv", ".xlsx")

register(
    Importer(
        code="teaching_plan",
        title=_("Teaching plan"),
        help=_(
            "One row for each planned period of a class and subject; period_no runs "
            "through the school year. Bring it after the classes."
        ),
        roles=plan.ROLES,
        suffixes=TABLES,
        columns=(*plan.COLUMNS, *plan.OPTIONAL),
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
        suffixes=TABLES,
        columns=(*ledger.COLUMNS, *ledger.OPTIONAL),
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
        suffixes=TABLES,
        columns=(*marks.COLUMNS, *marks.OPTIONAL),
        run=marks.import_marks,
        order=60,
    )
)
