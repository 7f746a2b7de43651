"""The one-third limit of a name on a day."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import bars, filing
from microcap.research.supply import supply
from offering_rows import company, document, documents, filings


def test_the_limit_at_the_highest_close_less_what_supplements_sold(tmp_path: Path) -> None:
    """4m float at the highest close, 3.00: 12m, a third 4m; 2m sold in twelve months: 2m left,
    at the last close of 2.00 a million shares."""
    small = supply(company(tmp_path, bars=bars([*[2.0] * 50, 3.0, *[2.0] * 9]))).baby_shelf
    assert (small.applies.value, small.highest_close.value) == ("yes", 3.0)
    assert small.limit.value == pytest.approx(4e6)
    assert small.sold.value == 2e6
    assert small.room.value == pytest.approx(2e6)
    assert small.room_shares.value == 1_000_000


def test_the_companys_own_words_on_its_float_and_sales_go_first(tmp_path: Path) -> None:
    """3,000,000 shares of outsiders at 2.00: 6m, a third 2m, sold 500,000: 1.5m left."""
    day = date(2024, 6, 3)
    words = (
        "Pursuant to General Instruction I.B.6 of Form S-3, in no event will we sell securities with "
        "a value exceeding one-third of our public float in any twelve-month period. As of June 3, "
        "2024, the aggregate market value of our common stock held by non-affiliates was "
        "$6,000,000, based on 3,000,000 shares held by non-affiliates at a price of $2.00 per "
        "share. We have sold $500,000 of securities pursuant to General Instruction I.B.6 during "
        "the prior twelve months."
    )
    small = supply(
        company(
            tmp_path,
            filings=[*filings(), filing("424B5", day)],
            filing_documents=[*documents(), document("424B5", day, words)],
        )
    ).baby_shelf
    assert small.float_shares.value == 3_000_000
    assert small.limit.value == pytest.approx(2e6)


def test_a_float_of_seventy_five_million_has_no_limit(tmp_path: Path) -> None:
    """4m at 20.00 are 80m."""
    small = supply(company(tmp_path, bars=bars([20.0] * 60))).baby_shelf
    assert (small.applies.value, small.room.status) == ("no", "not_applicable")


def test_a_proposal_stands_beside_the_rule_and_decides_nothing(tmp_path: Path) -> None:
    """The abolition was proposed on 19 May 2026."""
    assert supply(company(tmp_path)).baby_shelf.proposed == ""


def test_without_holdings_the_limit_cannot_be_told(tmp_path: Path) -> None:
    small = supply(company(tmp_path, ownership=[])).baby_shelf
    assert (small.room.value, small.applies.status) == (None, "cannot_tell")
