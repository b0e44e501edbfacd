"""Materials for tests: pages as authors write them, and their way to readers."""

from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image

from library.models import LecturePage, LinkPage, SimulationPage, TextbookPage
from library.services import review
from library.services.shelves import root_collection, shelf_of
from tests.factories.curriculum import make_subject
from tests.factories.media import picture_bytes, zip_bytes

TEXT = ("text", "<p>Đồ thị của $y = x^2$ là một <b>parabol</b>.</p>")
HEADING = ("heading", "Đồ thị hàm số")
CHECK = (
    "check",
    {
        "question": "Đỉnh của $y=x^2$ là điểm nào?",
        "options": [
            {"text": "O(0; 0)", "is_right": True, "feedback": "Đúng rồi."},
            {"text": "A(1; 1)", "is_right": False, "feedback": "Em xem lại hình."},
        ],
        "explanation": "Hàm số nhỏ nhất tại 0.",
    },
)
THINK = ("think", {"prompt": "Vì sao?", "answer": "Vì $x^2 \\ge 0$."})
PAGE = "<!doctype html><title>Mô phỏng</title><script src=a.js></script>"


def make_image(colour="teal", *, title="Hình", owner=None):
    content = ContentFile(picture_bytes(size=(60, 40), colour=colour), "hinh.png")
    return Image.objects.create(
        title=title,
        file=content,
        width=60,
        height=40,
        uploaded_by_user=owner,
        collection=root_collection(),
    )


def make_document(content, name, *, owner=None):
    return Document.objects.create(
        title=name,
        file=ContentFile(content, name),
        uploaded_by_user=owner,
        collection=root_collection(),
    )


def _make(model, *, unit, owner, subject="MAT", **changes):
    shelf = shelf_of(unit)
    values = {
        "title": "Hàm số bậc hai",
        "subject": make_subject(subject),
        "grade": 10,
        "minutes": 20,
        "owner": owner,
        "live": False,
    } | changes
    page = shelf.add_child(instance=model(**values))
    page.save_revision(user=owner)
    return page


def make_lecture(*, unit, owner=None, body=None, **changes):
    blocks = [HEADING, TEXT, CHECK] if body is None else body
    return _make(LecturePage, unit=unit, owner=owner, body=blocks, **changes)


def make_textbook(*, unit, owner=None, chapters=3, **changes):
    body = [
        (
            "chapter",
            {"title": f"Chương {n}", "body": [("text", f"<p>Nội dung {n}</p>")]},
        )
        for n in range(1, chapters + 1)
    ]
    return _make(TextbookPage, unit=unit, owner=owner, chapters=body, **changes)


def make_simulation(*, unit, owner=None, entries=None, **changes):
    content = zip_bytes(entries or {"index.html": PAGE, "a.js": "1"})
    package = make_document(content, "mo-phong.zip")
    return _make(SimulationPage, unit=unit, owner=owner, package=package, **changes)


def make_link(*, unit, owner=None, **changes):
    values = {"url": "https://kho.example.vn/a", "repository": "Kho mẫu"} | changes
    return _make(LinkPage, unit=unit, owner=owner, **values)


def publish(page, *, adopter=None, head=None):
    """Bring a page to its readers; by the system where nobody is named."""
    version = review.submit(page, by=None)
    review.adopt(version, by=adopter)
    review.approve(version, by=head)
    return review.publish(version, by=head)


def edit(page, **changes):
    """Write into a page as its author would in the editor."""
    fresh = type(page).objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save_revision(user=fresh.owner)
    fresh.save()
    return fresh
