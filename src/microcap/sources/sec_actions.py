"""Releases of the SEC on single names: its feeds, and a search service's answers about them.

A release that gives the CIK or the ticker of several of those it names becomes a row for each; the
one that the row is about stands first in `respondents`, with its role in parentheses. A name alone
identifies nobody: such a release is one row without issuer and symbol.
"""

import json
import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import polars as pl

from microcap.sources import Raw, Source, Tables
from microcap.sources.sec_payload import head, json_object
from microcap.sources.sec_rows import caveat_rows, eastern_day, table_frame

_LIMIT = 64 * 2**20
_LONGEST = 4000
_KINDS = {
    "litigation-releases": "litigation_release",
    "litreleases": "litigation_release",
    "administrative-proceedings": "administrative_proceeding",
    "admin": "administrative_proceeding",
    "trading-suspensions": "trading_suspension",
    "suspensions": "trading_suspension",
    "accounting-auditing": "accounting_release",
    "friactions": "accounting_release",
    "press-releases": "enforcement_action",
}
_ENDS = re.compile(
    r"(?:until|through|ending|terminat\w+|expir\w+)\D{0,60}?"
    r"(?:11:59\s*p\.?m\.?[^A-Z]{0,4}E[DS]?T,?\s*(?:on\s+)?)?([A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})"
)
_TICKER = re.compile(
    r"\((?:OTC[A-Z ]*|NASDAQ[A-Z ]*|NYSE[A-Z ]*|(?:ticker|symbol|ticker symbol))\s*:\s*"
    r"([A-Za-z][A-Za-z.]{0,5})\)",
    re.IGNORECASE,
)
_CAVEATS = {
    "a part": "a feed holds the newest releases and a search the ones it was asked for; that a "
    "name is not among them proves nothing",
    "an allegation": "a release tells what the SEC says; a complaint is no judgment, and an order "
    "may be settled without admission",
    "roles differ": "a release also names companies that did nothing: the target of a trade, an "
    "acquirer, an employer; the role stands with the name",
}


def releases_read(raw: Raw) -> Tables:
    """Releases of a search service's answer, caveats and rejects. Raises `Unreadable`."""
    rows: list[dict[str, object]] = []
    rejects: list[dict[str, object]] = []
    for number, release in enumerate(_releases(raw), 1):
        found = _rows(release)
        if found:
            rows += found
        else:
            rejects.append(_reject(raw, number, json.dumps(release)))
    return _tables(raw, rows, rejects)


def feed_read(raw: Raw) -> Tables:
    """Releases of a feed of the SEC, caveats and rejects.

    Raises `Unreadable` for XML that is cut off, and for one that declares types or entities.
    """
    from lxml import etree  # type: ignore[import-untyped]

    body = raw.body(_LIMIT)
    raw.expect(
        b"<!" not in body[:2000].replace(b"<!--", b""), "a feed of the SEC declares no types"
    )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raw.expect(False, f"the feed cannot be read as XML ({error.msg}); get it again")
    rows: list[dict[str, object]] = []
    rejects: list[dict[str, object]] = []
    channel = root.findtext("channel/link") or ""
    for number, item in enumerate(root.iter("item"), 1):
        row = _item(item, channel)
        if row is None:
            rejects.append(_reject(raw, number, item.findtext("title") or "?"))
        else:
            rows.append(row)
    return _tables(raw, rows, rejects)


def suspension_end(text: str) -> date | None:
    """The last day of a suspension, where a text says until when; else null."""
    found = _ENDS.search(text)
    if found is None:
        return None
    for form in ("%B %d, %Y", "%b %d, %Y"):
        try:
            return datetime.strptime(found[1].replace(".", ""), form).date()
        except ValueError:
            continue
    return None


def releases_recognised(raw: Raw) -> bool:
    """Whether the bytes begin like a search service's answer about releases."""
    start = head(raw).lstrip()
    return start.startswith("{") and re.search(r'\\?"(releaseNo|aaerNo)\\?"\s*:', start) is not None


def feed_recognised(raw: Raw) -> bool:
    """Whether the bytes begin like a feed of the SEC's releases."""
    start = head(raw)
    return "<rss" in start and "sec.gov" in start and any(f"/{word}" in start for word in _KINDS)


def _releases(raw: Raw) -> list[dict[str, Any]]:
    body = json_object(raw, "an answer about releases")
    text = body.get("text")
    if isinstance(text, str) and "data" in body:
        # a recorder that shortens `data` keeps the whole answer as text
        try:
            body = json.loads(text)
        except (ValueError, RecursionError):
            body = body["data"] if isinstance(body["data"], dict) else {}
    data = body.get("data")
    raw.expect(
        isinstance(data, list),
        "an answer about releases has a list `data`; this one has none; ask again",
    )
    return [release for release in data or [] if isinstance(release, dict)]


def _rows(release: dict[str, Any]) -> list[dict[str, object]]:
    said = release.get("releasedAt") or release.get("dateTime")
    moment = _moment(said)
    number, kind = _number(release)
    if moment is None or not number:
        return []
    entities = [one for one in _list(release, "entities") if _text(one.get("name"))]
    entities = entities or [one for one in _list(release, "respondents") if _text(one.get("name"))]
    title = " - ".join(
        part for part in (_text(release.get("title")), _text(release.get("subTitle"))) if part
    ) or _text(release.get("respondentsText"))
    keyed: list[dict[str, Any] | None] = [one for one in entities if _cik(one) or _ticker(one)]
    rows = []
    for at, one in enumerate(keyed or [None], 1):
        order = entities if one is None else [one, *(each for each in entities if each is not one)]
        rows.append(
            {
                "kind": kind,
                "identifier": number if at == 1 else f"{number} ({at})",
                "day": eastern_day(moment),
                "title": title[:_LONGEST] or number,
                "respondents": "; ".join(_named(each) for each in order)[:_LONGEST],
                "symbol": _ticker(one) if one else None,
                "issuer": _cik(one) if one else None,
                "until": None,
                "address": _address(release),
                "text": _text(release.get("summary"))[:_LONGEST] or None,
                "known_at": moment,
            }
        )
    return rows


