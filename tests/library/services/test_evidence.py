"""Evidence: added once, kept for ever, completion computed from it."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from library import api
from library.models import ActivityEvent, Completion
from library.services import evidence, review
from library.signals import resource_used
from lms.core.errors import DomainError
from tests.factories.library import (
    CHECK,
    HEADING,
    TEXT,
    edit,
    make_lecture,
    make_simulation,
    publish,
)
from tests.people import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return standing()


@pytest.fixture
def version(people):
    body = [HEADING, TEXT, TEXT, TEXT, CHECK]
    return publish(make_lecture(unit=people.school, owner=people.teacher, body=body))


def units(version):
    blocks = version.data["parts"][0]["blocks"]
    return [b["id"] for b in blocks if b["type"] != "heading"]


def event(kind, unit="", *, at=None, **data):
    moment = (at or timezone.now()).isoformat()
    return {
        "id": str(uuid.uuid4()),
        "kind": kind,
        "unit": unit,
        "at": moment,
        "data": data,
    }


def take(version, reader, events, *, shown_s=3600, sent=""):
    """Take events of a page that was shown an hour ago."""
    shown = None if shown_s is None else timezone.now() - timedelta(seconds=shown_s)
    batch = evidence.Batch(events=events, shown=shown, sent=sent)
    return evidence.take_events(version, reader=reader, batch=batch)


def test_a_batch_sent_again_changes_nothing(people, version):
    batch = [event("seen", unit) for unit in units(version)[:3]]
    batch += [event("active", s=15), event("open")]
    for _again in range(3):
        take(version, people.candidate, batch)
    assert ActivityEvent.objects.count() == 5
    found = Completion.objects.get()
    assert (found.fraction, found.seconds) == (Decimal("0.750"), 15)
    assert found.completed_at is None


@pytest.mark.parametrize(("shown_s", "most"), [(20, 21), (3600, 600), (None, 0)])
def test_nobody_claims_more_seconds_than_have_passed_here(
    people, version, shown_s, most
):
    now = timezone.now()
    claims = [
        event("active", at=now - timedelta(seconds=60 * n), s=60) for n in range(10)
    ]
    done = take(version, people.candidate, claims, shown_s=shown_s)
    assert most - 2 <= done.seconds <= most
    cut = [row.data for row in ActivityEvent.objects.all() if "told" in row.data]
    assert {data["told"] for data in cut} <= {60}
    assert len(cut) == {20: 10, 3600: 0, None: 10}[shown_s]


@pytest.mark.parametrize("wrong", [timedelta(hours=-7), timedelta(days=4)])
def test_a_device_whose_clock_goes_wrong_loses_nothing(people, version, wrong):
    now = timezone.now()
    beats = [
        event("active", at=now + wrong - timedelta(seconds=15 * n), s=15)
        for n in range(4)
    ]
    sent = (now + wrong).isoformat()
    assert 59 <= take(version, people.candidate, beats, sent=sent).seconds <= 60
    ages = {(now - row.at).total_seconds() for row in ActivityEvent.objects.all()}
    assert max(ages) < 60


def test_completion_needs_the_checks_and_is_told_once(
    people, version, django_capture_on_commit_callbacks
):
    told = []

    def listen(sender, **kwargs):
        told.append((kwargs["code"], kwargs["student_id"]))

    resource_used.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            seen = [event("seen", unit) for unit in units(version)]
            seen.append(event("active", s=30))
            take(version, people.candidate, seen)
        assert told == []
        check = units(version)[-1]
        for option, is_right in ((1, False), (0, True)):
            with django_capture_on_commit_callbacks(execute=True):
                answer = evidence.answer(
                    version, reader=people.candidate, unit=check, option=option
                )
            assert answer is is_right
    finally:
        resource_used.disconnect(listen)
    assert told == [(version.code, people.candidate.pk)]
    found = api.completions(version.code, [people.candidate.pk])
    assert found[people.candidate.pk].completed_at is not None
    assert Completion.objects.get().checks_right == 1


def test_recomputing_gives_the_same(people, version):
    evidence.finish(version, reader=people.candidate, part=1)
    evidence.answer(version, reader=people.candidate, unit=units(version)[-1], option=0)
    kept = Completion.objects.values().get()
    Completion.objects.all().delete()
    evidence.recompute(version, reader=people.candidate)
    again = Completion.objects.values().get()
    assert {**kept, "id": 0} == {**again, "id": 0}


def test_saying_it_is_read_is_marked_as_ones_own_word(people, version):
    evidence.finish(version, reader=people.candidate, part=1)
    row = ActivityEvent.objects.get()
    assert (row.kind, row.is_self_reported) == ("finish", True)


def test_a_package_reports_for_itself(people):
    version = publish(make_simulation(unit=people.school, owner=people.teacher))
    told = event("report", "main", progress=0.9, score=8, completed=False)
    take(version, people.candidate, [told])
    row = ActivityEvent.objects.get()
    assert row.is_self_reported
    assert Completion.objects.get().fraction == Decimal("0.900")


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "seen"},
        {"id": "x", "kind": "seen"},
        {"id": str(uuid.uuid4()), "kind": "answer", "data": {"right": True}},
        {"id": str(uuid.uuid4()), "kind": "finish"},
        {"id": str(uuid.uuid4()), "kind": "unknown"},
        {"id": str(uuid.uuid4()), "kind": "active", "data": {"s": -4}},
        {"id": str(uuid.uuid4()), "kind": "active", "data": {"s": "nan"}},
        {"id": str(uuid.uuid4()), "kind": "play", "data": {"from": 1}},
        {"id": str(uuid.uuid4()), "kind": "active", "data": [1]},
        "text",
        None,
    ],
)
def test_events_that_cannot_be_read_are_refused_with_their_batch(people, version, bad):
    good = event("seen", units(version)[0])
    with pytest.raises(DomainError, match="event_bad"):
        take(version, people.candidate, [good, bad])
    assert ActivityEvent.objects.count() == 0


def test_too_many_at_once(people, version):
    batch = [event("open")] * 201
    with pytest.raises(DomainError, match="too_many_events"):
        take(version, people.candidate, batch)


def test_a_clock_that_cannot_be_right_is_not_believed(people, version):
    now = timezone.now()
    odd = [
        event("seen", "a", at=now + timedelta(days=1)),
        event("seen", "b", at=now - timedelta(days=3000)),
        event("seen", "c") | {"at": "hôm qua"},
    ]
    take(version, people.candidate, odd)
    assert {row.at for row in ActivityEvent.objects.all()} == {
        row.received_at for row in ActivityEvent.objects.all()
    }
    week = event("seen", "d", at=now - timedelta(days=7))
    take(version, people.candidate, [week])
    assert ActivityEvent.objects.get(unit="d").at < now - timedelta(days=6)


def test_completion_as_it_stood_at_a_date(people, version):
    now = timezone.now()
    first, second, third, check = units(version)
    early = [event("seen", u, at=now - timedelta(days=5)) for u in (first, second)]
    late = [event("seen", u, at=now) for u in (third, check)]
    take(version, people.candidate, early + late)
    student = people.candidate.pk
    today = timezone.localdate()
    before = api.completions(version.code, [student], until=today - timedelta(days=1))
    assert before[student].fraction == Decimal("0.500")
    assert api.completions(version.code, [student], until=today)[student].fraction == 1
    older = today - timedelta(days=9)
    assert api.completions(version.code, [student], until=older) == {}
    assert api.completions(version.code, [people.stranger.pk]) == {}
    assert len(api.evidence_trail(version.code, student)) == 4


def test_evidence_of_two_versions_counts_for_one_material(people, version):
    student = people.candidate
    evidence.finish(version, reader=student, part=1)
    take(version, student, [event("active", s=20)])
    edit(version.page.specific, title="Bản hai")
    second = publish(version.page)
    take(second, student, [event("active", s=30)])
    found = api.completions(version.code, [student.pk])[student.pk]
    assert (found.fraction, found.seconds) == (Decimal("0.750"), 50)


def test_continue_and_recent_show_only_what_may_still_be_read(people, version):
    student = people.candidate
    take(version, student, [event("seen", units(version)[1])])
    card = api.continue_for(student)
    assert card.resource.code == version.code
    assert card.url.endswith(f"#b-{units(version)[1]}")
    assert [one.resource.code for one in api.recent_for(student)] == [version.code]
    review.withdraw(version, by=None)
    assert api.continue_for(student) is None
    assert api.recent_for(student) == []


def test_the_database_refuses_nonsense(people, version):
    evidence.finish(version, reader=people.candidate, part=1)
    rows, done = ActivityEvent.objects.all(), Completion.objects.all()
    later = timezone.now() + timedelta(days=1)
    bad = [
        ("activity_kind_known", rows, {"kind": "x"}),
        ("activity_not_in_the_future", rows, {"at": later}),
        (
            "activity_report_is_self_reported",
            rows,
            {"kind": "report", "is_self_reported": False},
        ),
        ("completion_fraction_is_share", done, {"fraction": Decimal("1.5")}),
        ("completion_needs_most_of_it", done, {"completed_at": later}),
    ]
    for name, queryset, change in bad:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            queryset.update(**change)
    row = rows.get()
    twice = pytest.raises(IntegrityError, match=r"activity_event_once|UNIQUE")
    with twice, transaction.atomic():
        ActivityEvent.objects.create(
            reader=row.reader,
            version=version,
            client_id=row.client_id,
            kind="open",
            at=row.at,
            received_at=row.at,
        )
    with pytest.raises(IntegrityError, match=r"completion_once|UNIQUE"):
        Completion.objects.create(
            reader=row.reader, version=version, first_at=row.at, last_at=row.at
        )


def test_events_are_never_changed(people, version):
    evidence.finish(version, reader=people.candidate, part=1)
    row = ActivityEvent.objects.get()
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        row.delete()
