"""What stands in a Word question besides plain text: pictures, tables, formulas …"""

import io
import re
import zipfile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from lms.core.html import clean, to_text
from question_bank.rules.formats.docx.reader import parse
from tests.question_bank.rules.word import Word, fill, fraction, math, png, r

W = nsdecls("w")


def plain(html):
    return re.sub(r"\s+", " ", to_text(html)).strip()


def read(word):
    return parse(word.save(), name="de.docx")


def codes(draft):
    return [problem.code for problem in draft.problems]


def options(word, *texts, key="A"):
    for letter, text in zip("ABCD", texts or ["một", "hai", "ba", "bốn"], strict=False):
        word.p((letter, "u" if letter == key else ""), f". {text}")


def one(word):
    """Read a file with one question; its warnings are looked at by the caller."""
    draft = read(word)
    assert len(draft.items) == 1
    return draft.items[0]


def test_scripts_and_italics_are_kept():
    word = Word()
    word.p("Câu 1. Chất H", ("2", "sub"), "SO", ("4", "sub"), " có ", ("x", "i"),
           ("2", "sup"), " gam?")  # fmt: skip
    options(word)

    item = one(word)

    assert item.stem_html == (
        "Chất H<sub>2</sub>SO<sub>4</sub> có <i>x</i><sup>2</sup> gam?"
    )
    assert clean(item.stem_html) == item.stem_html


def test_a_picture_in_the_stem():
    word = Word()
    word.p("Câu 1. Hình bên là gì?")
    word.picture(size=(80, 60))
    options(word)

    draft = read(word)

    item = draft.items[0]
    assert [image.mime for image in item.images] == ["image/png"]
    assert f'<img data-file="draft:{item.images[0].name}"' in item.stem_html
    assert item.warnings == ()
    assert draft.images == item.images


def test_pictures_as_options():
    word = Word()
    word.p("Câu 1. Đồ thị nào sau đây đúng?")
    for letter, color in zip("ABCD", ["red", "green", "blue", "black"], strict=True):
        word.picture(word.p((f"{letter}.", "u" if letter == "C" else ""), " "), color)

    item = one(word)

    assert item.key == {"choice": ["C"]}
    assert len(item.images) == 4
    assert all(o.html.startswith("<img ") for o in item.options)


def test_pictures_under_letters_in_a_table():
    word = Word()
    word.p("Câu 1. Hình nào là hình vuông?")

    def picture(color):
        return lambda cell: (
            cell.paragraphs[0].add_run().add_picture(io.BytesIO(png(color)))
        )

    word.table([[picture(c) for c in ("red", "green", "blue", "gray")],
                ["A.", "B.", "C.", "D."]])  # fmt: skip
    word.p("Đáp án: D")

    item = one(word)

    assert item.key == {"choice": ["D"]}
    assert [o.html.count("<img") for o in item.options] == [1, 1, 1, 1]


def test_a_picture_behind_the_options_goes_to_the_stem_with_a_warning():
    word = Word()
    word.p("Câu 1. Dựa vào hình vẽ, hãy chọn.")
    options(word)
    word.picture()
    word.p("Câu 2. Tiếp theo?")
    options(word)

    first, _second = read(word).items

    assert "<img" in first.stem_html
    assert "<img" not in first.options[3].html
    assert [w.code for w in first.warnings] == ["picture_place_unsure"]


def test_a_picture_beside_the_question_in_a_layout_table():
    word = Word()

    def picture(cell):
        cell.paragraphs[0].add_run().add_picture(io.BytesIO(png()))

    word.table([[
        [["Câu 1. Hình bên vẽ gì?"], ["A. Cá."], [("B", "u"), ". Chim."], ["C. Gà."],
         ["D. Vịt."]],
        picture,
    ]])  # fmt: skip

    item = one(word)

    assert "<img" in item.stem_html
    assert item.options[3].html == "Vịt."
    assert item.key == {"choice": ["B"]}
    assert item.warnings == ()


def test_a_table_of_data_stays_in_the_stem():
    word = Word()
    word.p("Câu 1. Cho bảng số liệu:")
    word.table([["Năm", "2010", "2020"], ["Sản lượng", "1,5", "2,5"]])
    word.p("Nhận xét nào đúng?")
    options(word)

    item = one(word)

    assert "<table><tbody><tr><td>Năm</td><td>2010</td>" in item.stem_html
    assert plain(item.stem_html).startswith("Cho bảng số liệu: Năm 2010 2020")
    assert plain(item.stem_html).endswith("Nhận xét nào đúng?")


