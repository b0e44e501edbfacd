"""Four standing people: a candidate, her teacher, an officer, a stranger.

Province P with commune C and school S (class 10A1); a second school T in another
commune, where the stranger teaches. ``standing()`` builds them once for a test.
"""

from dataclasses import dataclass

from lms.people.enums import Role, UnitKind
from lms.people.models import Cohort, OrgUnit, User
from tests.factories.people import (
    assign,
    enrol,
    give_role,
    make_cohort,
    make_teacher,
    make_unit,
    make_user,
)


@dataclass
class Standing:
    province: OrgUnit
    commune: OrgUnit
    school: OrgUnit
    other_school: OrgUnit
    cohort: Cohort
    other_cohort: Cohort
    candidate: User
    teacher: User
    colleague: User
    head: User
    officer: User
    exam_officer: User
    stranger: User


def standing():
    province = make_unit("P", kind=UnitKind.PROVINCE, name="Sở GDĐT")
    commune = make_unit("C", kind=UnitKind.COMMUNE, parent=province, name="Xã Một")
    far = make_unit("D", kind=UnitKind.COMMUNE, parent=province, name="Xã Hai")
    school = make_unit("S", parent=commune, name="THPT Một")
    other = make_unit("T", parent=far, name="THPT Hai")
    cohort = make_cohort("10A1", school=school)
    other_cohort = make_cohort("10B1", school=other)
    people = {
        name: make_user(name, full_name=full)
        for name, full in {
            "candidate": "Trần Thị Bình",
            "head": "Lê Văn Hiệu",
            "officer": "Phạm Thị Chuyên",
            "exam_officer": "Vũ Văn Thi",
        }.items()
    }
    teacher = make_teacher(school, username="teacher", full_name="Nguyễn Văn An")
    colleague = make_teacher(school, username="colleague", full_name="Đỗ Thị Hoa")
    stranger = make_teacher(other, username="stranger", full_name="Hoàng Văn Lạ")
    enrol(people["candidate"], cohort)
    assign(teacher, cohort, "MAT")
    assign(teacher, cohort, None)
    assign(stranger, other_cohort, "MAT")
    give_role(people["head"], Role.SCHOOL_HEAD, school)
    give_role(people["officer"], Role.CURRICULUM_OFFICER, province)
    give_role(people["exam_officer"], Role.EXAM_OFFICER, province)
    return Standing(
        province=province,
        commune=commune,
        school=school,
        other_school=other,
        cohort=cohort,
        other_cohort=other_cohort,
        teacher=teacher,
        colleague=colleague,
        stranger=stranger,
        **people,
    )
