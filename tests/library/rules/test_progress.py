"""How far a reader has come."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from library.rules.progress import (
    LEAST_S,
    Event,
    least_seconds,
    progress,
    union_seconds,
)

START = datetime(2026, 11, 22, 8, tzinfo=UTC)


def at(seconds):
    return START + timedelta(seconds=seconds)


def version(*blocks, main=None, minutes=None):
    return {
        "main": main,
        "minutes": minutes,
        "parts": [{"title": "", "blocks": [dict(b) for b in blocks]}],
    }


TEXTS = [{"id": f"t{n}", "type": "text"} for n in range(4)]
CHECK = {"id": "c", "type": "check", "options": ["a", "b"], "right": 0}


def seen(*units, start=0):
    return [Event("seen", unit, at(start + n)) for n, unit in enumerate(units)]


def beat(seconds, *, at_s):
    return Event("active", "", at(at_s), {"s": seconds})


READ = beat(LEAST_S, at_s=0)  # long enough for little


def test_seen_blocks_and_answered_checks_make_a_completion():
    data = version(*TEXTS, CHECK)
    most = progress(data, [READ, *seen("t0", "t1", "t2", "t3")])
    assert (most.fraction, most.completed_at) == (Decimal("0.800"), None)
    answered = Event("answer", "c", at(60), {"option": 1, "right": False})
    done = progress(data, [READ, *seen("t0", "t1", "t2"), answered])
    assert (done.fraction, done.completed_at) == (Decimal("0.800"), at(60))
    assert (done.checks_answered, done.checks_right, done.place) == (1, 0, "c")


def test_order_and_repetition_of_events_do_not_matter():
    data = version(*TEXTS)
    events = [*seen("t0", "t1"), Event("active", "", at(20), {"s": 15})]
    again = progress(data, [*reversed(events), *events])
    assert again == progress(data, events)
    assert (again.fraction, again.seconds) == (Decimal("0.500"), 15)


def test_completion_is_dated_by_the_event_that_reached_it():
    data = version(*TEXTS)
    found = progress(data, [READ, *seen("t0", "t1", "t2", "t3", "t0")])
    assert found.completed_at == at(3)


def test_scrolling_to_the_end_is_not_reading():
    words = "chữ " * 960  # four minutes of reading
    data = version(*({**block, "html": f"<p>{words}</p>"} for block in TEXTS[:1]))
    assert least_seconds(data) == 80
    glance = [*seen("t0"), beat(60, at_s=60)]
    assert progress(data, glance).fraction == 1
    assert progress(data, glance).completed_at is None
    assert progress(data, [*glance, beat(19, at_s=79)]).completed_at is None
    assert progress(data, [*glance, beat(20, at_s=80)]).completed_at == at(80)


def test_two_windows_do_not_read_twice_as_fast():
    data = version({**TEXTS[0], "html": "<p>" + "chữ " * 480 + "</p>"})
    both = [*seen("t0"), beat(30, at_s=30), beat(30, at_s=31)]
    assert least_seconds(data) == 40
    assert progress(data, both).completed_at is None


@pytest.mark.parametrize(
    ("data", "least"),
    [
        (version(TEXTS[0]), 10),
        (version({**TEXTS[0], "html": "chữ " * 100_000}), 600),
        (version({"id": "p", "type": "picture", "alt": ""}, *TEXTS), 10),
        (version(main={"type": "package"}, minutes=5), 60),
        (version(main={"type": "package"}), 10),
        (version(main={"type": "pdf", "pages": 40}), 200),
        (version(main={"type": "slides"}, minutes=15), 180),
    ],
)
def test_the_least_time_has_a_floor_and_a_cap(data, least):
    assert least_seconds(data) == least


def test_a_film_takes_two_fifths_of_its_length():
    data = version(main={"type": "video"})
    played = Event("play", "main", at(1), {"from": 0, "to": 100, "of": 100})
    assert progress(data, [played, beat(39, at_s=39)]).completed_at is None
    assert progress(data, [played, beat(40, at_s=40)]).completed_at == at(40)


def test_a_page_without_script_vouches_for_the_time_it_was_open():
    data = version(*TEXTS)
    said = {"units": [text["id"] for text in TEXTS]}
    fast = Event("finish", "", at(60), {**said, "s": LEAST_S - 1})
    assert progress(data, [fast]).completed_at is None
    slow = Event("finish", "", at(60), {**said, "s": 100_000})
    found = progress(data, [slow])
    assert (found.completed_at, found.seconds) == (at(60), 600)


def test_headings_and_unknown_units_do_not_count():
    data = version({"id": "h", "type": "heading"}, TEXTS[0])
    assert progress(data, seen("h", "x")).fraction == 0
    assert progress(data, seen("t0")).fraction == 1


def test_active_time_is_a_union_and_a_beat_is_capped():
    data = version(TEXTS[0])
    beats = [
        Event("active", "", at(20), {"s": 15}),
        Event("active", "", at(22), {"s": 15}),  # a second window
        Event("active", "", at(500), {"s": 9999}),
    ]
    assert progress(data, beats).seconds == 17 + 60


@pytest.mark.parametrize(
    ("pieces", "fraction"),
    [
        ([(0, 45)], "0.500"),
        ([(0, 45), (0, 45)], "0.500"),
        ([(0, 45), (40, 90)], "1.000"),
        ([(50, 40)], "0.000"),
        ([(0, 500)], "1.000"),
    ],
)
def test_a_film_counts_what_was_played(pieces, fraction):
    data = version(main={"type": "video"})
    events = [
        Event("play", "main", at(n), {"from": a, "to": b, "of": 100})
        for n, (a, b) in enumerate(pieces)
    ]
    assert progress(data, events).fraction == Decimal(fraction)


def test_a_package_counts_its_own_word_or_time():
    data = version(main={"type": "package"}, minutes=4)
    assert progress(data, seen("main")).fraction == 0
    half = Event("report", "main", at(5), {"progress": 0.5, "completed": False})
    assert progress(data, [half]).fraction == Decimal("0.500")
    over = Event("report", "main", at(6), {"progress": 0.0, "completed": True})
    assert progress(data, [half, over]).completed_at is None
    enough = [half, over, beat(48, at_s=48)]
    assert progress(data, enough).completed_at == at(48)  # a fifth of four minutes
    beats = [Event("active", "", at(n * 60), {"s": 60}) for n in (1, 2)]
    assert progress(data, beats).fraction == 1  # half of its four minutes


def test_saying_one_has_read_it_answers_no_question():
    data = version(TEXTS[0], CHECK)
    said = Event("finish", "", at(1), {"units": ["t0", "c"]})
    found = progress(data, [said])
    assert (found.fraction, found.completed_at) == (Decimal("0.500"), None)


def test_union_of_intervals():
    spans = [(at(0), at(10)), (at(5), at(7)), (at(20), at(30)), (at(10), at(11))]
    assert union_seconds(spans) == 21
    assert union_seconds([]) == 0
