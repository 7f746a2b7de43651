"""Each table of the lake, declared once: columns, types, units, key, the two dates.

Every row has the day it is about and the moment it could be known. Publishers' tables only
grow: a correction is a new row with the same key, a later `known_at` and a higher `revision`.
Derived tables (`derived=True`) may be rewritten, and can be rebuilt from the others.
"""

from dataclasses import dataclass
from enum import IntFlag

import polars as pl

FORMAT = 1
"""The number of this layout; an older program refuses a lake with a higher one."""

MOMENT = pl.Datetime("us", "UTC")


class BarFlag(IntFlag):
    """What is wrong or special about one bar; several may hold at once."""

    STALE = 1
    """Close and volume repeat the row before: a day without trade that the publisher filled."""
    SESSION_LATE = 2
    """The publisher's row of this day holds the figures of the session before."""
    OHLC_SURVIVORS = 4
    """Open, high and low are held only for names that survived; never compared across names
    without that label."""
    RANGE_REPAIRED = 8
    """High or low did not contain open and close, and was widened to do so."""
    VOLUME_ABOVE_SHARES = 16
    """More shares traded than the publisher counts; a flag, never a reject."""
    VOLUME_ADJUSTED = 32
    """The publisher's volume is split-adjusted although the price is raw."""
    RESCALED = 64
    """An adjusted price that the publisher scaled back to a raw level."""
    NOT_A_SESSION = 128
    """The day is not a session of the exchange calendar; views leave it out."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, its unit and what it means."""

    name: str
    dtype: pl.DataType | type[pl.DataType]
    about: str
    unit: str = ""
    nullable: bool = False
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its key, and how its files are laid out."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    partition: tuple[str, ...] = ()
    derived: bool = False
    known_by: str = "day"
    """The column whose date decides `known_at` where the source leaves it open."""

    @property
    def schema(self) -> dict[str, pl.DataType | type[pl.DataType]]:
        """Column name to polars type, in the order of the table."""
        return {column.name: column.dtype for column in self.columns}


BOOKKEEPING = (
    Column("known_at", MOMENT, "the moment the row could be known", "UTC"),
    Column("assumed", pl.Boolean, "known_at follows the rule for such rows; nobody published it"),
    Column("revision", pl.Int32, "0 first, 1, 2 ... corrections of the same key", low=0),
    Column("withdrawn", pl.Boolean, "the publisher took the row back"),
    Column("source", pl.String, "the source that brought the row"),
    Column("raw", pl.String, "hash of the bytes it was read from", nullable=True),
)


def _table(
    name: str,
    about: str,
    key: str,
    columns: tuple[Column, ...],
    *,
    partition: tuple[str, ...] = (),
    derived: bool = False,
    known_by: str = "day",
) -> Table:
    return Table(
        name, about, columns + BOOKKEEPING, tuple(key.split()), partition, derived, known_by
    )


_S, _D, _F, _I, _B = pl.String, pl.Date, pl.Float64, pl.Int64, pl.Boolean
_SYMBOL = Column("symbol", _S, "the ticker as the source writes it that day")
_ISSUER = Column("issuer", _S, "who issued it: CIK without leading zeros, or a source's own key")

