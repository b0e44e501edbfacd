"""Finding material in any spelling, in the same order on both databases."""

import unicodedata

import pytest

from library import api
from library.models import ResourceNode
from library.queries.search import Filters, search_versions
from lms.core.text import fold
from tests.factories.curriculum import make_node
from tests.factories.library import make_lecture, make_link, publish
from tests.people import standing

pytestmark = pytest.mark.django_db
TITLES = [
    "Hàm số bậc hai",
    "Đường tròn trong mặt phẳng toạ độ",
    "Dương và âm",
    "Phản ứng hoá học",
    "Thuỷ triều và lịch",
    "Ca dao than thân",
    "Cá đao ở biển",
    "Truyện Kiều",
    "Đạo hàm",
    "Đáo hạn",
]


@pytest.fixture
def people():
    found = standing()
    for title in TITLES:
        publish(
            make_lecture(unit=found.school, title=title, body=[("text", "<p>x</p>")])
        )
    return found


def titles(people, query, **filters):
    found = search_versions(people.candidate, query, Filters(**filters))
    return [version.title for version in found]


def spellings(title):
    return {
        title,
        fold(title),
        title.upper(),
        unicodedata.normalize("NFD", title),
        f"  {title.lower()} ,",
    }


def test_every_spelling_finds_it_and_toned_ones_find_it_first(people):
    for title in TITLES:
        for spelling in spellings(title):
            found = titles(people, spelling)
            assert title in found, spelling
            if fold(spelling) != spelling.lower():
                assert found[0] == title, spelling


EXACT = [
    ("hóa học", "Phản ứng hoá học", []),
    ("thủy triều", "Thuỷ triều và lịch", []),
    ("đạo hàm", "Đạo hàm", []),
    ("dao ham", "Đạo hàm", []),
    ("đường", "Đường tròn trong mặt phẳng toạ độ", ["Dương và âm"]),
    ("dương", "Dương và âm", ["Đường tròn trong mặt phẳng toạ độ"]),
    ("cá đao", "Cá đao ở biển", ["Ca dao than thân"]),
    ("ca dao", "Ca dao than thân", ["Cá đao ở biển"]),
    ("đáo", "Đáo hạn", ["Đạo hàm", "Cá đao ở biển", "Ca dao than thân"]),
]


def test_exact_tones_stand_above_folded_ones(people):
    for query, first, also in EXACT:
        found = titles(people, query)
        assert found[0] == first, query
        assert set(also) <= set(found), query


def test_every_word_must_occur_and_signs_alone_find_nothing(people):
    assert titles(people, "hàm số bậc ba") == []
    assert titles(people, "?!") == []
    assert len(titles(people, "")) == len(TITLES)
    assert titles(people, "x") == titles(people, "X")


def test_title_stands_above_body_and_filters_narrow(people):
    node = make_node("MAT10.9", title="Phép tịnh tiến")
    body = [("text", "<p>Nhắc đến đạo hàm một lần.</p>")]
    other = make_link(unit=people.school, title="Ôn tập", subject="PHY", grade=11)
    other.body = body
    other.nodes.add(ResourceNode(node=node))
    other.save_revision()
    publish(other)
    assert titles(people, "đạo hàm") == ["Đạo hàm", "Ôn tập"]
    assert titles(people, "đạo hàm", subject="PHY") == ["Ôn tập"]
    assert titles(people, "", grade=11) == ["Ôn tập"]
    assert titles(people, "", kind="link") == ["Ôn tập"]
    assert titles(people, "", node="MAT10.9") == ["Ôn tập"]
    assert titles(people, "tịnh tiến") == ["Ôn tập"]


def test_codes_and_the_door_of_the_api(people):
    card = api.search(people.candidate, "truyện kiều")[0]
    assert api.search(people.candidate, card.code)[0].code == card.code
    assert api.search(people.candidate, "kieu", grade=11) == []
    assert api.search(people.stranger, "kieu") == []


def test_a_search_costs_one_query_for_the_rows_and_one_for_the_count(
    people, django_assert_num_queries
):
    found = search_versions(people.candidate, "hàm số")
    with django_assert_num_queries(1):
        assert [(v.subject.code, v.unit.name) for v in found]
    with django_assert_num_queries(1):
        assert found.all().count() == 1
