"""What must not run twice at once on one database takes turns."""

import threading

import pytest
from django.db import connection

from lms.core.errors import DomainError
from lms.core.turns import turn


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_second_one_waits_until_the_first_has_ended():
    waits, order = threading.Event(), []

    def second():
        with turn("test", on_wait=waits.set):
            order.append("second")
        connection.close()

    with turn("test"), turn("another"):
        thread = threading.Thread(target=second)
        thread.start()
        assert waits.wait(20)
        order.append("first")
    thread.join(20)
    assert order == ["first", "second"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_whoever_dies_gives_the_turn_back():
    with pytest.raises(KeyboardInterrupt), turn("test"):
        raise KeyboardInterrupt
    waited = []
    with turn("test", on_wait=lambda: waited.append(True)):
        assert not waited


@pytest.mark.sqlite
@pytest.mark.django_db
def test_a_folder_that_cannot_be_made_is_said(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setattr(connection, "is_in_memory_db", lambda: False)
    name = str(tmp_path / "file" / "db.sqlite3")
    monkeypatch.setitem(connection.settings_dict, "NAME", name)
    with pytest.raises(DomainError, match="folder_read_only"), turn("test"):
        pytest.fail("nobody holds it")
