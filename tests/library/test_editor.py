"""The editor: what each role may open and do there."""

import io
import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.translation import trans_real
from PIL import Image as Pillow
from wagtail.documents.models import Document
from wagtail.images.models import Image

from library.models import LecturePage
from library.services import review
from library.services.shelves import shelf_of
from tests.factories.curriculum import make_programme_row
from tests.factories.library import make_document, make_lecture
from tests.factories.media import picture_bytes, zip_bytes
from tests.library.people import deciding

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Wagtail's renditions
]
HOSTILE = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "hostile"
OPEN = {
    "/quan-tri/",
    "/quan-tri/account/",
    "/quan-tri/images/",
    "/quan-tri/images/add/",
    "/quan-tri/images/chooser/",
    "/quan-tri/documents/",
    "/quan-tri/documents/chooser/",
    "/quan-tri/documents/multiple/add/",
    "/quan-tri/library_node_chooser/",
}
SKIPPED = ("logout", "failwhale")  # ends the session; breaks on purpose
CLOSED = [
    "/quan-tri/users/",
    "/quan-tri/users/add/",
    "/quan-tri/groups/",
    "/quan-tri/sites/",
    "/quan-tri/collections/",
    "/quan-tri/redirects/",
    "/quan-tri/workflows/list/",
    "/quan-tri/workflows/tasks/index/",
    "/quan-tri/reports/site-history/",
    "/quan-tri/reports/locked/",
    "/quan-tri/workflows/task_chooser/create/",
    "/quan-tri/reports/workflow/",
    "/quan-tri/forms/",
]


@pytest.fixture
def people():
    found = deciding()
    shelf_of(found.school)
    shelf_of(found.other_school)
    return found


def test_authors_find_the_screens_they_need(client, people):
    client.force_login(people.teacher)
    for path in OPEN:
        assert client.get(path).status_code == 200, path
    answer = client.get(reverse("library:compose"), follow=True)
    assert answer.status_code == 200
    assert "THPT Một" in answer.content.decode()
    menu = client.get("/quan-tri/").content.decode()
    for name in ("/quan-tri/users/", "/quan-tri/sites/", "/quan-tri/reports/"):
        assert name not in menu


# Never shown: the sidebar names them for administrators alone, or they are the same.
SAME_WORDS = {"video", "What's new in Wagtail %(version)s"}


def test_the_editor_has_no_english_words(client, people, monkeypatch):
    words = trans_real.translation("vi")
    lacking = set()

    def keep(say):
        def said(message, *rest):
            text = say(message, *rest)
            if text in {message, *rest[:1]} and re.search("[A-Za-z]{3}", message):
                lacking.add(message)
            return text

        return said

    page = make_lecture(unit=people.school, owner=people.teacher)
    shelf = page.get_parent().pk
    paths = [
        *sorted(OPEN),
        f"/quan-tri/pages/{shelf}/",
        f"/quan-tri/pages/{shelf}/add_subpage/",
        f"/quan-tri/pages/add/library/televisedpage/{shelf}/",
        f"/quan-tri/pages/{page.pk}/edit/",
        f"/quan-tri/pages/{page.pk}/history/",
        f"/quan-tri/pages/{page.pk}/copy/",
    ]
    client.force_login(people.teacher)
    monkeypatch.setattr(words, "gettext", keep(words.gettext))
    monkeypatch.setattr(words, "ngettext", keep(words.ngettext))
    for path in paths:
        assert client.get(path).status_code == 200, path
    assert lacking - SAME_WORDS == set()


def test_what_teachers_press_is_named_as_in_schools(client, people):
    client.force_login(people.teacher)
    text = client.get("/quan-tri/images/add/").content.decode()
    assert "Tải lên" in text
    assert "Đăng tải" not in text
    shelf = shelf_of(people.school).pk
    kinds = client.get(f"/quan-tri/pages/{shelf}/add_subpage/").content.decode()
    assert "Chữ, công thức, hình và câu hỏi" in kinds
    menu = client.get("/quan-tri/").content.decode()
    assert json.dumps("Kệ học liệu") in menu


