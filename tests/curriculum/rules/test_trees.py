from decimal import Decimal

from lms.curriculum.rules.trees import Leaf, faults, natural_key, ordered

MAT10 = ("MAT", "upper_secondary", 10)
PHY10 = ("PHY", "upper_secondary", 10)


def leaf(code, parent="", *, kind="topic", place=MAT10, title="x"):
    return Leaf(code, parent, place, kind, title, Decimal(0))


def tree(*leaves):
    return {one.code: one for one in leaves}


def test_parents_may_stand_after_their_children():
    rows = tree(leaf("M.1.1", "M.1", kind="lesson"), leaf("M.1"))

    assert faults(rows, {}) == {}


def test_each_fault_is_named():
    rows = tree(
        leaf("A", "B"),
        leaf("B", "C"),
        leaf("C", "A"),
        leaf("SELF", "SELF"),
        leaf("OWN", "NOWHERE"),
        leaf("P", place=PHY10),
        leaf("M", "P"),
        leaf("OUT", kind="outcome"),
        leaf("T", "OUT", kind="topic"),
        leaf("BELOW", "OWN"),
        leaf("FINE"),
    )

    assert faults(rows, {}) == {
        "A": "node_cycle",
        "B": "node_cycle",
        "C": "node_cycle",
        "SELF": "node_cycle",
        "OWN": "unknown_parent",
        "M": "parent_of_other_subject",
        "T": "parent_kind",
        "BELOW": "parent_skipped",
    }


def test_a_ring_through_what_is_already_there_is_found():
    known = tree(leaf("A"), leaf("B", "A"))

    assert faults(tree(leaf("A", "B")), known) == {"A": "node_cycle"}


def test_a_bad_correction_leaves_the_node_as_it_was_for_its_children():
    known = tree(leaf("A"))
    rows = tree(leaf("A", "NOWHERE"), leaf("B", "A"))

    assert faults(rows, known) == {"A": "unknown_parent"}


def test_what_hangs_below_a_ring_is_not_in_the_ring():
    rows = tree(leaf("A", "B"), leaf("B", "A"), leaf("C", "A"), leaf("D", "C"))

    assert faults(rows, {}) == {
        "A": "node_cycle",
        "B": "node_cycle",
        "C": "parent_skipped",
        "D": "parent_skipped",
    }


def test_order_is_parents_first_and_numbers_as_numbers():
    leaves = [leaf("M.10"), leaf("M.2"), leaf("M.2.1", "M.2"), leaf("M.10.1", "M.10")]

    assert ordered(reversed(leaves)) == ["M.2", "M.2.1", "M.10", "M.10.1"]


def test_natural_keys_of_mixed_codes_can_be_compared():
    codes = ["10.A", "A.10", "A", "A.9", "", "9"]

    assert sorted(codes, key=natural_key) == ["", "9", "10.A", "A", "A.9", "A.10"]
