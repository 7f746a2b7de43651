"""The dossier: every chapter of one name, with what it rests on and what is not known.

1. The chapters are composed from the subject; none of them knows another.
2. `in_short` says in four sentences what a friend would say.
3. `references` letters every source that a figure cites, once.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from microcap.model.figures import Figure, cannot_tell
from microcap.model.verdicts import Evidence
from microcap.research.admissions import Admissions, admissions
from microcap.research.changes import changes
from microcap.research.chapters import Dossier, Liquidity
from microcap.research.holders import Holders, holders
from microcap.research.identity import identity
from microcap.research.in_short import in_short
from microcap.research.liquidity import liquidity
from microcap.research.money import money
from microcap.research.not_held import not_held
from microcap.research.parties import Served, parties
from microcap.research.references import references
from microcap.research.reports import Reports, reports
from microcap.research.size import size
from microcap.research.suspicious import suspicions
from microcap.view.holders import INSIDER_FORMS
from microcap.view.latest import last_day, last_moment
from microcap.view.subject import Subject

_CHART_SESSIONS = 260
_NO_MARK = [*INSIDER_FORMS, "144", "144/A"]
"""Forms of insiders come so often that their marks would hide those of the company's own."""


def dossier(subject: Subject, *, order_usd: float = 5000.0) -> Dossier:
    """The research file of the subject; `order_usd` is the order that costs are shown for."""
    who = identity(subject)
    how_big = size(subject)
    trades = liquidity(subject, order_usd=order_usd)
    cash = money(subject)
    doubts = suspicions(subject)
    owed, held, served = reports(subject), holders(subject), parties(subject)
    admitted = admissions(subject)
    return Dossier(
        identity=who,
        moment=subject.view.moment,
        day=subject.view.day,
        synthetic=subject.view.synthetic,
        newest=_newest(subject, admitted),
        in_short=in_short(subject, who, how_big, trades, cash, doubts),
        suspicious=doubts,
        admitted=admitted,
        size=how_big,
        holders=held,
        parties=served,
        liquidity=trades,
        money=cash,
        reports=owed,
        value_and_plan=(
            "nothing in a research file: no value, so no entry or exit price, and no order can be checked against one",
        ),
        changes_it=changes(subject, how_big, cash, owed, held),
        cannot_tell=not_held(subject, held, admitted),
        sources=references(
            subject,
            (who, _cited(admitted, held, served, owed), how_big, held, trades, cash, owed),
            doubts,
        ),
        bars=_bars(subject),
        marks=_marks(subject, trades),
    )


def _cited(
    admitted: Admissions, held: Holders, served: Sequence[Served], owed: Reports
) -> tuple[Evidence, ...]:
    """The filings that rows without figures rest on: statements, holders, services, late 8-Ks."""
    large = [one for one in held.holders if one.share > 0]
    rows = [(one.accession, one.day, one.known_at) for one in admitted.rows]
    rows += [(one.accession, one.day, one.known_at) for one in large]
    rows += [(one.accession, one.last, one.known_at) for one in served]
    rows += [(one.accession, one.day, one.known_at) for one in held.planned[:1]]
    rows += [(key, one.last, one.known_at) for one in held.clusters[:1] for key in one.accessions]
    cited = [Evidence(key, key, day, known) for key, day, known in rows]
    late = owed.record.late_events[:1]
    return (*cited, *(Evidence(one.accession, one.items, one.filed) for one in late))


def _newest(subject: Subject, admitted: Admissions) -> dict[str, Figure]:
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
    if admitted.newest is not None:
        newest["document"] = Figure(str(admitted.newest), "day", as_of=admitted.newest)
    return newest


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
    filed = subject.filings.filter((pl.col("day") >= first) & ~pl.col("form").is_in(_NO_MARK))
    for row in filed.iter_rows(named=True):
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
