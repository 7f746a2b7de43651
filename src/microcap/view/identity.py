"""Identity: which security a symbol names from which day, and who issued it.

No source here has a permanent identifier, so every link is a row with its evidence and the day
from which it could be known; what is not proved is *assumed* and printed so.

1. `_spells` cuts each symbol's bars where more than 20 sessions are missing.
2. `_gaps` keeps the security where share count (within 25 %) and split-adjusted price (within a
   factor of 3) continue, and starts an assumed new one, `SYMBOL#2`, elsewhere.
3. `succession` finds the successor: a symbol that begins within 3 sessions after another was last
   seen, with an equal share count and a price within a factor of 1.67.
4. `issuer_links` joins symbols to issuers by dated lists, and by the names of filed documents.
"""

from collections.abc import Callable

import polars as pl

from microcap.model.tables import MOMENT, TABLES
from microcap.view.succession import LONGEST_GAP, SUCCESSOR_WITHIN, count_at, successors, walk

Scan = Callable[[str], pl.LazyFrame]

COUNT_CONTINUES = 0.25
PRICE_CONTINUES = 3.0
_DATED = (
    r"^([a-z]{2,5}-|[a-z]{3,5})"
    r"(?:20[0-3]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])20[0-3]\d)"
)
"""A document's name that begins with a word and a day, year first or last."""


def securities(scan: Scan) -> pl.DataFrame:
    """The derived table `securities`: one row per symbol and spell, later knowledge as revisions."""
    spells, pauses = _spells(scan)
    if spells.is_empty():
        return pl.DataFrame(schema=TABLES["securities"].schema)
    counts = _vendor_counts(scan)
    begins = _gaps(spells, counts, scan)
    rows = walk(begins, successors(begins, pauses, counts), _listed_renames(begins, pauses, scan))
    frame = pl.DataFrame(
        rows,
        schema={
            "security": pl.String,
            "symbol": pl.String,
            "day": pl.Date,
            "rule": pl.String,
            "status": pl.String,
            "evidence": pl.String,
            "known_at": MOMENT,
            "revision": pl.Int32,
        },
        orient="row",
    )
    return frame.with_columns(
        assumed=pl.col("status") != "known",
        withdrawn=pl.lit(False),
        source=pl.lit("identity"),
        raw=pl.lit(None, pl.String),
    ).select(list(TABLES["securities"].schema))


def _spells(scan: Scan) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Each symbol's runs of sessions, and its pauses.

    A run has first and last day, their closes and session numbers. A pause is a bar after which a
    session or more is absent: `symbol`, `at`, `day`, `close`, and when it traded again, null
    where it has not: `return_at`, `return_day`, `return_known`.
    """
    sessions = (
        scan("sessions")
        .select("day", "close_at")
        .sort("day")
        .with_row_index("at")
        .with_columns(pl.col("at").cast(pl.Int32))
    )
    bars = (
        scan("bars")
        .filter(pl.col("revision") == 0)
        .select("symbol", "day", "close", "known_at", raw=pl.col("series") == "raw")
        .join(sessions.select("day", "at"), on="day", how="inner")
        .select(pl.col("symbol").cast(pl.Categorical), "at", "close", "raw", "known_at")
        .collect(engine="streaming")
        # an adjusted series was made later: it tells who there was, and bridges no gap of raw ones
        .filter(pl.col("raw") | ~pl.col("raw").any().over("symbol"))
        .sort("symbol", "at")
    )
    new_symbol = pl.col("symbol") != pl.col("symbol").shift()
    cut = (new_symbol | (pl.col("at") - pl.col("at").shift() - 1 > LONGEST_GAP)).fill_null(True)
    days = sessions.select("at", "day").collect()
    runs = (
        bars.with_columns(run=cut.cum_sum())
        .group_by("run", maintain_order=True)
        .agg(
            symbol=pl.col("symbol").first(),
            first=pl.col("at").min(),
            last=pl.col("at").max(),
            first_known=pl.col("known_at").first(),
            first_close=pl.when(pl.col("raw").first()).then(pl.col("close").first()),
            last_close=pl.when(pl.col("raw").last()).then(pl.col("close").last()),
        )
    )
    spells = (
        runs.with_columns(pl.col("symbol").cast(pl.String))
        .join(days.select(first="at", first_day="day"), on="first", how="left")
        .join(days.select(last="at", last_day="day"), on="last", how="left")
        .sort("symbol", "first")
    )
    # after a longer absence the symbol is a run of its own, and contradicts no succession
    same_next = (pl.col("symbol") == pl.col("symbol").shift(-1)) & (
        pl.col("at").shift(-1) - pl.col("at") - 1 <= LONGEST_GAP
    )
    pauses = (
        bars.with_columns(
            return_at=pl.when(same_next).then(pl.col("at").shift(-1)),
            return_known=pl.when(same_next).then(pl.col("known_at").shift(-1)),
        )
        .filter(pl.col("return_at").is_null() | (pl.col("return_at") - pl.col("at") > 1))
        .select(pl.col("symbol").cast(pl.String), "at", "close", "return_at", "return_known")
        .join(days, on="at", how="left")
        .join(days.select(return_at="at", return_day="day"), on="return_at", how="left")
    )
    return spells, pauses


def _vendor_counts(scan: Scan) -> pl.DataFrame:
    """Vendors' counts as first said: a later correction changes no old view."""
    rows = scan("share_counts").filter((pl.col("kind") == "vendor") & (pl.col("revision") == 0))
    return rows.select("symbol", "day", "shares").collect().sort("symbol", "day")