def test_the_form_offers_the_subjects_of_ones_levels_by_name(client, people):
    make_programme_row("VIE", grade=1)
    make_programme_row("PHY")
    make_programme_row("MAT")
    page = make_lecture(unit=people.school, owner=people.teacher)
    client.force_login(people.teacher)
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    names = [one.code for one in answer.context["form"].fields["subject"].queryset]
    assert names == ["MAT", "PHY"]


@pytest.mark.parametrize("role", ["teacher", "group_head", "head", "officer"])
def test_authors_do_not_enter_what_is_not_theirs(client, people, role):
    client.force_login(getattr(people, role))
    for path in CLOSED:
        assert client.get(path).status_code == 404, path


def test_every_address_without_arguments_is_open_or_closed_on_purpose(client, people):
    client.force_login(people.teacher)
    opened = set()
    for name, namespace in admin_names(get_resolver()):
        path = reverse(f"{namespace}:{name}" if namespace else name)
        if path.startswith("/quan-tri/") and not any(word in path for word in SKIPPED):
            answer = client.get(path)
            if answer.status_code == 200:
                opened.add(path)
            b"".join(answer)
    harmless = (
        "/quan-tri/account/",
        "/quan-tri/api/main/",
        "/quan-tri/choose-",
        "/quan-tri/dismissibles/",
        "/quan-tri/documents/",
        "/quan-tri/images/",
        "/quan-tri/jsi18n/",
        "/quan-tri/library_node_chooser/",
        "/quan-tri/pages/",
        "/quan-tri/sprite",
        "/quan-tri/tag-autocomplete/",
    )
    rest = {path for path in opened if not path.startswith(harmless)} - OPEN
    assert rest == set()


