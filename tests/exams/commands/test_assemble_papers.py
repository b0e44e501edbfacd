"""assemble_papers as commands.md and files.md promise it."""

import io
import json
import sys
from decimal import Decimal

import pytest

from exams.models import Drawing, Paper, Slot
from lms.core.commands import REFUSED, SKIPPED
from tests.exams.commands.test_commands import run
from tests.factories.people import make_teacher, make_unit
from tests.factories.question_bank import make_bank, make_item

pytestmark = pytest.mark.django_db
SHORT = {"kind": "short_answer", "body": {"most": 4}, "key": {"accepted": ["2"]}}
ROWS = [
    {"kind": "choose_one", "level": "biet", "count": 3, "points": "0.5"},
    {"node": None, "kind": "choose_one", "level": "hieu", "count": 2, "points": 1},
]
KEYS = ["bound", "objective", "papers", "seconds", "status", "unmet"]  # contract


@pytest.fixture
def bank(db):
    bank = make_bank("TOAN10")
    for number in range(8):
        make_item(bank, publish=True, text=f"Câu dễ {number}", node_code="MAT10.1")
    for number in range(5):
        make_item(bank, publish=True, text=f"Câu vừa {number}", level="hieu")
    make_item(bank, text="Bản nháp", level="hieu")
    return bank


@pytest.fixture
def blueprint(tmp_path):
    def write(rows=ROWS, **more):
        path = tmp_path / "ma-tran.json"
        document = {"title": "Kiểm tra", "grade": 10, "minutes": 45, "rows": rows}
        path.write_text(json.dumps(document | more), encoding="utf-8")
        return str(path)

    return write


def assemble(path, *args, bank="TOAN10"):
    return run("assemble_papers", path, "--bank", bank, *args)


def counts():
    return Drawing.objects.count(), Paper.objects.count(), Slot.objects.count()


def test_what_is_printed_is_what_is_kept(bank, blueprint):
    status, said = assemble(blueprint(), "--papers", "2", "--seed", "7")

    assert status == 0
    assert set(KEYS) <= set(said)
    assert (said["status"], said["unmet"]) == ("optimal", [])
    assert [paper["code"] for paper in said["papers"]] == ["0101", "0102"]
    for paper in said["papers"]:
        kept = Paper.objects.get(code=paper["paper"])
        assert (kept.paper_code, kept.title) == (paper["code"], "Kiểm tra")
        assert (kept.grade, kept.minutes) == (10, 45)
        assert [
            (s.position, s.item_code, s.option_order, s.points)
            for s in kept.slots.order_by("position")
        ] == [
            (s["position"], s["item"], s["option_order"], Decimal(s["points"]))
            for s in paper["slots"]
        ]
        totals = paper["totals"]
        assert (totals["items"], totals["points"]) == (5, "3.5")
        assert totals["by_level"] == {"biet": 3, "hieu": 2}
        assert sorted(s["points"] for s in paper["slots"]) == [*["0.5"] * 3, *"11"]
    assert counts() == (1, 2, 10)


def test_only_published_questions_by_their_own_codes(bank, blueprint):
    published = {item.code for item in bank.items.filter(versions__state="published")}

    said = assemble(blueprint(), "--papers", "4")[1]

    drawn = {slot["item"] for paper in said["papers"] for slot in paper["slots"]}
    assert drawn <= published
    assert len(published) == 13


def test_run_again_gives_the_same_and_adds_nothing(bank, blueprint):
    rules = {"exclude_used_within_days": 30}
    first = assemble(blueprint(rules=rules), "--seed", "7")
    before = counts()

    again = assemble(blueprint(rules=rules), "--seed", "7")

    for _status, said in (first, again):
        said.pop("seconds")
    assert again == first
    assert counts() == before


def test_the_seed_decides(bank, blueprint):
    path = blueprint()

    def slots(seed):
        said = assemble(path, "--seed", seed, "--dry-run")[1]
        return [(s["item"], s["option_order"]) for s in said["papers"][0]["slots"]]

    assert slots("7") == slots("7")
    assert len({tuple(map(str, slots(str(seed)))) for seed in range(5)}) > 1


