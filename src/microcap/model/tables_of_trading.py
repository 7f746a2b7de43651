"""What is traded: sessions, bars, counts, splits, tickers, quotes, halts, short sales."""

import polars as pl

from microcap.model.table import (
    DAY,
    FLAG,
    FLOAT,
    ISSUER,
    MOMENT,
    SYMBOL,
    TEXT,
    WHOLE,
    Column,
    declare,
)

TABLES = (
    declare(
        "sessions",
        "One session of the exchange calendar.",
        "day",
        (
            Column("day", DAY, "the session"),
            Column("open_at", MOMENT, "the opening", "UTC"),
            Column("close_at", MOMENT, "the close", "UTC"),
            Column("early_close", FLAG, "closes before 16:00 ET"),
        ),
    ),
    declare(
        "bars",
        "One security's session: raw prices and volume.",
        "series symbol day",
        (
            Column(
                "series", TEXT, "`raw`, or the name of an adjusted series; series are never chained"
            ),
            SYMBOL,
            Column("day", DAY, "the session"),
            Column("session", TEXT, "regular, pre or post"),
            Column("open", FLOAT, "first trade", "USD/share", nullable=True, low=0),
            Column("high", FLOAT, "highest trade", "USD/share", nullable=True, low=0),
            Column("low", FLOAT, "lowest trade", "USD/share", nullable=True, low=0),
            Column("close", FLOAT, "last trade", "USD/share", low=0),
            Column(
                "volume", WHOLE, "shares traded; null is unknown", "shares", nullable=True, low=0
            ),
            Column("flags", pl.Int32, "BarFlag bits"),
            Column("month", TEXT, "partition: YYYY-MM of the day"),
        ),
        partition=("month",),
    ),
    declare(
        "share_counts",
        "A share count of a symbol, from the day it was first published.",
        "symbol kind share_class day",
        (
            SYMBOL,
            Column("kind", TEXT, "vendor, cover, balance_sheet, weighted, user"),
            Column("share_class", TEXT, "share class, empty where there is one"),
            Column("day", DAY, "the day the count is about"),
            Column(
                "shares",
                WHOLE,
                "the count; null: the source says it has none",
                "shares",
                nullable=True,
                low=0,
            ),
        ),
    ),
    declare(
        "splits",
        "A split: new shares for old ones from the ex-day on.",
        "symbol day status",
        (
            SYMBOL,
            Column("day", DAY, "ex-day"),
            Column("new_shares", WHOLE, "new shares ...", "shares", low=1),
            Column("old_shares", WHOLE, "... for so many old ones", "shares", low=1),
            Column(
                "status",
                TEXT,
                "listed: a publisher says so; suspected: price and share count moved together",
            ),
            Column(
                "imprecise", FLAG, "the ratio was not within 0.1 % of a ratio of small integers"
            ),
            Column("evidence", TEXT, "what it rests on"),
        ),
    ),
    declare(
        "listings",
        "Something seen about a ticker in a dated list.",
        "symbol issuer day event",
        (
            SYMBOL,
            ISSUER,
            Column("day", DAY, "the day of the list that shows it"),
            Column(
                "event", TEXT, "seen, gone, venue; tier: a list without issuers names its OTC tier"
            ),
            Column("name", TEXT, "the bearer's name in that list", nullable=True),
            Column("venue", TEXT, "where it trades, by that list", nullable=True),
            Column("kind", TEXT, "common, adr, unit, warrant, preferred, fund", nullable=True),
            Column(
                "ordinary_per_adr",
                FLOAT,
                "ordinary shares per depositary share",
                nullable=True,
                low=0,
            ),
        ),
    ),
    declare(
        "securities",
        "From this day the symbol is borne by this security.",
        "symbol day",
        (
            Column(
                "security",
                TEXT,
                "the security: its first symbol, with #2 where a ticker was reused",
            ),
            SYMBOL,
            Column("day", DAY, "first session under this symbol"),
            Column(
                "rule",
                TEXT,
                "first_seen, gap, resumed, rename, ambiguous; listed: a dated list names it, no bar is held",
            ),
            Column("status", TEXT, "known, assumed, cannot_tell"),
            Column("evidence", TEXT, "what the link rests on"),
        ),
        derived=True,
    ),
    declare(
        "issuer_links",
        "From this day the symbol was borne by a security of this issuer.",
        "symbol issuer day",
        (
            SYMBOL,
            ISSUER,
            Column("day", DAY, "first day the evidence covers"),
            Column("until", DAY, "last day the evidence covers, where it has ended", nullable=True),
            Column("status", TEXT, "known, assumed"),
            Column("evidence", TEXT, "what the link rests on"),
        ),
        derived=True,
    ),
    declare(
        "benchmarks",
        "A benchmark's session.",
        "symbol day",
        (
            SYMBOL,
            Column("day", DAY, "the session"),
            Column("close", FLOAT, "raw close", "USD/share", nullable=True, low=0),
            Column(
                "adjusted_close",
                FLOAT,
                "close adjusted for splits and dividends",
                "USD/share",
                nullable=True,
                low=0,
            ),
        ),
    ),
    declare(
        "halts",
        "A trading halt.",
        "symbol start_at",
        (
            SYMBOL,
            Column("day", DAY, "the day it began"),
            Column("start_at", MOMENT, "when it began", "UTC"),
            Column(
                "end_at",
                MOMENT,
                "when trading resumed; null: not known to have",
                "UTC",
                nullable=True,
            ),
            Column("code", TEXT, "T1, T2, T3, T12, H10, LUDP, M ..."),
        ),
    ),
    declare(
        "quotes",
        "A two-sided quote somebody saw.",
        "symbol at",
        (
            SYMBOL,
            Column("day", DAY, "the day of the look"),
            Column("at", MOMENT, "the moment of the look", "UTC"),
            Column("bid", FLOAT, "best bid", "USD/share", nullable=True, low=0),
            Column("ask", FLOAT, "best ask", "USD/share", nullable=True, low=0),
            Column("bid_size", WHOLE, "shares at the bid", "shares", nullable=True, low=0),
            Column("ask_size", WHOLE, "shares at the ask", "shares", nullable=True, low=0),
            Column("session", TEXT, "regular, pre or post"),
        ),
    ),
    declare(
        "short_interest",
        "Shares sold short and not yet bought back, at a settlement date.",
        "symbol day",
        (
            SYMBOL,
            Column("day", DAY, "settlement date"),
            Column("shares_short", WHOLE, "open short positions", "shares", low=0),
            Column(
                "previous_short", WHOLE, "at the settlement before", "shares", nullable=True, low=0
            ),
            Column(
                "average_volume",
                WHOLE,
                "mean daily volume the publisher divides by",
                "shares",
                nullable=True,
                low=0,
            ),
            Column("days_to_cover", FLOAT, "by the publisher", "days", nullable=True, low=0),
        ),
        since=2,
    ),
    declare(
        "short_volume",
        "Shares of a session that were sold short, on one market's tape.",
        "symbol day market",
        (
            SYMBOL,
            Column("day", DAY, "the session"),
            Column("market", TEXT, "the reporting facility, as the publisher writes it"),
            Column("short_volume", WHOLE, "sold short", "shares", low=0),
            Column(
                "exempt_volume",
                WHOLE,
                "of it, exempt from Rule 201",
                "shares",
                nullable=True,
                low=0,
            ),
            Column("total_volume", WHOLE, "all that this facility reported", "shares", low=0),
        ),
        since=2,
    ),
    declare(
        "fails_to_deliver",
        "Shares sold and not delivered, the balance at a settlement date.",
        "cusip day",
        (
            SYMBOL,
            Column("cusip", TEXT, "the security's CUSIP"),
            Column("day", DAY, "settlement date"),
            Column("shares_failing", WHOLE, "balance, all firms together", "shares", low=0),
            Column(
                "price",
                FLOAT,
                "close of the day before, as published",
                "USD/share",
                nullable=True,
                low=0,
            ),
        ),
        since=2,
    ),
    declare(
        "threshold_list",
        "A security on an exchange's threshold list of Regulation SHO.",
        "symbol day market",
        (
            SYMBOL,
            Column("day", DAY, "the settlement day of the list"),
            Column("market", TEXT, "who lists it"),
        ),
        since=2,
    ),
    declare(
        "off_exchange",
        "A week's shares traded away from the exchanges, by venue or firm.",
        "symbol day venue",
        (
            SYMBOL,
            Column("day", DAY, "the Monday that the week begins on"),
            Column("venue", TEXT, "alternative trading system, firm, or a publisher's total"),
            Column("shares", WHOLE, "traded there", "shares", low=0),
            Column("trades", WHOLE, "how many trades", "trades", nullable=True, low=0),
        ),
        since=2,
    ),
    declare(
        "borrow",
        "What it costs to borrow a security, and how many shares may be had.",
        "symbol at",
        (
            SYMBOL,
            Column("day", DAY, "the day of the look"),
            Column("at", MOMENT, "the moment of the look", "UTC"),
            Column("fee", FLOAT, "a year, of the value borrowed", "fraction", nullable=True),
            Column("rebate", FLOAT, "a year, of the collateral", "fraction", nullable=True),
            Column(
                "available", WHOLE, "shares that may be borrowed", "shares", nullable=True, low=0
            ),
        ),
        since=2,
    ),
)
