"""Tables as spreadsheets and gradebook systems really write them."""

from decimal import Decimal

import pytest

from lms.core.errors import DomainError
from lms.core.tables import parse_decimal, read_table
from tests.files import write_xlsx

HEAD = "code,mark,note"


def table(folder, *lines, head=HEAD):
    path = folder / "t.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def rows(path):
    return list(read_table(path, columns=("code", "mark"), optional=("note",)))


def refusal(path):
    with pytest.raises(DomainError) as refused:
        rows(path)
    return refused.value


def test_a_header_that_stands_there_twice_is_refused(tmp_path):
    error = refusal(table(tmp_path, "a,1,,2", head="code,mark,note, Mark "))
    assert (error.code, error.where) == ("columns_repeated", "file t.csv")
    assert error.details == {"columns": "mark"}


def test_columns_that_nobody_asks_for_may_repeat(tmp_path):
    path = table(tmp_path, "a,1,,,", head="code,mark,x,x,")
    assert [row["mark"] for row in rows(path)] == ["1"]


def test_a_decimal_comma_without_quotes_is_not_read_as_another_number(tmp_path):
    whole, broken, filled = rows(table(tmp_path, 'a,"8,5",,,', "b,8,5,", "c,8,,5"))
    whole.check_width()
    broken.check_width()  # an ordinary row of three cells
    with pytest.raises(DomainError, match="cells_too_many"):
        filled.check_width()
    assert whole["mark"] == "8,5"


def test_notes_beside_the_table_of_a_book_are_passed_over(tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", [["code", "mark"], ["a", 8, "hỏi lại"]])
    rows(path)[0].check_width()


def test_a_cell_without_end_is_named_with_its_row(tmp_path):
    error = refusal(table(tmp_path, "a,1,", f"b,2,{'x' * 1_000_000}"))
    assert (error.code, error.where) == ("cell_too_long", "file t.csv, row 3")


def test_an_open_quotation_mark_is_named_with_its_row(tmp_path):
    error = refusal(table(tmp_path, "a,1,", '"b,2,'))
    assert (error.code, error.where) == ("file_unreadable", "file t.csv, row 3")


def test_bytes_that_are_no_text_are_refused_before_the_database_sees_them(tmp_path):
    assert refusal(table(tmp_path, "a,1,x\0")).code == "not_utf8"


def test_a_number_of_a_book_is_what_excel_shows(tmp_path):
    cells = [["code", "mark"], ["a", 7.8999999999999995], ["b", 0.1 + 0.2], ["c", 8.0]]
    found = rows(write_xlsx(tmp_path / "t.xlsx", [*cells, ["d", 0.00001]]))
    assert [row["mark"] for row in found] == ["7.9", "0.3", "8", "0.00001"]


def test_decimals_are_written_with_point_or_comma():
    assert [parse_decimal(text) for text in ("8,25", "8.25")] == [Decimal("8.25")] * 2
    for text in ("1_0", "NaN", "", "8.2.5"):
        with pytest.raises(ValueError, match=r".*"):
            parse_decimal(text)
