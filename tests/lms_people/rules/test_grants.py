from lms.people.enums import Role, UnitKind
from lms.people.rules.grants import FITS, GIVABLE, MAY_GIVE, fits, givable_by


def test_nobody_gives_a_role_that_comes_from_a_relation():
    for given in MAY_GIVE.values():
        assert not given & {Role.STUDENT, Role.GUARDIAN}


def test_nobody_but_an_administrator_gives_her_own_role():
    for role, given in MAY_GIVE.items():
        assert role == Role.ADMINISTRATOR or role not in given


def test_every_givable_role_fits_some_unit():
    assert set(FITS) == GIVABLE
    assert fits(Role.SCHOOL_HEAD, UnitKind.SCHOOL)
    assert not fits(Role.SCHOOL_HEAD, UnitKind.PROVINCE)
    assert not fits("student", UnitKind.SCHOOL)


def test_roles_add_up():
    assert givable_by([Role.TEACHER]) == frozenset()
    assert Role.SCHOOL_IT not in givable_by([Role.SCHOOL_IT])
    assert givable_by([Role.SCHOOL_IT, Role.SCHOOL_HEAD]) == MAY_GIVE[Role.SCHOOL_HEAD]
