"""The whole road of files, compared with the slow reference, figure by figure."""

import os
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.records.build import build, run, write_file
from tests.records.provinces import CURRICULUM, YEAR, Province
from tests.records.reference import Book
from tests.records.rosters import curriculum_file, roster_folders

SEEDS = range(int(os.environ.get("LMS_PROVINCES", "10")))
FILE_SEEDS = range(len(SEEDS) // 3)
START = int(os.environ.get("LMS_PROVINCES_FROM", "0"))
TAKERS = {
    "teaching_plan": Book.take_plan,
    "period_ledger": Book.take_ledger,
    "marks": Book.take_marks,
}


def hand_in(province, book, folder):
    for number, (kind, rows) in enumerate(province.files):
        ending = (".csv", "-bom.csv", ".xlsx")[number % 3]
        path = write_file(folder / f"{number}-{kind}{ending}", kind, rows)
        expected = TAKERS[kind](book, rows)
        outcome, status = run(f"import_{kind}", path)
        skipped = [(s["row"], s["code"]) for s in outcome["skipped"]]
        assert sorted(skipped) == expected["skipped"], (number, kind)
        for count in ("added", "changed", "unchanged"):
            assert outcome[count] == expected[count], (number, kind, count)
        assert status == (3 if skipped else 0)


def said(row):
    """A row of the command as the reference gives it."""
    value = None
    if Decimal(row["denominator"]):
        value = Fraction(Decimal(row["numerator"])) / Fraction(
            Decimal(row["denominator"])
        )
        assert abs(value - Fraction(row["value"])) < Fraction(1, 10**15)
    else:
        assert row["value"] is None
    return value


def compare(outcome, expected):
    rows = {
        (r["org"], r["level"], r["grade"], r["subject"], r["variant"]): r
        for r in outcome["rows"]
    }
    assert len(rows) == len(outcome["rows"])
    assert rows.keys() == expected.keys()
    for key, (num, den, value, flags, complete) in expected.items():
        row = rows[key]
        if num is not None:
            assert Decimal(row["numerator"]) == num, key
            assert Decimal(row["denominator"]) == den, key
        assert said(row) == value, key
        assert flags is None or row["flags"] == flags, key
        assert row["completeness"] == complete, key


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [START + seed for seed in SEEDS])
def test_a_random_province_is_measured_as_the_reference_says(seed, tmp_path):
    province = Province(seed)
    build(province.roster, CURRICULUM)
    book = Book(CURRICULUM, province.roster)
    hand_in(province, book, tmp_path)
    days = [date(2026, 11, 22), province.day(), date(2025, 9, 1)]
    for semester in (None, 1, 2):
        for at in days:
            options = ["--school-year", YEAR, "--at", at.isoformat()]
            if semester:
                options += ["--semester", str(semester)]
            outcome, status = run("measure_indicators", *options)
            assert status == 0
            compare(outcome, book.measure(YEAR, semester=semester, at=at))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [START + seed for seed in FILE_SEEDS])
def test_the_whole_road_from_roster_files_ends_at_the_reference(seed, tmp_path):
    province = Province(seed)
    path = curriculum_file(tmp_path / "curriculum.csv", CURRICULUM)
    outcome, status = run("import_curriculum", path)
    assert (status, outcome["added"]) == (0, len(CURRICULUM))
    for folder in roster_folders(province, tmp_path / "roster"):
        outcome, status = run("import_roster", folder)
        assert status == 0, outcome["skipped"]
    book = Book(CURRICULUM, province.roster)
    hand_in(province, book, tmp_path)
    for at in (date(2026, 11, 22), province.day()):
        outcome, status = run(
            "measure_indicators", "--school-year", YEAR, "--at", at.isoformat()
        )
        assert status == 0
        compare(outcome, book.measure(YEAR, at=at))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [3, 4])
def test_a_narrowed_measurement_gives_the_same_rows(seed, tmp_path):
    province = Province(seed)
    build(province.roster, CURRICULUM)
    for number, (kind, rows) in enumerate(province.files):
        path = write_file(tmp_path / f"{number}-{kind}.csv", kind, rows)
        run(f"import_{kind}", path)
    options = ["--school-year", YEAR, "--at", "2026-03-01"]
    whole, _status = run("measure_indicators", *options)
    by_row = {row_key(row): row for row in whole["rows"]}
    for org in sorted({row["org"] for row in whole["rows"]}):
        part, status = run("measure_indicators", *options, "--org", org)
        assert status == 0
        assert org in {row["org"] for row in part["rows"]}
        for row in part["rows"]:
            assert row == by_row[row_key(row)]


def row_key(row):
    return tuple(row[name] for name in ("org", "level", "grade", "subject", "variant"))
