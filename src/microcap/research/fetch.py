"""Fetch: ask the SEC, or the answers kept of it, and bring what it says into the lake.

1. `fetch` opens the lake and the client, and names each issuer by its CIK (`_named`).
2. `_issuer` brings its submissions with all older pages and its tagged numbers.
3. `_coverage` says that the filings are whole until the moment of the answer: a file of unknown
   age cannot say that, an answer whose moment is known can.
4. `fetch_documents` brings the documents of chosen forms, `fetch_index` the daily indexes,
   `fetch_search` what the full-text search finds, `fetch_bulk` the nightly archives.
5. Identity is derived anew once, at the end, also after an error: what came is not lost.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from microcap.model.errors import Contradiction, CouldNotAsk, MicrocapError, NoSuchThing
from microcap.model.figures import counted
from microcap.research.answers import Answers, append_rows
from microcap.research.ingest import Report, bring_raw, prepare, rebuild
from microcap.sources import Raw, Source
from microcap.sources.edgar import addresses
from microcap.sources.edgar.addresses import Hosts
from microcap.sources.edgar.client import Client, Patience
from microcap.sources.edgar.older_pages import OlderPage, Reach, filings_in, reach_of
from microcap.sources.edgar.politeness import Politeness
from microcap.sources.edgar.refusals import NotPublished, Unwelcome
from microcap.sources.sec_companyfacts import COMPANYFACTS
from microcap.sources.sec_rows import eastern_day
from microcap.sources.sec_submissions import SUBMISSIONS
from microcap.sources.sec_tickers import TICKERS

Tell = Callable[[str, int, int], None]
"""Told what is being done, how much is behind and how much there is."""

_FAILURES = 3
"""So many addresses in a row without an answer, and the run ends: the publisher is not there."""


@dataclass(frozen=True)
class Way:
    """How the SEC is asked: by whom, where, and whether at all."""

    clock: Callable[[], datetime]
    contact: str | None = None
    hosts: Hosts = field(default_factory=Hosts)
    offline: bool = False
    fresh: timedelta | None = None
    """How old a kept answer may be, whatever the product."""
    patience: Patience = field(default_factory=Patience)
    politeness: Politeness | None = None
    notice: Callable[[str], None] = lambda sentence: None


@dataclass
class Fetched:
    """What a run asked, found and brought."""

    asked: int = 0
    from_kept: int = 0
    issuers: dict[str, str] = field(default_factory=dict)
    """What was named, and the CIK that it means."""
    brought: Report = field(default_factory=Report)
    documents: int = 0
    found: list[dict[str, object]] = field(default_factory=list)
    """What a search found."""
    unknown: list[str] = field(default_factory=list)
    """What was named and no filer is, each a sentence."""
    absent: list[str] = field(default_factory=list)
    """What the SEC does not publish, each a sentence."""
    failed: list[str] = field(default_factory=list)
    """What was not answered, each a sentence."""


@dataclass
class Run:
    """One run: the answers, what is said of it, and how often in a row nobody answered."""

    answers: Answers
    way: Way
    said: Fetched
    tell: Tell
    silent: int = 0

    @property
    def hosts(self) -> Hosts:
        """Where the SEC is."""
        return self.way.hosts

    def bring(self, raw: Raw, source: Source) -> None:
        """Read an answer into the lake; what is refused is reported."""
        bring_raw(self.answers.lake, raw, source, self.said.brought)

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Report what is not published or not answered and go on, unless nobody answers at all."""
        try:
            yield
            self.silent = 0
        except NotPublished as error:
            self.silent = 0
            self.said.absent.append(str(error))
        except Unwelcome:
            raise
        except MicrocapError as error:
            self.said.failed.append(str(error))
            self.silent += isinstance(error, CouldNotAsk) and not self.way.offline
            if self.silent >= _FAILURES:
                raise CouldNotAsk(
                    f"the SEC gave no answer {_FAILURES} times in a row, the last time: {error}"
                ) from None


@contextmanager
def running(lake_path: Path, way: Way, tell: Tell) -> Iterator[Run]:
    """A run over a lake; at its end, however it ends, what was asked is noted and identity derived.

    An error that ends the run is the last of `failed`; one before anything was asked is raised.
    """
    lake = prepare(lake_path)
    with tempfile.TemporaryDirectory(prefix="microcap-fetch-") as folder:
        client = None
        if not way.offline:
            client = Client(
                way.contact,
                clock=way.clock,
                scratch=Path(folder),
                hosts=way.hosts,
                politeness=way.politeness,
                patience=way.patience,
                notice=way.notice,
            )
        answers = Answers(lake, client, way.clock, way.fresh)
        run = Run(answers, way, Fetched(), tell)
        try:
            yield run
        except CouldNotAsk as error:
            if str(error) not in run.said.failed:
                run.said.failed.append(str(error))
        finally:
            if client is not None:
                client.close()
            answers.flush()
            run.said.asked, run.said.from_kept = answers.asked, answers.from_kept
            if run.said.brought.files or run.said.documents:
                tell("who bore which ticker", 1, 1)
                rebuild(lake, tell)


def fetch(
    lake_path: Path,
    names: tuple[str, ...],
    way: Way,
    *,
    forms: tuple[str, ...] = (),
    since: date | None = None,
    tell: Tell = lambda what, done, total: None,
) -> Fetched:
    """Bring issuers, named by ticker or CIK: all their filings, their numbers, documents of `forms`.

    `since` bounds the documents alone; by default they go back two years. Raises `Contradiction`
    without a contact (unless offline) and for an empty list, `NoSuchThing` for a ticker that
    nobody bears.
    """
    from microcap.research.fetch_documents import fetch_documents

    if not names:
        raise Contradiction("`fetch sec` needs tickers or CIKs; name at least one")
    with running(lake_path, way, tell) as run:
        issuers = _named(run, names)
        run.said.issuers = issuers
        for done, (name, cik) in enumerate(issuers.items()):
            tell(f"{name}: filings", done, len(issuers))
            with run.trying():
                _issuer(run, cik)
            run.answers.flush()
        if forms:
            day = since or eastern_day(way.clock()) - timedelta(days=731)
            fetch_documents(run, tuple(issuers.values()), forms, day)
    return run.said


