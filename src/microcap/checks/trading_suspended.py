"""The SEC suspended trading in the name."""

import polars as pl

from microcap.checks import check
from microcap.checks.actions_by_name import unjoined
from microcap.checks.stretch import months_before
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.market_structure import actions_naming, own_rows, suspended_until
from microcap.view.subject import Subject

_MONTHS = 60


@check(
    severity=5,
    kind="event",
    risk="manipulation",
    reference="Exchange Act, Section 12(k)",
    fades=False,
)
def trading_suspended(subject: Subject) -> Verdict:
    """The SEC suspended trading in the security within five years, by an order or a halt H10.

    A suspension lasts ten business days at most; what it asked for stays open longer, and a
    broker-dealer needs current information before it may quote the name again.
    """
    first, last = months_before(subject.view.day, _MONTHS), subject.view.day
    orders = actions_naming(subject).filter(
        (pl.col("kind") == "trading_suspension") & (pl.col("day") >= first)
    )
    halts = own_rows(subject, "halts").filter((pl.col("code") == "H10") & (pl.col("day") >= first))
    cited = [_order(row) for row in orders.sort("day", descending=True).iter_rows(named=True)]
    cited += [
        Evidence(row["source"], "halt of code H10", row["day"], row["known_at"])
        for row in halts.sort("day", descending=True).iter_rows(named=True)
    ]
    if cited:
        days = ", ".join(dict.fromkeys(str(one.day) for one in cited))
        return Finding(f"trading was suspended by the SEC: {days}", tuple(cited))
    doubt = unjoined(subject, "trading_suspension", first)
    if doubt is not None:
        return doubt
    if subject.holds_complete("regulatory_actions", first, last):
        return Clear(f"every order of the SEC held from {first} to {last} names others")
    return CannotTell(
        "a complete list of the SEC's trading suspensions",
        "microcap ingest files FILE with the SEC's feed of trading suspensions, or a list of them",
    )


def _order(row: dict[str, object]) -> Evidence:
    until, said = suspended_until(row)
    end = f"until {until}" if said else f"until {until} at most"
    what = f"{row['identifier']}: {str(row['title'])[:160]}, {end} (by its {row['by']})"
    return Evidence(str(row["source"]), what, row["day"], row["known_at"])  # type: ignore[arg-type]
