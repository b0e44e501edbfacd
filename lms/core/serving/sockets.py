"""Listening sockets, opened once by the supervisor and handed to its children.

Because the supervisor holds them, a killed web process loses no port and no
waiting connection: its successor accepts from the same queue.
"""

import errno
import socket
import time

from lms.core.errors import DomainError

BACKLOG = 2048


def listen(host: str, port: int, *, wait_s: float = 0) -> socket.socket:
    """Return a listening socket, inheritable by children.

    wait_s: how long to wait for a port that a dying predecessor still holds.
    Raises DomainError port_taken, port_forbidden or host_unknown.
    """
    give_up = time.monotonic() + wait_s
    while True:
        try:
            return _open(host, port)
        except socket.gaierror:
            raise DomainError("host_unknown", host=host) from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE and time.monotonic() < give_up:
                time.sleep(0.3)
                continue
            raise _refusal(error, host, port) from None


def _open(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    listener.set_inheritable(True)
    return listener


def _refusal(error: OSError, host: str, port: int) -> DomainError:
    if error.errno == errno.EADDRINUSE:
        return DomainError("port_taken", port=port)
    if error.errno in {errno.EACCES, errno.EPERM}:
        return DomainError("port_forbidden", port=port)
    return DomainError("host_unknown", host=host)