def _named(run: Run, names: tuple[str, ...]) -> dict[str, str]:
    """The CIK of every name; a ticker by today's list, else by the lists that the lake holds."""
    wanted = {name.strip().upper(): "" for name in names}
    numbers = {name for name in wanted if name.removeprefix("CIK").isdigit()}
    found = {name: addresses.cik_of(name) for name in numbers}
    symbols = [name for name in wanted if name not in numbers]
    if symbols:
        today = _listed(run)
        for symbol in symbols:
            written = symbol.replace(".", "-").replace("/", "-")
            ciks = today.get(written) or _seen(run, written)
            if len(ciks) != 1:
                raise NoSuchThing(_unnamed(symbol, ciks, today))
            found[symbol] = next(iter(ciks))
    return {name: found[name] for name in wanted}


def _listed(run: Run) -> dict[str, set[str]]:
    try:
        raw = run.answers.of(addresses.tickers_exchange(run.hosts))
    except NotPublished:
        raw = run.answers.of(addresses.tickers(run.hosts))
    rows = TICKERS.read(raw)["listings"].lazy().select("symbol", "issuer").collect()
    run.bring(raw, TICKERS)
    found: dict[str, set[str]] = {}
    for symbol, issuer in rows.iter_rows():
        found.setdefault(symbol, set()).add(issuer)
    return found


def _seen(run: Run, symbol: str) -> set[str]:
    """Who bore a ticker by any dated list of the lake: for names that are gone."""
    rows = run.answers.lake.scan("listings").filter(
        (pl.col("symbol") == symbol) & pl.col("issuer").str.contains(r"^[0-9]{1,10}$")
    )
    return set(rows.select("issuer").unique().collect()["issuer"])


def _unnamed(symbol: str, ciks: set[str], today: dict[str, set[str]]) -> str:
    if ciks:
        return (
            f"several issuers bore the ticker {symbol}: CIK {', '.join(sorted(ciks))}; "
            "give the CIK that you mean"
        )
    near = get_close_matches(symbol, today, n=3, cutoff=0.6)
    return (
        f"no issuer bears the ticker {symbol[:20]} today, nearest: {', '.join(near) or 'none'}; "
        "give the CIK of a name that is gone"
    )


def _issuer(run: Run, cik: str) -> None:
    """Submissions with their older pages, coverage, tagged numbers."""
    try:
        raw = run.answers.of(addresses.submissions(cik, run.hosts))
    except NotPublished:
        run.said.unknown.append(
            f"the SEC knows no filer with the CIK {cik}; check the number or the ticker"
        )
        return
    reach = reach_of(raw)
    run.bring(raw, SUBMISSIONS)
    read = [raw]
    missing = [page.name for page in reach.pages if not _page(run, cik, page, read)]
    if missing:
        run.said.failed.append(
            f"CIK {cik}: the older pages {', '.join(missing)[:200]} are not there or not what the "
            "newest answer says of them; its record is not called whole, ask again later"
        )
    else:
        _coverage(run, cik, reach, read)
    try:
        run.bring(run.answers.of(addresses.companyfacts(cik, run.hosts)), COMPANYFACTS)
    except NotPublished:
        run.said.absent.append(f"CIK {cik}: the SEC has no tagged numbers of this filer")


def _page(run: Run, cik: str, page: OlderPage, read: list[Raw]) -> bool:
    """Bring one older page and add it to `read`; false where it is absent or not of its length.

    A page is cut anew as the newest answer moves on, so a kept one may be too short.
    """
    product, count = addresses.older_page(page.name, cik, run.hosts), page.count
    try:
        raw = run.answers.of(product)
        if count is not None and filings_in(raw) != count and not run.way.offline:
            raw = run.answers.of(product, again=True)
    except NotPublished:
        return False
    run.bring(raw, SUBMISSIONS)
    read.append(raw)
    return count is None or filings_in(raw) == count


def _coverage(run: Run, cik: str, reach: Reach, read: list[Raw]) -> None:
    """All filings from the first one to the moment of the answer; known from that moment on.

    With a filing that was refused an absence proves nothing.
    """
    if reach.first is None:
        return
    at, refused = read[0].fetched, _refused(run, read)
    number = len(reach.pages)
    pages = f" and {number} older page{'s' if number > 1 else ''}" if number else ""
    append_rows(
        run.answers.lake,
        "coverage",
        [
            {
                "table": "filings",
                "subject": cik,
                "day": reach.first,
                "until": eastern_day(at),
                "complete": refused == 0,
                "absent_means": "unknown" if refused else "none",
                "evidence": f"fetched at {at:%Y-%m-%d %H:%M} UTC: the submissions answer{pages}, "
                f"{counted(reach.filings, 'filing')}"
                + (f", {refused} of them refused" if refused else ""),
                "known_at": at,
            }
        ],
    )


def _refused(run: Run, read: list[Raw]) -> int:
    """How many filings of these answers are rejects, whichever run read them."""
    rows = run.answers.lake.scan("rejects").filter(
        (pl.col("table") == "filings") & pl.col("raw").is_in([raw.sha256 for raw in read])
    )
    return int(rows.select(pl.len()).collect().item())
