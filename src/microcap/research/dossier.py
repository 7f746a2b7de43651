"""The dossier: every chapter of one name, with what it rests on and what is not known.

1. The chapters are composed from the subject; none of them knows another.
2. `in_short` says in four sentences what a friend would say.
3. `references` letters every source that a figure cites, once.
"""

from datetime import date

import polars as pl

from microcap.model.figures import Figure, cannot_tell
from microcap.model.rules import beside
from microcap.model.verdicts import CannotTell
from microcap.research.chapters import (
    Dossier,
    Liquidity,
    Size,
)
from microcap.research.identity import identity
from microcap.research.in_short import in_short
from microcap.research.liquidity import liquidity
from microcap.research.money import money
from microcap.research.references import references
from microcap.research.size import size
from microcap.research.suspicious import suspicions
from microcap.view.subject import Subject, last_day, last_moment

_CHART_SESSIONS = 260


def dossier(subject: Subject, *, order_usd: float = 5000.0) -> Dossier:
    """The research file of the subject; `order_usd` is the order that costs are shown for."""
    who = identity(subject)
    how_big = size(subject)
    trades = liquidity(subject, order_usd=order_usd)
    cash = money(subject)
    doubts = suspicions(subject)
    missing = _cannot_tell(subject)
    return Dossier(
        identity=who,
        moment=subject.view.moment,
        day=subject.view.day,
        synthetic=subject.view.synthetic,
        newest=_newest(subject),
        in_short=in_short(subject, who, how_big, trades, cash, doubts),
        suspicious=doubts,
        size=how_big,
        liquidity=trades,
        money=cash,
        value_and_plan=(
            "nothing in a research file: no value, so no entry or exit price, and no order can be checked against one",
        ),
        changes_it=_changes_it(subject, how_big),
        cannot_tell=missing,
        sources=references(subject, (who, how_big, trades, cash), doubts),
        bars=_bars(subject),
        marks=_marks(subject, trades),
    )


def _newest(subject: Subject) -> dict[str, Figure]:
    """The newest row of each kind that the view used."""
    panel = subject.panel
    newest: dict[str, Figure] = {}
    if panel.height:
        newest["bar"] = Figure(str(panel["day"].item(-1)), "day", as_of=panel["day"].item(-1))
    for name, rows in (
        ("filing", subject.filings),
        ("fact", subject.facts),
        ("quote", subject.quotes),
        ("news", subject.news),
    ):
        if rows.height:
            known = last_moment(rows["known_at"])
            assert known is not None
            newest[name] = Figure(
                known.isoformat(), "moment", as_of=last_day(rows["day"]), known_at=known
            )
        else:
            newest[name] = cannot_tell("moment", "none held")
    return newest


def _changes_it(subject: Subject, how_big: Size) -> tuple[str, ...]:
    lines: list[str] = []
    upcoming = subject.splits.filter(pl.col("day") > subject.view.day)
    lines += [
        f"split {row['new_shares']}:{row['old_shares']} announced for {row['day']}"
        for row in upcoming.iter_rows(named=True)
    ]
    price = how_big.price.value
    if isinstance(price, float) and price < 2:
        lines.append("a close under $1.00" if price >= 1 else "a close at or above $1.00")
        proposals = beside("nasdaq_market_value", subject.view.day)
        lines += [f"proposed, not in force: {one.label} ({one.source})" for one in proposals[:1]]
    if how_big.cap.status == "disputed":
        lines.append("a cover page with a share count")
    if subject.facts.is_empty():
        lines.append("the company's facts, once they are brought")
    return tuple(lines) or ("nothing dated is held",)


def _cannot_tell(subject: Subject) -> tuple[CannotTell, ...]:
    """What the record does not hold for this name, and where to get it."""
    missing: list[CannotTell] = []
    if subject.panel.height < 90:
        missing.append(
            CannotTell(
                f"ninety sessions of bars: {subject.panel.height} held",
                "microcap ingest files YOUR.csv --map YOUR.toml",
            )
        )
    if subject.issuer is None:
        missing.append(
            CannotTell(
                "who issued it",
                "microcap ingest sec FOLDER with the SEC's submissions or ticker lists; for a name without EDGAR put its documents in a folder",
            )
        )
    elif subject.filings.is_empty():
        missing.append(
            CannotTell("its filings", "microcap ingest sec FOLDER with submissions JSON")
        )
    elif not subject.holds_complete(
        "filings", subject.view.session_back(250), subject.view.last_session
    ):
        missing.append(
            CannotTell(
                "whether all its filings of the last year are held",
                "microcap ingest sec FOLDER with its submissions JSON and older pages",
            )
        )
    if not subject.share_counts:
        missing.append(
            CannotTell(
                "its share count",
                "microcap ingest sec FOLDER (companyfacts), or a file of share counts",
            )
        )
    if subject.facts.is_empty():
        missing.append(
            CannotTell(
                "its financial statements", "microcap ingest sec FOLDER with companyfacts JSON"
            )
        )
    if subject.quotes.is_empty():
        missing.append(
            CannotTell(
                "bid and ask",
                f"microcap quote add {subject.symbol} BID ASK, five looks on five sessions",
            )
        )
    if subject.ownership.is_empty():
        missing.append(
            CannotTell(
                "who holds it and what is restricted", "the proxy's ownership table, as a file"
            )
        )
    if subject.news.is_empty():
        missing.append(CannotTell("releases, news and promotions", "a file of them, as table news"))
    for what in ("short interest", "depth of book"):
        missing.append(CannotTell(f"{what} (no source reads it yet)"))
    return tuple(missing)


def _bars(
    subject: Subject,
) -> tuple[tuple[date, float | None, float | None, float | None, float, float, bool], ...]:
    rows = subject.panel.tail(_CHART_SESSIONS).select(
        "day",
        *(
            pl.when(pl.col("ohlc")).then(pl.col(name)).alias(name)
            for name in ("open", "high", "low")
        ),
        "close",
        pl.col("volume").fill_null(0.0),
        "stale",
    )
    return tuple(rows.iter_rows())


def _marks(subject: Subject, trades: Liquidity) -> tuple[tuple[date, str, str], ...]:
    panel = subject.panel.tail(_CHART_SESSIONS)
    if panel.is_empty():
        return ()
    first = panel["day"].item(0)
    marks: list[tuple[date, str, str]] = []
    for row in subject.splits.filter(pl.col("day") >= first).iter_rows(named=True):
        word = "split" if row["status"] == "listed" else "suspected split"
        marks.append((row["day"], "split", f"{word} {row['new_shares']}:{row['old_shares']}"))
    for row in subject.filings.filter(pl.col("day") >= first).iter_rows(named=True):
        marks.append(
            (row["day"], "filing", f"{row['form']}{' ' + row['items'] if row['items'] else ''}")
        )
    marks += [
        (spike.day, "spike", f"{spike.times_median:.0f} x median, {spike.label}")
        for spike in trades.spikes
    ]
    marks += [
        (row["day"], "halt", f"halt {row['code']}")
        for row in subject.halts.filter(pl.col("day") >= first).iter_rows(named=True)
    ]
    marks += [
        (row["day"], "news", f"{row['kind']}: {row['headline'][:120]}")
        for row in subject.news.filter(pl.col("day") >= first).iter_rows(named=True)
    ]
    marks += [
        (row["day"], "rename", row["symbol"])
        for row in subject.spells.filter(
            (pl.col("rule") == "rename") & (pl.col("day") >= first)
        ).iter_rows(named=True)
    ]
    return tuple(sorted(marks))
