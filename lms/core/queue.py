"""The embedded queue: kombu's file transport, with messages that arrive whole.

kombu writes a message into its file in place, so a worker that looks in between takes
an empty one, breaks off, and the message is lost. Here it is written under another name
and renamed, which happens at once or not at all.
"""

from pathlib import Path
from time import time_ns
from typing import Any
from uuid import uuid4

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Messages as files, put in place by renaming."""

    def _put(self, queue: str, payload: dict[str, Any], **_kwargs: Any) -> None:
        """Put a message onto a queue; files sort by the time they were written."""
        folder = Path(self.data_folder_out)
        name = f"{time_ns() // 1_000_000}_{uuid4()}.{queue}.msg"
        written = folder / f".{name}.part"
        try:
            written.write_text(dumps(payload), encoding="utf-8")
            written.replace(folder / name)
        except OSError as error:
            raise ChannelError(f"Cannot add {name} to {folder}") from error


class Transport(filesystem.Transport):
    """The transport of ``filesystem://`` in this project (see lms.celery)."""

    Channel = Channel