def _gaps(spells: pl.DataFrame, counts: pl.DataFrame, scan: Scan) -> pl.DataFrame:
    """Spells with the share counts at both ends, and whether each continues the one before."""
    splits = (
        scan("splits")
        .filter((pl.col("status") == "listed") & (pl.col("revision") == 0))
        .select("symbol", "day", factor=pl.col("new_shares") / pl.col("old_shares"))
        .collect()
    )

    with_counts = count_at(
        count_at(spells, counts, "first_day", "first_shares"), counts, "last_day", "last_shares"
    ).sort("symbol", "first")
    before = with_counts.select(
        "symbol",
        previous_day="last_day",
        previous_close="last_close",
        previous_shares="last_shares",
    ).shift(1)
    pairs = pl.concat(
        [with_counts, before.rename({"symbol": "previous_symbol"})], how="horizontal"
    ).with_columns(continues=pl.col("symbol") == pl.col("previous_symbol"))
    in_gap = (
        pairs.filter("continues")
        .select("symbol", "first_day", "previous_day")
        .join(splits, on="symbol")
        .filter((pl.col("day") > pl.col("previous_day")) & (pl.col("day") <= pl.col("first_day")))
        .group_by("symbol", "first_day")
        .agg(factor=pl.col("factor").product())
    )
    pairs = (
        pairs.join(in_gap, on=["symbol", "first_day"], how="left")
        .with_columns(pl.col("factor").fill_null(1.0))
        .sort("symbol", "first")
    )
    price = pl.col("first_close") * pl.col("factor") / pl.col("previous_close")
    count = pl.col("first_shares") / (pl.col("previous_shares") * pl.col("factor"))
    same = (
        ((count - 1).abs() <= COUNT_CONTINUES)
        & (price < PRICE_CONTINUES)
        & (price > 1 / PRICE_CONTINUES)
    )
    return pairs.with_columns(resumed=pl.col("continues") & same.fill_null(False)).sort(
        "symbol", "first"
    )


def _listed_renames(begins: pl.DataFrame, pauses: pl.DataFrame, scan: Scan) -> pl.DataFrame:
    """Successions that a dated list of tickers proves: one issuer, one symbol ends, one begins."""
    seen = (
        scan("listings")
        .filter((pl.col("event") == "seen") & (pl.col("revision") == 0))
        .select("symbol", "issuer", "day", "known_at")
        .collect()
    )
    first_seen = seen.sort("day").unique(["symbol", "issuer"], keep="first")
    starts = begins.filter(~pl.col("resumed")).select(
        new="symbol", at="first", day="first_day", known="first_known"
    )
    ends = pauses.select("return_known", old="symbol", old_at="at", old_day="day")
    lists = starts.join(
        first_seen.select(new="symbol", issuer="issuer", listed="day", list_known="known_at"),
        on="new",
    )
    lists = lists.filter((pl.col("listed") - pl.col("day")).dt.total_days().abs() <= 45)
    old_lists = ends.join(
        first_seen.select(old="symbol", issuer="issuer", old_listed="day"), on="old"
    ).filter(pl.col("old_listed") <= pl.col("old_day"))
    steps = pl.DataFrame({"step": list(range(1, SUCCESSOR_WITHIN + 1))}, schema={"step": pl.Int32})
    pairs = (
        lists.join(steps, how="cross")
        .with_columns(old_at=pl.col("at") - pl.col("step"))
        .join(old_lists, on=["old_at", "issuer"], how="inner")
    )
    # as the matter stood when the list came out: what traded again by then had not ended
    known = pl.max_horizontal("known", "list_known")
    gone = pl.col("return_known").is_null() | (pl.col("return_known") > known)
    pairs = pairs.filter((pl.col("old") != pl.col("new")) & gone)
    alone = (pl.len().over("new", "day") == 1) & (pl.len().over("old", "old_day") == 1)
    return pairs.filter(alone).with_columns(known=pl.max_horizontal("known", "list_known"))


