"""Who gets in to the repository. Everything here is school S's own material."""

from library.services import review
from tests.access import (
    ADMIN,
    CANDIDATE,
    ELSEWHERE,
    EXAM_OFFICER,
    GUARDIAN,
    HEAD,
    MEMBERS,
    OFFICER,
    REFUSED,
    TEACHER,
    Command,
    Route,
    members,
    who,
)
from tests.factories.library import CHECK, TEXT, make_lecture, publish

# The school's people with the guardians, and those of the province who oversee it.
READERS = (CANDIDATE, GUARDIAN, TEACHER, HEAD, OFFICER, EXAM_OFFICER, ADMIN)


def build(world):
    made = {"unit": world.school, "owner": world.teacher}
    world.live = publish(
        make_lecture(title="Bài đã công bố", body=[TEXT, CHECK], **made)
    )
    waiting = review.submit(
        make_lecture(title="Bài chờ duyệt", **made), by=world.teacher
    )
    world.waiting = review.adopt(waiting, by=None)
    world.draft = make_lecture(title="Bản nháp", **made)
    world.pdf = world.folder / "a.gift"
    world.pdf.write_text("chữ", encoding="utf-8")


def live(world):
    return [world.live.code]


def waiting(world):
    return [world.waiting.code, world.waiting.number]


def answer(world):
    check = world.live.data["parts"][0]["blocks"][1]
    return {"unit": check["id"], "option": "0"}


ROUTES = [
    Route("library:search", expect=members()),
    Route(
        "library:compose",
        expect=members(
            teacher=ELSEWHERE,
            head=ELSEWHERE,
            officer=ELSEWHERE,
            stranger=ELSEWHERE,
            candidate=REFUSED,
            exam_officer=REFUSED,
            admin=REFUSED,
            guardian=REFUSED,
            pupil=REFUSED,
        ),
    ),
    Route("library:queue", expect=who(HEAD, OFFICER)),
    Route("library:resource", live, who(*READERS)),
    Route("library:part", lambda w: [w.live.code, 1], who(*READERS)),
    Route("library:answer", live, who(*READERS), post=answer),
    Route("library:finish", live, who(*READERS), post={"part": "1"}),
    Route(
        "library:events",
        live,
        who(**dict.fromkeys(READERS, REFUSED)),  # the body is no batch
        post={},
    ),
    Route(
        "library:share",
        live,
        who(OFFICER, **dict.fromkeys(set(READERS) - {OFFICER}, REFUSED)),
        post={},
    ),
    Route("library:review", waiting, who(TEACHER, HEAD)),
    # The author is sent back with a refusal, which looks the same from outside.
    Route("library:decide", waiting, who(TEACHER, HEAD), post={"act": "approve"}),
]
COMMANDS = [
    Command(
        "import_resource",
        lambda w: [w.pdf, "--subject", "MAT", "--grade", "10"],
        allowed=(TEACHER, HEAD, OFFICER, "stranger"),
    ),
    Command(
        "review_resource",
        lambda w: [w.draft.code, "--to", "group_review"],
        allowed=(TEACHER,),
    ),
    Command("search_resources", lambda w: ["bài"], allowed=MEMBERS),
]
