"""The files that this app and the curriculum take in, for commands and upload page."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from lms.core.guides import Guide
from lms.core.importers import Importer, register
from lms.curriculum.models import Subject
from lms.curriculum.services import node_rows, nodes, programme
from lms.people.access import holds, reach
from lms.people.enums import Role
from lms.people.services.roster.service import import_roster
from lms.people.services.roster.showing import first_rows, own_school, roster_guides

PROGRAMME_HELPS = {
    "subject_code": _("Letters and digits, the same in every grade."),
    "level": _("TH, THCS, THPT or GDTX."),
    "grade": _("1 to 12, fitting the level."),
    "periods_per_year": _("A whole number."),
    "subject_en": _("May be left out."),
    "note": _("May be left out."),
}
NODE_HELPS = {
    "subject_code": _("Code of a subject of the programme."),
    "level": _("TH, THCS, THPT or GDTX."),
    "grade": _("1 to 12, fitting the level."),
    "code": _("Every code stands once."),
    "parent_code": _(
        "Empty for a topic; a lesson names its topic, an outcome its lesson."
    ),
    "periods": _("How many periods it takes, 0 for an outcome."),
}


def subjects_of(user: Any) -> frozenset[str] | None:
    """Return the codes of the subjects whose tree a person may change; None = all."""
    if user is None or holds(user, Role.ADMINISTRATOR):
        return None
    grants = [g for g in reach(user).grants if g.role == Role.CURRICULUM_OFFICER]
    ids = {grant.subject_id for grant in grants if grant.subject_id is not None}
    if len(ids) < len({grant.subject_id for grant in grants}):
        return None  # one grant is not narrowed to a subject
    return frozenset(Subject.objects.filter(pk__in=ids).values_list("code", flat=True))


def take_nodes(path: Path, *, by: Any = None, **options: Any) -> dict[str, Any]:
    """Take in nodes of the subjects that this person looks after."""
    return nodes.import_nodes(path, by=by, subject_codes=subjects_of(by), **options)


register(
    Importer(
        code="curriculum",
        title=_("Programme: subjects and periods"),
        help=_(
            "One row for each subject in each grade, with its periods in a school "
            "year and how it is assessed. Brought in once, before everything else."
        ),
        roles=frozenset({Role.ADMINISTRATOR}),
        suffixes=(".csv", ".xlsx"),
        guides=(Guide(programme.TABLE, programme.COLUMNS, PROGRAMME_HELPS),),
        run=programme.import_curriculum,
        order=10,
    )
)
register(
    Importer(
        code="curriculum_nodes",
        title=_("Programme: topics, lessons and outcomes"),
        help=_(
            "The tree below the subjects. A lesson names its topic, an outcome "
            "names its lesson; rows may stand in any order."
        ),
        roles=frozenset({Role.ADMINISTRATOR, Role.CURRICULUM_OFFICER}),
        suffixes=(".csv", ".xlsx"),
        guides=(Guide(node_rows.TABLE, node_rows.COLUMNS, NODE_HELPS),),
        run=take_nodes,
        order=20,
    )
)
register(
    Importer(
        code="roster",
        title=_("Schools, classes, people"),
        help=_(
            "A zip of OneRoster CSV files, or one Excel book of class lists as the "
            "school system exports them. A later file changes and adds; nothing is "
            "removed because a file is silent about it."
        ),
        roles=frozenset({Role.ADMINISTRATOR, Role.SCHOOL_HEAD, Role.SCHOOL_IT}),
        suffixes=(".zip", ".xlsx", ".csv"),
        guides=roster_guides(),
        run=import_roster,
        order=30,
        look=first_rows,
        own=own_school,
    )
)