def issuer_links(scan: Scan) -> pl.DataFrame:
    """The derived table `issuer_links`: which issuer bore a symbol, by lists and by document names."""
    listings = (
        scan("listings")
        .filter(pl.col("revision") == 0)
        .select("symbol", "issuer", "day", "event", "known_at", "source")
        .collect()
    )
    seen = (
        listings.filter(pl.col("event").is_in(["seen", "venue"]))
        .sort("day")
        .unique(["symbol", "issuer", "day"], keep="first", maintain_order=True)
    )
    listed = seen.select(
        "symbol",
        "issuer",
        "day",
        until=pl.lit(None, pl.Date),
        status=pl.lit("known"),
        evidence=pl.format("{}: in its ticker list of {}", "source", "day"),
        known_at="known_at",
    )
    gone = listings.filter(pl.col("event") == "gone").select(
        "symbol",
        "issuer",
        "day",
        until=pl.col("day"),
        status=pl.lit("known"),
        evidence=pl.format("{}: last in its ticker list on {}", "source", "day"),
        known_at="known_at",
    )
    both = pl.concat([listed, gone]).unique(
        ["symbol", "issuer", "day"], keep="last", maintain_order=True
    )
    named = _named_documents(scan).join(both, on=["symbol", "issuer", "day"], how="anti")
    return (
        pl.concat([both, named])
        .with_columns(
            assumed=pl.col("status") != "known",
            revision=pl.lit(0, pl.Int32),
            withdrawn=pl.lit(False),
            source=pl.lit("identity"),
            raw=pl.lit(None, pl.String),
        )
        .select(list(TABLES["issuer_links"].schema))
        .sort("symbol", "day")
    )


def _named_documents(scan: Scan) -> pl.DataFrame:
    """Issuers whose filed documents bear a ticker in their name, as inline XBRL documents do.

    `abcd-20240331.htm` is what the filer called its document when it filed it, so it is known
    with the filing. Two documents with one prefix are asked for, and bars of that symbol. The
    digits must be a date, and two letters need the dash: `nc10001047x1_8k.htm` and
    `ny20042512x2_424b5.htm` are job numbers of financial printers, which all their clients share.
    """
    prefix = pl.col("document").str.extract(_DATED, 1).str.strip_chars("-").str.to_uppercase()
    dash = pl.col("document").str.extract(r"^([a-z]{2,5})-(?:10|8|s|sc|20)", 1).str.to_uppercase()
    filings = (
        scan("filings")
        .select("issuer", "day", "known_at", symbol=pl.coalesce(prefix, dash), document="document")
        .filter(pl.col("symbol").is_not_null())
        .collect()
    )
    symbols = (
        scan("securities")
        .select("symbol", first="day")
        .group_by("symbol")
        .agg(pl.col("first").min())
        .collect()
    )
    counted = (
        filings.sort("known_at")
        .join(symbols, on="symbol", how="inner")
        .filter(pl.len().over("issuer", "symbol") >= 2)
    )
    return counted.group_by("symbol", "issuer", maintain_order=True).agg(
        day=pl.col("day").first(),
        until=pl.lit(None, pl.Date),
        status=pl.lit("assumed"),
        evidence=pl.format(
            "the issuer's filings call their documents {}, first {}",
            pl.col("symbol").first().str.to_lowercase(),
            pl.col("document").first(),
        ),
        # with the second document, which is what makes it a habit
        known_at=pl.col("known_at").get(1),
    )
