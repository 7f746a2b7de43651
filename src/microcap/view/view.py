"""A view: the lake as it could be known at a moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import polars as pl

from microcap.lake.store import Lake
from microcap.model.errors import Contradiction, NoSuchThing, NotKnownThen
from microcap.model.tables import TABLES
from microcap.view.asof import as_of
from microcap.view.moment import EASTERN, eastern_day, parse_moment
from microcap.view.panel import assemble
from microcap.view.splits import told_once


@dataclass(frozen=True)
class Records:
    """A lake that can only be looked at as of a moment."""

    lake: Lake

    @property
    def synthetic(self) -> bool:
        """Whether what is in it was invented."""
        return self.lake.synthetic

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.lake.path

    def as_of(self, moment: datetime | date | str) -> "View":
        """What could be known at `moment`: an aware datetime, or text as a user types it."""
        if isinstance(moment, date) and not isinstance(moment, datetime):
            moment = moment.isoformat()
        if isinstance(moment, str):
            moment = parse_moment(moment)
        if not isinstance(moment, datetime):
            raise Contradiction(
                f"{moment!r} is no moment; give text such as 2024-06-28, a date, or an aware datetime"
            )
        if moment.tzinfo is None:
            raise Contradiction(
                f"{moment} has no time zone; a moment is aware, or text as in 2024-06-28"
            )
        return View(self.lake, moment)


def records(path: Path) -> Records:
    """The lake at `path`, to be looked at."""
    return Records(Lake.open(path))


def keys_only(name: str, keys: pl.Expr | None) -> None:
    """Refuse an unknown table, and a filter on a value, which would let an old version through."""
    if name not in TABLES:
        raise NoSuchThing(f"no table {name!r} in a lake; there are {', '.join(TABLES)}")
    if keys is not None:
        allowed = set(TABLES[name].key) | set(TABLES[name].partition)
        wrong = set(keys.meta.root_names()) - allowed
        if wrong:
            raise Contradiction(
                f"{name} was to be filtered on {', '.join(sorted(wrong))} before the as-of step; only {', '.join(sorted(allowed))} may be"
            )


class View:
    """Everything here could be known at `moment`; there is no way from here to a later row."""

    def __init__(self, lake: Lake, moment: datetime) -> None:
        self._lake = lake
        self.moment = moment
        self.day = eastern_day(moment)
        # rows of a few symbols, which chapters and checks of one name ask for again
        self._few: dict[tuple[str, ...], pl.DataFrame] = {}

    @property
    def synthetic(self) -> bool:
        """Whether the lake holds an invented market."""
        return self._lake.synthetic

    def table(self, name: str, keys: pl.Expr | None = None) -> pl.LazyFrame:
        """A table's rows as known at the moment; `keys` may filter on key columns only."""
        keys_only(name, keys)
        return as_of(self._lake, name, self.moment, keys)

    @cached_property
    def sessions(self) -> pl.DataFrame:
        """Sessions that had closed by the moment: `day`, `open_at`, `close_at`, `early_close`."""
        closed = self._lake.scan("sessions").filter(pl.col("close_at") <= self.moment)
        return closed.select("day", "open_at", "close_at", "early_close").sort("day").collect()

    @cached_property
    def last_session(self) -> date:
        """The last session that had closed."""
        if self.sessions.is_empty():
            raise NotKnownThen(
                f"no session had closed by {self.moment:%Y-%m-%d}; the calendar begins on 2009-01-02"
            )
        return self.sessions["day"].item(-1)  # type: ignore[no-any-return]

    def is_session(self, day: date) -> bool:
        """Whether the exchange holds a session on that day, by its calendar."""
        rows = self._lake.scan("sessions").filter(pl.col("day") == day).select(pl.len())
        return bool(rows.collect().item())

    def session_back(self, count: int) -> date:
        """The session `count` sessions before the last one that had closed, or the first held."""
        days = self.sessions["day"]
        return days.item(max(0, len(days) - 1 - count))  # type: ignore[no-any-return]

    @cached_property
    def spells(self) -> pl.DataFrame:
        """Which security bore which symbol from which day, as known at the moment."""
        return (
            self.table("securities")
            .select("security", "symbol", "day", "rule", "status", "evidence", "known_at")
            .sort("symbol", "day")
            .collect()
        )

    def security_of(self, symbol: str) -> pl.DataFrame:
        """The spells of the security that a ticker names at the moment, oldest first.

        An old ticker of a renamed security leads to it; one that a list alone names has one spell of
        the list, so that filings can be read without prices. Raises NoSuchThing with the nearest
        tickers, or NotKnownThen where the ticker is borne only later.
        """
        if not isinstance(symbol, str):
            raise Contradiction(f"{symbol!r} is no ticker; give its letters as text")
        asked = symbol.strip().upper()
        own = self.spells.filter(pl.col("symbol") == asked)
        if own.is_empty():
            own = self.spells.filter(pl.col("security") == asked)
        if own.is_empty():
            listed = self._listed(asked)
            if listed.is_empty():
                raise self._unknown(asked)
            return listed
        return self.spells.filter(pl.col("security") == own["security"].item(-1)).sort("day")

    def _listed(self, asked: str) -> pl.DataFrame:
        """A spell without bars, where a list known at the moment gives the ticker an issuer."""
        links = self.table("issuer_links", pl.col("symbol") == asked).collect()
        first = links.sort("day", "known_at").head(1)
        return first.select(
            security="symbol",
            symbol="symbol",
            day="day",
            rule=pl.lit("listed"),
            status=pl.lit("assumed"),
            evidence=pl.format("no bar of it is held; {}", "evidence"),
            known_at="known_at",
        )

    def _unknown(self, asked: str) -> Exception:
        ever = (
            self._lake.scan("securities")
            .select("security", "symbol", "day", "rule", "known_at")
            .collect()
        )
        later = ever.filter(pl.col("symbol") == asked).sort("day")
        if later.height:
            row = later.row(0, named=True)
            before = ever.filter(
                (pl.col("security") == row["security"])
                & (pl.col("day") < row["day"])
                & (pl.col("symbol") != asked)
            ).sort("day")
            hint = (
                f"{before['symbol'].item(-1)} was renamed {asked} on {row['day']}"
                if before.height
                else f"its first bar is of {row['day']} and known from {row['known_at'].astimezone(EASTERN):%Y-%m-%d %H:%M} ET"
            )
            return NotKnownThen(f"no ticker {asked!r} on {self.day}; {hint}")
        listed = self._lake.scan("issuer_links").filter(pl.col("symbol") == asked)
        first = listed.select(pl.col("known_at").min()).collect().item()
        if first is not None:
            return NotKnownThen(
                f"no ticker {asked!r} is known on {self.day}: no bar of it is held, and the first "
                f"list that names it is known from {first.astimezone(EASTERN):%Y-%m-%d %H:%M} ET; "
                "ask as of then, or bring a dated list or bars of it"
            )
        names = sorted(set(self.spells["symbol"]))
        near = (
            get_close_matches(asked, names, n=5, cutoff=0.5)
            or [name for name in names if asked and name.startswith(asked[:2])][:5]
        )
        held = (
            f"the nearest held are {', '.join(near)}"
            if near
            else "no bar of any name is held"
            if not names
            else "nothing near it is held"
        )
        return NoSuchThing(
            f"no ticker {asked[:24]!r} is known on {self.day}; {held}; `microcap status` tells what the lake holds"
        )

    def bars(
        self, window: int, symbols: list[str] | None = None, series: str = "raw"
    ) -> pl.DataFrame:
        """Rows of the table bars of the last `window` sessions, of all symbols or of some."""
        first = self.session_back(window - 1)
        months = _months(first, self.day)
        keys = (
            pl.col("month").is_in(months) & (pl.col("series") == series) & (pl.col("day") >= first)
        )
        if symbols is not None:
            keys = keys & pl.col("symbol").is_in(symbols)
        columns = ["series", "symbol", "day", "open", "high", "low", "close", "volume", "flags"]
        return self.table("bars", keys).select(columns).collect()

    def panel(
        self, window: int = 260, *, security: str | None = None, series: str = "raw"
    ) -> pl.DataFrame:
        """The last `window` sessions of every security, or of one; see `view.panel`."""
        spells = self.spells
        symbols = None
        if security is not None:
            symbols = (
                spells.filter(pl.col("security") == security)["symbol"].unique().sort().to_list()
            )
            spells = spells.filter(pl.col("symbol").is_in(symbols))
        bars = self.bars(window, symbols, series)
        panel = assemble(
            bars,
            spells,
            self.splits(symbols),
            self.vendor_counts(symbols),
            self.sessions.select("day"),
            self._no_trade(symbols),
            self.day,
        )
        return panel if security is None else panel.filter(pl.col("security") == security)

    def _of(self, name: str, symbols: list[str] | None) -> pl.DataFrame:
        if symbols is None:
            return self.table(name).collect()
        asked = (name, *symbols)
        if asked not in self._few:
            self._few[asked] = self.table(name, pl.col("symbol").is_in(symbols)).collect()
        return self._few[asked]

    def splits(self, symbols: list[str] | None = None) -> pl.DataFrame:
        """Splits known at the moment, effective or announced, with the security that bore the symbol.

        One that two publishers tell on days nearby comes once; see `view.splits.told_once`.
        """
        if symbols is None:
            return told_once(self.borne(self._of("splits", None)), self._pricing)
        asked = ("borne", *symbols)
        if asked not in self._few:
            rows = self.borne(self._of("splits", symbols))
            self._few[asked] = told_once(rows, self._pricing)
        return self._few[asked]

    @cached_property
    def _pricing(self) -> list[str]:
        """The sources that brought bars."""
        return self.coverage("bars")["source"].unique().sort().to_list()

    def vendor_counts(self, symbols: list[str] | None = None) -> pl.DataFrame:
        """Vendor's share counts with `adjusted`: in the shares of the view's day.

        A count of before a split is multiplied by its ratio, unless the vendor had already
        divided it in the five sessions before the ex-day, or did so within them after it.
        """
        from microcap.view.share_counts import adjusted_counts, classes_together

        counts = self._of("share_counts", symbols).filter(pl.col("kind") == "vendor")
        return adjusted_counts(classes_together(self.borne(counts)), self.splits(symbols), self.day)

    def borne(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows with `symbol` and `day`, with the `security` that bore the symbol that day."""
        from microcap.view.panel import borne

        return borne(rows, self.spells)

    def _no_trade(self, symbols: list[str] | None) -> pl.DataFrame:
        held = (
            self.coverage("bars")
            .filter(pl.col("absent_means") == "no_trade")
            .select(symbol="subject")
            .unique()
        )
        if symbols is not None:
            held = held.filter(pl.col("symbol").is_in(symbols))
        halts = self._of("halts", symbols).select(
            "symbol",
            halted_from="day",
            halted_until=pl.coalesce(
                pl.col("end_at").dt.convert_time_zone(EASTERN.key).dt.date() - timedelta(days=1),
                self.day,
            ),
        )
        return held.join(halts, on="symbol", how="left")

    def issuers_of_securities(self) -> pl.DataFrame:
        """Each security's issuer as known at the moment: `security`, `issuer`.

        The rule of `Subject.issuer` for all names: evidence that overlaps a spell, proved before
        assumed, then the latest.
        """
        links = self.table("issuer_links").collect()
        spans = self.spells.sort("security", "day").select(
            "security", "symbol", start="day", end=pl.col("day").shift(-1).over("security")
        )
        fits = links.join(spans, on="symbol").filter(
            (pl.col("until").is_null() | (pl.col("until") >= pl.col("start")))
            & (pl.col("end").is_null() | (pl.col("day") <= pl.col("end")))
        )
        return (
            fits.sort(pl.col("status") == "known", "day", "known_at", "issuer")
            .unique("security", keep="last", maintain_order=True)
            .select("security", "issuer")
        )

    @cached_property
    def _coverage(self) -> pl.DataFrame:
        rows = self._last_said("coverage")
        return rows.with_columns(until=pl.min_horizontal("until", pl.lit(self.day)))

    def coverage(self, table: str) -> pl.DataFrame:
        """What is held of a table for whom, cut at the view's day.

        What is held is a fact about the lake, not about the market, so it is not filtered by
        `known_at`: that a filing record was fetched later does not make it less complete then.
        """
        return self._coverage.filter(pl.col("table") == table)

    def caveats(self, table: str) -> pl.DataFrame:
        """What is known to be wrong with the sources of a table."""
        return self._last_said("caveats").filter(pl.col("table") == table)

    def _last_said(self, name: str) -> pl.DataFrame:
        """What was said last about the lake itself; not filtered by when it was said."""
        key = list(TABLES[name].key)
        last = self._lake.scan(name).collect().sort("revision", maintain_order=True)
        last = last.filter(pl.col("day") <= self.day)
        return last.unique(key, keep="last", maintain_order=True).filter(~pl.col("withdrawn"))


def _months(first: date, last: date) -> list[str]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        f"{first.year + (first.month - 1 + i) // 12}-{(first.month - 1 + i) % 12 + 1:02d}"
        for i in range(count)
    ]
