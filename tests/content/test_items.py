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
BARE_NUMBER = re.compile(r"^\$?-?(\d[\d ]*(\{?,\}?\d+)?|\\dfrac\{\d+\}\{\d+\})\$?$")
LEVELS = {"biet": "M1", "hieu": "M2", "van_dung": "M3"}
LEAST = {"mat10": 120, "phy10": 40, "mat4": 30}
ASKS_FOR_LOWEST_TERMS = {"MAT4-C1-15"}  # an equal fraction is the point there


def of_kind(*kinds):
    return [item for item in ITEMS if item["kind"] in kinds]


def codes(parts):
    return [part["code"] for part in parts]


def test_item_codes_are_unique():
    assert len(set(codes(ITEMS))) == len(ITEMS)


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


@pytest.mark.parametrize("name", BANKS)
def test_metadata(name):
    for item in bank(name)["items"]:
        told = item.get("primary_level")
        assert item["level"] in LEVELS, item["code"]
        assert told == (LEVELS[item["level"]] if item["grade"] <= 5 else None)
        assert item["explanation"], item["code"]
        assert item["stem"], item["code"]
        assert 30 <= item["seconds"] <= 1500, item["code"]
        assert Decimal("0.25") <= Decimal(item["points"]) <= 2, item["code"]


@pytest.mark.parametrize("name", BANKS)
def test_formulas_can_be_drawn_and_texts_stored(name):
    for item in bank(name)["items"]:
        for text in texts_of(item):
            assert text.count("$") % 2 == 0, item["code"]
            for latex in re.findall(r"\$([^$\n]+)\$", text):
                assert draw_latex(latex)
                assert not re.search(r"\d,\d", latex), "decimal comma is {,} there"
            stored = html.from_text(text)
            assert html.clean(stored) == stored, item["code"]


@pytest.mark.parametrize("name", BANKS)
def test_pictures_are_small_and_described(name):
    for item in bank(name)["items"]:
        for figure in item.get("figures", []):
            path = DEMO / "figures" / figure["file"]
            with Image.open(path) as image:
                assert image.format == "PNG"
                assert 600 <= image.width <= 900
            assert path.stat().st_size < 60_000
            assert len(figure["alt"]) > 30


def test_options_are_distinct_and_the_key_is_among_them():
    for item in of_kind("choose_one", "choose_many"):
        named = codes(item["options"])
        assert named == list("ABCDE")[: len(named)], item["code"]
        assert len({o["text"] for o in item["options"]}) == len(named), item["code"]
        assert set(item["key"]["choice"]) < set(named), item["code"]
        if item["kind"] == "choose_one":
            assert (len(named), len(item["key"]["choice"])) == (4, 1), item["code"]


def test_no_distractor_equals_the_right_number():
    for item in of_kind("choose_one"):
        texts = [o["text"] for o in item["options"] if BARE_NUMBER.match(o["text"])]
        values = {tuple(numbers(text.replace(" ", ""))) for text in texts}
        if item["code"] not in ASKS_FOR_LOWEST_TERMS:
            assert len(values) == len(texts), item["code"]


def test_short_answers_fit_the_answer_sheet():
    for item in of_kind("short_answer"):
        assert all(map(SHORT_ANSWER.match, item["key"]["accepted"])), item["code"]


def test_pairs_name_every_left_side_once():
    for item in of_kind("match"):
        right = codes(item["right"])
        assert [a for a, _ in item["key"]["pairs"]] == codes(item["left"])
        assert {b for _, b in item["key"]["pairs"]} <= set(right), item["code"]
        assert len(right) >= len(item["left"]), item["code"]


def test_order_names_every_option_and_is_not_given_away():
    for item in of_kind("order"):
        assert sorted(item["key"]["order"]) == codes(item["options"]), item["code"]
        assert item["key"]["order"] != codes(item["options"]), item["code"]


def test_gaps_of_the_stem_are_those_of_the_key():
    for item in of_kind("cloze"):
        assert re.findall(r"\[\[(\d)\]\]", item["stem"]) == list(item["key"]["gaps"])


def test_marking_guides_add_up():
    for item in of_kind("essay"):
        points = [Decimal(row["points"]) for row in item["guide"]]
        assert sum(points) == Decimal(item["points"]), item["code"]
        assert all(p % Decimal("0.25") == 0 for p in points), item["code"]


@pytest.mark.parametrize("name", ["mat10", "phy10", "mat4", "nat6"])
def test_keys_are_spread_over_the_options(name):
    ones = [i for i in bank(name)["items"] if i["kind"] == "choose_one"]
    keys = [item["key"]["choice"][0] for item in ones]

    assert max(map(keys.count, "ABCD")) - min(map(keys.count, "ABCD")) <= 1
