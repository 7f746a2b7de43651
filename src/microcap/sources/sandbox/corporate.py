"""The share ledger of an invented issuer, and what its cover pages, vendor and owners say of it."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from microcap.sources.sandbox.prices import Split
from microcap.sources.sandbox.story import Floats, Paper, Story

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Shares outstanding on each session, in the shares of that session, and money raised."""

    shares: Counts
    raised: Floats
    """Net proceeds of new shares per session, USD."""
    splits: tuple[Split, ...]

    def restated(self, session: int, said: int) -> int:
        """The count of a session in the shares of the later session on which it is said."""
        count = int(self.shares[session])
        for split in self.splits:
            if session < split.session <= said:
                count = count * split.new // split.old
        return count


_NET = 0.93
"""What is left of an offering after a placement fee of 7 %."""


def ledger(story: Story, mids: Floats, splits: tuple[Split, ...]) -> Ledger:
    """The share count of every session, moved by offerings, splits, redemptions and buy-backs."""
    count = story.calendar.count
    held = int(story.profile.cap / story.profile.price)
    shares = np.full(count, held, dtype=np.int64)
    raised = np.zeros(count)
    closes = np.exp(mids[:, -1])
    factor = 1.0
    by_session = {split.session: split for split in splits}
    offers = {offer.session + 2: offer for offer in story.offerings}
    for session in range(story.begins, count):
        if session in by_session:
            split = by_session[session]
            held = held * split.new // split.old
            factor *= split.old / split.new
        if session in offers:
            offer = offers[session]
            new = int(held * offer.share)
            price = closes[offer.session - 1] * factor * (1 - offer.discount)
            raised[session] = new * price * _NET
            held += new
        if story.shares_drop is not None and session == story.shares_drop[0]:
            held = int(held * story.shares_drop[1])
        if story.profile.kind == "clean" and session % 63 == 60:
            held -= held // 300
        shares[session] = held
    return Ledger(shares, raised, splits)


def cover_session(story: Story, paper: Paper) -> int:
    """The session of the share count on a report's cover: a few before the filing."""
    return max(story.begins, paper.session - 2 - paper.minute % 5)


@dataclass(frozen=True, slots=True)
class VendorCount:
    """What the vendor shows of a ticker from a session on."""

    session: int
    symbol: str
    shares: int


def vendor_counts(story: Story, book: Ledger) -> list[VendorCount]:
    """The vendor's counts, change by change: cover pages with a delay, divided at splits.

    Of depositary shares the vendor counts the depositary shares, not the ordinary ones.
    """
    if story.single_bar:
        return []
    says: dict[int, int] = {story.begins: int(book.shares[story.begins])}
    for paper in story.papers:
        if paper.quarter:
            seen = paper.session + 1 + paper.minute % 4
            if seen <= story.ends:
                says[seen] = book.restated(cover_session(story, paper), seen)
    for split in book.splits:
        before = says[max(session for session in says if session < split.session)]
        divided = before * split.new // split.old
        if story.stale_vendor:
            # repeated undivided after the ex-day, and put right only weeks later
            for session in [one for one in says if split.session <= one < split.session + 45]:
                del says[session]
            says[split.session + 2] = before
            says[split.session + 45] = divided
        else:
            says[split.session] = divided
    for session, _ in story.tickers[1:]:
        says[session] = says[max(one for one in says if one <= session)]
    last = story.ends
    return [
        VendorCount(session, ticker_on(story, session), max(1, shares))
        for session, shares in sorted(says.items())
        if session <= last
    ]


def ticker_on(story: Story, session: int) -> str:
    """The ticker that the security bore on a session."""
    return [ticker for since, ticker in story.tickers if since <= session][-1]


@dataclass(frozen=True, slots=True)
class Owned:
    """Shares of a holder, as stated on a session."""

    session: int
    minute: int
    holder: str
    kind: str
    shares: int
    sellable_from: date | None


def owners(story: Story, book: Ledger) -> list[Owned]:
    """Holdings by proxy statements, and restricted shares by the filings that sold them."""
    insiders, large = insiders_share(story), large_share(story)
    rows = []
    for paper in story.papers:
        if paper.form != "DEF 14A":
            continue
        shares = int(book.shares[paper.session])
        rows.append(_owned(paper, "officers and directors", "officers_directors", insiders, shares))
        if large >= 0.1:
            rows.append(_owned(paper, "Ostermark Capital LP", "holder_10pct", large, shares))
    for holding in story.holdings:
        shares = int(book.shares[holding.session] * holding.share)
        session, minute = holding.session, 1080
        rows.append(
            Owned(session, minute, holding.holder, holding.kind, shares, holding.sellable_from)
        )
    return rows


def insiders_share(story: Story) -> float:
    """The part of the shares that officers and directors hold."""
    return 0.04 + 0.2 * (story.profile.number * 37 % 100) / 100


def large_share(story: Story) -> float:
    """The part of the shares of the one large holder; below a tenth there is none."""
    drawn = 0.05 + 0.1 * (story.profile.number * 53 % 100) / 100
    return drawn if story.profile.number % 3 != 0 and drawn >= 0.1 else 0.0


def _owned(paper: Paper, holder: str, kind: str, share: float, shares: int) -> Owned:
    return Owned(paper.session, paper.minute, holder, kind, int(shares * share), None)


def accessions(story: Story) -> dict[int, str]:
    """The accession number of each paper by its place in the story's list.

    Numbers run within issuer and year, in the order of acceptance.
    """
    order = sorted(
        range(len(story.papers)),
        key=lambda place: (story.papers[place].session, story.papers[place].minute, place),
    )
    numbers: dict[int, int] = {}
    given = {}
    for place in order:
        year = story.day(story.papers[place].session).year % 100
        numbers[year] = numbers.get(year, 0) + 1
        given[place] = f"{int(story.profile.issuer):010d}-{year:02d}-{numbers[year]:06d}"
    return given
