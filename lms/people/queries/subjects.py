"""The subjects a person has to do with: those of the levels of her classes."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lms.curriculum.models import ProgrammeRow, Subject
from lms.curriculum.rules.levels import GRADES
from lms.people.access import reach
from lms.people.models import Cohort


def subjects_for(user: Any, *, kept: str = "") -> QuerySet[Subject]:
    """Return the subjects to offer a person in lists, by name.

    Those taught at a level of the classes in her units, or of those she teaches or
    learns in: a teacher of a THPT school is offered none of primary school. All
    where no class is known; a subject that the programme has nowhere is always
    there. kept: code of a subject that is chosen already. It narrows what is
    offered, not what is allowed. One query.
    """
    found = reach(user)
    near = Cohort.objects.order_by().filter(
        Q(school_id__in=found.unit_ids) | Q(pk__in=found.cohort_ids)
    )
    rows = ProgrammeRow.objects.filter(subject=OuterRef("pk"))
    offered = Q(code=kept) | ~Q(Exists(near)) | ~Q(Exists(rows))
    for level, grades in GRADES.items():
        offered |= Q(Exists(rows.filter(level=level))) & Q(
            Exists(near.filter(grade__in=grades))
        )
    return Subject.objects.filter(offered).order_by("name_vi")
