"""The standing people, with the heads that a review needs."""

from lms.people.enums import Role, UnitKind
from tests.factories.curriculum import make_subject
from tests.factories.people import give_role, make_unit, make_user
from tests.people import standing


def deciding():
    """Add to the standing people a subject group head, and a leader and officer."""
    people = standing()
    group = make_unit(
        "TO-TOAN",
        kind=UnitKind.SUBJECT_GROUP,
        parent=people.school,
        name="Tổ Toán",
        subject=make_subject("MAT"),
    )
    people.group_head = make_user("grouphead", full_name="Trần Văn Tổ")
    give_role(people.group_head, Role.GROUP_HEAD, group)
    people.leader = make_user("leader", full_name="Bùi Thị Sở")
    give_role(people.leader, Role.PROVINCE_LEADER, people.province)
    return people
