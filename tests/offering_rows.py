"""An invented small company with a shelf, a programme, warrants and a note, as documents."""

from datetime import date
from pathlib import Path

from checks.invented import ISSUER, Row, Rows, bars, filing, held, listed
from microcap.view.subject import Subject
from research.tiny import fact, owned, subject, vendor

SHELF_DAY, EFFECT_DAY = date(2023, 5, 10), date(2023, 5, 24)
TAKEN_DAY, MARKET_DAY, QUARTER_DAY = date(2024, 1, 10), date(2024, 3, 1), date(2024, 5, 14)
SHELF = (
    "FORM S-3. This prospectus is part of a registration statement that we filed with the SEC "
    "using a shelf registration process. Under this shelf registration process, we may sell any "
    "combination of the securities described in this prospectus in one or more offerings up to a "
    "total dollar amount of $20,000,000."
)
TAKEN = (
    "PROSPECTUS SUPPLEMENT. We are offering 1,000,000 shares of our common stock at a public "
    "offering price of $2.00 per share, for gross proceeds of $2,000,000 before fees."
)
MARKET = (
    "PROSPECTUS SUPPLEMENT. We have entered into an at the market sales agreement with Zz "
    "Securities LLC, as sales agent. In accordance with the terms of the sales agreement, we may "
    "offer and sell shares of our common stock having an aggregate offering price of up to "
    "$5,000,000 from time to time through the agent."
)
QUARTER = (
    "FORM 10-Q. Through March 31, 2024, we sold 500,000 shares of our common stock under the "
    "at the market sales agreement for gross proceeds of $1,000,000. "
    "Warrants to purchase 400,000 shares of common stock at an exercise price of $1.50 per share "
    "were outstanding, and expire on December 31, 2028."
)


def document(form: str, day: date, text: str, *, number: int = 1, name: str = "main.htm") -> Row:
    """The clean text of the main document of a filing; see `filing`."""
    return {
        "issuer": ISSUER,
        "accession": filing(form, day, number=number)["accession"],
        "document": name,
        "form": form,
        "type": form,
        "day": day,
        "title": None,
        "text": text,
    }


def filings() -> Rows:
    """Registration, effectiveness, two supplements and a quarterly report."""
    return [
        filing("S-3", SHELF_DAY),
        filing("EFFECT", EFFECT_DAY),
        filing("424B5", TAKEN_DAY),
        filing("424B5", MARKET_DAY),
        filing("10-Q", QUARTER_DAY),
    ]


def documents() -> Rows:
    """The words of those that have any."""
    return [
        document("S-3", SHELF_DAY, SHELF),
        document("424B5", TAKEN_DAY, TAKEN),
        document("424B5", MARKET_DAY, MARKET),
        document("10-Q", QUARTER_DAY, QUARTER),
    ]


def company(folder: Path, moment: str = "2024-06-28", /, **tables: Rows) -> Subject:
    """The company at 2 USD with 5,000,000 shares, 1,000,000 of them insiders'."""
    rows: dict[str, Rows] = {
        "bars": bars([2.0] * 60),
        "listings": listed("NASDAQ_CM"),
        "filings": filings(),
        "filing_documents": documents(),
        "share_counts": [vendor(5_000_000, date(2024, 5, 10))],
        "ownership": [
            owned("Zz Officers", "officers_directors", 400_000, date(2024, 3, 29)),
            owned("Zz Partners", "holder_10pct", 600_000, date(2024, 3, 29)),
        ],
        "coverage": [held()],
    }
    return subject(folder, moment, **{**rows, **tables})


def money_facts(cash: float = 6e6, burn: float = 12e6) -> Rows:
    """A balance at the end of March 2024 and the year before it, filed with the quarter."""
    start, end = date(2023, 4, 1), date(2024, 3, 31)
    tag = "NetCashProvidedByUsedInOperatingActivities"
    return [
        fact("CashAndCashEquivalentsAtCarryingValue", cash, end, filed=QUARTER_DAY),
        fact(tag, -burn, end, start=start, filed=QUARTER_DAY),
    ]
