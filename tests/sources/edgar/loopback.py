"""A server on loopback that stands in for the SEC: it answers what a test wrote down for it."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from microcap.sources.edgar.addresses import Hosts
from microcap.sources.edgar.client import Client, Patience
from microcap.sources.edgar.politeness import Politeness

NOW = datetime(2024, 7, 1, 16, 0, tzinfo=UTC)
CONTACT = "Jane Doe jane@example.org"
QUICK = Patience(attempts=3, connect=2.0, read=0.5, whole=1.0, first_wait=0.01, longest_wait=0.5)


@dataclass(frozen=True)
class Reply:
    """One answer: its status, headers and body, and how it misbehaves."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    packed: bool = False
    length: int | None = None
    """A Content-Length that need not be true."""
    cut: int | None = None
    """The connection ends behind so many bytes."""
    pause: float = 0.0
    """Seconds before each kilobyte."""
    endless: bool = False


Script = Reply | list[Reply] | Callable[[dict[str, str]], Reply]
"""What an address answers: always the same, one after the other (the last for ever), or by headers."""


@dataclass
class Loopback:
    """What the server answers by path, and what it was asked."""

    address: str = ""
    replies: dict[str, Script] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def hosts(self) -> Hosts:
        """All three of the SEC's services at this server."""
        return Hosts(self.address, self.address, self.address)

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _ in self.asked]

    def reply(self, path: str, headers: dict[str, str]) -> Reply:
        """The next answer of a path; 404 as the SEC words it where nothing is written down."""
        with self.lock:
            self.times.append(time.monotonic())
            self.asked.append((path, headers))
            script = self.replies.get(path)
            if isinstance(script, list):
                return script.pop(0) if len(script) > 1 else script[0]
        if callable(script):
            return script(headers)
        return script or missing()


def missing() -> Reply:
    """The answer of the SEC's file store to an address at which nothing is."""
    return Reply(
        b'<?xml version="1.0"?>\n<Error><Code>NoSuchKey</Code><Message>none</Message></Error>', 404
    )


def ranged(body: bytes, tag: str, cuts: list[int]) -> Callable[[dict[str, str]], Reply]:
    """An archive that can be asked for in parts; the first answers end behind `cuts` bytes."""

    def answer(headers: dict[str, str]) -> Reply:
        start, status, more = 0, 200, {"ETag": tag}
        if headers.get("if-range") == tag and "range" in headers:
            start, status = int(headers["range"].removeprefix("bytes=").rstrip("-")), 206
            more["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        return Reply(body[start:], status, more, cut=cuts.pop(0) if cuts else None)

    return answer


@contextmanager
def serving(replies: dict[str, Script] | None = None) -> Iterator[Loopback]:
    """A server for the length of a test."""
    book = Loopback(replies=replies or {})

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            with suppress(BrokenPipeError, ConnectionResetError):
                self._send(book.reply(self.path, headers))

        def _send(self, reply: Reply) -> None:
            body = gzip.compress(reply.body) if reply.packed else reply.body
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.packed:
                self.send_header("Content-Encoding", "gzip")
            if reply.status != 304 and not reply.endless:
                length = len(body) if reply.length is None else reply.length
                self.send_header("Content-Length", str(length))
            self.close_connection = True
            self.send_header("Connection", "close")
            self.end_headers()
            if reply.endless:
                while True:
                    self.wfile.write(b" " * 65536)
            sent = body if reply.cut is None else body[: reply.cut]
            for at in range(0, len(sent), 1024 if reply.pause else max(1, len(sent))):
                time.sleep(reply.pause)
                self.wfile.write(sent[at : at + 1024] if reply.pause else sent)
                self.wfile.flush()

        def log_message(self, *said: Any) -> None:
            """Nothing is written to the terminal."""

    class Quiet(ThreadingHTTPServer):
        request_queue_size = 128

        def handle_error(self, *said: Any) -> None:
            """A client that went away is no error of the test."""

    server = Quiet(("127.0.0.1", 0), Handler)
    book.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield book
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def asking(book: Loopback, folder: Path, patience: Patience = QUICK) -> Client:
    """A client of the server; its slots are in the folder, and free again at once."""
    scratch = folder / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    return Client(
        CONTACT,
        clock=lambda: NOW,
        scratch=scratch,
        hosts=book.hosts,
        politeness=Politeness(folder / "slots", seconds=0.001),
        patience=patience,
    )
