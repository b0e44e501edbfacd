"""The embedded queue: what a kill or a slow writer leaves behind stops nothing."""

from concurrent.futures import ThreadPoolExecutor
from queue import Empty

import pytest
from kombu import Connection

from lms.core import folder_queue


@pytest.fixture
def channel(tmp_path):
    folder_queue.install()
    options = {
        "data_folder_in": str(tmp_path / "messages"),
        "data_folder_out": str(tmp_path / "messages"),
        "control_folder": str(tmp_path / "control"),
    }
    (tmp_path / "messages").mkdir()
    link = Connection("filesystem://localhost/", transport_options=options)
    with link, link.channel() as channel:
        yield channel


def test_messages_come_out_in_the_order_they_went_in(channel):
    for number in range(5):
        channel._put("celery", {"n": number})
    channel._put("other", {"n": 99})
    assert [channel._get("celery")["n"] for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(Empty):
        channel._get("celery")


@pytest.mark.parametrize("left", [b"", b'{"bo', b"\xff\xfe"])
def test_a_message_half_written_is_passed_over(channel, tmp_path, left):
    (tmp_path / "messages" / "0_killed.celery.msg").write_bytes(left)
    channel._put("celery", {"n": 1})
    assert channel._get("celery") == {"n": 1}
    with pytest.raises(Empty):
        channel._get("celery")


@pytest.mark.parametrize("left", [b"", b'[["cel', b"3", b"[3]"])
def test_a_table_half_written_is_made_anew(channel, tmp_path, left):
    (tmp_path / "control").mkdir()
    (tmp_path / "control" / "celery.exchange").write_bytes(left)
    assert channel.get_table("celery") == []
    channel._queue_bind("celery", "celery", "", "celery")
    assert channel.get_table("celery") == [("celery", "", "celery")]
    channel._delete("celery", "celery", "celery", "")
    assert channel.get_table("celery") == []


def test_many_readers_lose_and_double_nothing_while_one_writes(channel):
    def write():
        for number in range(120):
            channel._put("celery", {"n": number, "padding": "x" * 20_000})
            channel._queue_bind("celery", f"key{number % 7}", "", "celery")

    with ThreadPoolExecutor(4) as pool:
        writing = pool.submit(write)
        reading = [pool.submit(drained, channel, writing) for _n in range(3)]
    found = [number for reader in reading for number in reader.result()]
    assert sorted(found) == list(range(120))
    assert len(channel.get_table("celery")) == 7


def drained(channel, writing):
    """Return what one reader gets until the writer is done and nothing is left."""
    found = []
    while True:
        was_done = writing.done()
        try:
            found.append(channel._get("celery")["n"])
        except Empty:
            if was_done:
                return found
