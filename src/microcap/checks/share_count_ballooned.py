"""Dilution: far more shares than a year ago, splits set aside.

1. `_ends` takes the cover-page counts where there are two of them, else the vendor's: the count
   in force a year ago, or the first one since, and the newest.
2. `_settled` leaves out the vendor's counts that were published around a split.
3. Growth that merely mirrors a split, or a suspected split between, cannot be told.
"""

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import log, prod

import polars as pl

from microcap.checks import check
from microcap.checks.stretch import months_before
from microcap.model.figures import percent
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.subject import ShareCount, Subject

_MONTHS = 12
_GROWTH = 1.0
"""More than doubled (project default)."""
_OLDEST = timedelta(days=120)
"""A filed count older than this is stale (methods.md section 1)."""
_CHANGELESS = timedelta(days=400)
"""A vendor's count that has not changed for more than a year of cover pages may be one that nobody
keeps any more (project default)."""
_ENOUGH = timedelta(days=270)
"""A clean bill needs counts that lie at least so far apart (project default)."""
_BEFORE, _AFTER = timedelta(days=8), timedelta(days=45)
"""Around a split the vendor's count may be the old one, or an old one divided (project
default; a vendor divides within five sessions, a stale count is corrected weeks later)."""
_MIRRORED = log(1.25)
_DO = "microcap ingest sec FOLDER with the issuer's companyfacts (counts of the cover page)"


@dataclass(frozen=True, slots=True)
class _Ends:
    first: ShareCount
    last: ShareCount

    @property
    def growth(self) -> float:
        """Fraction by which the split-adjusted count grew."""
        return self.last.adjusted / self.first.adjusted - 1

    @property
    def says(self) -> str:
        """The two counts in a sentence, as stated and in shares of the view's day."""
        return f"{_counted(self.first)} and {_counted(self.last)}"


@check(
    severity=3, kind="event", risk="failure", reference="Pontiff & Woodgate 2008, J. Finance 63(2)"
)
def share_count_ballooned(subject: Subject) -> Verdict:
    """Split-adjusted shares outstanding more than doubled within a year.

    Shares issued for an acquisition, or when notes are converted after a rescue, grow the count
    as well. The two counts are of one kind and one publisher; a vendor's count can lag.
    """
    ends = _ends(subject, "cover") or _ends(subject, "vendor")
    if ends is None:
        return CannotTell("two share counts of one kind within the last 12 months", _DO)
    doubt = _doubt(subject, ends)
    if doubt is not None:
        return doubt
    since = subject.splits.filter(pl.col("day") > ends.last.day)
    if min(ends.first.adjusted, ends.last.adjusted) < 1 or (
        ends.last.day < months_before(subject.view.day, _MONTHS) and since.height
    ):
        return CannotTell(f"a share count of after its last split; held are {ends.says}", _DO)
    if ends.growth > _GROWTH:
        says = f"split-adjusted shares grew {percent(ends.growth, 0)}: {ends.says}"
        says += _step(subject, ends) + _other_kind(subject, ends)
        return Finding(says, (ends.last.cite(), ends.first.cite()))
    if ends.last.day - ends.first.day < _ENOUGH and not _in_force(subject, ends):
        return CannotTell(f"a share count of about a year ago; held are {ends.says}", _DO)
    if subject.view.day - ends.last.day > _CHANGELESS:
        return CannotTell(
            f"a share count newer than that of {ends.last.day}; held are {ends.says}", _DO
        )
    return Clear(
        f"split-adjusted shares changed {percent(ends.growth, 0, signed=True)}: {ends.says}"
    )


def _ends(subject: Subject, kind: str) -> _Ends | None:
    start = months_before(subject.view.day, _MONTHS)
    counts = [count for count in subject.share_counts if count.kind == kind and count.shares > 0]
    if kind == "vendor":
        counts = _settled(subject, counts)
    else:
        # classes of shares are counted apart on one cover page, and only their sum compares
        days = [count.day for count in counts]
        counts = [count for count in counts if days.count(count.day) == 1]
        counts = [count for count in counts if count.day >= start - _OLDEST]
    before = [count for count in counts if count.day <= start]
    since = [count for count in counts if count.day > start]
    if kind == "cover" and not since:
        return None
    used = [*before[-1:], *since]
    if not used or (len(used) == 1 and (kind == "cover" or not before)):
        return None
    return _Ends(used[0], used[-1])


def _settled(subject: Subject, counts: list[ShareCount]) -> list[ShareCount]:
    """The vendor's counts that were not published around a split."""
    days = _splits(subject)["day"].to_list()
    return [
        count
        for count in counts
        if not any(day - _BEFORE <= count.day <= day + _AFTER for day in days)
    ]


def _splits(subject: Subject) -> pl.DataFrame:
    return subject.splits.filter(
        (pl.col("status") == "listed") & (pl.col("day") <= subject.view.day)
    )


def _doubt(subject: Subject, ends: _Ends) -> CannotTell | None:
    """Why these two counts cannot be compared, or null."""
    since = min(ends.first.day, months_before(subject.view.day, _MONTHS))
    suspected = subject.splits.filter((pl.col("status") == "suspected") & (pl.col("day") > since))
    if suspected.height and ends.last.kind == "vendor":
        days = ", ".join(str(day) for day in suspected["day"])
        return CannotTell(f"whether the share count grew or was split on {days}", _DO)
    between = _splits(subject).filter(
        (pl.col("day") > ends.first.day) & (pl.col("day") <= ends.last.day)
    )
    ratios = [row["old_shares"] / row["new_shares"] for row in between.iter_rows(named=True)]
    for ratio in (*ratios, prod(ratios)):
        if ends.growth > _GROWTH and abs(log(1 + ends.growth) - log(ratio)) < _MIRRORED:
            days = ", ".join(str(day) for day in between["day"])
            missing = f"a count that the split of {days} did not disturb; held are {ends.says}"
            return CannotTell(missing, _DO)
    return None


def _in_force(subject: Subject, ends: _Ends) -> bool:
    """A vendor's counts are changes: the one before the year began held until the next."""
    start = months_before(subject.view.day, _MONTHS)
    return ends.first.kind == "vendor" and ends.first.day <= start


def _step(subject: Subject, ends: _Ends) -> str:
    """The one change of a vendor's count that alone doubled it, with what else it may be."""
    if ends.last.kind != "vendor":
        return ""
    counts = _settled(subject, [one for one in subject.share_counts if one.kind == "vendor"])
    steps = [
        (after.adjusted / before.adjusted, after.day)
        for before, after in pairwise(counts)
        if before.adjusted > 0 and ends.first.day <= before.day and after.day <= ends.last.day
    ]
    times, day = max(steps, default=(1.0, ends.last.day))
    if times - 1 <= _GROWTH:
        return ""
    return (
        f"; {times:,.1f}-fold in one step on {day}, which may also be a merger, or the vendor "
        "counting other shares (depositary shares, classes)"
    )


def _other_kind(subject: Subject, ends: _Ends) -> str:
    """What the other publisher's counts say, where they do not agree."""
    other = _ends(subject, "vendor" if ends.last.kind == "cover" else "cover")
    if other is None or other.growth > _GROWTH:
        return ""
    return f"; disputed: by the {other.last.kind} counts {percent(other.growth, 0, signed=True)}"


def _counted(count: ShareCount) -> str:
    adjusted = round(count.adjusted)
    now = "" if adjusted == count.shares else f", {adjusted:,} in the shares of the view's day"
    return f"{count.shares:,} ({count.kind} {count.day}{now})"
