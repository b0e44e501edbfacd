"""The children of the supervisor: how each is started, watched and ended."""

import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import NoReturn

RESTART_PAUSE_S = (0.0, 0.5, 1.0, 2.0, 5.0)


def follow_parent(pipe: int) -> None:
    """End this process when the supervisor is gone, even by kill -9.

    pipe: reading end of a pipe whose writing end only the supervisor holds.
    """

    def wait() -> None:
        with contextlib.suppress(OSError):
            os.read(pipe, 1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(3)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, name="follow-parent", daemon=True).start()


def leave() -> NoReturn:
    """End this process now: taking a big interpreter apart would cost seconds.

    Only for the very end, when nothing is under way any more.
    """
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(0)


@dataclass
class Child:
    """One supervised process. ``command`` is started again whenever it ends."""

    name: str
    command: list[str]
    pass_fds: tuple[int, ...] = ()
    env: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    due: float = 0.0

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        if self.process is None or self.process.poll() is not None:
            return None
        return self.process.pid

    def keep_alive(self, now: float) -> bool:
        """Start it if it does not run and its pause is over; whether it was started."""
        if self.pid is not None:
            return False
        if self.process is not None:
            self._note_end(now)
            self.process = None
        if now < self.due:
            return False
        self.process = subprocess.Popen(  # noqa: S603  our own command line
            self.command,
            pass_fds=self.pass_fds,
            env=os.environ | self.env,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches the supervisor alone
        )
        self.started = now
        return True

    def _note_end(self, now: float) -> None:
        # One that ran for a while is replaced at once; one that cannot start waits.
        self.failures = 0 if now - self.started > 10 else self.failures + 1
        self.due = now + RESTART_PAUSE_S[min(self.failures, len(RESTART_PAUSE_S) - 1)]

    def end(self, sign: signal.Signals) -> None:
        """Send a signal to the child, if it runs."""
        if self.process is not None and self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(sign)

    def end_group(self) -> None:
        """Kill the child and whatever it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
