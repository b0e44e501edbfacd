"""Layouts in which teachers write choice questions in Word; each fills a file."""

import unicodedata

from tests.question_bank.rules.word import Word

LETTERS = "ABCDEFGH"


def _label(number, form="Câu {}."):
    return form.format(number)


def _one_a_line(word, questions, *, label="Câu {}.", look="b", mark=None, letters=LETTERS,
                sep="."):  # fmt: skip
    """One option a line. mark(word, letter, sep, text, is_key) writes it."""
    for q in questions:
        word.p((_label(q.number, label), look), f" {q.stem}")
        for letter, text in zip(letters, q.options, strict=False):
            is_key = letter.upper() == q.key
            if mark:
                mark(word, letter, sep, text, is_key)
            else:
                word.p(f"{letter}{sep} {text}")


def underlined_letter(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        (a, "u" if k else ""), f"{s} {t}"))  # fmt: skip


def underlined_letter_and_point(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s}", "u" if k else ""), f" {t}"))  # fmt: skip


def underlined_option(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s} {t}", "u" if k else "")))  # fmt: skip


def underlined_text_only(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        f"{a}{s} ", (t, "u" if k else "")))  # fmt: skip


def bold_option(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s} {t}", "b" if k else "")))  # fmt: skip


def bold_text_where_all_letters_are_bold(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s}", "b"), (f" {t}", "b" if k else "")))  # fmt: skip


def bold_letter_only(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s}", "b" if k else ""), f" {t}"))  # fmt: skip


def red_option(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s} {t}", "red" if k else "")))  # fmt: skip


def red_letter(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s}", "red" if k else ""), f" {t}"))  # fmt: skip


def red_among_blue_letters(word: Word, questions):
    _one_a_line(word, questions, look="b blue", mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s}", "b red" if k else "b blue"), f" {t}"))  # fmt: skip


def underline_among_blue_letters(word: Word, questions):
    _one_a_line(word, questions, look="b blue", mark=lambda w, a, s, t, k: w.p(
        (f"{a}", "b blue u" if k else "b blue"), (s, "b blue"), f" {t}"))  # fmt: skip


def highlighted_letter(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s}", "b hl" if k else "b"), f" {t}"))  # fmt: skip


def highlighted_option(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s} {t}", "hl" if k else "")))  # fmt: skip


def shaded_option(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s} {t}", "shade" if k else "")))  # fmt: skip


def asterisk_before_letter(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        f"{'*' if k else ''}{a}{s} {t}"))  # fmt: skip


def asterisk_before_text(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        f"{a}{s} {'*' if k else ''}{t}"))  # fmt: skip


def asterisk_in_brackets_behind(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        f"{a}{s} {t}{' (*)' if k else ''}"))  # fmt: skip


def red_and_underlined(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s} {t}", "red u b" if k else "")))  # fmt: skip


def round_bracket_letters(word: Word, questions):
    _one_a_line(word, questions, sep=")", mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s}", "u" if k else ""), f" {t}"))  # fmt: skip


def slash_letters(word: Word, questions):
    _one_a_line(word, questions, sep="/", mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s}", "u" if k else ""), f" {t}"))  # fmt: skip


def letters_in_brackets(word: Word, questions):
    _one_a_line(word, questions, mark=lambda w, a, s, t, k: w.p(
        (f"({a})", "u" if k else ""), f" {t}"))  # fmt: skip


def lower_case_letters(word: Word, questions):
    _one_a_line(word, questions, letters="abcd", mark=lambda w, a, s, t, k: w.p(
        (f"{a}{s}", "u" if k else ""), f" {t}"))  # fmt: skip


def _in_lines(word, questions, *, per_line, between, key="u", label="Câu {}.", sep="."):
    for q in questions:
        word.p((_label(q.number, label), "b"), f" {q.stem}")
        for start in range(0, len(q.options), per_line):
            parts = []
            for i in range(start, min(start + per_line, len(q.options))):
                letter = LETTERS[i]
                if i > start:
                    parts.append(between)
                parts.append((letter, key if letter == q.key else ""))
                parts.append(f"{sep} {q.options[i]}")
            word.p(*parts)


