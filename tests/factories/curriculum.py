"""Subjects, programme rows and nodes for tests."""

from datetime import date

from lms.curriculum.enums import AssessedBy, NodeKind, SubjectKind
from lms.curriculum.models import Node, ProgrammeRow, ProgrammeVersion, Subject
from lms.curriculum.rules.levels import level_of_grade

NAMES = {"MAT": "Toán", "LIT": "Ngữ văn", "PHY": "Vật lí", "VIE": "Tiếng Việt"}


def make_subject(code="MAT", **changes):
    subject, _is_new = Subject.objects.get_or_create(
        code=code,
        defaults={"name_vi": NAMES.get(code, code), "name_en": code} | changes,
    )
    return subject


def make_programme_row(code="MAT", *, grade=10, periods=105, **changes):
    return ProgrammeRow.objects.create(
        **{
            "subject": make_subject(code),
            "level": level_of_grade(grade),
            "grade": grade,
            "kind": SubjectKind.COMPULSORY,
            "periods_per_year": periods,
            "assessed_by": AssessedBy.SCORE,
        }
        | changes
    )


def make_version(code="2018"):
    version, _is_new = ProgrammeVersion.objects.get_or_create(
        code=code, defaults={"title": "CT 2018", "valid_from": date(2018, 12, 26)}
    )
    return version


def make_node(code="MAT10.1.1", *, subject="MAT", grade=10, **changes):
    return Node.objects.create(
        **{
            "version": make_version(),
            "subject": make_subject(subject),
            "level": level_of_grade(grade),
            "grade": grade,
            "code": code,
            "kind": NodeKind.LESSON,
            "title": f"Bài {code}",
            "periods": 2,
        }
        | changes
    )
