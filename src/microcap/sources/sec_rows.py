"""What rows of every SEC record share: accession numbers, venues, the moment, caveats, rejects."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from microcap.model.tables import BOOKKEEPING, MOMENT, TABLES
from microcap.model.venues import Venue

EASTERN = "America/New_York"
EPOCH = date(1993, 1, 1)
"""EDGAR's first year: no filing is older; a caveat without a date of its own holds from here."""
AHEAD = timedelta(days=5)
"""A filing of the evening carries the next business day, which a long weekend puts so far ahead."""

VENUES: dict[str, Venue] = {
    "nasdaq": Venue.NASDAQ,
    "q": Venue.NASDAQ,
    "nyse": Venue.NYSE,
    "n": Venue.NYSE,
    "nyse american": Venue.NYSE_AMERICAN,
    "nyse mkt": Venue.NYSE_AMERICAN,
    "a": Venue.NYSE_AMERICAN,
    "nyse arca": Venue.NYSE_ARCA,
    "p": Venue.NYSE_ARCA,
    "nyse texas": Venue.NYSE_TEXAS,
    "cboe": Venue.CBOE,
    "cboe us": Venue.CBOE,
    "bats": Venue.CBOE,
    "otc": Venue.OTC,
    "otc markets otcqx": Venue.OTCQX,
}
"""The SEC's words for a venue, in lower case, and one-letter codes of the consolidated tape.

`Nasdaq` and `OTC` come without a tier, and the venue says so.
"""


def venue_column(word: pl.Expr) -> pl.Expr:
    """The venue of a word of the SEC's lists; null where it gives none or one not known here."""
    known = {said: str(venue) for said, venue in VENUES.items()}
    key = word.cast(pl.String).str.strip_chars().str.to_lowercase()
    return key.replace_strict(known, default=None, return_dtype=pl.String)


def accession_column(number: pl.Expr) -> pl.Expr:
    """An accession number with its dashes, 10-2-6; null unless it has eighteen digits."""
    digits = number.cast(pl.String).str.replace_all("-", "", literal=True)
    dashed = pl.concat_str(
        digits.str.slice(0, 10), digits.str.slice(10, 2), digits.str.slice(12, 6), separator="-"
    )
    return pl.when(digits.str.contains(r"^[0-9]{18}$")).then(dashed)


def symbol_column(ticker: pl.Expr) -> pl.Expr:
    """A ticker in capitals, share class after a dash as the SEC writes it."""
    return ticker.cast(pl.String).str.strip_chars().str.to_uppercase()


def before_its_day(accepted: pl.Expr, filed: pl.Expr) -> pl.Expr:
    """Whether a filing was accepted on an Eastern day before the filing date it carries."""
    return (accepted.dt.convert_time_zone(EASTERN).dt.date() < filed).fill_null(False)


def public_moment(accepted: pl.Expr, filed: pl.Expr) -> pl.Expr:
    """When a filing could be read: at acceptance, or at 06:00 Eastern of its filing date if later.

    What is accepted after 17:30 Eastern carries the next business day and is published on its
    morning: of 18,085 filings of August to November 2025 that were accepted on a day before
    their filing date, every one was first seen on that date, none before 06:00 Eastern and
    17,953 between 06:00 and 07:00. Null stays null.
    """
    morning = (
        filed.cast(pl.Datetime("us"))
        .dt.offset_by("6h")
        .dt.replace_time_zone(EASTERN)
        .dt.convert_time_zone("UTC")
        .cast(MOMENT)
    )
    return pl.when(before_its_day(accepted, filed)).then(morning).otherwise(accepted).cast(MOMENT)


def eastern_day(moment: datetime) -> date:
    """The exchange day of a moment."""
    return moment.astimezone(ZoneInfo(EASTERN)).date()


def table_frame(table: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    """Rows with the columns they name, in the types of the table; empty keeps the key columns."""
    schema = TABLES[table].schema
    names = list(rows[0]) if rows else [*TABLES[table].key, "known_at"]
    return pl.DataFrame(rows, schema={name: schema[name] for name in names}, orient="row")


def caveat_rows(table: str, says: dict[str, str], known_at: datetime) -> pl.DataFrame:
    """Defects of a source, by short name, as rows of `caveats` known from `known_at`."""
    return table_frame(
        "caveats",
        [
            {
                "table": table,
                "name": name,
                "day": EPOCH,
                "until": None,
                "says": text,
                "known_at": known_at,
            }
            for name, text in says.items()
        ],
    )


def parted(table: str, rows: pl.DataFrame, day: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows in which every needed cell can be read, and rejects for the others.

    `rows` may have a column `row` (the row's number in the source, from 1) and `content` (what
    the source wrote); both are left out of the good rows. `day` dates a reject without a day.
    """
    if "row" not in rows.columns:
        rows = rows.with_row_index("row", offset=1)
    book = {column.name for column in BOOKKEEPING}
    needed = [
        column.name
        for column in TABLES[table].columns
        if not column.nullable and column.name not in book and column.name in rows.columns
    ]
    reason = pl.coalesce(
        pl.when(pl.col(name).is_null()).then(pl.lit(f"{name} is missing or cannot be read"))
        for name in needed
    )
    if "content" in rows.columns:
        content = pl.col("content")
    else:
        said = [
            pl.format(f"{name}={{}}", pl.col(name).cast(pl.String).fill_null("?"))
            for name in needed
        ]
        content = pl.concat_str(said, separator=" ")
    marked = rows.with_columns(reason=reason)
    rejects = marked.filter(pl.col("reason").is_not_null()).select(
        table=pl.lit(table),
        row=pl.col("row").cast(pl.Int64),
        reason="reason",
        content=content.fill_null("?").str.slice(0, 400),
        day=pl.col("day").fill_null(day),
    )
    good = marked.filter(pl.col("reason").is_null()).drop("row", "content", "reason", strict=False)
    return good, rejects
