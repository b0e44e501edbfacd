"""Pages of readers: complete without script, a fixed number of queries, light."""

import gzip
import json
import re
import time
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from library.models import ActivityEvent, Completion
from library.services import review
from library.views.evidence import moment_shown
from tests.factories.library import (
    CHECK,
    HEADING,
    TEXT,
    THINK,
    make_lecture,
    make_link,
    make_simulation,
    make_textbook,
    publish,
)
from tests.people import standing

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r'name="shown" value="([^"]+)"')


@pytest.fixture
def people(client):
    found = standing()
    client.force_login(found.candidate)
    return found


def lecture(people, **changes):
    body = changes.pop("body", [HEADING, TEXT, CHECK, THINK])
    return publish(make_lecture(unit=people.school, body=body, **changes))


def page(version, part=1):
    if part == 1:
        return reverse("library:resource", args=[version.code])
    return reverse("library:part", args=[version.code, part])


@pytest.mark.parametrize("rows", [1, 3])
def test_search_costs_the_same_for_one_and_three(
    client, people, rows, django_assert_num_queries
):
    for number in range(rows):
        lecture(people, title=f"Hàm số {number}")
    with django_assert_num_queries(14):
        answer = client.get(reverse("library:search"), {"q": "ham so"})
    text = answer.content.decode()
    assert f"{rows} học liệu" in text
    assert answer.context["page"].paginator.count == rows


