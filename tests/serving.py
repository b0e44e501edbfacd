"""The real process tree with a folder and ports of its own."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Tree:
    """One serve process with a folder and ports of its own."""

    def __init__(self, var):
        self.var = var
        self.port = free_port()
        self.env = os.environ | {
            "LMS_VAR": str(var),
            "PORT": str(self.port),
            "CONTENT_PORT": str(free_port()),
            "DJANGO_SETTINGS_MODULE": "lms.settings.dev",
            "LMS_DATABASE_URL": "",
        }
        self.process = None

    def manage(self, *words, **options):
        return subprocess.run(  # noqa: S603  our own fixed commands
            [sys.executable, "manage.py", *words],
            cwd=ROOT, env=self.env, capture_output=True, text=True, **options,
        )  # fmt: skip

    def migrate(self):
        """Lay down a copy of an empty, migrated database; made once a run."""
        self.var.mkdir(parents=True, exist_ok=True)
        shutil.copy(migrated(), self.var / "db.sqlite3")
        return self

    def start(self):
        self.spawn()
        self.wait_for(lambda: self.is_mine() and self.status() == 200)

    def spawn(self):
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT, env=self.env, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def is_mine(self):
        try:
            pids = self.pids()
        except (OSError, ValueError):
            return False
        return pids["pid"] == self.process.pid and bool(pids["web"])

    def wait_for(self, condition, seconds=90, pause_s=0.1):
        give_up = time.monotonic() + seconds
        while time.monotonic() < give_up:
            if condition():
                return
            time.sleep(pause_s)
        pytest.fail("waited in vain")

    def status(self):
        url = f"http://127.0.0.1:{self.port}/healthz"
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def pids(self):
        return json.loads((self.var / "run" / "serve.json").read_text())

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=15)


@cache
def migrated():
    """Return a SQLite file with all migrations applied."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)  # removed after the run
    tree = Tree(Path(mkdtemp(dir=settings.VAR_DIR)))
    done = tree.manage("migrate", "-v0")
    assert done.returncode == 0, done.stderr
    return tree.var / "db.sqlite3"
