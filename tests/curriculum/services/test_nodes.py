from datetime import date

import pytest

from lms.curriculum.models import Node
from lms.curriculum.services.nodes import import_nodes
from tests.factories.curriculum import make_programme_row
from tests.files import refused, run_json, skipped, write_csv

HEADER = "subject_code,level,grade,code,parent_code,kind,title,periods"
U = "upper_secondary"


@pytest.fixture
def programme():
    make_programme_row("MAT")
    make_programme_row("PHY", periods=70)


def file(tmp_path, *rows, name="nodes.csv"):
    return write_csv(tmp_path / name, HEADER, [row.split("|") for row in rows])


GOOD = (
    f"MAT|{U}|10|M.1.1.a|M.1.1|outcome|Nêu được…|0",
    f"MAT|{U}|10|M.1.1|M.1|lesson|Mệnh đề|4",
    f"MAT|{U}|10|M.2||topic|Hàm số|9,5",
    f"MAT|{U}|10|M.10||topic|Ôn tập|3",
    f"MAT|{U}|10|M.1||topic|Tập hợp|10",
)


@pytest.mark.django_db
def test_a_tree_comes_in_with_parents_in_any_order(programme, tmp_path):
    outcome = import_nodes(file(tmp_path, *GOOD))
    again = import_nodes(file(tmp_path, *reversed(GOOD)))

    assert (outcome["added"], outcome["skipped"]) == (5, [])
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 5)
    codes = list(Node.objects.values_list("code", "parent__code", "position"))
    assert codes == [
        ("M.1", None, 1),
        ("M.1.1", "M.1", 2),
        ("M.1.1.a", "M.1.1", 3),
        ("M.2", None, 4),
        ("M.10", None, 5),
    ]


@pytest.mark.django_db
def test_wrong_rows_are_named(programme, tmp_path):
    path = file(
        tmp_path,
        f"MAT|{U}|10|A|B|topic|Vòng|0",
        f"MAT|{U}|10|B|A|topic|Vòng|0",
        f"PHY|{U}|10|P||topic|Động học|8",
        f"MAT|{U}|10|C|P|topic|Lạc|0",
        f"MAT|{U}|10|D||chapter|Loại lạ|0",
        f"CHE|{U}|10|E||topic|Môn lạ|0",
        "MAT|primary|10|F||topic|Cấp lạ|0",
        f"MAT|{U}|11|G||topic|Không dạy|0",
        f"MAT|{U}|10|H||topic|Âm|-1",
        f"MAT|{U}|10|I|NO|lesson|Mồ côi|1",
        f"MAT|{U}|10|J|I|outcome|Dưới hàng hỏng|0",
        f"MAT|{U}|10|K||topic|Hai lời|1",
        f"MAT|{U}|10|K||topic|Hai lời|2",
        f"MAT|{U}|10|L|||Thiếu loại|2",
    )

    status, outcome = run_json("import_curriculum_nodes", path)

    assert (status, outcome["added"]) == (3, 1)
    assert skipped(outcome) == [
        (2, "node_cycle"),
        (3, "node_cycle"),
        (5, "parent_of_other_subject"),
        (6, "bad_value"),
        (7, "unknown_subject"),
        (8, "grade_not_of_level"),
        (9, "not_in_programme"),
        (10, "bad_value"),
        (11, "unknown_parent"),
        (12, "parent_skipped"),
        (13, "duplicate_key"),
        (14, "duplicate_key"),
        (15, "value_missing"),
    ]


@pytest.mark.django_db
def test_a_correction_moves_a_node_within_its_edition(programme, tmp_path):
    import_nodes(file(tmp_path, *GOOD))

    outcome = import_nodes(
        file(tmp_path, f"MAT|{U}|10|M.1.1|M.2|lesson|Mệnh đề|5", name="b.csv")
    )

    assert (outcome["changed"], outcome["added"]) == (1, 0)
    node = Node.objects.get(code="M.1.1")
    assert (node.parent.code, node.periods) == ("M.2", 5)
    order = list(Node.objects.values_list("code", flat=True))
    assert order == ["M.1", "M.2", "M.1.1", "M.1.1.a", "M.10"]


@pytest.mark.django_db
def test_a_new_edition_stands_in_for_the_old_one_and_leaves_it_readable(
    programme, tmp_path
):
    import_nodes(file(tmp_path, *GOOD, f"PHY|{U}|10|P||topic|Động học|8"))
    changed = file(tmp_path, f"MAT|{U}|10|M.1||topic|Tập hợp mới|12", name="b.csv")

    outcome = import_nodes(changed, version="2025", valid_from=date(2025, 9, 12))

    assert outcome["added"] == 1
    now = {node.code: node.title for node in Node.objects.current()}
    before = {node.code for node in Node.objects.on(date(2025, 9, 11))}
    assert now == {"M.1": "Tập hợp mới", "P": "Động học"}
    assert before == {"M.1", "M.1.1", "M.1.1.a", "M.2", "M.10", "P"}


@pytest.mark.django_db
def test_an_unknown_edition_and_a_bad_day_are_refused(programme, tmp_path):
    path = file(tmp_path, *GOOD)

    unknown = run_json("import_curriculum_nodes", path, "--edition", "2031")
    bad = run_json("import_curriculum_nodes", path, "--valid-from", "soon")

    assert (refused(unknown), refused(bad)) == ("unknown_version", "bad_value")
    assert not Node.objects.exists()
