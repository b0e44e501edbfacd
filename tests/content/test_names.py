"""Invented people and places can be told from real ones."""

import unicodedata

import pytest

from tests.content.sources import read_json

NAMES = read_json("names.json")


@pytest.mark.parametrize("gender", ["female", "male"])
def test_there_are_enough_names_and_none_twice(gender):
    given = NAMES[gender]["given"]

    assert len(set(given)) == len(given) >= 60
    assert len(set(NAMES[gender]["middle"])) == len(NAMES[gender]["middle"]) >= 20


@pytest.mark.parametrize("group", ["surnames", "surnames_highland"])
def test_surnames_have_weights(group):
    names = [name for name, _weight in NAMES[group]]

    assert len(set(names)) == len(names) >= 15
    assert all(weight > 0 for _name, weight in NAMES[group])


@pytest.mark.parametrize("gender", ["female", "male"])
def test_names_are_one_nfc_word(gender):
    for name in NAMES[gender]["given"] + NAMES[gender]["middle"]:
        assert name == unicodedata.normalize("NFC", name)
        assert name.isalpha()
        assert name[0].isupper()


def test_places_say_that_they_are_invented():
    places = [NAMES["province"]["name"], NAMES["province"]["department"]]
    places += [c["name"] for c in NAMES["communes"]]
    places += [s["name"] for s in NAMES["schools"]]

    assert [place for place in places if "Minh hoạ" not in place] == []


def test_the_small_province_has_what_the_issue_asks_for():
    levels = {level for school in NAMES["schools"] for level in school["levels"]}
    areas = [
        NAMES["communes"][school["commune"]]["area"] for school in NAMES["schools"]
    ]

    assert len(NAMES["schools"]) == 6
    assert levels == {
        "primary",
        "lower_secondary",
        "upper_secondary",
        "continuing_upper_secondary",
    }
    assert areas.count("difficult") == 1
