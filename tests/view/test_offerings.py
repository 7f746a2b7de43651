"""Offerings, each once, and what statements say that shares brought."""

from datetime import date
from pathlib import Path

from checks.invented import filing
from microcap.view.offerings import money_raised, offerings
from offering_rows import MARKET_DAY, TAKEN_DAY, company, document, documents, filings
from research.tiny import fact, subject

SOLD = "ProceedsFromIssuanceOfCommonStock"
TOLD_DAY = date(2024, 4, 22)
TOLD = (
    "On April 22, 2024 we closed a private placement in which we sold 400,000 shares of our common "
    "stock at a price of $2.50 per share, for gross proceeds of $1,000,000."
)


def test_a_supplement_is_an_offering_and_a_programme_is_a_limit(tmp_path: Path) -> None:
    """1,000,000 shares at $2.00 are $2,000,000; the programme may sell $5,000,000."""
    found = offerings(company(tmp_path))
    assert [(one.day, one.what, one.dollars, one.price, one.limit) for one in found] == [
        (TAKEN_DAY, "424B5", 2e6, 2.0, False),
        (MARKET_DAY, "at the market", 5e6, None, True),
    ]


def test_a_sale_that_an_8_k_tells_of_is_one_offering_with_its_item(tmp_path: Path) -> None:
    """Item 3.02 of 24 April tells of the sale of the 22nd: one offering, 400,000 x $2.50."""
    day = date(2024, 4, 24)
    held = company(
        tmp_path,
        filings=[*filings(), filing("8-K", day, "3.02")],
        filing_documents=[*documents(), document("8-K", day, TOLD)],
    )
    found = [one for one in offerings(held) if one.day > MARKET_DAY]
    assert [(one.day, one.what, one.dollars, one.price) for one in found] == [
        (TOLD_DAY, "private placement", 1e6, 2.5)
    ]


def test_a_supplement_that_was_not_read_has_no_amount(tmp_path: Path) -> None:
    day = date(2024, 2, 6)
    held = company(tmp_path, filings=[filing("424B4", day)], filing_documents=[])
    assert [(one.what, one.dollars) for one in offerings(held)] == [("424B4", None)]


def test_a_preliminary_and_a_final_supplement_are_one_offering(tmp_path: Path) -> None:
    rows = [filing("424B5", date(2024, 2, 6)), filing("424B5", date(2024, 2, 8))]
    held = company(tmp_path, filings=rows, filing_documents=[])
    assert [one.day for one in offerings(held)] == [date(2024, 2, 6)]


def test_a_quarter_is_told_and_the_year_around_it_is_not_told_again(tmp_path: Path) -> None:
    """The quarter to March brought 3 M; the year to December 2023 brought 7 M."""
    rows = [
        fact(SOLD, 7e6, date(2023, 12, 31), start=date(2023, 1, 1), filed=date(2024, 3, 20)),
        fact(SOLD, 3e6, date(2024, 3, 31), start=date(2024, 1, 1), filed=date(2024, 5, 14)),
    ]
    found = money_raised(company(tmp_path, facts=rows))
    assert [(one.start, one.end, one.dollars) for one in found] == [
        (date(2023, 1, 1), date(2023, 12, 31), 7e6),
        (date(2024, 1, 1), date(2024, 3, 31), 3e6),
    ]
    assert found[1].currency == "USD"


def test_of_a_name_without_an_issuer_nothing_is_known(tmp_path: Path) -> None:
    held = subject(tmp_path)
    assert offerings(held) == ()
    assert money_raised(held) == ()
