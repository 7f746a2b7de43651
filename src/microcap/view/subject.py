"""A subject: one security and its issuer as they could be known at a moment. It judges nothing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

import polars as pl

from microcap.model.figures import Figure
from microcap.model.verdicts import Evidence
from microcap.view.bearer import of_bearer
from microcap.view.view import View


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain from a ticker to an issuer, with what it rests on."""

    says: str
    status: str
    evidence: str
    day: date
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """A value of a dated record: what, who said it, since when, known when."""

    value: str
    day: date
    known_at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class ShareCount:
    """A count of shares: as stated, and in the shares of the view's day."""

    shares: int
    adjusted: float
    kind: str
    """cover, balance_sheet, weighted, vendor or user."""
    share_class: str
    day: date
    known_at: datetime
    source: str
    """Accession number or source name."""

    def cite(self) -> Evidence:
        """The row as evidence."""
        return Evidence(
            self.source, f"{self.shares:,} shares ({self.kind})", self.day, self.known_at
        )


_COUNT_TAGS = {
    "EntityCommonStockSharesOutstanding": "cover",
    "CommonStockSharesOutstanding": "balance_sheet",
    "WeightedAverageNumberOfSharesOutstandingBasic": "weighted",
}


class Subject:
    """What is known of one security at the view's moment."""

    def __init__(self, view: View, symbol: str) -> None:
        self.view = view
        self.spells = view.security_of(symbol)
        self.asked = symbol.strip().upper()
        self.security: str = self.spells["security"].item(-1)
        self.symbol: str = self.spells["symbol"].item(-1)
        self.symbols: list[str] = self.spells["symbol"].unique(maintain_order=True).to_list()

    @cached_property
    def identity(self) -> tuple[Link, ...]:
        """The links from the ticker to the security and to the issuer, each with its evidence."""
        rows = self.spells.iter_rows(named=True)
        links = [
            Link(_spell_says(row), row["status"], row["evidence"], row["day"], row["known_at"])
            for row in rows
        ]
        if self._link is not None:
            row = self._link
            links.append(
                Link(
                    f"{row['symbol']} is issued by {row['issuer']}",
                    row["status"],
                    row["evidence"],
                    row["day"],
                    row["known_at"],
                )
            )
        return tuple(links)

    @cached_property
    def _link(self) -> dict[str, Any] | None:
        """The issuer link that fits the security's spells best: proved before assumed, then the latest."""
        links = self.view.table("issuer_links", pl.col("symbol").is_in(self.symbols)).collect()
        if links.is_empty():
            return None
        spans = self.spells.select("symbol", start="day").with_columns(
            end=pl.col("start").shift(-1)
        )
        fits = links.join(spans, on="symbol").filter(
            (pl.col("until").is_null() | (pl.col("until") >= pl.col("start")))
            & (pl.col("end").is_null() | (pl.col("day") <= pl.col("end")))
        )
        if fits.is_empty():
            return None
        best = fits.sort(pl.col("status") == "known", "day", "known_at", "issuer")
        return best.row(-1, named=True)

    @property
    def issuer(self) -> str | None:
        """The issuer's key (its CIK), where a link is known at the moment."""
        return self._link["issuer"] if self._link else None

    @cached_property
    def panel(self) -> pl.DataFrame:
        """The last 260 sessions of the security; see `view.panel`."""
        return self.view.panel(260, security=self.security)

    def panel_of(self, window: int) -> pl.DataFrame:
        """The last `window` sessions of the security."""
        return self.panel if window == 260 else self.view.panel(window, security=self.security)

    @cached_property
    def splits(self) -> pl.DataFrame:
        """Splits of the security known at the moment, oldest first, effective, announced or suspected."""
        rows = self.view.splits(self.symbols)
        return rows.filter(pl.col("security") == self.security).sort("day")

    @cached_property
    def filings(self) -> pl.DataFrame:
        """The issuer's filings known at the moment, oldest first; empty where the issuer is not known."""
        rows = self.view.table("filings", pl.col("issuer") == (self.issuer or "")).collect()
        return rows.sort("known_at")

    @cached_property
    def facts(self) -> pl.DataFrame:
        """The issuer's tagged numbers known at the moment, in the order of their publication."""
        rows = self.view.table("facts", pl.col("issuer") == (self.issuer or "")).collect()
        return rows.sort("known_at", "day")

    def fact(self, *tags: str, unit: str = "USD") -> Figure | None:
        """The newest instant of the first tag that has one: the latest period, then the latest filing."""
        for tag in tags:
            rows = self.facts.filter((pl.col("tag") == tag) & (pl.col("unit") == unit))
            if rows.height:
                row = rows.sort("day", "known_at").row(-1, named=True)
                return Figure(
                    row["value"],
                    row["unit"],
                    as_of=row["day"],
                    known_at=row["known_at"],
                    sources=(row["accession"],),
                    note=f"{row['taxonomy']}:{tag}, {row['form']}"
                    + (", as restated" if row["vintage"] == "as_restated" else ""),
                )
        return None

    @cached_property
    def share_counts(self) -> tuple[ShareCount, ...]:
        """Every count known at the moment, oldest first, in the shares of the view's day too."""
        return tuple(
            sorted(
                (*self._vendor_counts(), *self._given_counts(), *self._filed_counts()),
                key=lambda count: (count.day, count.known_at),
            )
        )

    @cached_property
    def _vendor_rows(self) -> pl.DataFrame:
        rows = self.view.vendor_counts(self.symbols)
        return rows.filter(pl.col("security") == self.security).sort("day")

    @property
    def vendor_silent_since(self) -> date | None:
        """Since when the vendor has given no count, where its newest row says that it has none."""
        rows = self._vendor_rows
        if rows.is_empty() or rows["shares"].item(-1) is not None:
            return None
        day: date = rows["day"].item(-1)
        return day

    def _vendor_counts(self) -> list[ShareCount]:
        rows = self._vendor_rows.filter(pl.col("shares").is_not_null())
        return [
            ShareCount(
                row["shares"],
                row["adjusted"],
                "vendor",
                row["share_class"],
                row["day"],
                row["known_at"],
                row["source"],
            )
            for row in rows.iter_rows(named=True)
        ]

    def _given_counts(self) -> list[ShareCount]:
        """Counts of the table that are no vendor's: the user's own, or a cover page's in a file."""
        rows = self._mine("share_counts").filter(
            (pl.col("kind") != "vendor") & pl.col("shares").is_not_null()
        )
        counts = []
        for row in rows.iter_rows(named=True):
            factor = self.shares_since(row["day"])
            if row["kind"] != "user":
                factor /= self.ordinary_per_adr or 1.0
            counts.append(
                ShareCount(
                    row["shares"],
                    row["shares"] * factor,
                    row["kind"],
                    row["share_class"],
                    row["day"],
                    row["known_at"],
                    row["source"],
                )
            )
        return counts

    def _filed_counts(self) -> list[ShareCount]:
        ratios = [
            (row["day"], row["new_shares"] / row["old_shares"])
            for row in self.splits.filter(
                (pl.col("status") == "listed") & (pl.col("day") <= self.view.day)
            ).iter_rows(named=True)
        ]
        rows = self.facts.filter(
            pl.col("tag").is_in(list(_COUNT_TAGS))
            & (pl.col("unit") == "shares")
            & (pl.col("value") > 0)
        )
        counts = []
        for row in rows.iter_rows(named=True):
            factor = 1.0
            for ex_day, ratio in ratios:
                # filings made after a split restate earlier counts for it
                if row["day"] < ex_day and row["filed"] < ex_day:
                    factor *= ratio
            # filings count ordinary shares, prices and vendors depositary ones
            factor /= self.ordinary_per_adr or 1.0
            counts.append(
                ShareCount(
                    int(row["value"]),
                    row["value"] * factor,
                    _COUNT_TAGS[row["tag"]],
                    "",
                    row["day"],
                    row["known_at"],
                    row["accession"],
                )
            )
        return counts

    def said(self, field: str) -> Said | None:
        """What the issuer's record says of a field (name, sic, kind, category, state, shell …) at the moment."""
        rows = self._fields.filter((pl.col("field") == field) & (pl.col("day") <= self.view.day))
        if rows.is_empty():
            return None
        row = rows.sort("day", "known_at").row(-1, named=True)
        return Said(row["value"], row["day"], row["known_at"], row["source"])

    @cached_property
    def _fields(self) -> pl.DataFrame:
        return self.view.table("issuers", pl.col("issuer") == (self.issuer or "")).collect()

    @cached_property
    def former_names(self) -> tuple[Said, ...]:
        """The issuer's dated names, oldest first."""
        rows = self._fields.filter(pl.col("field") == "name").sort("day")
        return tuple(
            Said(row["value"], row["day"], row["known_at"], row["source"])
            for row in rows.iter_rows(named=True)
        )

    @cached_property
    def listings(self) -> pl.DataFrame:
        """Dated lists that show one of the security's tickers within its spells, oldest first."""
        keys = pl.col("symbol").is_in(self.symbols) & (pl.col("event") != "tier")
        rows = self.view.table("listings", keys).collect()
        if self.issuer is not None:
            rows = rows.filter(pl.col("issuer") == self.issuer)
        return rows.sort("day")

    @property
    def name(self) -> Said | None:
        """The bearer's name by the issuer's record or a dated list, whichever is newer."""
        dated = [said for said in (self.said("name"), self._listed("name")) if said]
        return max(dated, key=lambda said: said.day) if dated else None

    @property
    def venue(self) -> Said | None:
        """Where it trades, by the newest dated list that says so."""
        return self._listed("venue")

    @property
    def share_kind(self) -> Said | None:
        """common, adr, unit …, by the newest dated list that says so."""
        return self._listed("kind")

    @cached_property
    def ordinary_per_adr(self) -> float | None:
        """Ordinary shares per depositary share, where a dated list gives it for an ADR."""
        rows = self.listings.filter(pl.col("ordinary_per_adr") > 0)
        return float(rows["ordinary_per_adr"].item(-1)) if rows.height else None

    def _listed(self, column: str) -> Said | None:
        rows = self.listings.filter(pl.col(column).is_not_null())
        if rows.is_empty():
            return None
        row = rows.row(-1, named=True)
        return Said(row[column], row["day"], row["known_at"], row["source"])

    def _mine(self, name: str) -> pl.DataFrame:
        rows = self.view.table(name, pl.col("symbol").is_in(self.symbols)).collect()
        return of_bearer(rows, self.view.spells, self.security)

    @cached_property
    def halts(self) -> pl.DataFrame:
        """Halts of the security's tickers, oldest first."""
        return self._mine("halts").sort("start_at")

    @cached_property
    def quotes(self) -> pl.DataFrame:
        """Two-sided looks known at the moment, oldest first."""
        return self._mine("quotes").sort("at")

    @cached_property
    def news(self) -> pl.DataFrame:
        """Releases, news, promotions and rumours held, oldest first."""
        return self._mine("news").sort("known_at")

    @cached_property
    def ownership(self) -> pl.DataFrame:
        """Shares held by insiders and large holders or restricted, the newest statement of each holder.

        `shares` as stated, `adjusted` in the shares of the view's day.
        """
        rows = self._mine("ownership").sort("day", "known_at")
        last = rows.unique(["holder", "kind"], keep="last", maintain_order=True)
        factors = [self.shares_since(day) for day in last["day"]]
        return last.with_columns(adjusted=pl.col("shares") * pl.Series(factors, dtype=pl.Float64))

    def shares_since(self, day: date) -> float:
        """Shares of the view's day for one share of `day`: the splits effective in between."""
        effective = self.splits.filter(
            (pl.col("status") == "listed")
            & (pl.col("day") > day)
            & (pl.col("day") <= self.view.day)
        )
        factor = 1.0
        for new, old in effective.select("new_shares", "old_shares").iter_rows():
            factor *= new / old
        return factor

    @cached_property
    def documents(self) -> pl.DataFrame:
        """Documents somebody keeps about the security or its issuer, oldest first."""
        names = [*self.symbols, *([self.issuer] if self.issuer else [])]
        rows = self.view.table("documents", pl.col("subject").is_in(names)).collect()
        mine = of_bearer(rows, self.view.spells, self.security, ticker="subject")
        return mine.sort("known_at")

    def coverage(self, table: str) -> pl.DataFrame:
        """What is held of a table for this subject: spans by source, with whether they are complete."""
        names = [*self.symbols, *([self.issuer] if self.issuer else []), "*"]
        return self.view.coverage(table).filter(pl.col("subject").is_in(names)).sort("day")

    def holds_complete(self, table: str, first: date, last: date) -> bool:
        """Whether complete spans of one source cover every day from `first` to `last`."""
        rows = self.coverage(table).filter(pl.col("complete"))
        for _, spans in rows.group_by("source"):
            reach: date | None = None
            for row in spans.sort("day").iter_rows(named=True):
                if row["day"] <= first or (
                    reach is not None and row["day"] <= reach + timedelta(days=1)
                ):
                    reach = row["until"] if reach is None else max(reach, row["until"])
            if reach is not None and reach >= last:
                return True
        return False


def _spell_says(row: dict[str, Any]) -> str:
    """One spell as a sentence."""
    symbol, security = row["symbol"], row["security"]
    return {
        "first_seen": f"{symbol} is first seen on {row['day']}",
        "gap": f"{symbol} is a security of its own from {row['day']} ({security}), the one before may have been another",
        "resumed": f"{symbol} resumed on {row['day']}",
        "rename": f"{symbol} continues the security that was {security.partition('#')[0]} before {row['day']}",
        "ambiguous": f"{symbol} begins on {row['day']}; whom it continues cannot be told",
        "listed": f"{symbol} is in a list of {row['day']}; no bar of it is held",
    }[row["rule"]]
