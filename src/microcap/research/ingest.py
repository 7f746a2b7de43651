"""Ingest: a publisher's bytes become rows in the lake, once, or rejects with a reason.

1. `bring` hashes the bytes and keeps them; a file already brought is recognised by its hash.
2. The source reads them into tables.
3. `_completed` fills in the bookkeeping: `known_at` by the rule of the table where the source
   leaves it open, always marked as assumed.
4. `rejects.examined` parts the rows that contradict their table from those that do not.
5. `revisions.fresh_rows` drops what is held already and numbers corrections as revisions.
6. Each table is one commit; rejects are a table too.
7. `rebuild` derives identity anew once everything is in, and reads documents not read yet.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl

from microcap.lake.store import Lake
from microcap.model.errors import MicrocapError
from microcap.model.tables import MOMENT, TABLES, BarFlag, Table
from microcap.research.known_at import calendar, known_by_rule
from microcap.research.rejects import BOOK, REJECT_SAMPLE, examined, foreign_rejects, no_rejects
from microcap.research.revisions import fresh_rows
from microcap.sources import Raw, Source, Tables, raw_from
from microcap.sources.nyse_calendar import sessions

Progress = Callable[[str, float], None]
"""Told what is being done and which share of the work is behind."""
Tell = Callable[[str, int, int], None]
"""Told what is being done, how much is behind and how much there is."""


@dataclass
class Report:
    """What one ingest did: rows per table, rejects per reason, what was there already."""

    rows: dict[str, int] = field(default_factory=dict)
    rejected: dict[str, int] = field(default_factory=dict)
    held: int = 0
    corrected: int = 0
    files: int = 0
    already: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def count(self, table: str, rows: int) -> None:
        """Add rows of a table."""
        if rows:
            self.rows[table] = self.rows.get(table, 0) + rows

    def reject(self, reason: str, rows: int) -> None:
        """Add rejected rows of a reason."""
        if rows:
            self.rejected[reason] = self.rejected.get(reason, 0) + rows


def prepare(path: Path, *, synthetic: bool = False) -> Lake:
    """The lake at `path`, made and given the exchange's sessions if it is new."""
    lake = Lake.create(path, synthetic=synthetic)
    if lake.scan("sessions").select(pl.len()).collect().item() == 0:
        rows = sessions().with_columns(
            assumed=False,
            revision=0,
            withdrawn=False,
            source=pl.lit("nyse_calendar"),
            raw=pl.lit(None),
        )
        lake.append("sessions", rows, transaction="nyse_calendar:1")
    return lake


def bring(lake: Lake, path: Path, source: Source, fetched: datetime, report: Report) -> None:
    """Read one file through its source into the lake."""
    try:
        raw = raw_from(path, fetched)
    except OSError as error:
        report.refused.append(
            f"{path.name}: cannot be opened ({error.strerror}); see to its rights"
        )
        return
    bring_raw(lake, raw, source, report)


def bring_raw(lake: Lake, raw: Raw, source: Source, report: Report) -> None:
    """Read one publication into the lake; what is refused is reported, and nothing of it stored."""
    mark = f"{source.name}:sha256:{raw.sha256}"
    try:
        with lake.writing():
            if lake.holds("rejects", mark):
                report.already.append(raw.name)
                return
            tables = source.read(raw)
            if not lake.synthetic:
                lake.keep(raw.path, raw.sha256)
            _store(lake, tables, source.name, raw.fetched, raw.sha256, report)
    except MicrocapError as error:
        report.refused.append(str(error))
        return
    except pl.exceptions.PolarsError as error:
        report.refused.append(
            f"{raw.name}: cannot be read as a table ({str(error).partition(chr(10))[0][:160]}); get the file again"
        )
        return
    report.files += 1


def bring_tables(
    lake: Lake, tables: Tables, *, source: str, fetched: datetime, raw: str, report: Report
) -> None:
    """Put the rows of one publication into the lake, table by table, rejects last.

    The transaction of the rejects closes the file: a process killed before it leaves whole
    tables, each of which the next run recognises, and goes on where it stopped.
    """
    with lake.writing():
        _store(lake, tables, source, fetched, raw, report)


