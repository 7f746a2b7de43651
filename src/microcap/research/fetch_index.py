"""EDGAR as a whole: daily indexes, the full-text search, the nightly archives.

The listing of a quarter's folder names the days that have an index, so a holiday is a day on
which nothing was published, and not a gap in the record.
"""

from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl

from microcap.model.errors import Contradiction, MicrocapError, NoSuchThing
from microcap.model.figures import counted
from microcap.research.answers import append_rows
from microcap.research.bring import bring_paths
from microcap.research.fetch import Fetched, Run, Tell, Way, running
from microcap.sources.edgar import addresses
from microcap.sources.edgar.bulk import download
from microcap.sources.edgar.filing_index import directory_listing
from microcap.sources.edgar.full_text import FULL_TEXT, full_text_hits
from microcap.sources.edgar.index_files import INDEX_FILES
from microcap.sources.edgar.refusals import NotPublished
from microcap.sources.sec_rows import eastern_day

_DAYS = 400
"""Daily indexes that one run asks for; a longer stretch is asked for quarter by quarter."""
_HITS = 10_000
"""The search gives no hit beyond this one."""


def fetch_index(
    lake_path: Path,
    way: Way,
    *,
    first: date | None = None,
    last: date | None = None,
    tell: Tell = lambda what, done, total: None,
) -> Fetched:
    """Bring the daily indexes from `first` to `last`; by default since the last one held, to now.

    Raises `Contradiction` for a stretch that is empty, lies ahead or is longer than 400 days, and
    where none is held yet and no first day is given.
    """
    today = eastern_day(way.clock())
    with running(lake_path, way, tell) as run:
        begins = first or _after_held(run)
        ends = min(last or today, today)
        if not begins <= ends or begins < date(1993, 1, 1):
            raise Contradiction(
                f"no daily index from {begins} to {ends}; give days from 1993-01-01 to {today}"
            )
        if (ends - begins).days > _DAYS:
            raise Contradiction(
                f"{(ends - begins).days} days of indexes were asked for; ask for at most {_DAYS} "
                "at once"
            )
        published, known_to, at = _published(run, begins, ends)
        whole = True
        for done, day in enumerate(published):
            tell(f"daily index of {day}", done, len(published))
            before = len(run.said.failed) + len(run.said.absent)
            with run.trying():
                run.bring(run.answers.of(addresses.daily_index(day, hosts=run.hosts)), INDEX_FILES)
            whole = whole and before == len(run.said.failed) + len(run.said.absent)
            run.answers.flush()
        if whole and known_to is not None and not run.said.brought.refused:
            _span(run, begins, min(ends, known_to), len(published), at)
    return run.said


def fetch_search(
    lake_path: Path,
    way: Way,
    words: str,
    *,
    forms: tuple[str, ...] = (),
    first: date | None = None,
    last: date | None = None,
    most: int = 1000,
    tell: Tell = lambda what, done, total: None,
) -> Fetched:
    """Bring the filings whose text holds the words, at most `most` hits of them.

    The hits are in `found`; the text itself is fetched with the documents of an issuer.
    """
    if not words.strip():
        raise Contradiction("a search for nothing; give the words that a filing must hold")
    if (first is None) != (last is None):
        today = eastern_day(way.clock())
        first, last = first or date(2001, 1, 1), last or today
    with running(lake_path, way, tell) as run:
        offset, total = 0, 1
        while offset < min(total, most, _HITS):
            tell(f"search: {offset} of {total} hits", offset, min(total, most))
            product = addresses.full_text(
                words, forms=forms, first=first, last=last, offset=offset, hosts=run.hosts
            )
            raw = run.answers.of(product)
            page = full_text_hits(raw)
            run.bring(raw, FULL_TEXT)
            total = page.total
            if not page.hits:
                break
            for hit in page.hits:
                run.said.found.append(
                    {
                        "filed": hit.filed,
                        "form": hit.form,
                        "type": hit.type,
                        "accession": hit.accession,
                        "document": hit.document or None,
                        "issuers": list(hit.issuers),
                        "names": list(hit.names),
                    }
                )
            offset += len(page.hits)
            run.answers.flush()
        if offset < total and offset:
            run.said.absent.append(
                f"the words stand in {counted(total, 'document')} and {offset:,} were asked for; narrow the "
                "days or the forms for the rest"
            )
    return run.said


