"""The address of every product of the SEC, how long an answer stays fresh, and what it must be.

The three hosts are arguments, so that a test asks its own server. What a publisher wrote (a file
name in an index page) becomes part of an address only after `safe_name` and `accession_of`, and
never part of a path.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from urllib.parse import quote, urlencode, urlsplit

from microcap.model.errors import Contradiction
from microcap.sources import LARGEST

Shape = Literal["json", "text", "page", "zip"]

_HOUR, _DAY = timedelta(hours=1), timedelta(hours=20)
_LIMITS: dict[str, int] = {
    "json": 128 * 2**20,
    "page": 128 * 2**20,
    "text": LARGEST,
    "zip": 16 * 2**30,
}
"""Bytes, unpacked. The largest companyfacts have some 30 MB, the archives 1.4 GB each; a full
text may hold hundreds of megabytes of pictures."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where the SEC's three services are; other addresses are not asked."""

    www: str = "https://www.sec.gov"
    data: str = "https://data.sec.gov"
    efts: str = "https://efts.sec.gov"

    def own(self, address: str) -> bool:
        """Whether an address is on one of the three hosts, by scheme, host and port."""
        wanted = {urlsplit(base)[:2] for base in (self.www, self.data, self.efts)}
        return urlsplit(address)[:2] in wanted


@dataclass(frozen=True, slots=True)
class Product:
    """One address, the file name its reader knows it by, and what is expected of the answer."""

    address: str
    name: str
    shape: Shape
    fresh: timedelta | None
    """An answer younger than this is not asked for again; null: what was filed stays as it is."""
    most: int | None = None
    """No answer is taken above this many bytes, unpacked; null: as its shape allows."""

    @property
    def limit(self) -> int:
        """No answer is taken above this many bytes, unpacked."""
        return _LIMITS[self.shape] if self.most is None else self.most


def hosts_from(text: str) -> Hosts:
    """Hosts from a setting: one base address for all three services, or www, data and efts.

    Raises `Contradiction` for anything that is not one or three http addresses.
    """
    bases = [base.rstrip("/") for base in text.split()]
    good = all(re.fullmatch(r"https?://[\w.\-\[\]:]+", base) for base in bases)
    if len(bases) not in {1, 3} or not good:
        raise Contradiction(
            f"the SEC's hosts are set to {text[:80]!r}; give one address such as "
            "http://127.0.0.1:8000, or three: www, data and efts"
        )
    return Hosts(*(bases if len(bases) == 3 else bases * 3))


def cik_of(text: str) -> str:
    """A CIK without leading zeros; raises `Contradiction` for other text."""
    digits = text.strip().upper().removeprefix("CIK").lstrip("0")
    if not re.fullmatch(r"[0-9]{1,10}", digits):
        raise Contradiction(f"{text[:40]!r} is no CIK; a CIK has up to ten digits")
    return digits


def accession_of(text: str) -> str:
    """An accession number with dashes; raises `Contradiction` for other text."""
    digits = text.strip().replace("-", "")
    if not re.fullmatch(r"[0-9]{18}", digits):
        raise Contradiction(f"{text[:40]!r} is no accession number; it has eighteen digits")
    return f"{digits[:10]}-{digits[10:12]}-{digits[12:]}"


def safe_name(name: str) -> bool:
    """Whether a publisher's file name is a plain name: no folder, no dots in front, no control."""
    return re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.,()& +\-]{0,199}", name) is not None


def tickers(hosts: Hosts = Hosts()) -> Product:
    """Who bears which ticker today."""
    name = "company_tickers.json"
    return Product(f"{hosts.www}/files/{name}", name, "json", _DAY)


def tickers_exchange(hosts: Hosts = Hosts()) -> Product:
    """Who bears which ticker today, and on which exchange."""
    name = "company_tickers_exchange.json"
    return Product(f"{hosts.www}/files/{name}", name, "json", _DAY)


def submissions(cik: str, hosts: Hosts = Hosts()) -> Product:
    """A filer's filings: the newest thousand, or all of the last year if they are more."""
    name = f"CIK{int(cik_of(cik)):010d}.json"
    return Product(f"{hosts.data}/submissions/{name}", name, "json", _HOUR)


def older_page(name: str, cik: str, hosts: Hosts = Hosts()) -> Product:
    """An older page of a filer's filings, by the name that the newest answer gives it.

    Raises `Contradiction` for a name that is not that filer's.
    """
    if not re.fullmatch(rf"CIK{int(cik_of(cik)):010d}-submissions-[0-9]{{3}}\.json", name):
        raise Contradiction(
            f"{name[:80]!r} is not the name of an older page of CIK {cik}; it is not asked for"
        )
    return Product(f"{hosts.data}/submissions/{name}", name, "json", _DAY)


def companyfacts(cik: str, hosts: Hosts = Hosts()) -> Product:
    """Every tagged number of a filer."""
    name = f"CIK{int(cik_of(cik)):010d}.json"
    return Product(f"{hosts.data}/api/xbrl/companyfacts/{name}", name, "json", _DAY)


def companyconcept(cik: str, taxonomy: str, tag: str, hosts: Hosts = Hosts()) -> Product:
    """One tag of a filer, over all periods."""
    where = f"CIK{int(cik_of(cik)):010d}/{_word(taxonomy)}/{_word(tag)}.json"
    name = f"concept-{where.replace('/', '-')}"
    return Product(f"{hosts.data}/api/xbrl/companyconcept/{where}", name, "json", _DAY)