def admin_names(resolver, namespace=""):
    """Yield (name, namespace) of every address that takes no argument."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}:{pattern.namespace or ''}".strip(":")
            yield from admin_names(pattern, inner if pattern.namespace else namespace)
        elif pattern.name:
            try:
                reverse(f"{namespace}:{pattern.name}" if namespace else pattern.name)
            except NoReverseMatch:
                continue
            yield pattern.name, namespace


@pytest.mark.parametrize("role", ["candidate", "exam_officer", None])
def test_the_editor_is_closed_to_those_who_do_not_write(client, people, role):
    if role:
        client.force_login(getattr(people, role))
    for path in OPEN:
        answer = client.get(path)
        assert answer.status_code in {302, 403}, path


def test_only_the_author_opens_a_draft(client, people):
    page = make_lecture(unit=people.school, owner=people.teacher)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.force_login(people.teacher)
    assert client.get(edit).status_code == 200
    for role in ("colleague", "group_head", "head", "stranger"):
        client.force_login(getattr(people, role))
        assert client.get(edit).status_code in {302, 403}, role


def test_nobody_writes_on_the_shelf_of_another_school(client, people):
    other = shelf_of(people.other_school)
    client.force_login(people.teacher)
    add = reverse("wagtailadmin_pages:add", args=["library", "lecturepage", other.pk])
    assert client.get(add).status_code in {302, 403}
    own = reverse(
        "wagtailadmin_pages:add",
        args=["library", "lecturepage", shelf_of(people.school).pk],
    )
    assert client.get(own).status_code == 200


def form_of(page):
    return {
        "title": page.title,
        "subject": str(page.subject_id),
        "grade": "10",
        "minutes": "20",
        "licence": "cc-by-4.0",
        "body-count": "0",
        "nodes-TOTAL_FORMS": "0",
        "nodes-INITIAL_FORMS": "0",
        "nodes-MIN_NUM_FORMS": "0",
        "nodes-MAX_NUM_FORMS": "3",
    }


def test_asking_wagtail_to_publish_only_saves_the_draft(client, people):
    page = make_lecture(unit=people.school, owner=people.teacher)
    client.force_login(people.teacher)
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(path, form_of(page) | {"title": "Mới", "action-publish": "1"})
    page = LecturePage.objects.get(pk=page.pk)
    assert not page.live
    assert page.versions.count() == 0
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    copy = {"new_title": "Chép", "new_slug": "chep", "publish_copies": "1"}
    client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        copy | {"new_parent_page": page.get_parent().pk},
    )
    assert LecturePage.objects.filter(live=True).count() == 0


def test_submitting_from_the_editor_says_what_is_missing(client, people):
    page = make_lecture(unit=people.school, owner=people.teacher)
    client.force_login(people.teacher)
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = form_of(page) | {"action-send-to-review": "1"}
    answer = client.post(path, form, follow=True)
    assert "chưa có nội dung" in answer.content.decode()
    assert page.versions.count() == 0


def test_what_was_submitted_is_not_thrown_away(client, people):
    page = make_lecture(unit=people.school, owner=people.teacher)
    review.submit(page, by=people.teacher)
    client.force_login(people.teacher)
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert LecturePage.objects.filter(pk=page.pk).exists()
    draft = make_lecture(unit=people.school, owner=people.teacher, title="Nháp")
    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert not LecturePage.objects.filter(pk=draft.pk).exists()


def test_a_picture_loses_its_place_when_it_is_uploaded(client, people):
    notes = Pillow.Exif()
    notes.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Pillow.new("RGB", (30, 20)).save(out, "JPEG", exif=notes)
    client.force_login(people.teacher)
    upload = SimpleUploadedFile("nha.jpg", out.getvalue(), "image/jpeg")
    client.post("/quan-tri/images/add/", {"title": "Nhà", "file": upload})
    image = Image.objects.get(title="Nhà")
    with image.file.open() as stream:
        assert not Pillow.open(stream).getexif()
    assert image.collection == shelf_of(people.school).collection
    assert (image.width, image.height) == (30, 20)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("polyglot/html-named.jpg", "/quan-tri/images/add/"),
        ("image/png-20000x20000.png", "/quan-tri/images/add/"),
        ("svg/script.svg", "/quan-tri/images/add/"),
        ("zip/bomb-200MB.zip", "/quan-tri/documents/add/"),
        ("zip/slip-dotdot.zip", "/quan-tri/documents/add/"),
        ("zip/truncated.zip", "/quan-tri/documents/add/"),
        ("scorm/launch-external.zip", "/quan-tri/documents/add/"),
        ("html/page-with-vectors.html", "/quan-tri/documents/add/"),
    ],
)
def test_hostile_uploads_are_refused_in_the_editor(client, people, name, address):
    client.force_login(people.teacher)
    content = (HOSTILE / name).read_bytes()
    upload = SimpleUploadedFile(Path(name).name, content)
    answer = client.post(address, {"title": "x", "file": upload})
    assert answer.status_code == 200
    assert Image.objects.count() == Document.objects.count() == 0


def test_a_good_package_is_taken(client, people):
    client.force_login(people.teacher)
    content = zip_bytes({"index.html": "<title>x</title>"})
    upload = SimpleUploadedFile("a.zip", content, "application/zip")
    client.post("/quan-tri/documents/add/", {"title": "Gói", "file": upload})
    assert Document.objects.get().collection == shelf_of(people.school).collection


def test_files_of_the_editor_are_not_public(client, people):
    document = make_document(picture_bytes(), "a.png")
    document.collection = shelf_of(people.school).collection
    document.save()
    for role, status in (
        (None, 404),
        ("candidate", 404),
        ("stranger", 404),
        ("teacher", 200),
    ):
        client.logout()
        if role:
            client.force_login(getattr(people, role))
        answer = client.get(document.url)
        assert answer.status_code == status, role
        b"".join(answer)


def test_the_chooser_of_topics_knows_subject_grade_and_folded_words(client, people):
    from tests.factories.curriculum import make_node  # noqa: PLC0415

    make_node("MAT10.1", title="Mệnh đề")
    make_node("MAT11.1", grade=11, title="Dãy số")
    client.force_login(people.teacher)
    answer = client.get("/quan-tri/library_node_chooser/results/?grade=11")
    text = answer.content.decode()
    assert "Dãy số" in text
    assert "Mệnh đề" not in text
    found = client.get("/quan-tri/library_node_chooser/results/?q=menh de")
    assert "Mệnh đề" in found.content.decode()