def fetch_bulk(
    lake_path: Path,
    way: Way,
    names: tuple[str, ...] = ("submissions", "companyfacts"),
    *,
    tell: Tell = lambda what, done, total: None,
) -> Fetched:
    """Download the nightly archives into `incoming` of the lake and bring every member.

    A download that stopped goes on, and a member that was brought is recognised.
    """
    archives: list[tuple[Path, datetime]] = []
    with running(lake_path, way, tell) as run:
        for done, name in enumerate(names):
            product = addresses.bulk(name, run.hosts)
            home = lake_path / "incoming" / product.name
            tell(f"{product.name}: download", done, len(names))
            with run.trying():
                archives.append((home, _archive(run, product, home)))
            run.answers.flush()
    for home, at in archives:
        report = bring_paths(lake_path, "sec", [home], mapping=None, fetched=at, tell=tell)
        _added(run.said, report)
    return run.said


def _archive(run: Run, product: addresses.Product, home: Path) -> datetime:
    """Where the archive is whole, when it was obtained or last confirmed."""
    kept = run.answers.last(product.address)
    client = run.answers.client
    there = kept is not None and kept.status in {200, 304} and home.is_file()
    limit = run.way.fresh if run.way.fresh is not None else product.fresh or timedelta()
    young = kept is not None and run.way.clock() - kept.at < limit
    if client is None or (there and young):
        if not there or kept is None:
            raise NoSuchThing(
                f"{home.name} is not kept in {home.parent}; run once without --offline"
            )
        run.answers.from_kept += 1
        return kept.at
    run.answers.asked += 1

    def heard(held: int, total: int | None) -> None:
        million = 10**6
        run.tell(f"{home.name}: MB", held // million, (total or held) // million)

    validator = kept.validator if there and kept else None
    answer = download(client, product, home, validator, heard)
    run.answers.note(answer, None)
    return answer.at


def _after_held(run: Run) -> date:
    spans = run.answers.lake.scan("coverage").filter(
        (pl.col("table") == "filings") & (pl.col("subject") == "*")
    )
    last = spans.select("until").collect()["until"].max()
    if not isinstance(last, date):
        raise Contradiction(
            "no daily index is held yet; give the first day, as --index 2024-06-28..2024-07-05"
        )
    return min(last + timedelta(days=1), eastern_day(run.way.clock()))


def _published(run: Run, first: date, last: date) -> tuple[list[date], date | None, datetime]:
    """The days that have an index, and the day up to which the listings tell that, and since when."""
    days: set[date] = set()
    known_to: date | None = None
    at = run.way.clock()
    quarter = date(first.year, 3 * ((first.month - 1) // 3) + 1, 1)
    while quarter <= last:
        following = (quarter + timedelta(days=95)).replace(day=1)
        try:
            raw = run.answers.of(addresses.daily_listing(quarter, run.hosts))
        except NotPublished:
            # the first index of a quarter is written on the evening of its first business day
            break
        names = directory_listing(raw)
        found = {day for day in map(_day_of, names) if day is not None}
        days |= found
        over = following <= eastern_day(raw.fetched)
        newest = max(found, default=None)
        known_to = following - timedelta(days=1) if over else newest or known_to
        quarter = following
    return sorted(day for day in days if first <= day <= last), known_to, at


def _day_of(name: str) -> date | None:
    if not (name.startswith("master.") and name.endswith(".idx")):
        return None
    try:
        return datetime.strptime(name[7:-4], "%Y%m%d").date()
    except ValueError:
        return None


def _span(run: Run, first: date, last: date, count: int, at: datetime) -> None:
    """Every day of the stretch: its index is held, or the listing has none for it."""
    if last < first:
        return
    held = run.answers.lake.scan("coverage").filter(
        (pl.col("table") == "filings") & (pl.col("subject") == "*") & ~pl.col("complete")
    )
    doubtful = held.filter((pl.col("day") >= first) & (pl.col("until") <= last))
    if doubtful.select(pl.len()).collect().item():
        return
    append_rows(
        run.answers.lake,
        "coverage",
        [
            {
                "table": "filings",
                "subject": "*",
                "day": first,
                "until": last,
                "complete": True,
                "absent_means": "none",
                "evidence": f"fetched at {at:%Y-%m-%d %H:%M} UTC: {counted(count, 'daily index', 'daily indexes')}, and the "
                "listing of their folder names no other day",
                "known_at": at,
            }
        ],
    )


def _added(said: Fetched, report: object) -> None:
    """Add what an ingest did to what the run says."""
    from microcap.research.ingest import Report

    if not isinstance(report, Report):
        raise MicrocapError("an ingest gave no report; try again")
    into = said.brought
    for table, rows in report.rows.items():
        into.count(table, rows)
    for reason, rows in report.rejected.items():
        into.reject(reason, rows)
    into.held += report.held
    into.corrected += report.corrected
    into.files += report.files
    into.already += report.already
    into.refused += report.refused
    into.unread += report.unread
