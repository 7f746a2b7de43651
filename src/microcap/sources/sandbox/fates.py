"""What becomes of a company: new shares, splits, a new name, its end; and the three show names."""

from datetime import timedelta

from microcap.sources.sandbox.papers import offering_words, toxic_note
from microcap.sources.sandbox.scripts import explained_spike, promotion, unexplained_spike
from microcap.sources.sandbox.story import Holding, Offering, SplitPlan, Story


def offer(story: Story, session: int, share: float, *, discount: float = 0.15) -> None:
    """New shares, announced before the open; the price falls, the volume rises."""
    if not story.begins + 1 < session < story.ends - 1:
        return
    listed = not story.profile.otc
    words = offering_words(share, discount)
    if listed:
        title = "Prospectus supplement"
        story.file(session, "424B5", evening=False, title=title, text=words)
        story.file(session, "8-K", "1.01,8.01,9.01", evening=False, title="Offering of shares")
    else:
        title = "Unregistered sale of equity"
        story.file(session, "8-K", "3.02", evening=False, title=title, text=words)
    story.offerings.append(Offering(session, share, discount))
    story.jump[session] -= discount * 0.8
    story.loudness[session] += 2.2
    story.loudness[session + 1] += 1.0
    story.tell(session, "dilution", f"new shares of {share:.1%}, {discount:.0%} under the close")


def split(story: Story, session: int, new: int = 1, old: int = 0) -> None:
    """A reverse split, announced two sessions before its ex-day."""
    if not story.begins + 5 < session < story.ends - 2:
        return
    if story.profile.files:
        title = "Certificate of amendment: reverse stock split"
        story.file(session - 2, "8-K", "3.03,5.03,9.01", title=title)
    story.splits.append(SplitPlan(session, new, old))
    story.loudness[session] += 0.7


def diluter(story: Story) -> None:
    """A serial diluter: a shelf, an offering every quarter or so, and a reverse split."""
    if not story.profile.otc:
        story.file(story.begins + 12, "S-3", title="Shelf registration")
    for place in range(9):
        session = story.open_day(story.part(0.04 + place * 0.1), story.part(0.1 + place * 0.1))
        if session is not None:
            offer(story, session, float(story.generator.uniform(0.12, 0.4)))
    reverse_split(story)


def reverse_split(story: Story) -> None:
    """One reverse split, to win back the minimum bid after a notice of the exchange."""
    session = story.open_day(story.part(0.5), story.part(0.8))
    if session is None:
        return
    if not story.profile.otc:
        title = "Notice: bid price under $1.00"
        story.file(session - 90, "8-K", "3.01", title=title)
    split(story, session)


def stale_vendor(story: Story) -> None:
    """A reverse split that the vendor of share counts misses for weeks."""
    reverse_split(story)
    story.stale_vendor = True


def death(story: Story) -> None:
    """The last year of a company that dies, by the kind of its death."""
    kind = story.profile.kind
    end = story.ends
    if kind == "death_acquired":
        story.jump[end - 40] += 0.3
        story.loudness[end - 40] += 3.0
        story.file(end - 40, "8-K", "1.01,8.01", evening=False, title="Merger agreement")
        story.file(end, "8-K", "2.01,3.01,5.01", title="Completion of merger")
        story.file(end, "25-NSE", title="Removal from listing")
        story.file(end + 8, "15-12G", title="End of registration")
        story.tell(end, "death", "acquired for cash")
        return
    story.doubt_from = max(story.begins, end - 400)
    for place in (0.75, 0.85):
        offer(story, story.part(place), float(story.generator.uniform(0.15, 0.35)))
    for session in range(end - 45, end + 1):
        story.jump[session] -= 0.025
    if kind == "death_delisting":
        story.file(end - 60, "8-K", "3.01", title="Notice: stockholders' equity too small")
        story.file(end - 6, "8-K", "3.01,8.01", title="Determination to delist")
        story.file(end, "25-NSE", title="Removal from listing")
        story.tell(end, "death", "delisted by the exchange")
        return
    if kind == "death_going_concern":
        story.file(end - 30, "8-K", "4.01", title="Auditor resigned")
        story.file(end - 12, "8-K", "2.04", title="Acceleration of a debt")
    story.jump[end - 3] -= 0.9
    story.loudness[end - 3] += 2.5
    story.file(end - 4, "8-K", "1.03,2.04", title="Bankruptcy petition")
    story.file(end, "25-NSE", title="Removal from listing")
    story.file(end + 15, "15-12G", title="End of registration")
    detail = "ran out of cash; petition" if kind == "death_going_concern" else "bankruptcy petition"
    story.tell(end, "death", detail)


