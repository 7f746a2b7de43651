"""Ingest: a publisher's bytes become rows in the lake, once, or rejects with a reason.

1. `bring` hashes the bytes and keeps them; a file already brought is recognised by its hash.
2. The source reads them into tables.
3. `_completed` fills in the bookkeeping: `known_at` by the rule of the table where the source
   leaves it open, always marked as assumed.
4. `_examined` parts the rows that contradict their table from those that do not.
5. `_new` drops what is held already and numbers corrections as revisions.
6. Each table is one commit; rejects are a table too.
7. `rebuild` derives identity anew once everything is in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import polars as pl

from microcap.lake.store import Lake
from microcap.model.errors import MicrocapError
from microcap.model.tables import BOOKKEEPING, CONTRADICTIONS, MOMENT, TABLES, BarFlag, Table
from microcap.research.known_at import calendar, known_by_rule
from microcap.sources import Raw, Source, Tables, raw_from
from microcap.sources.nyse_calendar import sessions

Progress = Callable[[str, float], None]
"""Told what is being done and which share of the work is behind."""

_BOOK = {column.name for column in BOOKKEEPING}
_REJECT_SAMPLE = 10_000
"""More rejects of one file than this are counted, and the first so many are kept."""


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
            foreign = _foreign_rejects(frame)
            rejects.append(foreign)
            for reason, number in foreign.group_by("reason").len().iter_rows():
                report.reject(reason, number)
            continue
        table = TABLES[name]
        rows = _completed(table, frame.lazy(), days, source, raw)
        good, bad, count, tally = _examined(table, rows, fetched)
        rejects.append(bad)
        for reason, number in tally.items():
            report.reject(reason, number)
        fresh, held, corrected, clashing = _new(lake, table, good, source, fetched)
        for reason, number in clashing.group_by("reason").len().iter_rows():
            report.reject(reason, number)
        rejects.append(clashing)
        if lake.append(name, fresh, transaction=mark):
            report.count(name, count - held - clashing.height)
            report.held += held
            report.corrected += corrected
    refused = pl.concat([frame for frame in rejects if frame.height] or [_no_rejects()])
    closing = refused.head(_REJECT_SAMPLE).with_columns(
        known_at=pl.lit(fetched).cast(MOMENT),
        assumed=pl.lit(False),
        revision=pl.lit(0, pl.Int32),
        withdrawn=pl.lit(False),
        source=pl.lit(source),
        raw=pl.lit(raw),
        day=pl.col("day").fill_null(fetched.date()),
    )
    lake.append("rejects", closing, transaction=mark)


def rebuild(lake: Lake) -> None:
    """Derive identity and links to issuers anew, and join the small files that commits left.

    Does nothing where both were derived from the tables as they are: a run that was killed
    before this step leaves it to the next.
    """
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
        if name not in held and name not in _BOOK
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


def _examined(
    table: Table, rows: pl.LazyFrame, fetched: datetime
) -> tuple[pl.LazyFrame, pl.DataFrame, int, dict[str, int]]:
    """The rows that hold, a sample of those that do not, how many hold, how many do not and why."""
    reason = _reason(table, fetched.date())
    marked = rows.with_columns(reason=reason)
    summary = marked.select("reason").group_by("reason").len().collect(engine="streaming")
    tally: dict[str, int] = dict(summary.drop_nulls("reason").iter_rows())
    holding = int(summary.filter(pl.col("reason").is_null())["len"].sum())
    bad = (
        _as_rejects(
            table,
            marked.filter(pl.col("reason").is_not_null())
            .head(_REJECT_SAMPLE)
            .collect(engine="streaming"),
        )
        if tally
        else _no_rejects()
    )
    good = marked.filter(pl.col("reason").is_null()).drop("reason")
    repeated = (
        good.group_by(*table.key, "revision")
        .len()
        .filter(pl.col("len") > 1)
        .drop("len")
        .collect(engine="streaming")
    )
    if repeated.height:
        again = (
            good.join(repeated.lazy(), on=[*table.key, "revision"], how="semi", nulls_equal=True)
            .collect(engine="streaming")
            .sort("row")
        )
        first = again.unique([*table.key, "revision"], keep="first", maintain_order=True)
        why = f"the same {', '.join(table.key)} as an earlier row of the file"
        later = again.join(first.select("row"), on="row", how="anti").with_columns(
            reason=pl.lit(why)
        )
        tally[why] = later.height
        bad = pl.concat([bad, _as_rejects(table, later.head(_REJECT_SAMPLE))])
        good = good.join(later.lazy().select("row"), on="row", how="anti")
        holding -= later.height
    return good, bad, holding, tally


def _reason(table: Table, today: date) -> pl.Expr:
    """Why a row contradicts its table, or null where it does not."""
    reasons: list[pl.Expr] = []
    for column in table.columns:
        if column.name in _BOOK and column.name != "known_at":
            continue
        cell = pl.col(column.name)
        if not column.nullable:
            reasons.append(
                pl.when(cell.is_null()).then(pl.lit(f"{column.name} is missing or cannot be read"))
            )
        if column.dtype == pl.Float64:
            reasons.append(
                pl.when(cell.is_nan() | cell.is_infinite()).then(
                    pl.lit(f"{column.name} is not a finite number")
                )
            )
        if column.low is not None:
            reasons.append(
                pl.when(cell < column.low).then(pl.lit(f"{column.name} is below {column.low:g}"))
            )
        if (
            column.dtype == pl.String
            and not column.nullable
            and column.name in table.key
            and column.name not in {"share_class", "headline", "title"}
        ):
            reasons.append(
                pl.when(cell.str.strip_chars() == "").then(pl.lit(f"{column.name} is empty"))
            )
        if column.name == "symbol":
            reasons.append(
                pl.when(cell.str.contains(r"[\x00-\x1f\x7f]")).then(
                    pl.lit("the symbol has a control character in it")
                )
            )
            reasons.append(
                pl.when(cell.str.len_bytes() > 24).then(
                    pl.lit("the symbol is longer than 24 characters")
                )
            )
    if table.name not in {"sessions", "splits"}:
        reasons.append(
            pl.when(pl.col("day") > today).then(
                pl.lit("the day is later than the moment of the ingest")
            )
        )
        reasons.append(
            pl.when(
                pl.col("known_at").dt.convert_time_zone("America/New_York").dt.date()
                < pl.col("day")
            ).then(pl.lit("it says it was known before the day it is about"))
        )
    reasons.append(pl.when(pl.col("day") < date(1900, 1, 1)).then(pl.lit("the day is before 1900")))
    reasons.extend(
        pl.when(test).then(pl.lit(why)) for why, test in CONTRADICTIONS.get(table.name, ())
    )
    return pl.coalesce(*reasons)


def _new(
    lake: Lake, table: Table, rows: pl.LazyFrame, source: str, fetched: datetime
) -> tuple[pl.LazyFrame, int, int, pl.DataFrame]:
    """Rows whose key is not held; corrections as revisions; how many were held and corrected.

    A correction whose own moment is not later than that of the row it corrects is known from the
    moment it was fetched, marked as assumed: what an earlier view showed does not change.

    A row of another source with a held key stays out: for bars and other values it is a reject
    that names the holder, for lists of filings it is the same filing. There a row that tells more,
    or an acceptance time known exactly, does replace what is held.
    """
    held = lake.scan(table.name)
    elsewhere = rows.head(0)
    if table.partition:
        held_months = set(
            held.select(pl.col("month").unique()).collect(engine="streaming")["month"]
        )
        months = set(rows.select(pl.col("month").unique()).collect(engine="streaming")["month"])
        shared = sorted(held_months & months)
        elsewhere = rows.filter(~pl.col("month").is_in(shared))
        rows, held = (
            rows.filter(pl.col("month").is_in(shared)),
            held.filter(pl.col("month").is_in(shared)),
        )
        if not shared:
            return elsewhere, 0, 0, _no_rejects()
    elif held.select(pl.len()).collect().item() == 0:
        return rows, 0, 0, _no_rejects()
    values = [name for name in table.schema if name not in _BOOK and name not in table.key]
    last = (
        held.select(
            *table.key,
            *(
                pl.col(name).alias(f"held_{name}")
                for name in [*values, "revision", "withdrawn", "source", "assumed", "known_at"]
            ),
        )
        .join(rows.select(table.key).unique(), on=table.key, how="semi", nulls_equal=True)
        .sort("held_revision")
        .unique(table.key, keep="last")
    )
    both = rows.join(last, on=table.key, how="left", nulls_equal=True)
    is_held = pl.col("held_revision").is_not_null()
    same = pl.all_horizontal(
        [pl.col(name).eq_missing(pl.col(f"held_{name}")) for name in [*values, "withdrawn"]]
    )
    same_source = pl.col("held_source") == source
    sharper = (
        pl.col("held_assumed")
        & ~pl.col("assumed")
        & (pl.col("known_at") != pl.col("held_known_at"))
    )
    told = [name for name in values if table.name == "filings" and name not in {"form", "day"}]
    fuller = pl.sum_horizontal(
        [pl.lit(0)] + [pl.col(name).is_not_null().cast(pl.Int32) for name in told]
    ) > pl.sum_horizontal(
        [pl.lit(0)] + [pl.col(f"held_{name}").is_not_null().cast(pl.Int32) for name in told]
    )
    same_filing = pl.lit(table.name == "filings") & (sharper | fuller)
    revises = is_held & ((same_source & ~same) | same_filing)
    clashes = is_held & ~same & ~same_source & pl.lit(table.name in {"bars", "splits"}) & ~revises
    state = both.with_columns(
        state=pl.when(~is_held)
        .then(pl.lit("new"))
        .when(revises)
        .then(pl.lit("revision"))
        .when(clashes)
        .then(pl.lit("clash"))
        .otherwise(pl.lit("held"))
    ).collect(engine="streaming")
    numbers = dict(state.group_by("state").len().iter_rows())
    # another list of the same filing adds what was in it all along, so it keeps its moment
    backdated = (
        (pl.col("state") == "revision")
        & pl.lit(table.name != "filings")
        & (pl.col("known_at") <= pl.col("held_known_at"))
    )
    fresh = state.filter(pl.col("state").is_in(["new", "revision"])).with_columns(
        revision=pl.when(pl.col("state") == "revision")
        .then(pl.col("held_revision") + 1)
        .otherwise(pl.col("revision")),
        known_at=pl.when(backdated)
        .then(
            pl.max_horizontal(
                pl.lit(fetched).cast(MOMENT), pl.col("held_known_at").dt.offset_by("1us")
            )
        )
        .otherwise(pl.col("known_at")),
        assumed=pl.col("assumed") | backdated,
    )
    clash = state.filter(pl.col("state") == "clash").with_columns(
        reason=pl.format(
            "differs from the row of {} that is held; give the file a series of its own",
            "held_source",
        )
    )
    columns = ["row", *table.schema]
    rejects = (
        _as_rejects(table, clash.select(*columns, "reason").head(_REJECT_SAMPLE))
        if clash.height
        else _no_rejects()
    )
    return (
        pl.concat([elsewhere, fresh.select(columns).lazy()]),
        numbers.get("held", 0),
        numbers.get("revision", 0),
        rejects,
    )


def _as_rejects(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    said = [name for name in table.schema if name not in _BOOK]
    return rows.select(
        table=pl.lit(table.name),
        row=pl.col("row").cast(pl.Int64),
        reason="reason",
        content=pl.concat_str(
            [
                pl.concat_str(
                    pl.lit(f"{name}="), pl.col(name).cast(pl.String).str.slice(0, 80).fill_null("?")
                )
                for name in said
            ],
            separator=" ",
        ).str.slice(0, 400),
        day=pl.col("day").cast(pl.Date),
    )


def _foreign_rejects(frame: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    return frame.lazy().select(_no_rejects().columns).collect().cast(_no_rejects().schema)


def _no_rejects() -> pl.DataFrame:
    return pl.DataFrame(
        schema={
            "table": pl.String,
            "row": pl.Int64,
            "reason": pl.String,
            "content": pl.String,
            "day": pl.Date,
        }
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
