"""QTI 1.2 as Blackboard and D2L write it."""

import io
import zipfile

from question_bank.rules.formats.front import read


def text(words: str) -> str:
    return (
        "<flow><material><mat_extension>"
        f'<mat_formattedtext type="HTML">{words}</mat_formattedtext>'
        "</mat_extension></material></flow>"
    )


def label(code: str, words: str = "") -> str:
    inner = text(words).replace("flow>", "flow_mat>") if words else ""
    return f'<response_label ident="{code}">{inner}</response_label>'


def field(*labels: str, name: str = "response") -> str:
    return (
        f'<response_lid ident="{name}" rcardinality="Single"><render_choice>'
        f"<flow_label>{''.join(labels)}</flow_label></render_choice></response_lid>"
    )


def equal(code: str, name: str = "response") -> str:
    return f'<varequal respident="{name}">{code}</varequal>'


def right(test: str) -> str:
    return (
        f'<respcondition title="correct"><conditionvar>{test}</conditionvar>'
        '<setvar variablename="SCORE" action="Set">SCORE.max</setvar></respcondition>'
    )


def question(kind: str, responses: str, rules: str, below: str = "") -> bytes:
    return (
        "<questestinterop><assessment><section><item><itemmetadata>"
        f"<bbmd_questiontype>{kind}</bbmd_questiontype>"
        "<qmd_absolutescore_max>2.0</qmd_absolutescore_max></itemmetadata>"
        f'<presentation><flow><flow class="QUESTION_BLOCK">{text("Hỏi &lt;b&gt;gì&lt;/b&gt;?")}'
        f'</flow><flow class="RESPONSE_BLOCK">{responses}</flow>{below}</flow></presentation>'
        '<resprocessing><outcomes><decvar varname="SCORE" maxvalue="2.0"/></outcomes>'
        f"{rules}</resprocessing></item></section></assessment></questestinterop>"
    ).encode()


def only(content: bytes):
    draft = read(content, name="res00001.xml")
    assert not draft.skipped
    return draft.items[0]


def test_texts_points_and_key_of_a_choice_are_found():
    responses = field(label("x", "đỏ"), label("y", "vàng"))
    item = only(question("Multiple Choice", responses, right(equal("y"))))

    assert (item.kind, item.stem_html, item.points) == (
        "choose_one",
        "Hỏi <b>gì</b>?",
        "2",
    )
    assert [option.html for option in item.options] == ["đỏ", "vàng"]
    assert item.key == {"choice": ["y"]}


def test_several_answers_are_several_although_the_file_says_single():
    responses = field(label("x", "1"), label("y", "2"), label("z", "3"))
    test = f"<and>{equal('x')}<not>{equal('y')}</not>{equal('z')}</and>"
    item = only(question("Multiple Answer", responses, right(test)))

    assert (item.kind, item.key) == ("choose_many", {"choice": ["x", "z"]})


def test_a_key_that_names_what_is_not_there_makes_no_half_key():
    responses = field(label("x", "1"), label("y", "2"))
    item = only(question("Multiple Answer", responses, right(equal("q") + equal("x"))))

    assert item.key is None
    assert [problem.code for problem in item.warnings] == ["key_names_no_option"]


def test_pairs_are_found_by_the_place_of_the_right_sides():
    blocks = "".join(
        f"<flow>{field(label(f'{n}a'), label(f'{n}b'), name=n)}{text(words)}</flow>"
        for n, words in (("m", "Lào"), ("n", "Việt Nam"))
    )
    below = f'<flow class="RIGHT_MATCH_BLOCK"><flow>{text("Hà Nội")}</flow><flow>{text("Viêng Chăn")}</flow></flow>'
    rules = "".join(
        f"<respcondition><conditionvar>{equal(code, name)}</conditionvar>"
        '<displayfeedback linkrefid="correct"/></respcondition>'
        for name, code in (("m", "mb"), ("n", "na"))
    )
    item = only(question("Matching", blocks, rules, below))

    assert (item.kind, item.stem_html) == ("match", "Hỏi <b>gì</b>?")
    assert [option.html for option in item.options] == ["Lào", "Việt Nam"]
    assert [option.html for option in item.targets] == ["Hà Nội", "Viêng Chăn"]
    assert item.key == {"pairs": [["m", "2"], ["n", "1"]]}


def test_gaps_of_one_condition_are_each_found_and_count_together():
    responses = "".join(
        f'<response_str ident="{name}"><render_fib fibtype="String"/></response_str>'
        for name in "xy"
    )
    test = (
        f"<and><or>{equal('xanh', 'x')}{equal('lam', 'x')}</or>"
        f"<or>{equal('nâu', 'y')}</or></and>"
    )
    content = question("Fill in the Blank Plus", responses, right(test))
    item = only(content.replace("Hỏi &lt;b&gt;gì&lt;/b&gt;?".encode(), b"[x] [y]"))

    assert item.kind == "cloze"
    assert item.key == {"gaps": {"x": ["xanh", "lam"], "y": ["nâu"]}}
    assert item.details["rules"] == {"partial": "all_or_nothing"}


def test_what_is_drawn_by_a_formula_is_reported():
    draft = read(question("Calculated", "", ""), name="res00001.xml")

    assert [skip.problem.code for skip in draft.skipped] == ["kind_unsupported"]


def test_a_package_keeps_its_questions_in_files_of_its_own_kind():
    stream = io.BytesIO()
    responses = field(label("x", "đỏ"), label("y", "vàng"))
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "res00001.dat", question("Multiple Choice", responses, right(equal("y")))
        )
        archive.writestr(
            "imsmanifest.xml",
            '<manifest xmlns:bb="http://www.blackboard.com/content-packaging/"><resources>'
            '<resource bb:file="res00001.dat" bb:title="Ngân hàng" identifier="res00001" '
            'type="assessment/x-bb-qti-pool" xml:base="res00001"/></resources></manifest>',
        )

    assert only(stream.getvalue()).key == {"choice": ["y"]}


def test_the_weight_of_a_d2l_question_is_its_points():
    plain = question("", field(label("x", "1"), label("y", "2")), right(equal("x")))
    metadata = (
        b"<qtimetadata><qti_metadatafield><fieldlabel>qmd_weighting</fieldlabel>"
        b"<fieldentry>1.500000</fieldentry></qti_metadatafield></qtimetadata>"
    )
    item = only(
        plain.replace(b"<qmd_absolutescore_max>2.0</qmd_absolutescore_max>", metadata)
    )

    assert (item.points, item.points_stated) == ("1.5", True)


def typed(boxes: int) -> bytes:
    """A short answer as D2L writes it: the label is what the rules name."""
    responses = (
        '<response_str ident="STR" rcardinality="Single">'
        f'<render_fib xmlns:d="x" d:input_boxes="{boxes}" fibtype="String">'
        '<response_label ident="ANS"/></render_fib></response_str>'
    )
    rules = "".join(
        f'<respcondition><conditionvar><varequal respident="ANS">{word}</varequal>'
        f'</conditionvar><setvar action="Set">{points}</setvar></respcondition>'
        for word, points in (("ếch", 100), ("nhái", 50))
    )
    return question("", responses, rules)


def test_a_typed_answer_is_found_by_the_name_of_its_label():
    item = only(typed(1))

    assert (item.kind, item.key["accepted"]) == ("short_text", ["ếch", "nhái"])
    assert item.key["credit"] == {"nhái": "0.5"}


def test_several_boxes_of_one_response_are_reported():
    draft = read(typed(3), name="x.xml")

    assert [skip.problem.code for skip in draft.skipped] == ["several_interactions"]