def test_merged_cells_and_a_table_within_a_table():
    word = Word()
    word.p("Câu 1. Xem bảng.")
    table = word.table([["a", "b"], ["c", "d"]])
    table.cell(0, 0).merge(table.cell(1, 0))
    fill(table.cell(1, 1).paragraphs[0], "ngoài")
    inner = table.cell(1, 1).add_table(1, 1)
    inner.cell(0, 0).text = "trong"
    options(word)

    item = one(word)

    assert 'rowspan="2"' in item.stem_html
    assert item.stem_html.count("<table>") == 2
    assert "trong" in item.stem_html


def test_formulas_in_stem_and_options():
    word = Word()
    word.p("Câu 1. Giá trị của ", math(fraction("1", "2")), " là")
    for letter, text in zip("ABCD", ["x+1", "y", "0,5", "z"], strict=True):
        word.p((f"{letter}.", "u" if letter == "C" else ""), " ", math(r(text)))

    item = one(word)

    assert item.stem_html == (r'Giá trị của <span data-latex="\frac{1}{2}"></span> là')
    assert item.options[2].html == '<span data-latex="0{,}5"></span>'
    assert item.key == {"choice": ["C"]}


def test_letters_with_points_within_formulas_are_no_options():
    word = Word()
    word.p("Câu 1. Cho hình chóp ", math(r("S.ABCD")), " và điểm A. Khi đó B. thì")
    options(word, "điểm A. nằm trên d", "điểm B. nằm trên d", "S.ABC", "vô nghiệm")

    item = one(word)

    assert plain(item.stem_html) == "Cho hình chóp $S.ABCD$ và điểm A. Khi đó B. thì"
    assert [plain(o.html) for o in item.options] == [
        "điểm A. nằm trên d", "điểm B. nằm trên d", "S.ABC", "vô nghiệm",
    ]  # fmt: skip


def test_typed_latex_becomes_formulas():
    word = Word()
    word.p("Câu 1. Tính $\\frac{1}{2}+x^2$ khi giá là $5 và \\(y=1\\).")
    options(word, "$x$", "$x_1$", "$2$", "không có")

    item = one(word)

    assert item.stem_html == (
        'Tính <span data-latex="\\frac{1}{2}+x^2"></span> khi giá là $5 và '
        '<span data-latex="y=1"></span>.'
    )
    assert item.options[1].html == '<span data-latex="x_1"></span>'


def test_latex_that_cannot_be_drawn_stays_text():
    word = Word()
    word.p("Câu 1. Tính $\\frac{1$ và chọn.")
    options(word)

    assert "\\frac{1" in one(word).stem_html


def test_eq_fields_are_formulas():
    word = Word()
    paragraph = word.p("Câu 1. Tính ")
    for kind, text in (("begin", ""), ("", r"EQ \f(1;2)"), ("end", "")):
        made = paragraph.add_run()
        if kind:
            made._r.append(parse_xml(f'<w:fldChar {W} w:fldCharType="{kind}"/>'))
        else:
            made._r.append(parse_xml(f"<w:instrText {W}>{text}</w:instrText>"))
    paragraph.add_run(" bằng")
    options(word)

    assert one(word).stem_html == ('Tính <span data-latex="\\frac{1}{2}"></span> bằng')


def test_results_of_fields_are_text_and_their_codes_are_not():
    word = Word()
    paragraph = word.p("")
    for xml in (
        '<w:fldChar {} w:fldCharType="begin"/>', "<w:instrText {}> SEQ C </w:instrText>",
        '<w:fldChar {} w:fldCharType="separate"/>', "<w:t {}>Câu 1.</w:t>",
        '<w:fldChar {} w:fldCharType="end"/>',
    ):  # fmt: skip
        paragraph.add_run()._r.append(parse_xml(xml.format(W, 1)))
    paragraph.add_run(" Ai đúng?")
    options(word)

    item = one(word)

    assert (item.ref, item.stem_html) == ("Câu 1", "Ai đúng?")