_DECLARED = (
    _table(
        "sessions",
        "One session of the exchange calendar.",
        "day",
        (
            Column("day", _D, "the session"),
            Column("open_at", MOMENT, "the opening", "UTC"),
            Column("close_at", MOMENT, "the close", "UTC"),
            Column("early_close", _B, "closes before 16:00 ET"),
        ),
    ),
    _table(
        "bars",
        "One security's session: raw prices and volume.",
        "series symbol day",
        (
            Column(
                "series", _S, "`raw`, or the name of an adjusted series; series are never chained"
            ),
            _SYMBOL,
            Column("day", _D, "the session"),
            Column("session", _S, "regular, pre or post"),
            Column("open", _F, "first trade", "USD/share", nullable=True, low=0),
            Column("high", _F, "highest trade", "USD/share", nullable=True, low=0),
            Column("low", _F, "lowest trade", "USD/share", nullable=True, low=0),
            Column("close", _F, "last trade", "USD/share", low=0),
            Column("volume", _I, "shares traded; null is unknown", "shares", nullable=True, low=0),
            Column("flags", pl.Int32, "BarFlag bits"),
            Column("month", _S, "partition: YYYY-MM of the day"),
        ),
        partition=("month",),
    ),
    _table(
        "share_counts",
        "A share count of a symbol, from the day it was first published.",
        "symbol kind share_class day",
        (
            _SYMBOL,
            Column("kind", _S, "vendor, cover, balance_sheet, weighted, user"),
            Column("share_class", _S, "share class, empty where there is one"),
            Column("day", _D, "the day the count is about"),
            Column(
                "shares",
                _I,
                "the count; null: the source says it has none",
                "shares",
                nullable=True,
                low=0,
            ),
        ),
    ),
    _table(
        "splits",
        "A split: new shares for old ones from the ex-day on.",
        "symbol day status",
        (
            _SYMBOL,
            Column("day", _D, "ex-day"),
            Column("new_shares", _I, "new shares ...", "shares", low=1),
            Column("old_shares", _I, "... for so many old ones", "shares", low=1),
            Column(
                "status",
                _S,
                "listed: a publisher says so; suspected: price and share count moved together",
            ),
            Column("imprecise", _B, "the ratio was not within 0.1 % of a ratio of small integers"),
            Column("evidence", _S, "what it rests on"),
        ),
    ),
    _table(
        "listings",
        "Something seen about a ticker in a dated list.",
        "symbol issuer day event",
        (
            _SYMBOL,
            _ISSUER,
            Column("day", _D, "the day of the list that shows it"),
            Column("event", _S, "seen, gone, venue"),
            Column("name", _S, "the bearer's name in that list", nullable=True),
            Column("venue", _S, "where it trades, by that list", nullable=True),
            Column("kind", _S, "common, adr, unit, warrant, preferred, fund", nullable=True),
            Column(
                "ordinary_per_adr", _F, "ordinary shares per depositary share", nullable=True, low=0
            ),
        ),
    ),
    _table(
        "securities",
        "From this day the symbol is borne by this security.",
        "symbol day",
        (
            Column(
                "security", _S, "the security: its first symbol, with #2 where a ticker was reused"
            ),
            _SYMBOL,
            Column("day", _D, "first session under this symbol"),
            Column("rule", _S, "first_seen, gap, resumed, rename, ambiguous"),
            Column("status", _S, "known, assumed, cannot_tell"),
            Column("evidence", _S, "what the link rests on"),
        ),
        derived=True,
    ),
    _table(
        "issuer_links",
        "From this day the symbol was borne by a security of this issuer.",
        "symbol issuer day",
        (
            _SYMBOL,
            _ISSUER,
            Column("day", _D, "first day the evidence covers"),
            Column("until", _D, "last day the evidence covers, where it has ended", nullable=True),
            Column("status", _S, "known, assumed"),
            Column("evidence", _S, "what the link rests on"),
        ),
        derived=True,
    ),
    _table(
        "issuers",
        "What an issuer is, from a day on.",
        "issuer day field",
        (
            _ISSUER,
            Column("day", _D, "from this day"),
            Column(
                "field", _S, "name, kind, sic, state, country, fiscal_year_end, category, shell"
            ),
            Column("value", _S, "what it is"),
        ),
    ),
    _table(
        "filings",
        "A filing accepted by the SEC, or another disclosure system.",
        "issuer accession",
        (
            _ISSUER,
            Column("accession", _S, "accession number, with dashes"),
            Column("form", _S, "form type"),
            Column("day", _D, "filing date"),
            Column("report_day", _D, "period or event it reports on", nullable=True),
            Column("items", _S, "8-K items, comma separated", nullable=True),
            Column("document", _S, "name of the primary document", nullable=True),
            Column("title", _S, "the filer's description", nullable=True),
            Column("size", _I, "size of the submission", "bytes", nullable=True, low=0),
        ),
    ),
    _table(
        "facts",
        "A tagged number in a filing.",
        "issuer taxonomy tag unit start day accession",
        (
            _ISSUER,
            Column("taxonomy", _S, "dei, us-gaap, ifrs-full, srt"),
            Column("tag", _S, "element name"),
            Column("unit", _S, "USD, shares, USD/shares, pure"),
            Column("start", _D, "start of the period; null for an instant", nullable=True),
            Column("day", _D, "end of the period, or the instant"),
            Column("value", _F, "the number"),
            Column("accession", _S, "the filing that says it"),
            Column("form", _S, "its form"),
            Column("filed", _D, "its filing date"),
            Column("vintage", _S, "as_filed or as_restated"),
        ),
        known_by="filed",
    ),
    _table(
        "fundamentals",
        "A vendor's figure for a fiscal period.",
        "symbol item period day",
        (
            _SYMBOL,
            Column("item", _S, "the vendor's name of the figure"),
            Column("period", _S, "Q1-Q4, FY"),
            Column("day", _D, "end of the period"),
            Column("value", _F, "the figure"),
            Column("unit", _S, "USD, shares, USD/share"),
            Column("filed", _D, "when the report came out"),
            Column("vintage", _S, "as_filed or as_restated"),
        ),
        known_by="filed",
    ),
    _table(
        "benchmarks",
        "A benchmark's session.",
        "symbol day",
        (
            _SYMBOL,
            Column("day", _D, "the session"),
            Column("close", _F, "raw close", "USD/share", nullable=True, low=0),
            Column(
                "adjusted_close",
                _F,
                "close adjusted for splits and dividends",
                "USD/share",
                nullable=True,
                low=0,
            ),
        ),
    ),
    _table(
        "documents",
        "A document about a name that somebody keeps.",
        "subject day title",
        (
            Column("subject", _S, "symbol or issuer"),
            Column("day", _D, "the day of the document"),
            Column("title", _S, "its title"),
            Column("kind", _S, "filing_text, release, promotion, email, letter, note"),
            Column("text", _S, "the text, bounded", nullable=True),
        ),
    ),
    _table(
        "news",
        "A headline, release or promotion.",
        "symbol day headline",
        (
            _SYMBOL,
            Column("day", _D, "the day it appeared"),
            Column("headline", _S, "the headline"),
            Column("kind", _S, "release, news, promotion, rumour"),
            Column("text", _S, "the text, bounded", nullable=True),
        ),
    ),
    _table(
        "halts",
        "A trading halt.",
        "symbol start_at",
        (
            _SYMBOL,
            Column("day", _D, "the day it began"),
            Column("start_at", MOMENT, "when it began", "UTC"),
            Column(
                "end_at",
                MOMENT,
                "when trading resumed; null: not known to have",
                "UTC",
                nullable=True,
            ),
            Column("code", _S, "T1, T2, T3, T12, H10, LUDP, M ..."),
        ),
    ),
    _table(
        "quotes",
        "A two-sided quote somebody saw.",
        "symbol at",
        (
            _SYMBOL,
            Column("day", _D, "the day of the look"),
            Column("at", MOMENT, "the moment of the look", "UTC"),
            Column("bid", _F, "best bid", "USD/share", nullable=True, low=0),
            Column("ask", _F, "best ask", "USD/share", nullable=True, low=0),
            Column("bid_size", _I, "shares at the bid", "shares", nullable=True, low=0),
            Column("ask_size", _I, "shares at the ask", "shares", nullable=True, low=0),
            Column("session", _S, "regular, pre or post"),
        ),
    ),
    _table(
        "ownership",
        "Shares that somebody holds or may not sell.",
        "symbol holder kind day",
        (
            _SYMBOL,
            Column("day", _D, "the day of the statement"),
            Column("holder", _S, "who"),
            Column("kind", _S, "officers_directors, holder_10pct, restricted"),
            Column("shares", _I, "how many", "shares", low=0),
            Column(
                "sellable_from",
                _D,
                "first day they may be sold, where a rule gives one",
                nullable=True,
            ),
        ),
    ),
    _table(
        "coverage",
        "What of a source is held for whom, from when to when.",
        "source table subject day",
        (
            Column("table", _S, "the table it is about"),
            Column("subject", _S, "symbol or issuer; * for all that the source covers"),
            Column("day", _D, "held from"),
            Column("until", _D, "held to"),
            Column("complete", _B, "nothing the source published in between is missing"),
            Column("absent_means", _S, "unknown, no_trade, none"),
            Column("evidence", _S, "why it is said to be complete, or why not"),
        ),
    ),
    _table(
        "caveats",
        "What a source is known to get wrong.",
        "source table name",
        (
            Column("table", _S, "the table it touches"),
            Column("name", _S, "short name of the defect"),
            Column("day", _D, "from this day"),
            Column("until", _D, "to this day", nullable=True),
            Column("says", _S, "what is wrong, and what microcap does about it"),
        ),
    ),
    _table(
        "rejects",
        "A row that contradicts its table, with the reason.",
        "raw table row",
        (
            Column("table", _S, "the table it was meant for"),
            Column("row", _I, "row number in the source, from 1", low=0),
            Column("reason", _S, "which rule it breaks"),
            Column("content", _S, "the row, bounded"),
            Column("day", _D, "the day it is about, or of the ingest"),
        ),
    ),
)

CONTRADICTIONS: dict[str, tuple[tuple[str, pl.Expr], ...]] = {
    "bars": (
        ("the close is not above zero", pl.col("close") <= 0),
        (
            "a raw price above 10,000,000 USD a share",
            (pl.col("series") == "raw") & (pl.max_horizontal("close", "high", "open") > 1e7),
        ),
        ("the high is below the low", pl.col("high") < pl.col("low")),
        (
            "a price of zero beside a close above zero",
            pl.min_horizontal("open", "high", "low") <= 0,
        ),
    ),
    "splits": (("the ratio is one to one", pl.col("new_shares") == pl.col("old_shares")),),
    "halts": (("it ends before it begins", pl.col("end_at") < pl.col("start_at")),),
    "coverage": (("it ends before it begins", pl.col("until") < pl.col("day")),),
    "facts": (("the period ends before it begins", pl.col("day") < pl.col("start")),),
}
"""What no row of a table may say, beyond types and bounds: the reason and the test."""

TABLES: dict[str, Table] = {table.name: table for table in _DECLARED}
"""Every table of the lake by name."""
