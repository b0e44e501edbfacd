from html import unescape

import pytest

from lms.core import html
from question_bank.kinds.preflight import problems_of, sample_stem, try_variants
from tests.factories.question_bank import generated_content as generated


def recipe(*parameters, conditions=(), **more):
    rows = [
        dict(zip(("name", "value"), p.split(" = "), strict=True)) for p in parameters
    ]
    return {"parameters": rows, "conditions": list(conditions)} | more


def options(*texts):
    named = zip("ABCD", texts, strict=False)
    return {"options": [{"code": c, "html": html.from_text(t)} for c, t in named]}


def test_every_variant_is_an_item_of_its_own_with_its_key():
    tried = try_variants(generated())
    assert len(tried.found) == tried.wanted == 5
    for one in tried.found:
        a, b = int(one.values["a"]), int(one.values["b"])
        assert a > b
        assert html.to_text(one.content.stem_html) == f"Tính {a} + {b}."
        assert one.content.key["accepted"] == [str(a + b)]
        assert not one.content.recipe
    assert len({one.content.fingerprint() for one in tried.found}) == 5
    assert try_variants(generated()).found == tried.found  # the same again


def test_numbers_in_formulas_are_written_as_latex():
    stem = '<span data-latex="@{a|k}x @{b|+} &lt; @{a/b|ps}"></span> và @{-a}'
    made = generated(stem_html=stem, recipe=recipe("a = 3;", "b = -2;"))
    [one] = try_variants(made).found
    assert 'data-latex="3x -2 &lt; -\\dfrac{3}{2}"' in one.content.stem_html
    assert unescape(one.content.stem_html).endswith("và −3")  # noqa: RUF001


@pytest.mark.parametrize(
    "texts",
    [
        ("@{a+b}", "@{a*b}", "@{a}", "1000"),  # 2 + 2 = 2 * 2
        ("@{a/b}", "@{a/2}", "0", "1000"),  # the same number where b = 2
        ("@{a/b|ps}", "@{a/2|1}", "0", "1000"),  # 1/2 and 0,5
    ],
)
def test_options_that_are_the_same_number_never_come_into_a_paper(texts):
    made = generated(
        kind="choose_one",
        body=options(*texts),
        key={"choice": ["A"]},
        recipe=recipe("a = 1; 2", "b = 2; 4; 5", variants=9),
    )
    tried = try_variants(made)
    assert tried.refusals
    assert {p.code for _v, said in tried.refused for p in said} == {"option_twice"}
    for one in tried.found:
        shown = [html.to_text(o["html"]) for o in one.content.body["options"]]
        assert len(set(shown)) == 4


def test_a_key_that_does_not_fit_the_answer_sheet_is_refused():
    made = generated(
        kind="short_answer",
        body={"most": 4},
        key={"accepted": ["@{a/b}"], "tolerance": None},
        recipe=recipe("a = 1", "b = 8; 2; 3", conditions=["a > 0"]),
    )
    tried = try_variants(made)
    assert [one.content.key["accepted"] for one in tried.found] == [["0,5"]]
    assert {p.code for _v, said in tried.refused for p in said} == {
        "key_not_on_sheet", "value_without_end",
    }  # fmt: skip


def test_the_truth_of_a_statement_is_worked_out():
    statements = [
        {"code": c, "html": t} for c, t in (("a", "@{x} &gt; 3"), ("b", "Số chẵn"))
    ]
    made = generated(
        "Cho số @{x}.",
        kind="true_false_cluster",
        body={"statements": statements},
        key={"truth": {"b": False}},
        recipe=recipe("x = 1; 3; 5", truth={"a": "x > 3"}),
    )
    truth = {v.values["x"]: v.content.key["truth"] for v in try_variants(made).found}
    assert truth == {
        "1": {"a": False, "b": False},
        "3": {"a": False, "b": False},
        "5": {"a": True, "b": False},
    }


def test_words_are_put_in_as_text_never_as_markup():
    made = generated(
        "@{ten} có @{a+b} quả.",
        recipe=recipe("a = 1..3", "b = 1..3", "ten = <b>Lan</b>; Hoa & Mai"),
    )
    texts = {one.content.stem_html for one in try_variants(made).found}
    assert texts
    assert all("<b>" not in text for text in texts)


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"recipe": recipe("a = 2..9")}, "name_unknown", "text"),
        ({"recipe": recipe("a = 2..9", "b = c")}, "name_unknown", "parameter b"),
        (
            {"recipe": recipe("a = 2..9", "b = 2..3", conditions=["a > 10"])},
            "no_variant_meets",
            "parameters",
        ),
        ({"key": {"accepted": ["@{1/(a-a)}"]}}, "division_by_zero", ""),
        ({"key": None}, "key_missing", "key"),
    ],
)
def test_a_recipe_that_gives_nothing_says_why(changes, code, where):
    [problem, *_more] = problems_of(generated(**changes))
    assert (problem.code, problem.where) == (code, where)


def test_a_text_without_a_parameter_is_no_generated_item():
    [problem] = problems_of(generated("Tính 2 + 2.", key={"accepted": ["4"]}))
    assert problem.code == "nothing_to_fill"


def test_a_list_shows_the_first_numbers():
    recipe_of = recipe("a = 3;", "b = 4;")
    assert sample_stem("Tính @{a+b}.", recipe_of) == "Tính 7."
    assert sample_stem("Tính @{a+}.", recipe_of) == "Tính @{a+}."
    assert sample_stem("Tính @{a}.", recipe("a = ?..")) == "Tính @{a}."
    assert sample_stem("Tính 2.", {}) == "Tính 2."
