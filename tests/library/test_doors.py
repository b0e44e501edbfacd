"""Role × status × path: nothing without a live approval for that reader."""

import pytest
from django.urls import reverse

from library.services import review
from media.api import file_url
from tests.factories.library import (
    HEADING,
    TEXT,
    edit,
    make_image,
    make_lecture,
    make_simulation,
    publish,
)
from tests.factories.people import enrol, make_user
from tests.library.people import deciding

pytestmark = pytest.mark.django_db
SECRET = "Chữ kín chưa ai được đọc"
STATUSES = ["draft", "group_review", "approved", "published", "withdrawn", "returned"]
ROLES = ["candidate", "other_candidate", "colleague", "stranger", None]
HOST = {"host": "127.0.0.1:8001"}


@pytest.fixture
def people():
    found = deciding()
    found.other_candidate = make_user("otherpupil")
    enrol(found.other_candidate, found.other_cohort)
    return found


def material(people, status):
    body = [
        HEADING,
        ("text", f"<p>{SECRET}</p>"),
        ("picture", {"image": make_image(), "alt": SECRET, "caption": ""}),
    ]
    page = make_lecture(unit=people.school, owner=people.teacher, body=body)
    if status == "draft":
        return page, None
    version = review.submit(page, by=None)
    if status == "returned":
        return page, review.give_back(version, by=None, reason="x")
    if status == "group_review":
        return page, version
    version = review.approve(review.adopt(version, by=None), by=None)
    if status == "approved":
        return page, version
    version = review.publish(version, by=None)
    return page, review.withdraw(version, by=None) if status == "withdrawn" else version


def paths(page, version):
    found = [
        reverse("library:resource", args=[page.code]),
        reverse("library:part", args=[page.code, 1]),
        reverse("library:search") + "?q=chữ kín",
        reverse("library:review", args=[page.code, 1]),
        f"/kho{page.url_path}",
        f"/kho/hoc-lieu/{page.get_parent().slug}/{page.slug}/",
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]),
        reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        f"/quan-tri/api/main/pages/{page.pk}/",
        f"/quan-tri/pages/{page.pk}/revisions/{page.latest_revision_id}/view/",
    ]
    image = page.body[2].value["image"]
    found.append(image.file.url)
    found.append(image.get_rendition("width-40").url)
    if version:
        codes = version.files.values_list("file_code", flat=True)
        found += [file_url(code) for code in codes]
    return found


def leaks(answer, page):
    body = b"".join(answer) if answer.streaming else answer.content
    if answer.headers.get("Content-Type", "").startswith("image/"):
        return True
    return any(word in body.decode("utf-8", "replace") for word in (SECRET, page.title))


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Wagtail's renditions
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("status", STATUSES)
def test_paths_of_readers_and_strangers(client, people, status, role):
    page, version = material(people, status)
    if role:
        client.force_login(getattr(people, role))
    may_read = status == "published" and role in {"candidate", "colleague"}
    back_office = ("/quan-tri/", "/tap-tin/van-phong/")
    for path in paths(page, version):
        answer = client.get(path)
        if path.startswith("/tap-tin/van-phong/"):
            # pictures of the editor open for authors, who cannot guess an address
            assert leaks(answer, page) == (role in {"colleague", "stranger"}), path
            continue
        is_reading = not path.startswith((*back_office, "/duyet-hoc-lieu/", "/kho/"))
        assert leaks(answer, page) == (may_read and is_reading), (path, status, role)


@pytest.mark.parametrize("status", STATUSES)
def test_the_author_and_those_who_decide_see_what_was_submitted(client, people, status):
    page, version = material(people, status)
    if version is None:
        return
    path = reverse("library:review", args=[page.code, 1])
    for role in ("teacher", "group_head", "head"):
        client.force_login(getattr(people, role))
        assert SECRET in client.get(path).content.decode()
    client.force_login(people.exam_officer)
    assert client.get(path).status_code == 404


def test_wagtails_own_address_leads_to_the_door(client, people):
    page, _version = material(people, "published")
    client.force_login(people.candidate)
    for path in (f"/kho{page.url_path}", "/kho/"):
        answer = client.get(path)
        assert answer.status_code in {302, 404}
        assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("status", ["draft", "group_review", "approved", "published"])
def test_packages_open_only_for_readers_of_a_live_version(client, people, status):
    page = make_simulation(unit=people.school, owner=people.teacher)
    version = None
    if status != "draft":
        version = review.submit(page, by=None)
    if status in {"approved", "published"}:
        version = review.approve(review.adopt(version, by=None), by=None)
    if status == "published":
        version = review.publish(version, by=None)
    client.force_login(people.candidate)
    answer = client.get(reverse("library:resource", args=[page.code]))
    assert (answer.status_code == 200) == (status == "published")
    if status != "published":
        return
    address = answer.context["main"]["src"].split("8001", 1)[1]
    assert client.get(address, headers=HOST).status_code == 200
    review.withdraw(version, by=None)
    assert client.get(address, headers=HOST).status_code == 404


def test_an_edited_draft_of_published_material_shows_nothing_new(client, people):
    page = make_lecture(unit=people.school, owner=people.teacher, body=[TEXT])
    publish(page)
    edit(page, title="Tên mới kín", body=[("text", f"<p>{SECRET}</p>")])
    client.force_login(people.candidate)
    for path in (
        reverse("library:resource", args=[page.code]),
        reverse("library:search") + "?q=kín",
        reverse("library:search"),
    ):
        text = client.get(path).content.decode()
        assert SECRET not in text
        assert "Tên mới kín" not in text


def test_writing_to_what_one_may_not_read_is_not_found(client, people):
    page, version = material(people, "approved")
    client.force_login(people.candidate)
    for name, data in (
        ("library:answer", {"unit": "x", "option": "0"}),
        ("library:finish", {"part": "1"}),
        ("library:share", {}),
    ):
        assert client.post(reverse(name, args=[page.code]), data).status_code == 404
    events = client.post(
        reverse("library:events", args=[page.code]),
        {"version": 1, "events": []},
        content_type="application/json",
    )
    assert events.status_code == 404
    decide = reverse("library:decide", args=[page.code, version.number])
    assert client.post(decide, {"act": "publish"}).status_code == 404
    version.refresh_from_db()
    assert version.state == "approved"