def _separated(sep, between):
    def write(word, questions):
        per_line = 4 if between else 1
        _in_lines(word, questions, per_line=per_line, between=between, sep=sep)

    write.__name__ = f"letters_with{sep}and{between!r}between"
    return write


SEPARATORS = [
    _separated(sep, between)
    for sep in (")", "/", ":", " -", ",")
    for between in ("", "\t", "     ")
]


def one_line_by_tabs(word: Word, questions):
    _in_lines(word, questions, per_line=4, between="\t")


def one_line_by_spaces(word: Word, questions):
    _in_lines(word, questions, per_line=4, between="     ")


def one_line_by_single_spaces(word: Word, questions):
    _in_lines(word, questions, per_line=4, between=" ")


def two_a_line_by_tabs(word: Word, questions):
    _in_lines(word, questions, per_line=2, between="\t\t")


def two_a_line_by_spaces_bold_letters(word: Word, questions):
    for q in questions:
        word.p((f"Câu {q.number}:", "b"), f" {q.stem}")
        for start in (0, 2):
            parts = []
            for i in (start, start + 1):
                parts += [(f"{LETTERS[i]}.", "b"), (f" {q.options[i]}",
                          "red" if LETTERS[i] == q.key else ""), "          "]  # fmt: skip
            word.p(*parts)


def options_behind_the_stem(word: Word, questions):
    for q in questions:
        parts = [(f"Câu {q.number}.", "b"), f" {q.stem} "]
        for letter, text in zip(LETTERS, q.options, strict=False):
            parts += [(letter, "u" if letter == q.key else ""), f". {text} "]
        word.p(*parts)


def _cell(q, i, key="u"):
    letter = LETTERS[i]
    return [(f"{letter}.", key if letter == q.key else ""), f" {q.options[i]}"]


def table_of_one_row(word: Word, questions):
    for q in questions:
        word.p((f"Câu {q.number}.", "b"), f" {q.stem}")
        word.table([[_cell(q, i) for i in range(4)]])


def table_of_two_rows(word: Word, questions):
    for q in questions:
        word.p((f"Câu {q.number}.", "b"), f" {q.stem}")
        word.table([[_cell(q, 0), _cell(q, 1)], [_cell(q, 2), _cell(q, 3)]])


def table_down_columns(word: Word, questions):
    for q in questions:
        word.p((f"Câu {q.number}.", "b"), f" {q.stem}")
        word.table([[_cell(q, 0), _cell(q, 2)], [_cell(q, 1), _cell(q, 3)]])


def table_with_letters_in_cells_of_their_own(word: Word, questions):
    for q in questions:
        word.p((f"Câu {q.number}.", "b"), f" {q.stem}")
        word.table([
            [[(f"{a}.", "b u" if a == q.key else "b")], text]
            for a, text in zip(LETTERS, q.options, strict=False)
        ])  # fmt: skip


def whole_question_in_a_table(word: Word, questions):
    word.table([
        [
            [[(f"Câu {q.number}.", "b"), f" {q.stem}"]]
            + [_cell(q, i) for i in range(len(q.options))]
        ]
        for q in questions
    ])  # fmt: skip


def label_in_a_cell_beside(word: Word, questions):
    word.table([
        [
            [[(f"Câu {q.number}.", "b")]],
            [[q.stem]] + [_cell(q, i) for i in range(len(q.options))],
        ]
        for q in questions
    ])  # fmt: skip


def question_table_with_header(word: Word, questions):
    rows = [["STT", "Câu hỏi", "A", "B", "C", "D", "Đáp án"]]
    rows += [[str(q.number), q.stem, *q.options, q.key] for q in questions]
    word.table(rows)


def question_table_options_inside(word: Word, questions):
    rows = []
    for q in questions:
        body = [[f"Câu {q.number}: {q.stem}"]]
        body += [[f"{a}. {t}"] for a, t in zip(LETTERS, q.options, strict=False)]
        rows.append([f"DE1_{q.number}", "", body, q.key, "", f"Giải: chọn {q.key}"])
    word.table(rows)


