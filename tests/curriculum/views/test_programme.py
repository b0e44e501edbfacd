import pytest

from lms.curriculum.services.nodes import import_nodes
from lms.curriculum.services.programme import import_curriculum
from tests.access.curriculum import NODES
from tests.factories.curriculum import make_node, make_programme_row

pytestmark = pytest.mark.django_db


def test_the_overview_shows_each_level_and_links_what_has_a_tree(client):
    import_curriculum()
    import_nodes(NODES)

    first = client.get("/chuong-trinh/").content.decode()
    upper = client.get("/chuong-trinh/?cap=thpt").content.decode()

    assert "Tiếng Việt" in first
    assert "Vật lí" in upper
    assert 'href="/chuong-trinh/MAT/thpt/10/"' in upper
    assert "/chuong-trinh/PHY/" not in upper


def test_a_tree_shows_topics_lessons_and_outcomes(client):
    import_curriculum()
    import_nodes(NODES)

    page = client.get("/chuong-trinh/MAT/thpt/10/").content.decode()

    assert "Mệnh đề và tập hợp" in page
    assert "MAT10.1.1.a" in page
    assert "học kỳ I 54 tiết, học kỳ II 51 tiết" in page


@pytest.mark.parametrize(
    "address", ["MAT/thpt/13/", "MAT/mau-giao/1/", "ZZZ/thpt/10/", "MAT/thcs/10/"]
)
def test_what_the_programme_does_not_hold_is_not_found(client, address):
    make_programme_row("MAT")

    assert client.get(f"/chuong-trinh/{address}").status_code == 404


def test_a_programme_not_taken_in_says_what_to_do(client):
    assert "Chưa nhập chương trình" in client.get("/chuong-trinh/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_a_fixed_number_of_questions(
    client, django_assert_num_queries, rows
):
    for number in range(rows):
        make_programme_row(f"S{number}")
        make_node(f"N{number}", subject="S0")

    with django_assert_num_queries(2):
        client.get("/chuong-trinh/?cap=thpt")
    with django_assert_num_queries(3):
        client.get("/chuong-trinh/S0/thpt/10/")
