"""Answers of the SEC that are none: not there, refused, too fast, or to be asked for again."""

import math
import re
from email.utils import parsedate_to_datetime

import httpx

from microcap.model.errors import CouldNotAsk, NoSuchThing
from microcap.sources.edgar.addresses import Product
from microcap.sources.sec_payload import error_page

_HEAD = 4096
_AGAIN = (408, 425, 429, 500, 502, 503, 504)


class NotPublished(NoSuchThing):
    """The SEC has nothing at this address."""


class Unwelcome(CouldNotAsk):
    """The SEC refuses this machine for now; asking on would prolong it."""


class AskAgain(Exception):
    """An attempt failed in a way that may pass; `wait` is how long the SEC asked to wait, in s."""

    def __init__(self, found: str, wait: float | None = None) -> None:
        super().__init__(found)
        self.wait = wait


def examined(address: str, response: httpx.Response, longest_wait: float) -> None:
    """Raise what an answer without success means; `response` is still to be read.

    The body is read up to 4,096 bytes, to know the SEC's own pages by.
    """
    status = response.status_code
    start = _start(response)
    refuse_page(address, start)
    if status == 404 or (status == 403 and "AccessDenied" in start):
        raise NotPublished(f"{address}: nothing is published there ({status}); check the name")
    if status in _AGAIN:
        wait = retry_after(response)
        if wait is not None and wait > longest_wait:
            raise Unwelcome(
                f"{address}: answered {status} and asks to wait {wait:,.0f} s; try again then"
            )
        raise AskAgain(f"answered {status}", wait)
    if status == 403:
        raise Unwelcome(
            f"{address}: the SEC refuses this machine or this contact (403); look at "
            "www.sec.gov/os/accessing-edgar-data, and try again in ten minutes"
        )
    raise CouldNotAsk(f"{address}: answered with the status {status}; try again later")


def page_in_place(product: Product, start: bytes) -> None:
    """Refuse an error page that came with the status of a success."""
    text = start.decode("utf-8", errors="replace").lstrip("\ufeff \r\n\t")
    refuse_page(product.address, text)
    if product.shape == "json" and text.startswith("<"):
        found = error_page(text)
        if found and "404" in found[0]:
            raise NotPublished(f"{product.address}: this is {found[0]}; {found[1]}")
        raise AskAgain(f"this is {found[0] if found else 'a page of HTML'}, not JSON")


def refuse_page(address: str, start: str) -> None:
    """Raise `Unwelcome` for the page about the rate limit or about undeclared programs."""
    title = re.search(r"<title>([^<]{0,300})", start[:_HEAD], re.IGNORECASE)
    said = title[1] if title else ""
    if "Request Rate Threshold Exceeded" in said:
        raise Unwelcome(
            f"{address}: the SEC says that this address asked too often; wait ten minutes and try "
            "again, and let no other program ask meanwhile"
        )
    if "Undeclared Automated Tool" in said:
        raise Unwelcome(
            f"{address}: the SEC does not accept the contact; give --contact with your own name "
            "and e-mail address, wait ten minutes and try again"
        )


def retry_after(response: httpx.Response) -> float | None:
    """Seconds that an answer asks to wait, from a number or a date; null where it says nothing."""
    said = response.headers.get("retry-after", "").strip()
    if said.isdigit():
        return float(said[:9])
    try:
        until, at = parsedate_to_datetime(said), parsedate_to_datetime(response.headers["date"])
        wait = (until - at).total_seconds()
    except (KeyError, TypeError, ValueError):
        return None
    return max(0.0, wait) if math.isfinite(wait) else None


def _start(response: httpx.Response) -> str:
    held = b""
    try:
        for piece in response.iter_bytes(_HEAD):
            held += piece
            if len(held) >= _HEAD:
                break
    except (httpx.TransportError, httpx.DecodingError):
        # the status says enough
        pass
    return held[:_HEAD].decode("utf-8", errors="replace")
