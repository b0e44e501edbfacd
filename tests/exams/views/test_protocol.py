"""Who is answered at the protocol's addresses, which stand before the house's own."""

import json

import pytest

from exams.models import Attempt, JournalEntry, Response
from exams.views.protocol import _VERBS
from tests.exams.phone import Phone
from tests.factories.exams import make_attempt
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
# What a logged-in person may ask without the token of a device.
BY_LOG_IN = {"claim", "status", "late"}


def ask(phone, verb, **headers):
    """Send a message that would be right if it came from the attempt's own device."""
    bodies = {
        "claim": {"device_id": phone.device_id, "client_build": "1"},
        "saves": phone.batch(phone.entry("1", {"choice": ["A"]}), epoch=1),
        "submit": {
            "epoch": 1, "submit_id": "submit-0001", "entries": [],
            "digest": phone.digest(), "count": 0,
        },
        "adopt": {"epoch": 1, "adopt_id": "adopt-0001", "slots": []},
    }  # fmt: skip
    return phone.client.generic(
        _VERBS[verb][0], phone.address(verb), json.dumps(bodies.get(verb, {})),
        content_type="application/json", headers=headers,
    )  # fmt: skip


def nothing_happened(attempt):
    fresh = Attempt.objects.get(pk=attempt.pk)
    return (
        (fresh.state, fresh.epoch) == (attempt.state, attempt.epoch)
        and not Response.objects.exists()
        and not JournalEntry.objects.exists()
    )


@pytest.mark.parametrize("verb", sorted(_VERBS))
def test_visitors_are_told_to_log_in(client, attempt, verb):
    reply = ask(Phone(attempt.code, client), verb)

    assert reply.status_code == 401
    assert "bí mật" not in reply.content.decode()
    assert nothing_happened(attempt)


@pytest.mark.parametrize("verb", sorted(_VERBS))
def test_another_candidate_gets_nothing_without_a_token(client, attempt, verb):
    client.force_login(make_user())

    reply = ask(Phone(attempt.code, client), verb)

    assert reply.status_code == (404 if verb in BY_LOG_IN else 401)
    assert "bí mật" not in reply.content.decode()
    assert nothing_happened(attempt)


@pytest.mark.parametrize("verb", sorted(set(_VERBS) - {"claim"}))
def test_the_token_of_one_attempt_opens_no_other(client, attempt, verb):
    other = Phone.of(make_attempt(sitting=attempt.sitting), client).claimed()
    phone = Phone(attempt.code, client)

    reply = ask(phone, verb, **{"X-Attempt-Token": other.token})

    assert reply.status_code == 404
    assert "bí mật" not in reply.content.decode()
    assert Attempt.objects.get(pk=attempt.pk).state == "assigned"
    assert not Response.objects.filter(attempt=attempt).exists()