def _number(release: dict[str, Any]) -> tuple[str, str]:
    """The release's number and kind, by the number's form and the address."""
    if release.get("aaerNo"):
        return _text(release["aaerNo"]), "accounting_release"
    given = release.get("releaseNo")
    number = _text(given[0] if isinstance(given, list) and given else given)
    if number.upper().startswith("LR-"):
        return number, "litigation_release"
    title = _text(release.get("title")).lower()
    if "order of suspension of trading" in title or "suspends trading" in title:
        return number, "trading_suspension"
    if re.fullmatch(r"\d{4}-\d+", number):
        return number, "enforcement_action"
    return number, "administrative_proceeding"


def _item(item: Any, channel: str) -> dict[str, object] | None:
    said = {
        child.tag.rpartition("}")[2]: " ".join((child.text or "").split())
        for child in item
        if isinstance(child.tag, str)
    }
    link, title = said.get("link", ""), said.get("title", "")
    moment = _moment(said.get("pubDate", ""))
    kind = next((kind for word, kind in _KINDS.items() if f"/{word}" in f"{link} {channel}"), "")
    if moment is None or not kind or not title:
        return None
    text = re.sub(r"<[^>]*>", " ", said.get("description", ""))
    ticker = _TICKER.search(f"{title} {text}")
    last = link.rstrip("/").rpartition("/")[2].partition(".")[0].upper()
    creator = said.get("creator", "")
    number = creator if re.search(r"\d", creator) else last or title
    return {
        "kind": kind,
        "identifier": number[:200],
        "day": eastern_day(moment),
        "title": title[:_LONGEST],
        "respondents": title[:_LONGEST],
        "symbol": ticker[1].upper() if ticker else None,
        "issuer": None,
        "until": suspension_end(text) if kind == "trading_suspension" else None,
        "address": link or None,
        "text": " ".join(text.split())[:_LONGEST] or None,
        "known_at": moment,
    }


def _moment(said: object) -> datetime | None:
    if not isinstance(said, str):
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        try:
            moment = parsedate_to_datetime(said)
        except (ValueError, TypeError, IndexError):
            return None
    return moment.astimezone(UTC) if moment.tzinfo else None


def _list(release: dict[str, Any], key: str) -> list[dict[str, Any]]:
    held = release.get(key)
    return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []


def _text(said: object) -> str:
    return " ".join(said.split()) if isinstance(said, str) else ""


def _named(entity: dict[str, Any]) -> str:
    name, role = _text(entity.get("name")).replace(";", ","), _text(entity.get("role"))
    return f"{name} ({role})" if role else name


def _cik(entity: dict[str, Any]) -> str | None:
    digits = str(entity.get("cik") or "").strip()
    return str(int(digits)) if re.fullmatch(r"0*[1-9]\d{0,9}", digits) else None


def _ticker(entity: dict[str, Any]) -> str | None:
    ticker = _text(entity.get("ticker")).upper()
    return ticker if re.fullmatch(r"[A-Z][A-Z0-9.-]{0,9}", ticker) else None


def _address(release: dict[str, Any]) -> str | None:
    links = [*_list(release, "resources"), *_list(release, "urls")]
    return _text(release.get("url")) or next((_text(one.get("url")) for one in links), "") or None


def _reject(raw: Raw, number: int, content: str) -> dict[str, object]:
    return {
        "table": "regulatory_actions",
        "row": number,
        "reason": "its number, moment or kind is missing or cannot be read",
        "content": content[:400],
        "day": eastern_day(raw.fetched),
    }


def _tables(
    raw: Raw, rows: list[dict[str, object]], rejects: list[dict[str, object]]
) -> dict[str, pl.DataFrame]:
    schema = {
        "table": pl.String,
        "row": pl.Int64,
        "reason": pl.String,
        "content": pl.String,
        "day": pl.Date,
    }
    return {
        "regulatory_actions": table_frame("regulatory_actions", rows),
        "caveats": caveat_rows("regulatory_actions", _CAVEATS, raw.fetched),
        "rejects": pl.DataFrame(rejects, schema=schema, orient="row"),
    }


SEC_RELEASES = Source(
    name="sec_releases_found",
    read=releases_read,
    about="litigation and accounting releases, proceedings and enforcement actions, as searched",
    address="https://api.sec-api.io/sec-litigation-releases and its neighbours",
    rhythm="when asked",
    licence="the service's terms; the releases are the SEC's, public domain",
    tried_on="recorded bytes",
    recognise=releases_recognised,
)

SEC_RELEASE_FEEDS = Source(
    name="sec_release_feeds",
    read=feed_read,
    about="the newest litigation releases, administrative proceedings and trading suspensions",
    address="https://www.sec.gov/enforcement-litigation/trading-suspensions/rss",
    rhythm="when the SEC publishes",
    licence="public domain",
    tried_on="the publisher's description",
    recognise=feed_recognised,
)
