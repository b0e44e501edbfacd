"""What is read from QTI is scored as the file scores it, or says that it is not."""

import pytest

from question_bank.services.readers import read

GAP = '<textEntryInteraction responseIdentifier="{}"/>'
RIGHT = '<match><variable identifier="{0}"/><correct identifier="{0}"/></match>'
MORE = (
    '<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/>'
    '<baseValue baseType="float">{}</baseValue></sum></setOutcomeValue>'
)
CHOICE = (
    '<choiceInteraction responseIdentifier="{}" maxChoices="1"><prompt>Hỏi {}</prompt>'
    '<simpleChoice identifier="x">một</simpleChoice>'
    '<simpleChoice identifier="y">{}</simpleChoice></choiceInteraction>'
)


def declared(name: str, right: str, base: str = "string", inner: str = "") -> str:
    return (
        f'<responseDeclaration identifier="{name}" cardinality="single" baseType="{base}">'
        f"<correctResponse><value>{right}</value></correctResponse>{inner}"
        "</responseDeclaration>"
    )


def branch(test: str, *rules: str) -> str:
    inner = f"<responseIf>{test}{''.join(rules)}</responseIf>"
    return f"<responseCondition>{inner}</responseCondition>"


def item(declarations: str, body: str, rules: str):
    content = (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" '
        'identifier="I" title="Câu 1" adaptive="false" timeDependent="false">'
        f"{declarations}"
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">'
        "<defaultValue><value>0</value></defaultValue></outcomeDeclaration>"
        f"<itemBody>{body}</itemBody><responseProcessing>{rules}</responseProcessing>"
        "</assessmentItem>"
    ).encode()
    draft = read(content, name="i.xml")
    return draft.items[0] if draft.items else draft.skipped[0].problem


def codes(found) -> list[str]:
    return [problem.code for problem in found.warnings]


def two_gaps(rules: str):
    return item(
        declared("R1", "a") + declared("R2", "b"),
        f"<p>{GAP.format('R1')} và {GAP.format('R2')}</p>",
        rules,
    )


def test_each_gap_has_the_points_that_its_own_rule_adds():
    found = two_gaps(
        branch(RIGHT.format("R1"), MORE.format(1))
        + branch(RIGHT.format("R2"), MORE.format(2))
    )

    assert (found.points, found.key["weights"]) == ("3", {"1": "1", "2": "2"})
    assert found.details["processing"] == "sum_correct"
    assert codes(found) == []


def test_outcomes_of_their_own_that_are_summed_are_the_same():
    own = "".join(
        branch(
            RIGHT.format(f"R{n}"),
            f'<setOutcomeValue identifier="S{n}"><baseValue baseType="float">1'
            "</baseValue></setOutcomeValue>",
        )
        for n in (1, 2)
    )
    outcomes = "".join(
        f'<outcomeDeclaration identifier="S{n}" cardinality="single" baseType="float">'
        "<defaultValue><value>0</value></defaultValue></outcomeDeclaration>"
        for n in (1, 2)
    )
    total = (
        '<setOutcomeValue identifier="SCORE"><sum><variable identifier="S1"/>'
        '<variable identifier="S2"/></sum></setOutcomeValue>'
    )
    found = item(
        declared("R1", "a") + declared("R2", "b") + outcomes,
        f"<p>{GAP.format('R1')} và {GAP.format('R2')}</p>",
        own + total,
    )

    assert (found.points, "weights" in found.key, codes(found)) == ("2", False, [])


def test_a_gap_that_counts_only_after_another_is_said_to_be_scored_otherwise():
    found = two_gaps(
        branch(
            RIGHT.format("R1"),
            MORE.format(1),
            branch(RIGHT.format("R2"), MORE.format(1)),
        )
    )

    assert codes(found) == ["custom_scoring"]