def _store(
    lake: Lake, tables: Tables, source: str, fetched: datetime, raw: str, report: Report
) -> None:
    mark = f"{source}:sha256:{raw}"
    days = calendar(lake.scan("sessions").select("day", "open_at", "close_at").collect())
    rejects: list[pl.DataFrame] = []
    for name, frame in tables.items():
        if name == "rejects":
            foreign = foreign_rejects(frame)
            rejects.append(foreign)
            for reason, number in foreign.group_by("reason").len().iter_rows():
                report.reject(reason, number)
            continue
        table = TABLES[name]
        rows = _completed(table, frame.lazy(), days, source, raw)
        good, bad, count, tally = examined(table, rows, fetched)
        rejects.append(bad)
        for reason, number in tally.items():
            report.reject(reason, number)
        fresh, held, corrected, clashing = fresh_rows(lake, table, good, source, fetched)
        for reason, number in clashing.group_by("reason").len().iter_rows():
            report.reject(reason, number)
        rejects.append(clashing)
        if lake.append(name, fresh, transaction=mark):
            report.count(name, count - held - clashing.height)
            report.held += held
            report.corrected += corrected
    refused = pl.concat([frame for frame in rejects if frame.height] or [no_rejects()])
    closing = refused.head(REJECT_SAMPLE).with_columns(
        known_at=pl.lit(fetched).cast(MOMENT),
        assumed=pl.lit(False),
        revision=pl.lit(0, pl.Int32),
        withdrawn=pl.lit(False),
        source=pl.lit(source),
        raw=pl.lit(raw),
        day=pl.col("day").fill_null(fetched.date()),
    )
    lake.append("rejects", closing, transaction=mark)


def rebuild(lake: Lake, tell: Tell = lambda what, done, total: None) -> None:
    """Derive identity, links to issuers and statements anew, and join small files.

    Does nothing where they were derived from the tables as they are: a run that was killed
    before this step leaves it to the next.
    """
    from microcap.research.statements import read_documents

    _identify(lake)
    read_documents(lake, tell)


def _identify(lake: Lake) -> None:
    from microcap.view.identity import issuer_links, securities

    with lake.writing():
        for name in TABLES:
            lake.compact(name)
        versions = (lake.version(name) for name, table in TABLES.items() if not table.derived)
        mark = f"identity of {'-'.join(map(str, versions))}"
        if lake.holds("issuer_links", mark):
            return
        lake.rewrite("securities", securities(lake.scan))
        lake.rewrite("issuer_links", issuer_links(lake.scan), transaction=mark)


def _completed(
    table: Table, rows: pl.LazyFrame, days: pl.DataFrame, source: str, raw: str
) -> pl.LazyFrame:
    """All declared columns, with the bookkeeping and the row's number in the source."""
    held = rows.collect_schema().names()
    if "row" not in held or (table.name == "rejects"):
        rows = rows.with_row_index("row", offset=1)
    if "known_at" not in held:
        rows = rows.with_columns(known_at=pl.lit(None, MOMENT))
    open_known = pl.col("known_at").is_null()
    said = pl.col("assumed") if "assumed" in held else pl.lit(False)
    rows = rows.with_columns(assumed=open_known | said.fill_null(False))
    rows = known_by_rule(table, rows, days)
    absent = [
        pl.lit(None).cast(dtype).alias(name)
        for name, dtype in table.schema.items()
        if name not in held and name not in BOOK
    ]
    if absent and "month" in {c.meta.output_name() for c in absent}:
        absent = [c for c in absent if c.meta.output_name() != "month"]
        rows = rows.with_columns(month=pl.col("day").dt.strftime("%Y-%m"))
    if table.name == "bars" and "flags" not in held:
        absent = [c for c in absent if c.meta.output_name() != "flags"]
        rows = rows.with_columns(flags=pl.lit(0, pl.Int32))
    book = {
        "revision": pl.col("revision") if "revision" in held else pl.lit(0),
        "withdrawn": pl.col("withdrawn") if "withdrawn" in held else pl.lit(False),
        "source": pl.lit(source),
        "raw": pl.lit(raw),
    }
    rows = rows.with_columns(*absent, **book)
    if table.name == "bars":
        rows = rows.join(
            days.lazy().select("day", "is_session"), on="day", how="left"
        ).with_columns(
            flags=pl.col("flags")
            | pl.when(pl.col("is_session").fill_null(False))
            .then(0)
            .otherwise(int(BarFlag.NOT_A_SESSION))
            .cast(pl.Int32)
        )
    return rows.select(
        pl.col("row").cast(pl.Int64),
        *(pl.col(name).cast(dtype) for name, dtype in table.schema.items()),
    )


def paths_in(paths: Iterable[Path]) -> list[Path]:
    """Every regular file below the given files and folders, in a stable order."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(sorted(inner for inner in path.rglob("*") if inner.is_file()))
        else:
            found.append(path)
    return found
