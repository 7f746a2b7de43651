"""What somebody keeps about names, and what the lake knows about itself."""

from microcap.model.table import DAY, FLAG, MOMENT, SYMBOL, TEXT, WHOLE, Column, declare

TABLES = (
    declare(
        "documents",
        "A document about a name that somebody keeps.",
        "subject day title",
        (
            Column("subject", TEXT, "symbol or issuer"),
            Column("day", DAY, "the day of the document"),
            Column("title", TEXT, "its title"),
            Column("kind", TEXT, "filing_text, release, promotion, email, letter, note"),
            Column("text", TEXT, "the text, bounded", nullable=True),
        ),
    ),
    declare(
        "news",
        "A headline, release or promotion.",
        "symbol day headline",
        (
            SYMBOL,
            Column("day", DAY, "the day it appeared"),
            Column("headline", TEXT, "the headline"),
            Column("kind", TEXT, "release, news, promotion, rumour"),
            Column("text", TEXT, "the text, bounded", nullable=True),
        ),
    ),
    declare(
        "ownership",
        "Shares that somebody holds or may not sell.",
        "symbol holder kind day",
        (
            SYMBOL,
            Column("day", DAY, "the day of the statement"),
            Column("holder", TEXT, "who"),
            Column("kind", TEXT, "officers_directors, holder_10pct, restricted"),
            Column("shares", WHOLE, "how many", "shares", low=0),
            Column(
                "sellable_from",
                DAY,
                "first day they may be sold, where a rule gives one",
                nullable=True,
            ),
        ),
    ),
    declare(
        "coverage",
        "What of a source is held for whom, from when to when.",
        "source table subject day",
        (
            Column("table", TEXT, "the table it is about"),
            Column("subject", TEXT, "symbol or issuer; * for all that the source covers"),
            Column("day", DAY, "held from"),
            Column("until", DAY, "held to"),
            Column("complete", FLAG, "nothing the source published in between is missing"),
            Column("absent_means", TEXT, "unknown, no_trade, none"),
            Column("evidence", TEXT, "why it is said to be complete, or why not"),
        ),
    ),
    declare(
        "caveats",
        "What a source is known to get wrong.",
        "source table name",
        (
            Column("table", TEXT, "the table it touches"),
            Column("name", TEXT, "short name of the defect"),
            Column("day", DAY, "from this day"),
            Column("until", DAY, "to this day", nullable=True),
            Column("says", TEXT, "what is wrong, and what microcap does about it"),
        ),
    ),
    declare(
        "rejects",
        "A row that contradicts its table, with the reason.",
        "raw table row",
        (
            Column("table", TEXT, "the table it was meant for"),
            Column("row", WHOLE, "row number in the source, from 1", low=0),
            Column("reason", TEXT, "which rule it breaks"),
            Column("content", TEXT, "the row, bounded"),
            Column("day", DAY, "the day it is about, or of the ingest"),
        ),
    ),
    declare(
        "fetches",
        "An address that was asked, and what it answered.",
        "address at",
        (
            Column("address", TEXT, "what was asked for"),
            Column("day", DAY, "the day of the asking"),
            Column("at", MOMENT, "the moment of the answer", "UTC"),
            Column("status", WHOLE, "HTTP status", low=100),
            Column("size", WHOLE, "size of the answer", "bytes", low=0),
            Column("body", TEXT, "hash of the answer, kept in the lake's bytes", nullable=True),
            Column("validator", TEXT, "ETag or Last-Modified, for asking again", nullable=True),
        ),
        since=2,
    ),
)