def frame(taxonomy: str, tag: str, unit: str, period: str, hosts: Hosts = Hosts()) -> Product:
    """One tag of one period, `CY2023`, `CY2023Q1` or `CY2023Q1I`, over all filers."""
    if not re.fullmatch(r"CY[0-9]{4}(Q[1-4]I?)?", period):
        raise Contradiction(
            f"the period {period[:20]!r} is no frame; write CY2023, CY2023Q1 or CY2023Q1I"
        )
    unit = "-per-".join(_word(part) for part in unit.replace("-per-", "/").split("/"))
    where = f"{_word(taxonomy)}/{_word(tag)}/{unit}/{period}.json"
    name = f"frame-{where.replace('/', '-')}"
    return Product(f"{hosts.data}/api/xbrl/frames/{where}", name, "json", _DAY)


def daily_listing(day: date, hosts: Hosts = Hosts()) -> Product:
    """Which daily indexes the quarter of a day has."""
    where = f"{day.year}/QTR{(day.month + 2) // 3}"
    name = f"daily-index-{where.replace('/', '-')}.json"
    return Product(
        f"{hosts.www}/Archives/edgar/daily-index/{where}/index.json", name, "json", _HOUR
    )


def daily_index(day: date, kind: str = "master", hosts: Hosts = Hosts()) -> Product:
    """Every filing of one day, by form, company or CIK (`master`)."""
    name = f"{_kind(kind)}.{day:%Y%m%d}.idx"
    where = f"daily-index/{day.year}/QTR{(day.month + 2) // 3}/{name}"
    return Product(f"{hosts.www}/Archives/edgar/{where}", name, "text", None)


def full_index(year: int, quarter: int, kind: str = "master", hosts: Hosts = Hosts()) -> Product:
    """Every filing of one quarter, by form, company or CIK (`master`)."""
    if not (1993 <= year <= 9999 and 1 <= quarter <= 4):
        raise Contradiction(f"there is no quarter {quarter} of {year}; indexes begin in 1993")
    where = f"full-index/{year}/QTR{quarter}/{_kind(kind)}.idx"
    name = f"{kind}-{year}-QTR{quarter}.idx"
    return Product(f"{hosts.www}/Archives/edgar/{where}", name, "text", _DAY)


def full_text(
    words: str,
    *,
    forms: tuple[str, ...] = (),
    ciks: tuple[str, ...] = (),
    first: date | None = None,
    last: date | None = None,
    offset: int = 0,
    hosts: Hosts = Hosts(),
) -> Product:
    """A page of the full-text search, from the hit numbered `offset` on."""
    asked: dict[str, str] = {"q": words}
    if forms:
        asked["forms"] = ",".join(forms)
    if ciks:
        asked["ciks"] = ",".join(f"{int(cik_of(cik)):010d}" for cik in ciks)
    if first is not None and last is not None:
        asked |= {"dateRange": "custom", "startdt": str(first), "enddt": str(last)}
    if offset:
        asked["from"] = str(offset)
    address = f"{hosts.efts}/LATEST/search-index?{urlencode(asked, quote_via=quote)}"
    return Product(address, "full-text-search.json", "json", _HOUR)


def filing_page(cik: str, accession: str, hosts: Hosts = Hosts()) -> Product:
    """The index page of a filing: its documents with their types."""
    name = f"{accession_of(accession)}-index.html"
    return Product(f"{_folder(cik, accession, hosts)}/{name}", name, "page", None)


def filing_listing(cik: str, accession: str, hosts: Hosts = Hosts()) -> Product:
    """The files of a filing with their sizes, without types."""
    name = f"{accession_of(accession)}-index.json"
    return Product(f"{_folder(cik, accession, hosts)}/index.json", name, "json", None)


def document(cik: str, accession: str, name: str, hosts: Hosts = Hosts()) -> Product:
    """One document of a filing; raises `Contradiction` for a name with a folder in it."""
    if not safe_name(name):
        raise Contradiction(f"{name[:80]!r} is no plain file name; it is not asked for")
    return Product(f"{_folder(cik, accession, hosts)}/{quote(name)}", name, "page", None)


def submission_text(cik: str, accession: str, hosts: Hosts = Hosts()) -> Product:
    """A filing as one text with all of its documents."""
    name = f"{accession_of(accession)}.txt"
    return Product(f"{_folder(cik, accession, hosts)}/{name}", name, "text", None)


def current(form: str = "", start: int = 0, count: int = 100, hosts: Hosts = Hosts()) -> Product:
    """The filings of the last hours, newest first, as an Atom feed."""
    asked = {"action": "getcurrent", "type": form, "owner": "include", "start": start}
    address = (
        f"{hosts.www}/cgi-bin/browse-edgar?{urlencode({**asked, 'count': count, 'output': 'atom'})}"
    )
    return Product(address, "getcurrent.atom.xml", "page", timedelta(minutes=1))


def bulk(name: str, hosts: Hosts = Hosts()) -> Product:
    """All answers of a kind in one archive: `submissions` or `companyfacts`, anew each night."""
    folders = {"submissions": "bulkdata", "companyfacts": "xbrl"}
    if name not in folders:
        raise Contradiction(f"no archive {name[:40]!r}; there are {' and '.join(folders)}")
    where = f"Archives/edgar/daily-index/{folders[name]}/{name}.zip"
    return Product(f"{hosts.www}/{where}", f"{name}.zip", "zip", _DAY)


def _folder(cik: str, accession: str, hosts: Hosts) -> str:
    folder = accession_of(accession).replace("-", "")
    return f"{hosts.www}/Archives/edgar/data/{cik_of(cik)}/{folder}"


def _word(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9\-_]{0,199}", text):
        raise Contradiction(f"{text[:40]!r} is no taxonomy, tag or unit; write as us-gaap, Assets")
    return text


def _kind(kind: str) -> str:
    if kind not in {"form", "company", "master"}:
        raise Contradiction(f"no index by {kind[:20]!r}; there are form, company and master")
    return kind
