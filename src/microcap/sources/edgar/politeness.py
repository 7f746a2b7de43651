"""At most ten requests a second from this machine, whatever the number of processes and threads.

The SEC counts what arrives, not what was sent: ten requests that the network held up for half a
second, followed by the ten of the next second, arrive as twenty. A bucket that counts grants
cannot see that. So there are ten slots, and a request holds one from before it is sent until
its answer begins; a slot is given again one second after that. Of any eleven requests two used
one slot, so the server saw them at least a second apart, however the network jitters.

A slot is a file. Its lock (`flock`) says that it is in use and goes away with the process; its
content says from when on it may be used again, by the clock that all processes of a machine
share (`time.monotonic`). A slot whose holder was killed counts as used until now.
"""

import contextlib
import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from microcap.model.errors import Contradiction, CouldNotAsk

MOST = 10
"""Requests a second; www.sec.gov/os/accessing-edgar-data, "fair access"."""

_BUSY = b"busy"
_LOOK = 0.02
"""Seconds between two looks while every slot is in use."""


class Politeness:
    """The slots of this machine; every process that asks the SEC passes through them."""

    def __init__(
        self, folder: Path | None = None, *, requests: int = MOST, seconds: float = 1.0
    ) -> None:
        """Slots below `folder`, by default one folder for all users of the machine."""
        if not 1 <= requests <= MOST:
            raise Contradiction(f"{requests} requests a second; the SEC allows 1 to {MOST}")
        self.folder = folder or Path(tempfile.gettempdir()) / "microcap-sec-slots"
        self.requests = requests
        self.seconds = seconds

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a slot, and hold it until the answer to one request has begun."""
        slot = self._slot()
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                _write(slot, str(time.monotonic() + self.seconds).encode())
            os.close(slot)

    def _slot(self) -> int:
        while True:
            wait = _LOOK
            for number in range(self.requests):
                slot = self._opened(number)
                left = self._left(slot)
                if left == 0:
                    return slot
                os.close(slot)
                wait = left if wait == _LOOK else min(wait, left)
            time.sleep(min(wait, self.seconds))

    def _left(self, slot: int) -> float:
        """Seconds until a slot may be used; zero: it is now locked and marked as in use."""
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return _LOOK
        content, now = os.pread(slot, 64, 0), time.monotonic()
        try:
            free_at = float(content) if content else now
        except ValueError:
            # the holder was killed while asking: what it sent may just have arrived
            free_at = now + self.seconds
            _write(slot, str(free_at).encode())
        if not now - 1e9 < free_at <= now + self.seconds:
            # written before the machine was started anew
            free_at = now + self.seconds
            _write(slot, str(free_at).encode())
        if free_at > now:
            return free_at - now
        _write(slot, _BUSY)
        return 0

    def _opened(self, number: int) -> int:
        path = self.folder / f"slot-{number}"
        try:
            if not self.folder.is_dir():
                self.folder.mkdir(parents=True, exist_ok=True)
                self.folder.chmod(0o777)
            slot = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
            with contextlib.suppress(OSError):
                os.fchmod(slot, 0o666)
        except OSError as error:
            raise CouldNotAsk(
                f"cannot keep the SEC's limit of {self.requests} requests a second in {path}: "
                f"{error.strerror}; see to the rights of the folder"
            ) from None
        return slot


def _write(slot: int, content: bytes) -> None:
    os.pwrite(slot, content.ljust(32), 0)