def numbered_by_word(word: Word, questions):
    number = word.numbering(("decimal", "Câu %1."), ("upperLetter", "%2."))
    for q in questions:
        word.listed(number, 0, q.stem)
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.listed(number, 1, (text, "red" if letter == q.key else ""))


def numbered_by_word_without_a_word(word: Word, questions):
    number = word.numbering(("decimal", "%1."), ("upperLetter", "%2."))
    for q in questions:
        word.listed(number, 0, q.stem)
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.listed(number, 1, (text, "u" if letter == q.key else ""))


def letters_that_run_on(word: Word, questions):
    numbers = word.numbering(("decimal", "Câu %1:"))
    letters = word.numbering(("upperLetter", "%1."))
    for q in questions:
        word.listed(numbers, 0, q.stem)
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.listed(letters, 0, (text, "b" if letter == q.key else ""))


def numbered_questions_typed_options(word: Word, questions):
    number = word.numbering(("decimal", "%1."))
    for q in questions:
        word.listed(number, 0, q.stem)
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.p((f"{letter}.", "u" if letter == q.key else ""), f" {text}")


def marked_paragraph_sign(word: Word, questions):
    number = word.numbering(("decimal", "Câu %1."), ("upperLetter", "%2."))
    for q in questions:
        word.listed(number, 0, q.stem)
        for letter, text in zip(LETTERS, q.options, strict=False):
            paragraph = word.listed(number, 1, text)
            if letter == q.key:
                properties = paragraph._p.get_or_add_pPr()
                look = properties.makeelement(
                    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}rPr"
                )
                look.append(look.makeelement(
                    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}color",
                    {"{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val":
                     "FF0000"}))  # fmt: skip
                properties.append(look)


def typed_numbers(word: Word, questions):
    for q in questions:
        word.p(f"{q.number}. {q.stem}")
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.p((f"{letter}.", "u" if letter == q.key else ""), f" {text}")


def typed_numbers_in_brackets(word: Word, questions):
    for q in questions:
        word.p(f"{q.number}) {q.stem}")
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.p((f"{letter}.", "b" if letter == q.key else ""), f" {text}")


def _labelled(form, look="b"):
    def layout(word, questions):
        _one_a_line(word, questions, label=form, look=look,
                    mark=lambda w, a, s, t, k: w.p((a, "u" if k else ""), f"{s} {t}"))  # fmt: skip

    layout.__name__ = f"label {form!r} {look}"
    return layout


LABELS = [
    "Câu {}:", "Câu {} (NB).", "[TH] Câu {}.", "Câu {}. [VD]", "Bài {}.", "Question {}.",
    "Câu hỏi {}:", "CÂU {}.", "Câu {}", "Câu {} (0,25 điểm):", "Câu  {} .", "Câu {})",
    "Question {}:", "Câu {} [M2].", "(CLO3) Câu {}:", "Câu {} (0.25đ). [NB]", "Câu {}/",
    "Câu {}.\t", "Câu\u00a0{}.\u00a0", "Câu số {}:", "Câu {} -", "Bài tập {}:",
    "Câu {} (Nhận biết):", "<NB> Câu {}.",
]  # fmt: skip


def decomposed_letters(word: Word, questions):
    for q in questions:
        word.p(unicodedata.normalize("NFD", f"Câu {q.number}. {q.stem}"))
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.p((f"{letter}.", "u" if letter == q.key else ""),
                   unicodedata.normalize("NFD", f" {text}"))  # fmt: skip


