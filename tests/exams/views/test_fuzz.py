"""Whatever comes in, the protocol answers: never a 500, never an ack of rubbish."""

import copy
import json

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exams.models import JournalEntry, Response
from exams.services import load
from tests.exams.phone import Phone, sha
from tests.factories.exams import make_attempt

pytestmark = pytest.mark.django_db
CALM = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, -1, 2**31, 2**53, 2**63, 2**64, 10**30, 1.0, 1e400, -0.0]),
    st.text(max_size=70),
    st.sampled_from(["", "\x00", "\ud800", "x" * 41, "x" * 65, "ừ" * 40, "1", "2"]),
)
JSON = st.recursive(
    ODD,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
A = {"choice": ["A"]}


def dump(body):
    return json.dumps(body, ensure_ascii=True)


def messages_of(phone):
    entry = {
        "slot": "1", "seq": 1, "value": A, "hash": sha(A), "anchor": None,
        "mono_ms": 3,
    }  # fmt: skip
    return {
        "saves": {"proto": 1, "epoch": 1, "batch_id": "b" * 8, "entries": [entry]},
        "submit": {
            "proto": 1, "epoch": 1, "submit_id": "b" * 8, "entries": [entry],
            "digest": "0" * 64, "count": 0,
        },
        "adopt": {
            "proto": 1, "epoch": 1, "adopt_id": "b" * 8,
            "slots": [{"slot": "1", "seq": 2, "from": [1, 1]}],
        },
        "claim": {
            "device_id": phone.device_id, "client_build": "1", "takeover": True,
            "code": "",
        },
    }  # fmt: skip


def check(reply):
    load.messages._levels.clear()  # the limit is another test's matter
    assert reply.headers["Content-Type"].startswith("application/json")
    body = json.loads(reply.content)
    assert body["proto"] == 1
    assert reply.status_code in {200, 401, 403, 404, 405, 409, 413, 415, 422, 429}
    if reply.status_code != 200:
        assert set(body["error"]) == {"code", "message"}
    return reply.status_code, body


@CALM
@given(
    verb=st.sampled_from(["saves", "submit", "adopt", "claim"]),
    path=st.integers(min_value=0, max_value=30),
    odd=JSON,
    is_dropped=st.booleans(),
)
def test_one_member_missing_or_odd(phone, verb, path, odd, is_dropped):
    body = copy.deepcopy(messages_of(phone)[verb])
    places = list(_places(body))
    holder, name = places[path % len(places)]
    if is_dropped:
        del holder[name]
    else:
        holder[name] = odd

    check(phone.post(verb, dump(body)))


@CALM
@given(verb=st.sampled_from(["saves", "submit", "adopt", "claim", "late"]), odd=JSON)
def test_any_json_at_all(phone, verb, odd):
    status, _body = check(phone.post(verb, dump(odd)))
    assert status == 422 or verb == "late"


@CALM
@given(
    verb=st.sampled_from(["saves", "submit", "adopt", "claim"]),
    raw=st.binary(max_size=300),
)
def test_any_bytes_at_all(phone, verb, raw):
    status, _body = check(phone.post(verb, raw or b" "))
    assert status == 422


@CALM
@given(value=JSON, slot=st.sampled_from([str(n) for n in range(1, 10)]))
def test_any_value_in_any_slot(phone, value, slot):
    phone.seq += 1
    try:
        hash_ = sha(value)
    except (UnicodeEncodeError, ValueError):
        hash_ = "0" * 64
    entry = {"slot": slot, "seq": phone.seq, "value": value, "hash": hash_}

    status, body = check(phone.post("saves", dump(phone.batch(entry))))

    if status == 200 and body["results"][0]["status"] == "saved":
        stored = Response.objects.get(attempt__code=phone.code, slot=slot)
        assert json.loads(stored.value) == value
        assert stored.hash == hash_


def _places(body):
    if isinstance(body, dict):
        for name, member in list(body.items()):
            yield body, name
            yield from _places(member)
    if isinstance(body, list):
        for number, member in enumerate(body):
            yield body, number
            yield from _places(member)


def post(phone, body, **more):
    return phone.post("saves", body, **more)


def test_limits_of_a_message(phone):
    good = phone.batch(*(phone.entry("1", A) for _n in range(50)))
    assert post(phone, good).status_code == 200
    many = phone.batch(*(phone.entry("1", A) for _n in range(51)))
    assert check(post(phone, many))[0] == 413
    wide = phone.batch() | {"padding": "x" * (256 * 1024)}
    assert check(post(phone, wide))[0] == 413
    deep = '{"proto":1,"entries":' + "[" * 100_000 + "]" * 100_000 + "}"
    assert check(post(phone, deep))[0] == 422
    long_number = '{"proto":' + "1" * 5000 + "}"
    assert check(post(phone, long_number))[0] == 422
    assert JournalEntry.objects.count() == 50


def test_a_long_essay_is_saved_and_one_too_long_is_invalid(phone):
    long = {"text": "ộ" * 10_000}
    too_long = {"text": "ộ" * 10_001}

    assert phone.answer("5", long) == "saved"
    assert phone.answer("5", too_long) == "invalid"


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""],
)
def test_only_json_is_taken(phone, kind):
    reply = post(phone, phone.batch(), content_type=kind)

    assert check(reply)[0] == 415


def test_a_charset_beside_the_type_does_not_matter(phone):
    reply = post(phone, phone.batch(), content_type="application/json; charset=utf-8")

    assert reply.status_code == 200


@pytest.mark.parametrize("verb", ["saves", "submit", "adopt", "claim", "late"])
@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_other_methods_are_405(phone, verb, method):
    reply = getattr(phone.client, method)(phone.address(verb))

    assert check(reply)[0] == 405
    assert reply.headers["Allow"] == "POST"


@pytest.mark.parametrize("verb", ["", "key", "paper", "parked", "status"])
def test_reads_are_not_posted(phone, verb):
    assert check(phone.post(verb, {}))[0] == 405


@pytest.mark.parametrize(
    "code", ["unknown", "x" * 33, "%00", "..", "a b", "ừ", "-", "0" * 16]
)
def test_strange_attempts_are_404(client, code):
    user = make_attempt().candidate.student
    client.force_login(user)
    phone = Phone(code, client)

    assert check(phone.claim())[0] == 404
    assert check(phone.get(token=""))[0] == 404


def test_a_flood_is_slowed_down_but_an_honest_burst_is_not(phone, monkeypatch):
    monkeypatch.setattr(load, "messages", load.Buckets(30, 2.0))
    burst = [phone.save().status_code for _n in range(20)]
    flood = [phone.save() for _n in range(60)]

    assert burst == [200] * 20
    assert flood[-1].status_code == 429
    assert int(flood[-1].headers["Retry-After"]) >= 1
    other = Phone.of(make_attempt(), Client()).claimed()
    assert other.save().status_code == 200
