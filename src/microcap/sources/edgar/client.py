"""The SEC asked over HTTP: with a contact, politely, patiently, and trusting no answer's word.

1. `Client.ask` fetches one product into a file of the scratch folder; `bulk.download` an archive.
2. `opened` waits for its turn, sends, and follows redirects to the SEC's own hosts alone.
3. `refusals.examined` sorts the answers that are none: gone, refused, to be asked for again.
4. `_taken` writes the body down, unpacked, within its bounds of size and time, and hashes it.
5. What is worth it is asked again (`_worth_it`): cut connections, time-outs, 429, 500, 502, 503.
"""

import hashlib
import json
import logging
import re
import time
import uuid
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from urllib.parse import urljoin

import httpx
import stamina

from microcap.model.errors import Contradiction, CouldNotAsk, Unreadable
from microcap.sources.edgar.addresses import Hosts, Product
from microcap.sources.edgar.politeness import Politeness
from microcap.sources.edgar.refusals import AskAgain, examined, page_in_place

_CHUNK = 2**16
_REDIRECTS = 3
_GOOD = (200, 206, 304)

logging.getLogger("stamina").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one asks, in seconds, and how often."""

    attempts: int = 6
    connect: float = 15.0
    read: float = 30.0
    """Without a byte for so long the connection is given up."""
    whole: float = 180.0
    """A body that is not complete after so long is given up; not for bulk archives."""
    first_wait: float = 0.5
    longest_wait: float = 60.0
    """Before the next attempt; an answer that asks for more is an error that says so."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: 200 with a body in a file, or 304, as it was."""

    address: str
    at: datetime
    status: int
    size: int
    sha256: str | None
    path: Path | None
    validator: str | None


def user_agent(contact: str | None) -> str:
    """The User-Agent that the SEC asks for, with a name and an e-mail address.

    Raises `Contradiction` where there is no contact, or text of another form.
    """
    how = (
        'give --contact "Jane Doe jane@example.org", or set MICROCAP_CONTACT, or write '
        "contact = … into the settings file"
    )
    if not (contact or "").strip():
        raise Contradiction(
            "the SEC answers only programs that name a person and an e-mail address, and none is "
            f"set; {how}"
        )
    said = " ".join(str(contact).split())
    if not re.fullmatch(r"[ -~]*[A-Za-z0-9.] <?[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>?", said):
        raise Contradiction(
            f"the contact {said[:80]!r} is not a name and an e-mail address in plain letters; {how}"
        )
    return said.replace("<", "").replace(">", "")


