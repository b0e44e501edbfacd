"""The process tree of ``manage.py serve``, for real: ports, kills, restarts."""

import json
import os
import signal
import socket
import time
from pathlib import Path

import pytest

from tests.serving import Tree


def is_alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.fixture
def tree(tmp_path):
    tree = Tree(tmp_path / "var").migrate()
    yield tree
    tree.stop()


@pytest.mark.serve
def test_killed_children_are_replaced_and_the_tree_ends_in_time(tree):
    tree.start()
    before = tree.pids()
    assert before["pid"] == tree.process.pid
    assert before["web"]
    assert before["worker"]
    os.kill(before["web"][0], signal.SIGKILL)
    os.kill(before["worker"][0], signal.SIGKILL)
    tree.wait_for(lambda: tree.status() == 200)
    tree.wait_for(
        lambda: (
            len(tree.pids()["web"]) == len(before["web"])
            and tree.pids()["web"] != before["web"]
            and tree.pids()["worker"] not in ([], before["worker"])
        )
    )
    after = tree.pids()
    start = time.monotonic()
    tree.stop()
    assert time.monotonic() - start < 10
    assert tree.process.returncode == 0
    assert not [pid for pid in after["web"] + after["worker"] if is_alive(pid)]
    assert not (tree.var / "run" / "serve.json").exists()


@pytest.mark.serve
def test_whoever_is_answered_finds_the_processes_in_the_file(tree):
    tree.spawn()
    tree.wait_for(lambda: tree.status() == 200, pause_s=0.005)
    pids = tree.pids()
    assert pids["pid"] == tree.process.pid
    assert pids["web"]
    assert pids["worker"]


@pytest.mark.serve
def test_without_tables_it_says_that_it_cannot_work_until_they_are_there(tmp_path):
    tree = Tree(tmp_path / "var")
    try:
        tree.spawn()
        tree.wait_for(lambda: tree.status() == 503)
        assert tree.manage("migrate", "-v0").returncode == 0
        tree.wait_for(lambda: tree.status() == 200, seconds=5)
    finally:
        tree.stop()


NO_REQUESTS = [
    b"POST /bai-kiem-tra/attempts/x/saves HTTP/1.1\r\nX-Attempt-Token: \x7f\r\n\r\n",
    b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\n\r\n",
    b"no request at all\r\n\r\n",
]


@pytest.mark.serve
def test_what_is_no_request_is_answered_in_json(tree):
    tree.start()
    for sent in NO_REQUESTS:
        with socket.create_connection(("127.0.0.1", tree.port), timeout=10) as link:
            link.sendall(sent)
            answer = link.makefile("rb").read()
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 4"), sent
        assert b"application/json" in head
        found = json.loads(body)
        assert found["proto"] == 1
        assert found["error"]["code"].startswith("http_4")
        assert found["error"]["message"]


@pytest.mark.serve
def test_after_kill_of_the_whole_tree_it_starts_again_by_itself(tree):
    tree.start()
    pids = tree.pids()
    os.kill(pids["pid"], signal.SIGKILL)
    tree.process.wait()
    for pid in pids["web"] + pids["worker"]:
        if is_alive(pid):
            os.kill(pid, signal.SIGKILL)
    tree.start()
    assert tree.pids()["pid"] != pids["pid"]
    assert not [pid for pid in pids["web"] + pids["worker"] if is_alive(pid)]


@pytest.mark.serve
def test_a_second_server_of_the_same_folder_or_port_is_told_so(tree):
    tree.start()
    again = tree.manage("serve", timeout=30)
    assert again.returncode == 2
    assert "LMS_VAR" in again.stderr
    other = Tree(tree.var.parent / "other").migrate()
    other.env["PORT"] = str(tree.port)
    refused = other.manage("serve", timeout=30)
    assert refused.returncode == 2
    assert str(tree.port) in refused.stderr
    assert tree.status() == 200


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("PORT", "eighty", "số nguyên"),
        ("PORT", "70000", "65535"),
        ("CONTENT_PORT", "8000", "khác nhau"),
        ("LMS_DATABASE_URL", "mysql://x/y", "PostgreSQL"),
        ("LMS_DATABASE_URL", "nonsense", "PostgreSQL"),
        ("LMS_DATABASE_URL", "postgres://u@h:port/x", "PostgreSQL"),
        ("LMS_CACHE_URL", "memcached://x", "redis://"),
        ("LMS_BROKER_URL", "nats://x", "amqp://"),
        ("LMS_BROKER_URL", "redis://", "amqp://"),
        ("LMS_SHARE_W", "3/2", "từ 0 đến 1"),
        ("LMS_MIN_COMPLETION", "half", "từ 0 đến 1"),
        ("LMS_COUNT_ROOM_TESTS", "maybe", "1"),
        ("LMS_S3_ENDPOINT", "s3.example.vn", "https://"),
        ("LMS_DEBUG", "perhaps", "1 hoặc 0"),
        ("LMS_WEB_WORKERS", "many", "số nguyên"),
        ("LMS_TABLE_MAX_MB", "0", "1"),
        ("LMS_VAR", "/proc/nowhere", "Không ghi được"),
        ("LMS_SECRET_KEY_FILE", "/nowhere/key", "không đọc được"),
        ("DJANGO_SETTINGS_MODULE", "lms.settings.nowhere", "không có"),
    ],
)
def test_a_wrong_value_stops_the_start_with_a_sentence(tmp_path, name, value, word):
    tree = Tree(tmp_path)
    tree.env |= {"PORT": "8000", "LMS_S3_BUCKET": "b", name: value}
    done = tree.manage("compute_averages", "--json", timeout=60)
    assert done.returncode == 2
    error = json.loads(done.stdout)["error"]
    assert (error["code"], error["where"]) == ("setting_wrong", name)
    assert word in error["message"]
    assert done.stderr.strip() == error["message"]
