"""The accounts that a visitor tries: one for each role, with a name to type."""

from typing import Any

from django.utils.translation import gettext_noop

from lms.demo.seeding.people import SECOND_OFFICER, People
from lms.people.enums import Role
from lms.people.models import Guardianship, User


def name_accounts(people: People) -> list[dict[str, Any]]:
    """Give one person of each role a user name; return what the log-in page shows."""
    math_teacher = people.teachers["10A1", "MAT"]
    student = people.students["10A1"][0]
    child = people.students["4A"][0]
    chosen: list[tuple[str, str, User]] = [
        ("hocsinh", gettext_noop("Student"), student),
        ("giaovien", gettext_noop("Teacher"), math_teacher),
        (
            "totruong",
            gettext_noop("Head of the subject group"),
            people.group_heads["MH-PT1", "MAT"],
        ),
        ("hieutruong", gettext_noop("Principal"), people.heads["MH-PT1"]),
        (
            "chuyenvien",
            gettext_noop("Curriculum officer"),
            people.officers[Role.CURRICULUM_OFFICER],
        ),
        ("khaothi", gettext_noop("Exam officer"), people.officers[Role.EXAM_OFFICER]),
        ("phuhuynh", gettext_noop("Guardian"), _guardian(student, child)),
        (
            "quantri",
            gettext_noop("System administrator"),
            people.officers[Role.ADMINISTRATOR],
        ),
        ("hocsinh.tieuhoc", gettext_noop("Primary pupil"), child),
        (
            "giaovien.tieuhoc",
            gettext_noop("Primary teacher"),
            people.teachers["4A", "MAT"],
        ),
        (
            "lanhdao",
            gettext_noop("Leader of the department of education"),
            people.officers[Role.PROVINCE_LEADER],
        ),
        (
            "chuyenvien2",
            gettext_noop("Second curriculum officer"),
            people.officers[SECOND_OFFICER],
        ),
    ]
    for username, _label, user in chosen:
        user.username = username
        user.save(update_fields=["username"])
    return [
        {"username": username, "role": label, "name": user.full_name}
        for username, label, user in chosen
    ]


def _guardian(student: User, child: User) -> User:
    """Return the student's guardian, who has a child in primary school too."""
    row = Guardianship.objects.select_related("guardian").get(student=student)
    Guardianship.objects.filter(student=child).update(guardian=row.guardian)
    return row.guardian
