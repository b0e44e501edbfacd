"""Headings that schools write, words in the cells, samples and first rows."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from lms.core.columns import load_tables
from lms.core.errors import DomainError
from lms.core.guides import Guide, glance_at, sample_book
from lms.core.tables import read_table

PROFILE = """
[marks.code]
headings = ["Mã học sinh", "Mã HS"]
sample = ["HS1", "HS2"]
[marks.kind]
headings = ["Loại điểm"]
sample = ["Giữa kỳ", ""]
words = { gk = ["Giữa kỳ", "GK"], tx = ["Thường xuyên"] }
[marks.note]
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "tables.toml"
    path.write_text(PROFILE, encoding="utf-8")
    return load_tables(path)["marks"]


def read(tmp_path, table, text):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    rows = read_table(path, columns=("code", "kind"), optional=("note",), known=table)
    return [row.values for row in rows]


@pytest.mark.parametrize(
    "header",
    ["code,kind,note", "Mã học sinh,Loại điểm,note", "MA HS (*),loai diem,Note"],
)
def test_our_names_and_those_of_schools_mean_the_same(tmp_path, table, header):
    rows = read(tmp_path, table, f"{header}\nGK,giữa kì,Giữa kỳ\nA,tx,\nB,lạ,\n")
    assert rows == [
        {"code": "GK", "kind": "gk", "note": "Giữa kỳ"},  # words count in their column
        {"code": "A", "kind": "tx", "note": ""},
        {"code": "B", "kind": "lạ", "note": ""},
    ]


def test_a_missing_column_is_called_as_schools_call_it(tmp_path, table):
    with pytest.raises(DomainError) as refusal:
        read(tmp_path, table, "Loại điểm\ngk\n")
    assert refusal.value.details["columns"] == "Mã học sinh (code)"


def test_one_column_under_two_names_is_refused(tmp_path, table):
    with pytest.raises(DomainError, match="columns_repeated"):
        read(tmp_path, table, "code,Mã HS,kind\nA,B,gk\n")


def test_a_refusal_names_the_column_as_the_file_does(tmp_path, table):
    path = tmp_path / "a.csv"
    path.write_text("Mã HS,Loại điểm\nA,gk\n", encoding="utf-8")
    row = next(read_table(path, columns=("code", "kind"), known=table))
    refusal = row.named(DomainError("bad_value", value="A", column="code"))
    assert refusal.details["column"] == "Mã HS"


def test_the_sample_file_is_understood(tmp_path, table):
    guide = Guide(table, ("code", "kind"))
    path = tmp_path / "mau.xlsx"
    path.write_bytes(sample_book((guide,)))
    sheet = load_workbook(BytesIO(path.read_bytes())).active
    assert [cell.value for cell in sheet[1]] == ["Mã học sinh", "Loại điểm"]
    (glance,) = glance_at(path, guide)
    assert glance.headings == ["Mã học sinh", "Loại điểm"]
    assert glance.rows == [(2, ["HS1", "Giữa kỳ"]), (3, ["HS2", ""])]