class Client:
    """Asks the SEC; one for a run, used from one thread or several."""

    def __init__(
        self,
        contact: str | None,
        *,
        clock: Callable[[], datetime],
        scratch: Path,
        hosts: Hosts | None = None,
        politeness: Politeness | None = None,
        patience: Patience = Patience(),
        notice: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        """`clock` gives the moment in UTC; `scratch` takes the bodies; `notice` hears of waits."""
        self.hosts = hosts or Hosts()
        self.clock = clock
        self.scratch = scratch
        self.patience = patience
        self.notice = notice
        self._politeness = politeness or Politeness()
        self._http = httpx.Client(
            headers={"User-Agent": user_agent(contact)},
            follow_redirects=False,
            timeout=httpx.Timeout(patience.read, connect=patience.connect),
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def ask(self, product: Product, validator: str | None = None) -> Answer:
        """One product, or 304 where `validator` (its ETag or Last-Modified) still holds.

        Raises `NotPublished` where there is no such thing, `Unreadable` for an answer that is
        not what was asked for, and `CouldNotAsk` for one that was refused or never came.
        """
        headers = {"Accept-Encoding": "gzip"}
        if validator:
            by_tag = validator.startswith(('"', "W/"))
            headers["If-None-Match" if by_tag else "If-Modified-Since"] = validator
        for attempt in self.attempts(product.address):
            with attempt, self.opened(product.address, headers) as response:
                if response.status_code == 304:
                    return Answer(product.address, self.clock(), 304, 0, None, None, validator)
                return self._taken(product, response)
        raise AssertionError("attempts end with a return or an error")

    def attempts(self, address: str) -> Iterator[stamina.Attempt]:
        """Attempts at an address, for as long as another one is worth it.

        What the last one raised becomes `CouldNotAsk`.
        """
        patience = self.patience
        tries = stamina.retry_context(
            on=self._worth_it,
            attempts=patience.attempts,
            timeout=None,
            wait_initial=patience.first_wait,
            wait_max=patience.longest_wait,
            wait_jitter=patience.first_wait,
        )
        try:
            yield from tries
        except (httpx.TransportError, AskAgain) as error:
            found = str(error) or type(error).__name__
            raise CouldNotAsk(
                f"{address}: no whole answer after {patience.attempts} attempts ({found}); "
                "see to the connection, or try again later"
            ) from None

    @contextmanager
    def opened(self, address: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """An answer whose body is still to be read: 200, 206 or 304, from the SEC's own hosts."""
        at = address
        for _ in range(_REDIRECTS + 1):
            if not self.hosts.own(at):
                raise CouldNotAsk(
                    f"{address}: the answer leads to {at[:120]!r}, which is none of the SEC's "
                    "hosts; it is not followed, try again later"
                )
            request = self._http.build_request("GET", at, headers=headers)
            with self._politeness.turn():
                response = self._http.send(request, stream=True)
            try:
                if response.status_code not in {301, 302, 303, 307, 308}:
                    if response.status_code not in _GOOD:
                        examined(address, response, self.patience.longest_wait)
                    yield response
                    return
                at = urljoin(at, response.headers.get("location", ""))
            finally:
                response.close()
        raise CouldNotAsk(f"{address}: more than {_REDIRECTS} redirects; try again later")

    def _taken(self, product: Product, response: httpx.Response) -> Answer:
        path = self.scratch / f"{uuid.uuid4().hex}.body"
        digest, size, start = hashlib.sha256(), 0, b""
        try:
            with path.open("wb") as file:
                for chunk in unpacked(product, response, self.patience.whole):
                    size += len(chunk)
                    if size > product.limit:
                        raise Unreadable(
                            f"{product.address}: the answer is larger than {product.limit:,} "
                            "bytes; it was given up, try again later"
                        )
                    if len(start) < 4096:
                        start += chunk[: 4096 - len(start)]
                    digest.update(chunk)
                    file.write(chunk)
            page_in_place(product, start)
            _whole(product, path)
        except OSError as error:
            path.unlink(missing_ok=True)
            raise CouldNotAsk(
                f"cannot write the answer of {product.address} to {self.scratch}: "
                f"{error.strerror}; make room and try again"
            ) from None
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Answer(
            product.address,
            self.clock(),
            200,
            size,
            digest.hexdigest(),
            path,
            validator_of(response),
        )

    def _worth_it(self, error: Exception) -> bool | float:
        if isinstance(error, AskAgain):
            self.notice(f"{error}; asking again")
            return True if error.wait is None else error.wait
        worth = isinstance(error, httpx.TransportError) and not isinstance(
            error, httpx.UnsupportedProtocol
        )
        if worth:
            self.notice(f"{str(error) or type(error).__name__}; asking again")
        return worth


def validator_of(response: httpx.Response) -> str | None:
    """The ETag of an answer, else its Last-Modified, for asking again."""
    tag: str | None = response.headers.get("etag")
    return tag or response.headers.get("last-modified")


def unpacked(product: Product, response: httpx.Response, seconds: float) -> Iterator[bytes]:
    """The body in pieces, gunzipped where it is gzip; given up after `seconds`.

    Raises `AskAgain` for a body that is too slow, cut off or damaged, and `Unreadable` for one
    that says it is larger than the limit or is packed in another way.
    """
    coding = response.headers.get("content-encoding", "identity").lower()
    if coding not in {"identity", "gzip", "x-gzip"}:
        raise Unreadable(f"{product.address}: the answer is packed as {coding[:20]!r}, not gzip")
    said = response.headers.get("content-length", "")
    if said.isdigit() and int(said) > product.limit:
        raise Unreadable(
            f"{product.address}: the answer says it has {int(said):,} bytes, more than "
            f"{product.limit:,}; it is not taken"
        )
    until = time.monotonic() + seconds
    gunzip = None if coding == "identity" else zlib.decompressobj(wbits=31)
    for piece in response.iter_raw():
        if time.monotonic() > until:
            raise AskAgain(f"the answer was not whole after {seconds:g} s")
        rest = piece
        while rest:
            if gunzip is None:
                yield rest
                break
            try:
                yield gunzip.decompress(rest, _CHUNK)
            except zlib.error as error:
                raise AskAgain(f"the gzip answer is damaged ({error})") from None
            if gunzip.eof:
                # what a server sends behind the end of the gzip stream is not part of the answer
                break
            rest = gunzip.unconsumed_tail
    if gunzip is not None and not gunzip.eof:
        raise AskAgain("the gzip answer is cut off")


def _whole(product: Product, path: Path) -> None:
    """Ask again where a JSON answer stops before its end, which a wrong length can hide."""
    if product.shape != "json":
        return
    try:
        json.loads(path.read_bytes())
    except json.JSONDecodeError as error:
        raise AskAgain(f"the JSON is cut off or damaged at character {error.pos}") from None
    except (RecursionError, ValueError) as error:
        raise Unreadable(
            f"{product.address}: the answer cannot be read as JSON ({str(error)[:80]}); "
            "try again later"
        ) from None
