"""The supervisor: starts web and worker, replaces what dies, ends all in order."""

import contextlib
import fcntl
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from django.conf import settings

from lms.core.errors import DomainError
from lms.core.serving.children import Child
from lms.core.serving.sockets import listen

WORKER_WAITS_S = 15.0  # for the web to be up, which people wait for
STOP_WITHIN_S = 7.5  # of the ten seconds; the rest is for a busy machine
TICK_S = 0.1


class Supervisor:
    """Runs until SIGTERM or SIGINT. ``var``: folder for the run's own files."""

    def __init__(self, var: Path, *, say: Callable[[str], None]) -> None:
        self.run_dir = var / "run"
        self.say = say
        self.stopping = False
        self.listeners: list[socket.socket] = []
        self.children: list[Child] = []
        self.status: dict[str, object] = {}

    def run(self, *, on_ready: Callable[[], None] | None = None) -> None:
        """Serve until told to stop. Raises DomainError where it cannot start."""
        lock = self._lock()
        try:
            self._open()
            signal.signal(signal.SIGTERM, self._stop)
            signal.signal(signal.SIGINT, self._stop)
            self._loop(on_ready)
        finally:
            self._end_all()
            with contextlib.suppress(OSError):
                (self.run_dir / "serve.json").unlink()
            lock.close()

    def _lock(self) -> TextIO:
        """Hold the folder: two supervisors must not share one LMS_VAR."""
        try:
            self.run_dir.mkdir(parents=True, exist_ok=True)
            lock = (self.run_dir / "lock").open("w")
        except OSError as error:
            raise DomainError(
                "folder_read_only", folder=str(self.run_dir), reason=error.strerror
            ) from None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            raise DomainError(
                "already_serving", folder=str(self.run_dir.parent)
            ) from None
        return lock

    def _open(self) -> None:
        # After kill -9 of a supervisor its children need a moment to notice.
        wait_s = 12.0 if (self.run_dir / "serve.json").exists() else 0.0
        for port in (settings.PORT, settings.CONTENT_PORT):
            self.listeners.append(listen(settings.HOST, port, wait_s=wait_s))
        reading, self.writing = os.pipe()
        os.set_inheritable(reading, True)
        fds = tuple(listener.fileno() for listener in self.listeners)
        common = {"LMS_SERVE_PIPE": str(reading)}
        self.pids_file = self.run_dir / "web.json"
        with contextlib.suppress(OSError):
            self.pids_file.unlink()
        python = [sys.executable, "-m"]
        self.children = [
            Child(
                "web",
                [*python, "lms.core.serving.web"],
                (*fds, reading),
                common
                | {
                    "LMS_SERVE_FDS": ",".join(map(str, fds)),
                    "LMS_SERVE_PIDS": str(self.pids_file),
                    "LMS_SERVE_STATUS": str(self.run_dir / "serve.json"),
                },
            ),
            Child("worker", [*python, "lms.core.serving.worker"], (reading,), common),
        ]

    def _loop(self, on_ready: Callable[[], None] | None) -> None:
        told = on_ready is None
        patient_until = time.monotonic() + WORKER_WAITS_S
        while not self.stopping:
            now = time.monotonic()
            web = self._web_pids()
            is_up = bool(web) or now > patient_until
            for child in self.children if is_up else self.children[:1]:
                again = child.process is not None
                if child.keep_alive(now) and again:
                    self.say(f"{child.name} ended and was started again")
            self._write_status(web)
            if not told and self.status.get("web"):
                told = True
                on_ready()  # type: ignore[misc]
            time.sleep(TICK_S)

    def _web_pids(self) -> list[int]:
        """Return the processes that answer; none until the web is up."""
        try:
            return list(json.loads(self.pids_file.read_text(encoding="ascii")))
        except (OSError, ValueError):
            return []

    def _write_status(self, web: list[int]) -> None:
        status: dict[str, object] = {
            "pid": os.getpid(),
            "web": web,
            "worker": [c.pid for c in self.children if c.name == "worker" and c.pid],
        }
        if status == self.status:
            return
        self.status = status
        fresh = self.run_dir / "serve.json.new"
        fresh.write_text(json.dumps(status), encoding="ascii")
        fresh.replace(self.run_dir / "serve.json")

    def _stop(self, *_args: object) -> None:
        self.stopping = True

    def _end_all(self) -> None:
        for listener in self.listeners:
            listener.close()
        for child in self.children:
            child.end(signal.SIGTERM)
        give_up = time.monotonic() + STOP_WITHIN_S
        while any(c.pid for c in self.children) and time.monotonic() < give_up:
            time.sleep(0.05)
        for child in self.children:
            child.end_group()