def test_a_dry_run_shows_the_same_and_writes_nothing(bank, blueprint):
    path = blueprint()

    status, shown = assemble(path, "--papers", "2", "--seed", "7", "--dry-run")

    assert (status, counts()) == (0, (0, 0, 0))
    assert not bank.items.exclude(versions__frozen_at=None).exists()
    real = assemble(path, "--papers", "2", "--seed", "7")[1]
    for said in (shown, real):
        said.pop("seconds")
        codes = [paper.pop("paper") for paper in said["papers"]]
        assert all(codes) == (said is real)
    assert shown == real


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_what_cannot_be_met_is_an_answer_with_exit_3(bank, blueprint, dry):
    rows = [*ROWS, {"kind": "essay", "level": "van_dung", "count": 2, "points": 1}]

    status, said = assemble(blueprint(rows), *dry)

    assert (status, said["status"], said["papers"]) == (SKIPPED, "infeasible", [])
    [unmet] = said["unmet"]
    assert (unmet["needed"], unmet["available"]) == (2, 0)
    assert unmet["row"].startswith("rows[2]")
    assert (unmet["index"], unmet["kind"], unmet["level"]) == (2, "essay", "van_dung")
    assert "2" in unmet["why"]
    assert counts() == (0, 0, 0)


def test_a_row_in_want_of_some_says_how_many_there_are(bank, blueprint):
    rows = [ROWS[0] | {"count": 9}, ROWS[1]]

    said = assemble(blueprint(rows))[1]

    found = [(u["index"], u["needed"], u["available"]) for u in said["unmet"]]
    assert found == [(0, 9, 8)]


@pytest.mark.parametrize(
    ("content", "args", "code"),
    [
        (b"{", (), "blueprint_unreadable"),
        (b"\xff\xfe", (), "blueprint_unreadable"),
        (b"[]", (), "blueprint_not_an_object"),
        (b"{}", (), "blueprint_empty"),
        (b'{"rows": [{"kind": "choose_one", "count": -1}]}', (), "bad_value"),
        (None, (), "file_missing"),
        (b'{"rows": [{"count": 1}]}', ("--papers", "0"), "assembly_papers"),
        (b'{"rows": [{"count": 1}]}', ("--papers", "999"), "assembly_papers"),
        (b'{"rows": [{"count": 1}]}', ("--bank", "KHONG-CO"), "bank_unknown"),
        (b'{"rows": [{"count": 1}]}', ("--as", "khong-co"), "unknown_user"),
        (
            b'{"rows": [{"count": 1}]}', ("--time-limit", "0"),
            "time_limit_out_of_range",
        ),
    ],
)  # fmt: skip
def test_input_that_makes_no_sense_is_refused(bank, tmp_path, content, args, code):
    path = tmp_path / "ma-tran.json"
    if content is not None:
        path.write_bytes(content)

    status, said = assemble(str(path), *args)

    assert (status, said["error"]["code"]) == (REFUSED, code)
    assert said["error"]["message"]
    assert counts() == (0, 0, 0)


def test_a_person_draws_from_banks_of_their_own_alone(blueprint, bank):
    teacher = make_teacher(make_unit(), username="an")
    path = blueprint([ROWS[0]])
    bank.owner_person = make_teacher(make_unit())
    bank.save()

    status, said = assemble(path, "--as", "an")

    assert (status, said["error"]["code"]) == (REFUSED, "bank_unknown")
    assert counts() == (0, 0, 0)
    bank.owner_person = teacher
    bank.save()
    status, said = assemble(path, "--as", "an")
    assert status == 0
    paper = Paper.objects.get(code=said["papers"][0]["paper"])
    assert (paper.created_by, paper.drawing.by) == (teacher, teacher)


def test_items_of_several_banks_are_told_apart(bank, blueprint):
    other = make_bank("TOAN10B")
    make_item(other, publish=True, code="TOAN10-0001", text="Trùng mã")
    rows = [ROWS[0] | {"count": 9}]

    said = assemble(blueprint(rows), "--bank", "TOAN10B")[1]

    items = {slot["item"] for slot in said["papers"][0]["slots"]}
    assert {"TOAN10/TOAN10-0001", "TOAN10B/TOAN10-0001"} <= items
    slots = Slot.objects.filter(item_code="TOAN10-0001")
    assert {slot.bank_code for slot in slots} == {"TOAN10", "TOAN10B"}


def test_points_the_blueprint_leaves_open_are_those_of_the_question(bank, blueprint):
    make_item(bank, publish=True, text="Điền số", points=Decimal("0.75"), **SHORT)

    said = assemble(blueprint([{"kind": "short_answer", "count": 1}]))[1]

    [slot] = said["papers"][0]["slots"]
    assert (slot["points"], slot["option_order"]) == ("0.75", None)


def test_a_blueprint_comes_by_standard_input_too(bank, monkeypatch):
    document = json.dumps({"rows": [ROWS[0]]}).encode()
    stdin = io.TextIOWrapper(io.BytesIO(document))
    monkeypatch.setattr(sys, "stdin", stdin)

    status, said = assemble("-")

    assert (status, len(said["papers"][0]["slots"])) == (0, 3)
