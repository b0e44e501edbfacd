"""Tables as spreadsheets and gradebook systems really write them."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from lms.core.cells import parse_date, parse_decimal
from lms.core.errors import DomainError
from lms.core.office import OLE_MAGIC
from lms.core.tables import read_table
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
    error = refusal(table(tmp_path, "a,1,", "b,2,x\0"))
    assert (error.code, error.where) == ("not_utf8", "file t.csv, row 3")


def test_a_number_of_a_book_is_what_excel_shows(tmp_path):
    cells = [["code", "mark"], ["a", 7.8999999999999995], ["b", 0.1 + 0.2], ["c", 8.0]]
    found = rows(write_xlsx(tmp_path / "t.xlsx", [*cells, ["d", 0.00001]]))
    assert [row["mark"] for row in found] == ["7.9", "0.3", "8", "0.00001"]


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ("code,mark,note\na,1,Toán\nb,2,Địa lí\n".encode("utf-16"), 1),
        ("code,mark,note\na,1,x\n\nb,2,Toán\n".encode("cp1258", "replace"), 4),
        (b"code,mark,note\n" + b"a,1,x\n" * 5000 + b"b,2,\xd0\n", 5002),
    ],
)
def test_a_file_that_is_no_utf8_is_refused_with_its_row(tmp_path, content, row):
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    error = refusal(path)
    assert (error.code, error.where) == ("not_utf8", f"file t.csv, row {row}")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_excel_with_a_decimal_comma_parts_by_semicolon_or_tab(
    tmp_path, separator, mark
):
    lines = ["code,mark,note", "a|8,5|một, hai", 'b|9|"x|y"']
    text = "\r\n".join(lines).replace(",", separator, 2).replace("|", separator)
    path = tmp_path / "t.csv"
    path.write_text(mark + text, encoding="utf-8", newline="")
    found = rows(path)
    assert [row["mark"] for row in found] == ["8,5", "9"]
    assert [row["note"] for row in found] == [
        "một, hai",
        f"x{separator}y".replace("\t", " "),
    ]


def test_a_book_is_a_book_under_any_name(tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", [["code", "mark"], ["a", 1]])
    assert [row["code"] for row in rows(path.rename(tmp_path / "t.csv"))] == ["a"]


def test_an_old_a_locked_and_a_broken_book_are_told_apart(tmp_path):
    path = tmp_path / "t.xlsx"
    for stream, code in (
        ("Workbook", "xls_old_binary"),
        ("EncryptedPackage", "file_encrypted"),
        ("", "office_old_binary"),
    ):
        path.write_bytes(OLE_MAGIC + b"\0" * 504 + stream.encode("utf-16-le"))
        error = refusal(path)
        assert (error.code, error.where) == (code, "file t.xlsx")
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3")
    assert refusal(path).code == "format_unknown"


def test_what_is_larger_than_the_settings_allow_is_refused(tmp_path, settings):
    settings.TABLE_MAX_MB = settings.BOOK_MAX_MB = 1
    error = refusal(table(tmp_path, *["a,1,x"] * 300_000))
    assert (error.code, error.where) == ("file_too_big", "file t.csv")
    assert error.details == {"limit": "1 MB"}
    path = write_xlsx(tmp_path / "t.xlsx", [["code", "mark"], ["a", 1]])
    with_part(path, "xl/media/x.bin", bytes(16 * 2**20))
    assert refusal(path).code == "zip_too_big"


def test_a_directory_that_lies_about_its_parts_is_refused(tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", [["code", "mark"], ["a", 1]])
    with_part(path, "xl/media/x.bin", bytes(1_234_567))
    content = path.read_bytes()
    size = (1_234_567).to_bytes(4, "little")
    assert content.count(size) == 2
    path.write_bytes(content.replace(size, (7).to_bytes(4, "little")))
    assert refusal(path).code == "file_unreadable"


def test_a_sheet_without_end_is_refused_before_it_is_laid_out(tmp_path):
    book = Workbook()
    book.active.append(["code", "mark"])
    book.active["XFD1048576"] = 1
    book.save(tmp_path / "t.xlsx")
    error = refusal(tmp_path / "t.xlsx")
    assert error.code == "too_many_cells"
    assert error.where == "file t.xlsx, entry xl/worksheets/sheet1.xml"


def with_part(path, name, content):
    out = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    path.write_bytes(out.getvalue())


def test_a_date_has_a_year_of_four_digits():
    for text in ("2025-02-01", "01/02/2025", "1/2/2025", "2025-02-01T00:00:00"):
        assert parse_date(text) == date(2025, 2, 1)
    for text in ("01/02/25", "1/2/0025", "20250201", "2025-W05-6", "25-02-01", "", "/"):
        with pytest.raises(ValueError, match=r".*"):
            parse_date(text)


def test_decimals_are_written_with_point_or_comma():
    assert [parse_decimal(text) for text in ("8,25", "8.25")] == [Decimal("8.25")] * 2
    for text in ("1_0", "NaN", "", "8.2.5"):
        with pytest.raises(ValueError, match=r".*"):
            parse_decimal(text)
