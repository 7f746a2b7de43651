"""The words of invented offering documents and quarterly reports: shelf, supplements, terms.

They tell what the share ledger of the story did, so that a reader of the words can be held to it.
No chance is drawn here: the same story gives the same words.
"""

from datetime import date

from microcap.sources.sandbox.corporate import Ledger
from microcap.sources.sandbox.story import Floats, Paper, Story

SHELF = 150_000_000
"""Dollars that the troubled name's shelf registers."""
PROGRAMME = 8_000_000
"""Dollars of its programme of sales into the market."""
_NET = 0.93


def filed_words(story: Story, book: Ledger, closes: Floats) -> dict[int, str]:
    """The text of some papers by their place in the story; only the troubled name has them."""
    if story.profile.kind != "troubled":
        return {}
    words: dict[int, str] = {}
    for place, paper in enumerate(story.papers):
        if paper.form == "S-3":
            words[place] = _shelf(story)
        elif paper.form == "424B5" and (said := _supplement(story, paper, book)):
            words[place] = said
        elif paper.form == "10-Q" and paper.session > (story.doubt_from or 0):
            words[place] = _quarter(story, paper, book, closes)
    return words


def _shelf(story: Story) -> str:
    return (
        "FORM S-3\nREGISTRATION STATEMENT\n\n"
        f"{story.profile.name}\n\n"
        "We may offer and sell from time to time, in one or more offerings, common stock, "
        f"preferred stock and warrants having an aggregate offering price of up to ${SHELF:,}.\n\n"
        "This prospectus is part of a registration statement that we filed with the Securities "
        "and Exchange Commission using a shelf registration process. Under this shelf "
        "registration process, we may sell any combination of the securities described in this "
        f"prospectus in one or more offerings up to a total dollar amount of ${SHELF:,}."
    )


def _supplement(story: Story, paper: Paper, book: Ledger) -> str:
    """What the ledger shows two sessions later: shares sold, and the price that was paid."""
    settled = min(paper.session + 2, len(book.shares) - 1)
    new = int(book.shares[settled] - book.shares[settled - 1])
    gross = float(book.raised[settled]) / _NET
    if new <= 0 or gross <= 0:
        return ""
    return (
        "PROSPECTUS SUPPLEMENT\n(To the prospectus of our shelf registration statement)\n\n"
        f"We are offering {new:,} shares of our common stock at a public offering price of "
        f"${gross / new:,.4f} per share, for gross proceeds of ${gross:,.0f} before the placement "
        "agent's fees.\n\nYou will experience immediate and substantial dilution."
    )


def _quarter(story: Story, paper: Paper, book: Ledger, closes: Floats) -> str:
    """A quarterly report's words on doubt, programme, warrants, note and the next result."""
    end = paper.report_day or story.day(paper.session)
    issued = story.doubt_from or story.begins
    count, strike = int(book.shares[issued]) // 5, float(closes[issued]) * 1.5
    for one in book.splits:
        if issued < one.session <= paper.session:
            count, strike = count * one.new // one.old, strike * one.old / one.new
    entered = story.day(issued)
    sold = min((end - entered).days // 90 * PROGRAMME // 20, PROGRAMME)
    due = date(end.year + 1, 12, 31)
    return (
        f"FORM 10-Q\n{story.profile.name}\nFor the quarterly period ended {_long(end)}\n\n"
        "NOTES TO THE CONDENSED FINANCIAL STATEMENTS (UNAUDITED)\n\n"
        "Note 1. Liquidity. We have incurred recurring losses and negative cash flows from "
        "operations. These conditions raise substantial doubt about our ability to continue as a "
        "going concern.\n\n"
        f"Note 2. Equity. On {_long(entered)}, we entered into an at the market "
        "sales agreement with Tidewater Invented Securities LLC, as sales agent, under which we "
        f"may offer and sell shares of our common stock up to ${PROGRAMME:,}. Through "
        f"{_long(end)}, we sold shares of our common stock under the sales agreement for gross "
        f"proceeds of ${sold:,}.\n\n"
        f"Warrants to purchase {count:,} shares of common stock at an exercise price of "
        f"${strike:,.4f} per share were outstanding, and expire on {_long(date(entered.year + 5, 12, 31))}.\n\n"
        "Note 3. Debt. The convertible note in the principal amount of $2,000,000 matures on "
        f"{_long(due)}. The note is convertible at 80% of the lowest VWAP of the ten trading days "
        "before conversion.\n\n"
        "Item 2. Outlook. We expect to report results of the pivotal field trial of our hull "
        f"sensor in the {_ordinal(end)}.\n\nSIGNATURES"
    )


def _ordinal(end: date) -> str:
    """The quarter after the next one: each report puts it off again."""
    index = (end.month - 1) // 3 + 2
    year, quarter = end.year + index // 4, index % 4
    return f"{('first', 'second', 'third', 'fourth')[quarter]} quarter of {year}"


def _long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