def test_tracked_changes_take_what_was_inserted():
    word = Word()
    paragraph = word.p("Câu 1. Số ")
    paragraph._p.append(
        parse_xml(
            f'<w:ins {W} w:id="1" w:author="a"><w:r><w:t>mười</w:t></w:r></w:ins>'
        )
    )
    paragraph._p.append(
        parse_xml(
            f'<w:del {W} w:id="2" w:author="a"><w:r><w:delText>chín</w:delText></w:r></w:del>'
        )
    )
    options(word)

    draft = read(word)

    assert plain(draft.items[0].stem_html) == "Số mười"
    assert set(codes(draft)) == {"tracked_changes"}
    assert [w.code for w in draft.items[0].warnings] == ["tracked_changes"]


def test_footnotes_stand_behind_their_paragraph():
    word = Word()
    word.p("Câu 1. Từ “khế” nghĩa là gì?")
    options(word)
    content = word.save()
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>một loại quả</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    content = with_part(content, "word/footnotes.xml", notes, "footnotes")
    content = replaced(
        content, "nghĩa là gì?</w:t></w:r>",
        'nghĩa là gì?</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>')  # fmt: skip

    item = parse(content, name="x").items[0]

    assert plain(item.stem_html) == "Từ “khế” nghĩa là gì?[1] [1] một loại quả"


@pytest.mark.parametrize(
    ("font", "typed", "shown"),
    [
        (".VnTime", "Tr\u00adêng THPT Nguyªn Hång", "Trường THPT Nguyên Hồng"),
        (".VnTimeH", "tr\u00adêng", "TRƯỜNG"),
        ("VNI-Times", "Tröôøng hoïc ôû ñaâu", "Trường học ở đâu"),
        ("Symbol", "abp", "αβπ"),
        ("Wingdings", "\uf0e0", "→"),
    ],
)
def test_letters_of_old_fonts_become_unicode(font, typed, shown):
    word = Word()
    word.p("Câu 1. ", (typed, f"font={font.replace(' ', '_')}"), " là gì?")
    options(word)

    assert plain(one(word).stem_html) == f"{shown} là gì?"


def test_labels_and_options_in_an_old_font():
    word = Word()
    font = "font=.VnTime"
    word.p(("C©u 1: Thñ ®« n\u00adíc ta?", font))
    for letter, text in zip("ABCD", ["HuÕ", "Hµ Néi", "§µ N½ng", "Vinh"], strict=True):
        word.p((f"{letter}. ", font + (" u" if letter == "B" else "")), (text, font))

    item = one(word)

    assert item.ref == "Câu 1"
    assert plain(item.stem_html) == "Thủ đô nước ta?"
    assert [plain(o.html) for o in item.options] == ["Huế", "Hà Nội", "Đà Nẵng", "Vinh"]
    assert item.key == {"choice": ["B"]}


def test_signs_of_word_are_unicode():
    word = Word()
    paragraph = word.p("Câu 1. Chọn ")
    paragraph.add_run()._r.append(
        parse_xml(f'<w:sym {W} w:font="Symbol" w:char="F0A3"/>')
    )
    options(word)

    assert plain(one(word).stem_html) == "Chọn ≤"


def test_hidden_text_is_left_out_and_said():
    word = Word()
    word.p("Câu 1. Ai?", (" (đáp án là B)", "hidden"))
    options(word)

    draft = read(word)

    assert plain(draft.items[0].stem_html) == "Ai?"
    assert codes(draft) == ["hidden_text"]


