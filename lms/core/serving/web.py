"""The web child: gunicorn on sockets that the supervisor opened.

Run as ``python -m lms.core.serving.web``; reads LMS_SERVE_FDS (sockets, comma),
LMS_SERVE_PIPE (see follow_parent), LMS_SERVE_PIDS (file for the worker pids) and
LMS_SERVE_STATUS (the supervisor's file, which names them to the outside).
"""

import contextlib
import gc
import json
import os
import socket
import threading
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from gunicorn import util
from gunicorn.app.base import BaseApplication

from lms.core.serving.children import follow_parent, leave

LOOK_EVERY_S = 0.1
NAMED_WITHIN_S = 5.0


class Web(BaseApplication):
    """Gunicorn with our settings; the app is loaded once and forked."""

    def load_config(self) -> None:
        fds = os.environ["LMS_SERVE_FDS"].split(",")
        chosen = {
            "bind": [f"fd://{fd}" for fd in fds],
            "workers": settings.WEB_WORKERS,
            "threads": settings.WEB_THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "graceful_timeout": 6,
            "timeout": 60,
            "keepalive": 30,
            "max_requests": 0,
            "loglevel": "warning",
            "accesslog": None,
            "when_ready": note_workers,
            "post_worker_init": lambda _worker: wait_to_be_named(),
            "worker_exit": lambda _server, _worker: leave(),
            "on_exit": lambda _server: leave(),
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        gc.disable()  # loading makes much and frees nothing
        from django.urls import get_resolver  # noqa: PLC0415  after the environment

        from lms.wsgi import application  # noqa: PLC0415

        get_resolver().url_patterns  # noqa: B018  imports the views before the fork
        gc.freeze()  # what is loaded stays, shared by the workers
        gc.enable()
        return application


def refuse(sock: socket.socket, status: int, reason: str, _message: str) -> None:
    """Answer what is no readable request as the exam protocol wants it, in JSON.

    Whoever sent it: a page of HTML must never be taken for an answer.
    """
    from lms.core import wording  # noqa: PLC0415  after the environment

    words = wording.say("request_unreadable")
    error = {"code": f"http_{status}", "message": words}
    body = json.dumps({"proto": 1, "error": error})
    head = (
        f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    util.write_nonblock(sock, (head + body).encode("ascii"))


def note_workers(server: Any) -> None:
    """Keep the pids of the workers in a file, from within the master."""
    path = Path(os.environ["LMS_SERVE_PIDS"])

    def watch() -> None:
        known: list[int] | None = None
        while True:
            pids = sorted(server.WORKERS)
            if pids != known:
                with contextlib.suppress(OSError):  # the folder is gone: we end soon
                    fresh = path.with_suffix(".new")
                    fresh.write_text(json.dumps(pids), encoding="ascii")
                    fresh.replace(path)
                    known = pids
            time.sleep(LOOK_EVERY_S)

    threading.Thread(target=watch, name="note-workers", daemon=True).start()


def wait_to_be_named() -> None:
    """Answer nothing before serve.json holds this worker: who is answered may read it.

    Gives up after a moment; a file that cannot be written must not stop the pages.
    """
    path, own = Path(os.environ["LMS_SERVE_STATUS"]), os.getpid()
    give_up = time.monotonic() + NAMED_WITHIN_S
    while time.monotonic() < give_up:
        with contextlib.suppress(OSError, ValueError):
            if own in json.loads(path.read_text(encoding="ascii"))["web"]:
                return
        time.sleep(LOOK_EVERY_S / 2)


if __name__ == "__main__":
    follow_parent(int(os.environ["LMS_SERVE_PIPE"]))
    util.write_error = refuse  # gunicorn has no setting for its own error page
    Web().run()
