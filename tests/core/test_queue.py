"""The embedded queue, written and read by several at once."""

from multiprocessing import get_context
from threading import Event, Thread

import pytest
from kombu import Connection

from lms.core.queue import Transport

MANY, LONG = 300, "x" * 20_000


@pytest.fixture
def folder(tmp_path):
    for name in ("messages", "control"):
        (tmp_path / name).mkdir()
    return tmp_path


def connect(folder):
    return Connection(
        transport=Transport,
        transport_options={
            "data_folder_in": str(folder / "messages"),
            "data_folder_out": str(folder / "messages"),
            "control_folder": str(folder / "control"),
            "store_processed": False,
        },
    )


def put(folder, count):
    with connect(folder) as connection, connection.SimpleQueue("jobs") as queue:
        for number in range(count):
            queue.put({"number": number, "text": LONG})


def test_a_message_is_whole_from_the_moment_it_is_seen(folder):
    broken, is_over = [], Event()

    def look():
        while not is_over.is_set():
            found = (folder / "messages").glob("*.msg")
            broken.extend(p.name for p in found if p.stat().st_size < len(LONG))

    watcher = Thread(target=look)
    watcher.start()
    put(folder, MANY)
    is_over.set()
    watcher.join()

    assert len(list((folder / "messages").glob("*.msg"))) == MANY
    assert broken == []


def test_messages_come_out_once_while_others_are_put_in(folder):
    writer = get_context("spawn").Process(target=put, args=(folder, MANY))
    seen = []

    with connect(folder) as connection, connection.SimpleQueue("jobs") as queue:
        writer.start()
        while len(seen) < MANY:
            message = queue.get(timeout=20)
            seen.append(message.payload["number"])
            message.ack()
        writer.join()

    assert sorted(seen) == list(range(MANY))
    assert list((folder / "messages").iterdir()) == []