@pytest.mark.parametrize(
    ("shares", "said"), [((1, 1), []), ((1, 3), ["custom_scoring"])]
)
def test_pairs_that_are_worth_different_points_are_said(shares, said):
    entries = "".join(
        f'<mapEntry mapKey="{pair}" mappedValue="{share}"/>'
        for pair, share in zip(("a x", "b y"), shares, strict=True)
    )
    sides = "".join(
        "<simpleMatchSet>"
        + "".join(
            f'<simpleAssociableChoice identifier="{c}" matchMax="1">{c}</simpleAssociableChoice>'
            for c in side
        )
        + "</simpleMatchSet>"
        for side in ("ab", "xy")
    )
    found = item(
        '<responseDeclaration identifier="R" cardinality="multiple" baseType="directedPair">'
        "<correctResponse><value>a x</value><value>b y</value></correctResponse>"
        f'<mapping defaultValue="0">{entries}</mapping></responseDeclaration>',
        f'<matchInteraction responseIdentifier="R">{sides}</matchInteraction>',
        '<setOutcomeValue identifier="SCORE"><mapResponse identifier="R"/></setOutcomeValue>',
    )

    assert (found.points, codes(found)) == (str(sum(shares)), said)


def test_mapped_gaps_that_win_only_together_are_said():
    mapping = '<mapping><mapEntry mapKey="{}" mappedValue="1"/></mapping>'
    both = '<sum><mapResponse identifier="R1"/><mapResponse identifier="R2"/></sum>'
    found = item(
        declared("R1", "a", inner=mapping.format("a"))
        + declared("R2", "b", inner=mapping.format("b")),
        f"<p>{GAP.format('R1')} và {GAP.format('R2')}</p>",
        branch(
            f'<gte>{both}<baseValue baseType="float">2</baseValue></gte>',
            '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1'
            "</baseValue></setOutcomeValue>",
        ),
    )

    assert codes(found) == ["custom_scoring"]


def test_two_plain_choices_become_a_text_with_gaps():
    found = item(
        declared("R1", "x", "identifier") + declared("R2", "y", "identifier"),
        CHOICE.format("R1", "A", "hai") + CHOICE.format("R2", "B", "ba"),
        branch(RIGHT.format("R1"), MORE.format(1))
        + branch(RIGHT.format("R2"), MORE.format(1)),
    )

    assert (found.kind, found.points, codes(found)) == ("cloze", "2", [])
    assert found.key == {"gaps": {"1": ["x"], "2": ["y"]}}
    assert found.stem_html.index("Hỏi A") < found.stem_html.index('data-gap="1"')
    assert found.stem_html.index('data-gap="1"') < found.stem_html.index("Hỏi B")


def test_choices_that_no_line_can_show_are_reported():
    formula = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>'
    found = item(
        declared("R1", "x", "identifier") + declared("R2", "y", "identifier"),
        CHOICE.format("R1", "A", formula) + CHOICE.format("R2", "B", "ba"),
        branch(RIGHT.format("R1"), MORE.format(1)),
    )

    assert found.code == "several_interactions"


def test_words_that_rules_compare_with_a_long_text_are_its_key():
    test = (
        '<stringMatch caseSensitive="false"><variable identifier="R"/>'
        '<baseValue baseType="string">hai</baseValue></stringMatch>'
    )
    found = item(
        '<responseDeclaration identifier="R" cardinality="single" baseType="string"/>',
        '<p>1 + 1</p><extendedTextInteraction responseIdentifier="R"/>',
        branch(test, MORE.format(1)),
    )

    assert (found.kind, found.key["accepted"]) == ("short_text", ["hai"])


def test_more_choices_allowed_than_there_are_is_no_limit():
    found = item(
        '<responseDeclaration identifier="R" cardinality="multiple" baseType="identifier">'
        "<correctResponse><value>x</value></correctResponse></responseDeclaration>",
        CHOICE.format("R", "A", "hai").replace('maxChoices="1"', 'maxChoices="5"'),
        branch(RIGHT.format("R"), MORE.format(1)),
    )

    assert (found.kind, "most" in found.details) == ("choose_many", False)
