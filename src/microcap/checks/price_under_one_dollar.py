"""Thirty sessions in a row below one dollar."""

import polars as pl

from microcap.checks import check
from microcap.checks.bar_rows import bar_evidence
from microcap.checks.venue_rule import venue_rule
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.subject import Subject

_SESSIONS = 30
"""Business days of the Nasdaq rule and trading days of the NYSE's."""
_LOST = 3
"""Sessions that the publisher may lack among the thirty closes (project default)."""
_RULES = ("nasdaq_minimum_bid", "nyse_minimum_price", "otcqb_minimum_bid")


@check(
    severity=2,
    kind="state",
    risk="regulation",
    ends="a close at or above one dollar",
    reference="Nasdaq Listing Rule 5810(c)(3)(A); NYSE Listed Company Manual 802.01C",
)
def price_under_one_dollar(subject: Subject) -> Verdict:
    """The last thirty sessions all closed below one dollar.

    Raw closes, as traded. Nasdaq's rule speaks of closing bids and the NYSE's of an average, so
    this tells that the price is there and not that a notice was sent.
    """
    sessions = subject.view.sessions["day"].tail(_SESSIONS + _LOST)
    rows = subject.panel.filter(pl.col("day") >= sessions.item(0)).tail(_SESSIONS)
    latest = rows.filter(pl.col("day") >= sessions.item(-_SESSIONS))
    above = latest.filter(pl.col("close_raw") >= 1.0)
    if above.height:
        last = above.row(-1, named=True)
        return Clear(
            f"{counted(latest.height, 'close')} of the last {_SESSIONS} sessions: {above.height} at or above "
            f"$1, the latest ${last['close_raw']:,.4g} on {last['day']}"
        )
    if rows.height < _SESSIONS:
        return CannotTell(
            f"{_SESSIONS} closes of the last {_SESSIONS + _LOST} sessions, {rows.height} are held",
            "microcap ingest files YOUR.csv with its bars up to the day asked about",
        )
    closes: list[float] = rows["close_raw"].to_list()
    low, high = min(closes), max(closes)
    span = subject.view.sessions.filter(pl.col("day") >= rows["day"].item(0)).height
    over = "" if span == _SESSIONS else f" (over {span} sessions, {span - _SESSIONS} not held)"
    says = f"{_SESSIONS} closes in a row below $1{over}, from ${low:,.4g} to ${high:,.4g}"
    days = (rows["day"].item(-1), rows["day"].item(0))
    return Finding(f"{says}; {_context(subject)}", bar_evidence(subject, days))


def _context(subject: Subject) -> str:
    rule = venue_rule(subject, *_RULES)
    if rule is not None:
        return f"its venue's rule is {rule.name}: {rule.label.lower()} ({rule.source})"
    if subject.venue is None:
        return "which listing rule holds cannot be told, the venue is not known"
    return f"no rule about one dollar is held for {subject.venue.value}"