def label_over_several_runs(word: Word, questions):
    for q in questions:
        word.p(("C", "b"), ("âu", "b"), (" ", "b"), (str(q.number), "b"), (".", "b"), " ",
               *[(char, "") for char in q.stem])  # fmt: skip
        for letter, text in zip(LETTERS, q.options, strict=False):
            look = "u" if letter == q.key else ""
            word.p((letter, look), (".", ""), " ", text[: len(text) // 2],
                   text[len(text) // 2 :])  # fmt: skip


def _key_line(form):
    def layout(word, questions):
        for q in questions:
            word.p((f"Câu {q.number}.", "b"), f" {q.stem}")
            for letter, text in zip(LETTERS, q.options, strict=False):
                word.p(f"{letter}. {text}")
            word.p(form.format(q.key))

    layout.__name__ = f"key line {form!r}"
    return layout


KEY_LINES = [
    "Đáp án: {}", "Đáp án {}", "Đáp án đúng: {}.", "Chọn {}", "Chọn {}.", "ĐA: {}",
    "Key: {}", "=> Chọn đáp án {}", "→ Chọn {}.", "Answer: {}", "ĐÁP ÁN: {}",
    "Đáp án là: {}", "[Đáp án: {}]", "Trả lời: {}", "Đáp án đúng là {}", "ANSWER: {}",
    "Đáp án: {} vì các phương án còn lại không phù hợp.", "Lời giải\tChọn {}",
]  # fmt: skip


def _body_without_key(word, questions):
    for q in questions:
        word.p((f"Câu {q.number}.", "b"), f" {q.stem}")
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.p(f"{letter}. {text}")
    word.p("----- HẾT -----", align="center")


def key_table_rows(word: Word, questions):
    _body_without_key(word, questions)
    word.p(("BẢNG ĐÁP ÁN", "b"), align="center")
    word.table([["Câu", *[str(q.number) for q in questions]],
                ["Đáp án", *[q.key for q in questions]]])  # fmt: skip


def key_table_rows_without_heads(word: Word, questions):
    _body_without_key(word, questions)
    word.p(("ĐÁP ÁN", "b"), align="center")
    word.table([[str(q.number) for q in questions[:3]], [q.key for q in questions[:3]],
                [str(q.number) for q in questions[3:]], [q.key for q in questions[3:]]])  # fmt: skip


def key_table_pairs(word: Word, questions):
    _body_without_key(word, questions)
    word.p(("BẢNG ĐÁP ÁN", "b"))
    word.table([[f"{q.number}.{q.key}" for q in questions[:3]],
                [f"{q.number}.{q.key}" for q in questions[3:]]])  # fmt: skip


def key_table_columns(word: Word, questions):
    _body_without_key(word, questions)
    word.p(("ĐÁP ÁN", "b"))
    rows = [["Câu", "Đáp án", "Câu", "Đáp án"]]
    for q, other in zip(questions[:3], questions[3:], strict=True):
        rows.append([str(q.number), q.key, str(other.number), other.key])
    word.table(rows)


def key_table_without_heading(word: Word, questions):
    _body_without_key(word, questions)
    word.table([[f"{q.number}-{q.key}" for q in questions]])


def key_table_of_exam_codes(word: Word, questions):
    word.p("SỞ GIÁO DỤC VÀ ĐÀO TẠO", align="center")
    word.p("Mã đề: 102")
    _body_without_key(word, questions)
    word.p(("ĐÁP ÁN", "b"))
    rows = [["Câu", "101", "102", "103"]]
    rows += [[str(q.number), "A", q.key, "D"] for q in questions]
    word.table(rows)


def _key_text(form, between):
    def layout(word, questions):
        _body_without_key(word, questions)
        word.p(("ĐÁP ÁN", "b"), align="center")
        word.p(between.join(form.format(q.number, q.key) for q in questions))

    layout.__name__ = f"key text {form!r} {between!r}"
    return layout


KEY_TEXTS = [
    ("{}{}", " "), ("{}.{}", "  "), ("{}-{}", "; "), ("{}. {}", "   "), ("{}: {}", ", "),
    ("Câu {}: {}", "; "), ("{}{}", "\t"), ("Câu {}. {}", "\n"), ("{}.{}", "\n"),
]  # fmt: skip


def key_in_lines_of_their_own(word: Word, questions):
    _body_without_key(word, questions)
    word.p(("ĐÁP ÁN", "b"), align="center")
    for q in questions:
        word.p(f"Câu {q.number}: {q.key}")


def numbers_from_41(word: Word, questions):
    for q in questions:
        q.number += 40
    underlined_letter(word, questions)


def numbers_with_jumps(word: Word, questions):
    for place, q in enumerate(questions):
        q.number = [1, 2, 5, 6, 9, 12][place]
    red_option(word, questions)


def two_options(word: Word, questions):
    for q in questions:
        q.options, q.key = ["Đúng", "Sai"], "AB"[q.number % 2]
    underlined_letter(word, questions)


def three_options(word: Word, questions):
    for q in questions:
        q.options, q.key = q.options[:3], "ABC"[q.number % 3]
    bold_option(word, questions)


def five_options(word: Word, questions):
    for q in questions:
        q.options, q.key = [*q.options, "Cả bốn phương án trên."], "ABCDE"[q.number % 5]
    red_option(word, questions)


def options_over_two_lines(word: Word, questions):
    for q in questions:
        word.p((f"Câu {q.number}.", "b"), f" {q.stem}")
        for letter, text in zip(LETTERS, q.options, strict=False):
            head, _space, tail = text.rpartition(" ")
            paragraph = word.p((letter, "u" if letter == q.key else ""), f". {head}")
            if head:
                paragraph.add_run().add_break()
                paragraph.add_run(tail)
            else:
                paragraph.add_run(tail)


def stem_over_several_paragraphs(word: Word, questions):
    for q in questions:
        q.stem = f"{q.stem}\nCho các ý sau:\n(1) một; (2) hai.\n- Hãy chọn."
        lines = q.stem.split("\n")
        word.p((f"Câu {q.number}.", "b"), f" {lines[0]}")
        for line in lines[1:]:
            word.p(line)
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.p((letter, "u" if letter == q.key else ""), f". {text}")


def with_cover_and_footers(word: Word, questions):
    word.table([
        [["SỞ GD&ĐT HƯNG YÊN"], [("ĐỀ THI THỬ TỐT NGHIỆP THPT", "b")]],
        [["TRƯỜNG THPT DEMO"], ["Môn: ĐỊA LÍ. Thời gian làm bài: 50 phút"]],
        [["(Đề thi có 04 trang)"], [("Mã đề thi 101", "b")]],
    ])  # fmt: skip
    word.p("Họ, tên thí sinh:..................... Số báo danh:.................")
    for q in questions:
        underlined_letter(word, [q])
        if q.number % 2 == 0:
            word.p(f"Trang {q.number}/4 - Mã đề 101", align="right")
    word.p("------ HẾT ------", align="center")
    word.p(
        "Thí sinh không được sử dụng tài liệu. Cán bộ coi thi không giải thích gì thêm."
    )
    word.p("Họ và tên thí sinh: ........................... Chữ kí giám thị: ........")


def topics_between(word: Word, questions):
    word.p(("CHƯƠNG I. MỞ ĐẦU", "b"), align="center")
    for q in questions:
        if q.number in (1, 4):
            word.doc.add_heading(f"Chủ đề {q.number}: Nội dung chung", 2)
        underlined_letter(word, [q])


def lessons_named_bai(word: Word, questions):
    for q in questions:
        if q.number in (1, 4):
            word.p((f"Bài {q.number}. Tên của bài học", "b"))
        underlined_letter(word, [q])


def solutions_after_each(word: Word, questions):
    for q in questions:
        _body_without_key(word, [q])
        word.doc.paragraphs[-1]._p.getparent().remove(word.doc.paragraphs[-1]._p)
        word.p(("Lời giải", "b"), align="center")
        word.p((f"Chọn {q.key}", "b"))
        word.p("Ta có điều phải chứng minh. A. Không phải phương án. B. Cũng không.")


def solutions_at_the_end(word: Word, questions):
    _body_without_key(word, questions)
    word.p(("HƯỚNG DẪN GIẢI CHI TIẾT", "b"), align="center")
    for q in questions:
        word.p((f"Câu {q.number}.", "b"), f" Chọn {q.key}.")
        word.p("Vì nội dung này đã học trong bài.")


def solutions_with_everything_again(word: Word, questions):
    _body_without_key(word, questions)
    word.p(("LỜI GIẢI CHI TIẾT", "b"), align="center")
    for q in questions:
        word.p((f"Câu {q.number}.", "b"), f" {q.stem}")
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.p((f"{letter}. {text}", "red" if letter == q.key else ""))
        word.p(("Lời giải", "b"))
        word.p(f"Đáp án {q.key} đúng theo sách giáo khoa.")


def separated_by_marks(word: Word, questions):
    for q in questions:
        word.p(q.stem)
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.p((f"{letter}.", "u" if letter == q.key else ""), f" {text}")
        word.p("[<br>]")


def without_any_label(word: Word, questions):
    for q in questions:
        word.p(q.stem)
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.p((f"{letter}.", "u" if letter == q.key else ""), f" {text}")


def blank_paragraphs_everywhere(word: Word, questions):
    for q in questions:
        word.p("")
        word.p((f"Câu {q.number}.", "b"), f" {q.stem}")
        word.p(" ")
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.p("  ", (f"{letter}.", "u" if letter == q.key else ""), f"   {text}  ")
            word.p("")


def label_alone_in_its_paragraph(word: Word, questions):
    for q in questions:
        word.p((f"Câu {q.number}.", "b u"))
        word.p(q.stem)
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.p((f"{letter}.", "red" if letter == q.key else ""), f" {text}")


def bold_stems(word: Word, questions):
    for q in questions:
        word.p((f"Câu {q.number}. {q.stem}", "b"))
        for letter, text in zip(LETTERS, q.options, strict=False):
            word.p((f"{letter}. {text}", "b" if letter == q.key else ""))


def key_at_the_end_of_the_last_option(word: Word, questions):
    for q in questions:
        word.p((f"Câu {q.number}.", "b"), f" {q.stem}")
        for place, text in enumerate(q.options):
            tail = f"     Đáp án: {q.key}" if place == len(q.options) - 1 else ""
            word.p(f"{LETTERS[place]}. {text}{tail}")


def struck_options_are_no_keys(word: Word, questions):
    for q in questions:
        word.p((f"Câu {q.number}.", "b"), f" {q.stem}")
        for letter, text in zip(LETTERS, q.options, strict=False):
            looks = "s" if letter == "A" and q.key != "A" else ""
            word.p((f"{letter}.", "u" if letter == q.key else ""), (f" {text}", looks))


LAYOUTS = [
    underlined_letter, underlined_letter_and_point, underlined_option,
    underlined_text_only, bold_option, bold_text_where_all_letters_are_bold,
    bold_letter_only, red_option, red_letter, red_among_blue_letters,
    underline_among_blue_letters, highlighted_letter, highlighted_option, shaded_option,
    asterisk_before_letter, asterisk_before_text, asterisk_in_brackets_behind,
    red_and_underlined, round_bracket_letters, slash_letters, letters_in_brackets,
    lower_case_letters, one_line_by_tabs, one_line_by_spaces, one_line_by_single_spaces,
    two_a_line_by_tabs, two_a_line_by_spaces_bold_letters, options_behind_the_stem,
    table_of_one_row, table_of_two_rows, table_down_columns,
    table_with_letters_in_cells_of_their_own, whole_question_in_a_table,
    label_in_a_cell_beside, question_table_with_header, question_table_options_inside,
    numbered_by_word, numbered_by_word_without_a_word, letters_that_run_on,
    numbered_questions_typed_options, marked_paragraph_sign, typed_numbers,
    typed_numbers_in_brackets, decomposed_letters, label_over_several_runs,
    key_table_rows, key_table_rows_without_heads, key_table_pairs, key_table_columns,
    key_table_without_heading, key_table_of_exam_codes, key_in_lines_of_their_own,
    numbers_from_41, numbers_with_jumps, two_options, three_options, five_options,
    options_over_two_lines, stem_over_several_paragraphs, with_cover_and_footers,
    topics_between, lessons_named_bai, solutions_after_each, solutions_at_the_end,
    solutions_with_everything_again, separated_by_marks, without_any_label,
    blank_paragraphs_everywhere, label_alone_in_its_paragraph, bold_stems,
    key_at_the_end_of_the_last_option, struck_options_are_no_keys,
    *SEPARATORS, *[_labelled(form) for form in LABELS],
    *[_labelled(form, look) for form in ("Câu {}.", "Câu {}:") for look in ("", "u", "b u")],
    *[_key_line(form) for form in KEY_LINES],
    *[_key_text(form, between) for form, between in KEY_TEXTS],
]  # fmt: skip
