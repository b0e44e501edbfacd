"""The process tree on PostgreSQL, Redis and a real broker, as a province runs it."""

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from kombu import Connection

from tests.serving import Tree

pytestmark = pytest.mark.postgres
CACHE = os.environ.get("LMS_TEST_CACHE_URL", "redis://127.0.0.1:6379/9")
BROKERS = {
    "rabbitmq": os.environ.get("LMS_TEST_BROKER_URL", "amqp://guest:guest@127.0.0.1//"),
    "redis": os.environ.get("LMS_TEST_CACHE_URL", "redis://127.0.0.1:6379/9"),
}
BRING = """
from django.core.cache import cache
from lms.core import jobs
from question_bank.models import Bank
from question_bank.services import banks, imports
bank = Bank.objects.filter(code="B").first()
bank = bank or banks.create_bank("B", title="B", owner=None, by=None)
text = "Where?\\nA. Hue\\nB. Ha Noi\\nANSWER: B\\n\\n# {word}"
batch = imports.bring(text.encode(), bank, name="{word}.txt", by=None)[0]
jobs.enqueue("question_bank.read_batch", batch_id=batch.pk)
print(batch.code, cache.get("{word}", "new"))
cache.set("second-{word}", "seen", 60)
"""
READY = "SELECT 1 FROM question_bank_importbatch WHERE code = %s AND state = 'ready'"


def answers(url):
    try:
        with Connection(url, connect_timeout=2) as link:
            link.ensure_connection(max_retries=1, timeout=2)
    except Exception:  # noqa: BLE001  each transport has errors of its own
        return False
    return True


@pytest.fixture
def database(tmp_path_factory):
    """An empty, migrated PostgreSQL database of its own."""
    url = os.environ["LMS_DATABASE_URL"]
    name = f"serve_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as link:
        link.execute(f"CREATE DATABASE {name}")
    own = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    tree = Tree(tmp_path_factory.mktemp("empty"))
    tree.env["LMS_DATABASE_URL"] = own
    done = tree.manage("migrate", "-v0")
    assert done.returncode == 0, done.stderr
    yield own
    with psycopg.connect(url, autocommit=True) as link:
        link.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def trees(database, tmp_path):
    """A process tree for each broker that answers; one database for all."""
    there = [name for name, address in BROKERS.items() if answers(address)]
    if not answers(CACHE) or not there:
        said = f"no broker answers, or no cache at {CACHE}"
        pytest.fail(said) if os.environ.get("CI") else pytest.skip(said)
    found = []
    for name in there:
        tree = Tree(tmp_path / name)
        tree.env |= {
            "LMS_DATABASE_URL": database,
            "LMS_CACHE_URL": CACHE,
            "LMS_BROKER_URL": BROKERS[name],
        }
        found.append(tree)
    yield found
    for tree in found:
        tree.stop()


def bring(tree, word):
    done = tree.manage("shell", "-v0", "-c", BRING.format(word=word))
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-2:]


def is_ready(link, code):
    return link.execute(READY, [code]).fetchone() is not None


def test_work_reaches_the_worker_over_the_broker_also_after_a_kill(trees):
    for tree in trees:
        tree.var.mkdir()
        tree.start()
        word = f"{tree.var.name}-{os.getpid()}"
        with psycopg.connect(tree.env["LMS_DATABASE_URL"], autocommit=True) as link:
            code, seen = bring(tree, word)
            assert seen == "new"
            tree.wait_for(lambda link=link, code=code: is_ready(link, code), 60)
            if tree is trees[0]:
                os.kill(tree.pids()["worker"][0], 9)
            code, seen = bring(tree, f"second-{word}")
            assert seen == "seen"  # by another process, so the cache is shared
            tree.wait_for(lambda link=link, code=code: is_ready(link, code), 60)
        tree.stop()