@pytest.mark.parametrize("blocks", [1, 3])
def test_reading_costs_the_same_for_one_and_three_blocks(
    client, people, blocks, django_assert_num_queries
):
    version = lecture(people, body=[CHECK] + [TEXT] * blocks)
    with django_assert_num_queries(14):
        assert client.get(page(version)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_costs_the_same_for_one_and_three(
    client, people, rows, django_assert_num_queries
):
    for number in range(rows):
        draft = make_lecture(unit=people.school, title=f"Bài {number}")
        review.adopt(review.submit(draft, by=None), by=None)
    client.force_login(people.head)
    with django_assert_num_queries(12):
        answer = client.get(reverse("library:queue"))
    assert f"{rows} học liệu" in answer.content.decode()


def test_filters_stay_in_the_address_and_the_empty_state_helps(client, people):
    lecture(people)
    answer = client.get(
        reverse("library:search"), {"q": "không có gì", "mon": "MAT", "lop": "10"}
    )
    text = answer.content.decode()
    assert "Không tìm thấy học liệu nào" in text
    assert 'value="MAT" selected' in text
    odd = {"lop": "x", "loai": "y", "page": "99", "q": "\x00"}
    assert client.get(reverse("library:search"), odd).status_code == 200


def test_a_lecture_reads_without_script(client, people):
    version = lecture(people)
    text = client.get(page(version)).content.decode()
    for part in (
        "<h1>Hàm số bậc hai</h1>",
        'class="katex"',
        "Tự kiểm tra",
        "Em đã đọc xong",
        "CC BY 4.0",
        version.code,
        "<details",
    ):
        assert part in text, part
    assert "is_right" not in text
    assert "Em xem lại hình" not in text  # feedback waits for the answer
    assert "<script>" not in text
    assert "style=" not in text.split('class="katex"')[0]


def test_answering_and_finishing_by_form(client, people, monkeypatch):
    version = lecture(people)
    unit = next(
        b["id"] for b in version.data["parts"][0]["blocks"] if b["type"] == "check"
    )
    path = reverse("library:answer", args=[version.code])
    answer = client.post(path, {"unit": unit, "option": "1"}, follow=True)
    assert "Em xem lại hình" in answer.content.decode()
    assert answer.redirect_chain[0][0].endswith(f"#b-{unit}")
    answer = client.post(path, {"unit": unit, "option": "0"}, follow=True)
    assert "Hàm số nhỏ nhất tại 0" in answer.content.decode()
    assert client.post(path, {"unit": unit, "option": "7"}).status_code == 422
    assert client.post(path, {"unit": unit}).status_code == 302
    finish = reverse("library:finish", args=[version.code])
    client.post(finish, {"part": "1"})
    assert Completion.objects.get().completed_at is None
    assert "khoảng 1 phút nữa" in client.get(page(version)).content.decode()
    earlier = time.time() - 120
    with monkeypatch.context() as clock:
        clock.setattr(time, "time", lambda: earlier)
        shown = SHOWN.search(client.get(page(version)).content.decode())[1]
    client.post(finish, {"part": "1", "shown": shown})
    assert Completion.objects.get().completed_at is not None
    assert "Đã xong" in client.get(page(version)).content.decode()
    bad = client.post(reverse("library:finish", args=[version.code]), {"part": "x"})
    assert bad.status_code == 422


@pytest.mark.parametrize("shown", ["", "1:abc:def", "2:1w0000:x", "x" * 5000])
def test_a_moment_that_we_have_not_signed_vouches_for_nothing(client, people, shown):
    version = lecture(people)
    finish = reverse("library:finish", args=[version.code])
    client.post(finish, {"part": "1", "shown": shown})
    assert Completion.objects.get().seconds == 0


def test_a_book_goes_on_chapter_by_chapter_and_keeps_the_place(client, people):
    version = publish(make_textbook(unit=people.school))
    first = client.get(page(version)).content.decode()
    assert "Chương 2" in first
    finish = reverse("library:finish", args=[version.code])
    assert client.post(finish, {"part": "1"}).url == page(version, 2)
    again = client.get(page(version, 3)).content.decode()
    assert "Phần trước" in again
    assert client.get(page(version, 4)).status_code == 404
    client.post(finish, {"part": "2"})
    start = client.get(page(version)).content.decode()
    assert "Đọc tiếp chỗ đang dở" in start
    assert f"{page(version, 2)}#b-" in start


def test_a_simulation_is_framed_on_its_own_origin(client, people):
    version = publish(make_simulation(unit=people.school))
    answer = client.get(page(version))
    text = answer.content.decode()
    assert 'sandbox="allow-scripts allow-forms allow-modals allow-pointer-lock"' in text
    assert "http://testserver:8001/" in text
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-src 'self' http://testserver:8001" in policy
    plain = client.get(page(lecture(people))).headers["Content-Security-Policy"]
    assert "8001" not in plain


def test_a_withdrawn_material_inside_a_lesson_says_so(client, people):
    inner = lecture(people, title="Bài bên trong")
    block = ("resource", {"code": inner.code, "note": "Đọc trước"})
    outer = lecture(people, title="Bài ngoài", body=[TEXT, block])
    assert "Bài bên trong" in client.get(page(outer)).content.decode()
    review.withdraw(inner, by=None)
    text = client.get(page(outer)).content.decode()
    assert "Bài bên trong" not in text
    assert "không còn trong kho" in text


def test_a_link_opens_there_without_telling_from_where(client, people):
    version = publish(make_link(unit=people.school))
    text = client.get(page(version)).content.decode()
    assert 'rel="noopener noreferrer external"' in text


def post_events(client, version, *events, number=None):
    return client.post(
        reverse("library:events", args=[version.code]),
        json.dumps({"version": number or version.number, "events": list(events)}),
        content_type="application/json",
        headers={"accept": "application/json"},
    )


def test_active_time_counts_from_the_showing_of_the_page(client, people):
    version = lecture(people)
    shown = re.search(
        r'data-shown="([^"]+)"', client.get(page(version)).content.decode()
    )
    answer = client.post(
        reverse("library:events", args=[version.code]),
        json.dumps(
            {
                "version": version.number,
                "shown": shown[1],
                "sent": timezone.now().isoformat(),
                "events": [event("active", data={"s": 60}), event("seen", unit="x")],
            }
        ),
        content_type="application/json",
    )
    found = answer.json()
    assert (found["seconds"] <= 2, found["completed"]) == (True, False)
    assert found["words"] == "Đã đọc 0 %"
    assert ActivityEvent.objects.get(kind="active").data["told"] == 60


def test_the_showing_of_another_reader_vouches_for_nothing(client, people):
    version = lecture(people)
    text = client.get(page(version)).content.decode()
    shown = re.search(r'data-shown="([^"]+)"', text)[1]
    assert moment_shown(shown, version, people.candidate) is not None
    assert moment_shown(shown, version, people.teacher) is None
    assert moment_shown(shown + "x", version, people.candidate) is None


def test_a_file_read_in_a_window_of_its_own_counts_the_time_since_the_page(
    client, people
):
    version = publish(make_link(unit=people.school))
    text = client.get(page(version)).content.decode()
    assert "<noscript><input" not in text
    assert SHOWN.search(text)


def event(kind="open", **changes):
    now = timezone.now().isoformat()
    return {"id": str(uuid.uuid4()), "kind": kind, "at": now} | changes


def test_events_are_taken_once_and_refused_in_words(client, people):
    version = lecture(people)
    one = event()
    for _again in range(2):
        answer = post_events(client, version, one)
        assert (answer.status_code, answer.json()["taken"]) == (200, 1)
    assert ActivityEvent.objects.count() == 1
    assert post_events(client, version, {"kind": "x"}).status_code == 422
    assert post_events(client, version, one, number=9).status_code == 404
    raw = client.post(
        reverse("library:events", args=[version.code]),
        "nonsense",
        content_type="application/json",
    )
    assert raw.json()["error"]["code"] == "event_bad"
    client.logout()
    assert post_events(client, version, event()).status_code == 401


def test_old_evidence_of_a_device_that_comes_back_is_kept(client, people):
    version = lecture(people)
    review.withdraw(version, by=None)
    assert post_events(client, version, event()).status_code == 200


def test_pages_are_light(client, people):
    text = ("text", "<p>" + "Cho hàm số $y = ax^2 + bx + c$. " * 60 + "</p>")
    version = lecture(people, body=[HEADING, *[text] * 3, CHECK])
    packed = gzip.compress(client.get(page(version)).content)
    assert len(packed) < 30_000


def test_readers_must_log_in(client, people):
    version = lecture(people)
    client.logout()
    for path in (page(version), reverse("library:search"), reverse("library:queue")):
        assert client.get(path).url.startswith("/dang-nhap/")
