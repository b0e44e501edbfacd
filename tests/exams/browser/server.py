"""A server process with a database file of its own, to be killed and started again."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

from tests.serving import ROOT, free_port


class Server:
    """gunicorn on a free port, everything it writes below ``var``."""

    def __init__(self, var):
        self.var = var
        self.port = free_port()
        self.process = None
        self.address = f"http://127.0.0.1:{self.port}"
        self.env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.exams.browser.settings",
            "LMS_VAR": str(var),
            "LMS_DATABASE_URL": "",
            "PYTHONPATH": str(ROOT),
            "PORT": str(self.port),
            "CONTENT_PORT": str(free_port()),
        }

    def command(self, *args):
        """Run a management command; return what it printed."""
        done = subprocess.run(  # noqa: S603  our own commands
            [sys.executable, "manage.py", *args],
            cwd=ROOT, env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def json(self, *args):
        return json.loads(self.command(*args, "--json"))

    def rehearse(self, **facts):
        """Make the tables and a rehearsal; start. facts: candidates, items, minutes."""
        self.command("catalogues")
        self.command("migrate", "--run-syncdb", "-v", "0")
        words = [word for name, n in facts.items() for word in (f"--{name}", str(n))]
        self.rehearsal = self.json("prepare_rehearsal", *words)
        self.waiting = list(self.rehearsal["candidates"])
        return self.start()

    def start(self):
        self.process = subprocess.Popen(  # noqa: S603  our own server
            [
                sys.executable, "-m", "gunicorn", "lms.wsgi", "--threads", "8",
                "--bind", f"127.0.0.1:{self.port}", "--log-level", "warning",
            ],
            cwd=ROOT, env=self.env, start_new_session=True,
        )  # fmt: skip
        for _try in range(150):
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=2):  # noqa: S310
                    return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise AssertionError("the server did not start")

    def stop(self, *, hard=True):
        if self.process is None:
            return
        if hard:  # all of it: an orphaned worker would go on answering for a while
            os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.terminate()
        self.process.wait(20)
        self.process = None

    def sealed(self, sitting):
        """What export_sealed writes, by attempt."""
        out = self.var / "sealed.jsonl"
        self.json("export_sealed", "--sitting", sitting, "--out", str(out))
        rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        return {row["attempt"]: row for row in rows}
