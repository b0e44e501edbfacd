"""QTI scoring against published cases of other projects."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from lxml import etree

from lms.core.errors import DomainError
from question_bank.rules.formats.qti.reader import parse
from question_bank.rules.qti.session import mark
from question_bank.rules.qti.values import BadQti

QTI = Path(settings.BASE_DIR).parent / "shared" / "corpora" / "qti"
ITEM = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2">
<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}">
<correctResponse>{correct}</correctResponse>{mapping}</responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody/><responseProcessing{template}>{rules}</responseProcessing>
</assessmentItem>"""


def cases():
    for path in sorted(QTI.glob("qti22-scoring/*/cases.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        for number, case in enumerate(document["cases"]):
            seed = document.get("seed", 0)
            name = f"{path.parent.name}-{number}"
            yield pytest.param(path.parent / "item.xml", case, seed, id=name)


@pytest.mark.skipif(not QTI.is_dir(), reason="the corpora are not here")
@pytest.mark.parametrize(("path", "case", "seed"), list(cases()))
def test_published_scoring_cases(path, case, seed):
    expected = case["expect"]
    marked = mark(path.read_bytes(), case["responses"], seed=seed)
    for name, value in expected.get("outcomes", {}).items():
        assert marked.outcomes[name] == value
    if "score" in expected:
        assert marked.score == expected["score"]
    if "maxScore" in expected:
        assert marked.most == expected["maxScore"]


def results():
    pairs = [
        ("2gaps", "2gaps-result-{}", ["correct-1", "correct-2"],
         ["incorrect-1", "incorrect-2", "incorrect-3"]),
        ("gap-match-item", "gap-match-{}", ["result"], ["result-fout"]),
    ]  # fmt: skip
    for item, pattern, right, wrong in pairs:
        for name in right + wrong:
            found = QTI / "qti30-scoring" / f"{pattern.format(name)}.xml"
            if found.exists():
                yield QTI / "qti30-scoring" / f"{item}.xml", found, name in right


@pytest.mark.skipif(not QTI.is_dir(), reason="the corpora are not here")
@pytest.mark.parametrize(("item", "result", "is_right"), list(results()))
def test_responses_of_candidates_in_qti_3(item, result, is_right):
    given = {}
    for variable in etree.parse(str(result)).iter("{*}responseVariable"):
        values = [value.text for value in variable.iter("{*}value")]
        given[variable.get("identifier")] = values
    marked = mark(item.read_bytes(), given)
    assert (marked.score > 0) is is_right


def item(*, rules="", template="", cardinality="single", base="string", correct="",
         mapping=""):  # fmt: skip
    values = "".join(f"<value>{text}</value>" for text in correct.split("|") if text)
    return ITEM.format(
        cardinality=cardinality, base=base, correct=values, mapping=mapping,
        template=f' template="{template}"' if template else "", rules=rules,
    ).encode()  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "text"), [("(a+)+$", "a" * 40), ("x" * 300, "x"), ("(", "x")]
)
def test_patterns_that_could_stall_are_refused(pattern, text):
    rules = (
        f'<responseCondition><responseIf><patternMatch pattern="{pattern}">'
        '<variable identifier="RESPONSE"/></patternMatch></responseIf>'
        "</responseCondition>"
    )
    with pytest.raises(BadQti):
        mark(item(rules=rules), {"RESPONSE": text})


def test_what_is_not_known_is_refused_not_guessed():
    rules = '<setOutcomeValue identifier="SCORE"><statsOperator/></setOutcomeValue>'
    with pytest.raises(BadQti, match="unknown expression"):
        mark(item(rules=rules), {"RESPONSE": "x"})
    deep = (
        "<not>" * 100 + '<isNull><variable identifier="R"/></isNull>' + "</not>" * 100
    )
    rules = f'<setOutcomeValue identifier="SCORE">{deep}</setOutcomeValue>'
    with pytest.raises(BadQti, match="deep"):
        mark(item(rules=rules), {})


def test_typed_numbers_may_have_a_comma():
    rules = (
        '<setOutcomeValue identifier="SCORE"><sum><variable identifier="RESPONSE"/>'
        '<baseValue baseType="float">0.5</baseValue></sum></setOutcomeValue>'
    )
    marked = mark(item(rules=rules, base="float"), {"RESPONSE": ["2,5"]})
    assert marked.outcomes == {"SCORE": 3}


def test_a_zip_without_items_and_table_of_contents_is_said():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "nothing")

    with pytest.raises(DomainError, match="manifest_missing"):
        parse(content.getvalue(), name="goi.zip")