def test_text_boxes_are_read_once_and_said():
    word = Word()
    paragraph = word.p("Câu 1. Xem khung.")
    box = (
        f"<w:txbxContent {W}><w:p><w:r><w:t>Chữ trong khung</w:t></w:r></w:p>"
        "</w:txbxContent>"
    )
    paragraph.add_run()._r.append(parse_xml(
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Choice Requires="wps">'
        f'<w:drawing {W} xmlns:wps="http://schemas.microsoft.com/office/word/2010/'
        f'wordprocessingShape"><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict {W}>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"))  # fmt: skip
    options(word)

    draft = read(word)

    assert plain(draft.items[0].stem_html) == "Xem khung. Chữ trong khung"
    assert codes(draft) == ["text_box"]


def test_charts_and_shapes_are_said():
    word = Word()
    paragraph = word.p("Câu 1. Xem biểu đồ.")
    paragraph.add_run()._r.append(
        parse_xml(
            f'<w:drawing {W} xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            "<c:chart/></w:drawing>"
        )
    )
    options(word)

    draft = read(word)

    assert codes(draft) == ["chart_not_read"]
    assert [w.code for w in draft.items[0].warnings] == ["chart_not_read"]


def test_a_picture_in_a_format_no_browser_shows_is_said():
    word = Word()
    word.p("Câu 1. Hình?")
    word.picture()
    options(word)
    content = with_entry(word.save(), "word/media/image1.png",
                         b"\xd7\xcd\xc6\x9a" + b"\x00" * 40)  # fmt: skip

    draft = parse(content, name="x")

    assert codes(draft) == ["picture_format"]
    assert draft.problems[0].details == {"format": "WMF"}


def test_headers_and_footers_of_pages_are_not_read():
    word = Word()
    word.doc.sections[0].header.paragraphs[0].add_run("Sở GDĐT - Mã đề 101")
    word.p("Câu 1. Ai?")
    options(word)

    draft = read(word)

    assert "Sở GDĐT" not in str(draft)


def test_caps_and_links_and_content_controls():
    word = Word()
    paragraph = word.p(("câu 1.", "caps"), " Xem ")
    paragraph._p.append(
        parse_xml(f"<w:hyperlink {W}><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>")
    )
    paragraph._p.append(
        parse_xml(
            f"<w:sdt {W}><w:sdtContent><w:r><w:t> này</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )
    options(word)

    item = one(word)

    assert (item.ref, plain(item.stem_html)) == ("Câu 1", "Xem liên kết này")


def test_key_by_the_look_of_a_style():
    word = Word()
    style = word.doc.styles.add_style("Dung", 1)
    style.font.bold = True
    style.font.size = Pt(12)
    word.p("Câu 1. Ai?")
    for letter in "ABCD":
        paragraph = word.p(f"{letter}. Người {letter}.")
        if letter == "D":
            paragraph.style = style

    assert one(word).key == {"choice": ["D"]}


def test_levels_points_and_outcomes():
    word = Word()
    for place, label in enumerate(
        ["Câu 1 (NB).", "Câu 2. [TH]", "Câu 3 [VD] (0,25 điểm):", "Câu 4 (VDC).",
         "Câu 5 (M1).", "Câu 6 (M2).", "(CLO2) Câu 7:", "Câu 8 (Vận dụng cao)."],
        start=1):  # fmt: skip
        word.p(label, f" Hỏi {place}?")
        options(word)
    word.p("Câu 9. Hỏi 9? (CLO1)")
    options(word)

    items = read(word).items

    assert [(i.level, i.points, i.tags) for i in items] == [
        ("biet", None, ()), ("hieu", None, ()), ("van_dung", "0.25", ()),
        ("van_dung", None, ("van_dung_cao",)), ("biet", None, ()), ("hieu", None, ()),
        (None, None, ("CLO2",)), ("van_dung", None, ("van_dung_cao",)),
        (None, None, ("CLO1",)),
    ]  # fmt: skip
    assert [plain(i.stem_html) for i in items] == [f"Hỏi {n}?" for n in range(1, 10)]


def test_source_shows_the_marks_that_the_question_does_not():
    word = Word()
    word.p(("Câu 1.", "b"), " Ai?")
    options(word, key="B")

    item = one(word)

    assert "<u>B</u>. hai" in item.source_html
    assert item.source_html.startswith("<p><b>Câu 1.</b> Ai?</p>")
    assert item.where == "paragraph 1"


def with_entry(content, name, data):
    """Return a zip with one entry changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info.filename))
        new.writestr(name, data)
    return out.getvalue()


def replaced(content, old, new):
    """Return a Word file with a text of its main part replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("word/document.xml").decode()
    assert old in text
    return with_entry(content, "word/document.xml", text.replace(old, new))


def with_part(content, name, text, kind):
    """Return a Word file with a further part."""
    path = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        relations = archive.read(path).decode()
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    entry = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{name[5:]}"/>'
    relations = relations.replace("</Relationships>", entry + "</Relationships>")
    return with_entry(with_entry(content, name, text), path, relations)
