"""Shape, formulas, pictures and metadata of the demonstration banks."""

import re
from decimal import Decimal

import pytest
from PIL import Image

from lms.core import html
from lms.core.math import draw_latex
from tests.content.arithmetic import numbers
from tests.content.sources import BANKS, DEMO, bank, texts_of
from tests.content.test_nodes import rows

ITEMS = [item for name in BANKS for item in bank(name)["items"]]
SHORT_ANSWER = re.compile(r"^(?=.{1,4}$)-?\d+(,\d+)?$")
LEVELS = {"biet": "M1", "hieu": "M2", "van_dung": "M3"}
LEAST = {"mat10": 120, "phy10": 40, "mat4": 30}


def formulas(text):
    return [part[1:-1] for part in re.findall(r"\$[^$\n]+\$", text)]


def test_item_codes_are_unique():
    codes = [item["code"] for item in ITEMS]

    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("name", LEAST)
def test_banks_are_as_big_as_promised(name):
    assert len(bank(name)["items"]) >= LEAST[name]


@pytest.mark.parametrize("name", BANKS)
def test_items_hang_at_lessons_of_the_tree(name):
    lessons = {r["code"] for r in rows(name) if r["kind"] == "lesson"}

    assert [i["code"] for i in bank(name)["items"] if i["node"] not in lessons] == []


@pytest.mark.parametrize("name", BANKS)
def test_enemies_and_groups_are_mutual_and_known(name):
    items = {item["code"]: item for item in bank(name)["items"]}
    groups = {group["code"] for group in bank(name)["groups"]}

    for code, item in items.items():
        assert all(code in items[enemy]["enemies"] for enemy in item["enemies"])
        assert item.get("group") is None or item["group"] in groups


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["code"])
def test_metadata(item):
    assert item["level"] in LEVELS
    assert item["explanation"]
    assert item["stem"]
    assert 30 <= item["seconds"] <= 1500
    assert Decimal("0.25") <= Decimal(item["points"]) <= 2
    if item["grade"] <= 5:
        assert item["primary_level"] == LEVELS[item["level"]]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["code"])
def test_formulas_can_be_drawn_and_texts_stored(item):
    for text in texts_of(item):
        assert text.count("$") % 2 == 0
        for latex in formulas(text):
            assert draw_latex(latex)
            assert not re.search(r"\d,\d", latex), "decimal comma is {,} in a formula"
        assert html.clean(html.from_text(text)) == html.from_text(text)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["code"])
def test_pictures_are_small_and_described(item):
    for figure in item.get("figures", []):
        path = DEMO / "figures" / figure["file"]
        with Image.open(path) as image:
            assert image.format == "PNG"
            assert 600 <= image.width <= 900
        assert path.stat().st_size < 60_000
        assert len(figure["alt"]) > 30


def only(kind):
    return [item for item in ITEMS if item["kind"] == kind]


@pytest.mark.parametrize(
    "item", only("choose_one") + only("choose_many"), ids=lambda item: item["code"]
)
def test_options_are_distinct_and_the_key_is_among_them(item):
    texts = [o["text"] for o in item["options"]]
    codes = [o["code"] for o in item["options"]]

    assert codes == list("ABCDE")[: len(codes)]
    assert len(set(texts)) == len(texts)
    assert set(item["key"]["choice"]) < set(codes)
    if item["kind"] == "choose_one":
        assert len(codes) == 4
        assert len(item["key"]["choice"]) == 1


ASKS_FOR_LOWEST_TERMS = {"MAT4-C1-15"}  # an equal fraction is the point there


@pytest.mark.parametrize(
    "item",
    [i for i in only("choose_one") if i["code"] not in ASKS_FOR_LOWEST_TERMS],
    ids=lambda item: item["code"],
)
def test_no_distractor_equals_the_right_number(item):
    bare = re.compile(r"^\$?-?(\d[\d ]*(\{?,\}?\d+)?|\\dfrac\{\d+\}\{\d+\})\$?$")
    values = [
        tuple(numbers(o["text"].replace(" ", "")))
        for o in item["options"]
        if bare.match(o["text"])
    ]

    assert len(set(values)) == len(values)


@pytest.mark.parametrize("item", only("short_answer"), ids=lambda item: item["code"])
def test_short_answers_fit_the_answer_sheet(item):
    assert all(SHORT_ANSWER.match(text) for text in item["key"]["accepted"])


@pytest.mark.parametrize("item", only("match"), ids=lambda item: item["code"])
def test_pairs_name_every_left_side_once(item):
    left = [side["code"] for side in item["left"]]
    right = [side["code"] for side in item["right"]]

    assert [a for a, _ in item["key"]["pairs"]] == left
    assert {b for _, b in item["key"]["pairs"]} <= set(right)
    assert len(right) >= len(left)


@pytest.mark.parametrize("item", only("order"), ids=lambda item: item["code"])
def test_order_names_every_option_and_is_not_given_away(item):
    codes = [o["code"] for o in item["options"]]

    assert sorted(item["key"]["order"]) == codes
    assert item["key"]["order"] != codes


@pytest.mark.parametrize("item", only("cloze"), ids=lambda item: item["code"])
def test_gaps_of_the_stem_are_those_of_the_key(item):
    assert re.findall(r"\[\[(\d)\]\]", item["stem"]) == list(item["key"]["gaps"])


@pytest.mark.parametrize("item", only("essay"), ids=lambda item: item["code"])
def test_marking_guide_adds_up(item):
    points = [Decimal(row["points"]) for row in item["guide"]]

    assert sum(points) == Decimal(item["points"])
    assert all(p % Decimal("0.25") == 0 for p in points)


def test_keys_are_spread_over_the_options():
    for name in ("mat10", "phy10", "mat4", "nat6"):
        ones = [i for i in bank(name)["items"] if i["kind"] == "choose_one"]
        keys = [item["key"]["choice"][0] for item in ones]
        assert max(map(keys.count, "ABCD")) - min(map(keys.count, "ABCD")) <= 1