def remnant(story: Story) -> None:
    """A blank-check company after its holders redeemed: nine in ten shares are gone."""
    session = story.part(float(story.generator.uniform(0.2, 0.4)))
    title = "Extension; holders of 90% of the shares redeemed"
    story.file(session, "8-K", "5.03,5.07,8.01", title=title)
    story.shares_drop = (session, 0.1)


def rename(story: Story, ticker: str, name: str) -> None:
    """A new name and ticker, in the middle of its life."""
    session = story.part(0.55)
    story.file(session - 2, "8-K", "5.03,8.01", title=f"Change of name to {name}")
    story.tickers.append((session, ticker))
    story.names.append((session, name))
    story.tell(session, "rename", f"{story.profile.ticker} became {ticker}")


def restrict(story: Story, session: int, share: float) -> None:
    """Shares sold in a private placement, which may not be resold for six months (Rule 144)."""
    free = story.day(session) + timedelta(days=183)
    story.holdings.append(
        Holding(session, "private placement investors", "restricted", share, free)
    )
    story.file(session, "8-K", "3.02", title="Private placement")
    story.offerings.append(Offering(session, share, 0.1))
    story.tell(session, "restricted", f"{share:.1%} of the shares until {free}")


def troubled(story: Story) -> None:
    """ZZHM: two reverse splits, new shares, doubt, a promotion and a spike that nothing explains."""
    first, second = story.part(0.556), story.part(0.82)
    story.doubt_from = story.part(0.3)
    story.file(story.part(0.1), "S-3", title="Shelf registration")
    story.file(first - 130, "8-K", "3.01", title="Notice: bid price under $1.00")
    story.file(second - 80, "8-K", "3.01", title="Notice: bid price under $1.00")
    split(story, first, 1, 15)
    split(story, second, 1, 25)
    spike = unexplained_spike(story, story.part(0.925), times=35.0, move=0.28)
    if spike is not None:
        story.jump[spike + 2] -= 0.25
        promotion(story, spike - 1, amount=40_000)
    note = story.part(0.66)
    title = "Unregistered sale: convertible note"
    story.file(note, "8-K", "1.01,2.03,3.02", title=title, text=toxic_note(2_000_000))
    for place in (0.15, 0.26, 0.37, 0.47, 0.62, 0.7, 0.77, 0.86, 0.975):
        offer(story, story.part(place), 0.55 if place > 0.6 else 0.4, discount=0.14)
    for low, high, pull in ((0.0, 0.556, -0.4), (0.556, 0.82, -1.8), (0.82, 1.0, -0.1)):
        begin, end = story.part(low), story.part(high)
        story.jump[begin + 1 : end] += pull / (end - begin)
    words = "The auditor resigned. There was no disagreement on any matter of accounting."
    story.file(story.part(0.972), "8-K", "4.01,9.01", title="Auditor resigned", text=words)
    placement = story.open_day(story.part(0.945), story.part(0.96))
    if placement is not None:
        restrict(story, placement, 0.03)
    story.looks.extend(story.ends - back for back in (1, 6, 12))
    story.tell(story.doubt_from, "going_concern", "in every annual report from then on")


def clean(story: Story) -> None:
    """ZZBT: steady volume, every spike with a filing, tight quotes, cash from operations."""
    for place in (0.12, 0.3, 0.49, 0.63, 0.78, 0.91):
        move = 0.02 if place != 0.49 else -0.02
        explained_spike(story, story.part(place), times=7.0, move=move)
    story.looks.extend(range(story.ends - 14, story.ends + 1, 2))
    story.looks.extend(range(story.part(0.5), story.part(0.5) + 12, 2))
