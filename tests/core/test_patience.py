"""A database that does not answer is cut off, and the next line is a fresh one."""

import time

import pytest
from django.db import DatabaseError, connection

from lms.core import views
from lms.core.patience import patient

pytestmark = pytest.mark.django_db(transaction=True)


def one():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone()[0]


@pytest.mark.postgres
def test_who_waits_too_long_is_cut_off():
    started = time.monotonic()
    with pytest.raises(DatabaseError), patient(0.5), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(20)")
    assert time.monotonic() - started < 5
    connection.close()
    assert one() == 1


@pytest.mark.postgres
def test_who_has_the_answer_in_time_is_not_cut_off_later():
    with patient(0.3):
        assert one() == 1
    time.sleep(0.8)
    assert one() == 1


def test_health_says_when_to_ask_again(client, monkeypatch):
    def gone(*_args):
        raise DatabaseError

    monkeypatch.setattr(views, "patient", gone)
    reply = client.get("/healthz")
    assert reply.status_code == 503
    assert int(reply.headers["Retry-After"]) >= 1
    monkeypatch.undo()
    assert client.get("/healthz").status_code == 200
