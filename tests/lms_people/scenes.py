"""A small province with everything that the screens of people show."""

from datetime import timedelta

from django.utils import timezone

from lms.core.clock import today
from lms.people.enums import Role
from lms.people.models import Guardianship
from tests.factories.people import assign, enrol, give_role, make_cohort, make_user
from tests.people import standing

NAMES = (
    "Nguyễn Văn An", "Trần Thị Ánh", "Lê Hoàng Bảo", "Phạm Thị Dung", "Vũ Đức Duy",
    "Đặng Thị Hoa", "Bùi Quang Huy", "Hồ Thị Kim", "Ngô Văn Lâm", "Dương Thị Mai",
    "Đỗ Minh Quân", "Phan Thị Yến",
)  # fmt: skip


def scene():
    """Return standing() with an administrator, IT staff and a full class."""
    people = standing()
    day = people.cohort.year.starts
    people.admin = make_user("admin", full_name="Quản Trị Viên", code="QT1")
    people.it = make_user("it", full_name="Mai Văn Máy", code="IT1")
    people.primary = make_cohort("3A", school=people.school, grade=3)
    give_role(people.admin, Role.ADMINISTRATOR, people.province)
    give_role(people.it, Role.SCHOOL_IT, people.school)
    give_role(people.it, Role.TEACHER, people.school)
    people.pupils = []
    for number, name in enumerate(NAMES, 1):
        pupil = make_user(f"hs{number}", full_name=name, code=f"00{number:08d}")
        pupil.set_unusable_password()
        pupil.save()
        enrol(pupil, people.cohort, starts=day)
        people.pupils.append(pupil)
    mother = make_user("mother", full_name="Trần Thị Mẹ", code="PH1")
    Guardianship.objects.create(
        guardian=mother,
        student=people.candidate,
        relation="mother",
        verified_by=people.head,
        verified_at=timezone.now(),
    )
    people.mother = mother
    assign(people.colleague, people.cohort, "LIT")
    moved = make_user("moved", full_name="Cao Văn Chuyển", code="0099")
    enrol(moved, people.cohort, starts=day, ends=today() - timedelta(days=3))
    return people
