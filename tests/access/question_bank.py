"""Who gets into which bank: those who write there, those who oversee it, nobody else."""

from lms.core.errors import DomainError
from question_bank.services import imports, review
from tests.access import (
    EXAM_OFFICER,
    HEAD,
    OFFICER,
    STRANGER,
    TEACHER,
    Command,
    Route,
    who,
)
from tests.factories.drafts import make_batch, make_draft_item
from tests.factories.question_bank import make_bank, make_generated, make_item

WRITERS = (TEACHER, HEAD)
READERS = (*WRITERS, OFFICER, EXAM_OFFICER)
STAFF = (*READERS, STRANGER)


def build(world):
    world.bank = make_bank("B", owner=world.school)
    world.item = make_item(world.bank, by=world.teacher, code="C1")
    sent = make_item(world.bank, by=world.colleague, code="C2", text="Gửi duyệt?")
    review.submit(sent, by=world.colleague)
    world.generated = make_generated(world.bank, by=world.teacher, publish=True)
    world.batch = make_batch(world.bank, make_draft_item(1), by=world.teacher)
    world.refused, _new = imports.bring(b"?", world.bank, name="x.gift", by=None)
    imports.refuse(world.refused, DomainError("no_question_found"))


def bank(world):
    return [world.bank.code]


def item(world):
    return [world.bank.code, "C1"]


def batch(world):
    return [world.batch.code]


def row(world):
    return [world.batch.code, 1]


def gift(world):
    path = world.folder / "cau.gift"
    path.write_text("::1:: Mot? {=a ~b}", encoding="utf-8")
    return path


def figures(world):
    path = world.folder / "so-lieu.csv"
    path.write_text("item_code,model,b\nC1,2pl,0\n", encoding="utf-8")
    return path


ROUTES = [
    Route("question_bank:banks", expect=who(*STAFF)),
    Route("question_bank:bank_new", expect=who(*STAFF)),
    Route("question_bank:bank", bank, who(*READERS)),
    Route("question_bank:map", bank, who(*READERS)),
    Route("question_bank:export", bank, who(*WRITERS)),
    Route("question_bank:people", bank, who(HEAD, OFFICER)),
    Route("question_bank:strike", bank, who(), post={"person": "nobody"}),
    Route("question_bank:bulk", bank, who(*WRITERS)),
    Route("question_bank:release", bank, who(), post={"act": "ask"}),
    Route("question_bank:merge", item, who(*READERS), post={"other": "C1"}),
    Route("question_bank:item", item, who(*READERS)),
    Route("question_bank:item_try", item, who(*READERS)),
    Route(
        "question_bank:variants",
        lambda world: [world.bank.code, world.generated.item.code],
        who(*READERS),
    ),
    Route("question_bank:item_step", item, who(*READERS), post={"act": "submit"}),
    Route("question_bank:item_new", bank, who(*WRITERS)),
    Route("question_bank:item_edit", item, who(*WRITERS)),
    Route(
        "question_bank:preview",
        expect=who(*STAFF),
        post={"editor": "choose_one", "stem_html": "x"},
    ),
    Route("question_bank:queue", expect=who(*STAFF)),
    Route("question_bank:decide", expect=who(*STAFF), post={}),
    Route("question_bank:upload", expect=who(*STAFF)),
    Route("question_bank:batch", batch, who(*WRITERS)),
    Route("question_bank:row", row, who(*WRITERS), post={"act": "leave_out"}),
    Route("question_bank:for_all", batch, who(*WRITERS), post={"level": "biet"}),
    Route("question_bank:take", batch, who(*WRITERS), post={}),
    Route(
        "question_bank:read_again",
        lambda world: [world.refused.code],
        who(*WRITERS),
        post={},
    ),
]
COMMANDS = [
    Command(
        "create_bank", lambda w: ["X", "--owner", "S", "--title", "x"], allowed=WRITERS
    ),
    Command("import_items", lambda w: [gift(w), "--bank", "B"], allowed=WRITERS),
    Command(
        "review_items",
        lambda w: ["--bank", "B", "--item", "C1", "--to", "in_review"],
        allowed=WRITERS,
    ),
    Command("find_items", lambda w: ["--bank", "B"], allowed=READERS),
    Command("try_item", lambda w: ["B/C1", "--response", "null"], allowed=READERS),
    Command(
        "import_item_statistics",
        lambda w: [figures(w), "--bank", "B"],
        allowed=WRITERS,
    ),
    Command(
        "export_items",
        lambda w: ["--bank", "B", "--format", "gift", "--out", w.folder / "out.txt"],
        allowed=WRITERS,
    ),
]
