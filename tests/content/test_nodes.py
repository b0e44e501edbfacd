"""The trees below the subjects agree with the programme's periods."""

import csv
import unicodedata
from collections import Counter

import pytest

from lms.curriculum.rules.levels import level_of_grade, semester_periods
from tests.content.sources import NODES

PERIODS = {  # CT GDPT 2018: periods a year
    "mat4": 175,
    "mat6": 140,
    "nat6": 140,
    "mat10": 105,
    "lit10": 105,
    "phy10": 70,
    "che10": 70,
    "his10": 52,
}
COLUMNS = [
    "subject_code",
    "level",
    "grade",
    "code",
    "parent_code",
    "kind",
    "title",
    "periods",
]


def rows(name):
    with (NODES / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_files_are_those_with_known_periods():
    assert sorted(path.stem for path in NODES.glob("*.csv")) == sorted(PERIODS)


@pytest.mark.parametrize("name", PERIODS)
def test_lessons_fill_the_year(name):
    lessons = [int(r["periods"]) for r in rows(name) if r["kind"] == "lesson"]

    assert sum(lessons) == PERIODS[name]
    assert min(lessons) >= 1


SEMESTER_TEST = "Ôn tập và kiểm tra cuối học kì I"


@pytest.mark.parametrize("name", PERIODS)
def test_semester_one_ends_with_its_test(name):
    topics = [r for r in rows(name) if r["kind"] == "topic"]
    ends = [n for n, r in enumerate(topics) if r["title"] == SEMESTER_TEST]

    first = sum(int(r["periods"]) for r in topics[: ends[0] + 1])

    assert first == semester_periods(PERIODS[name])[0]


@pytest.mark.parametrize("name", PERIODS)
def test_every_node_hangs_below_one_of_the_right_kind(name):
    tree = rows(name)
    kinds = {r["code"]: r["kind"] for r in tree}
    above = {"topic": None, "lesson": "topic", "outcome": "lesson"}

    assert len(kinds) == len(tree)
    for place, row in enumerate(tree):
        assert list(row) == COLUMNS
        assert kinds.get(row["parent_code"]) == above[row["kind"]]
        if row["parent_code"]:
            assert row["code"].rpartition(".")[0] == row["parent_code"]
            assert row["parent_code"] in {r["code"] for r in tree[:place]}


@pytest.mark.parametrize("name", PERIODS)
def test_codes_stand_in_teaching_order(name):
    codes = [r["code"] for r in rows(name)]

    assert codes == sorted(codes, key=parts)


def parts(code):
    """Return "MAT10.2.3.a" as ("MAT10", 2, 3, "a"), so that 10 comes after 9."""
    return tuple(int(p) if p.isdecimal() else p for p in code.split("."))


@pytest.mark.parametrize("name", PERIODS)
def test_level_follows_from_the_grade(name):
    for row in rows(name):
        assert row["level"] == level_of_grade(int(row["grade"]))
        assert row["code"].split(".")[0] == f"{row['subject_code']}{row['grade']}"


@pytest.mark.parametrize("name", PERIODS)
def test_topics_carry_the_sum_and_have_a_sensible_size(name):
    tree = rows(name)
    sums, lessons, outcomes = Counter(), Counter(), Counter()
    for row in tree:
        if row["kind"] == "lesson":
            sums[row["parent_code"]] += int(row["periods"])
            lessons[row["parent_code"]] += 1
        elif row["kind"] == "outcome":
            outcomes[row["parent_code"]] += 1
            assert row["periods"] == "0"

    for row in tree:
        if row["kind"] == "topic":
            assert int(row["periods"]) == sums[row["code"]]
            assert 2 <= lessons[row["code"]] <= 8
        if row["kind"] == "lesson":
            assert 1 <= outcomes[row["code"]] <= 4


@pytest.mark.parametrize("name", PERIODS)
def test_titles_are_nfc_and_whole(name):
    for row in rows(name):
        title = row["title"]
        assert title == unicodedata.normalize("NFC", title).strip()
        assert title[0].isupper()
        assert title.endswith(".") == (row["kind"] == "outcome")
