"""What a holder got since each event, by pencil."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import SYMBOL, bars, split
from microcap.research.holder_results import outcomes, prices_since, results
from microcap.view.subject import Subject
from offering_rows import MARKET_DAY, TAKEN_DAY, company
from ownership_rows import trade
from research.tiny import subject

SINCE = date(2019, 6, 28)
BOUGHT = date(2024, 4, 10)
SPLIT = date(2024, 5, 1)


def _company(folder: Path) -> Subject:
    """Closes of 2 USD, before a 1-for-4 split, and 6 USD at the end: 8 then is 6 now."""
    rows = bars([2.0] * 200)
    for row in rows:
        if str(row["day"]) >= str(SPLIT):
            row["close"] = 6.0
    promoted = {
        "symbol": SYMBOL,
        "day": BOUGHT,
        "headline": "ZZHM to the moon",
        "kind": "promotion",
        "text": None,
    }
    return company(
        folder,
        bars=rows,
        splits=[split(SPLIT, 1, 4)],
        insider_trades=[trade("9900071", "P", BOUGHT, 1000, 1.5)],
        news=[promoted],
    )


def test_the_price_then_is_in_shares_of_today(tmp_path: Path) -> None:
    """Offered at 2.00, 8.00 of today's shares: 6 / 8 - 1 = -25 %; bought at 1.50, 6.00: 0 %."""
    held = _company(tmp_path)
    found = {one.sort + one.what: one for one in outcomes(held, prices_since(held, SINCE), SINCE)}
    offered = found["offering424B5"]
    assert offered.price.value == pytest.approx(8.0)
    assert offered.result.value == pytest.approx(-0.25)
    assert offered.paid.value == 2_000_000.0
    bought = found["insider purchaseOwner 9900071"]
    assert bought.price.value == pytest.approx(6.0)
    assert bought.result.value == pytest.approx(0.0)
    assert bought.paid.value == 1500.0
    assert found["promotionZZHM to the moon"].result.value == pytest.approx(-0.25)


def test_a_programme_is_no_payment_and_is_priced_at_the_close(tmp_path: Path) -> None:
    held = _company(tmp_path)
    found = [
        one for one in outcomes(held, prices_since(held, SINCE), SINCE) if one.day == MARKET_DAY
    ]
    assert [(one.what, one.paid.status) for one in found] == [("at the market", "cannot_tell")]
    assert found[0].price.note == "the close"


def test_dollars_weigh_the_result_and_the_yearly_rate_counts_days(tmp_path: Path) -> None:
    """-25 % from 2024-01-10 to 2024-06-28, 170 days: 0.75 ** (365 / 170) - 1 = -0.4608."""
    held = _company(tmp_path)
    prices = prices_since(held, SINCE)
    by_sort = {one.sort: one for one in results(prices, outcomes(held, prices, SINCE))}
    offering = by_sort["offering"]
    assert (offering.events, offering.of_money.n_used, offering.of_money.n_dropped) == (2, 1, 1)
    assert offering.of_money.value == pytest.approx(-0.25)
    assert (date(2024, 6, 28) - TAKEN_DAY).days == 170
    assert offering.yearly.value == pytest.approx(0.75 ** (365 / 170) - 1)
    assert by_sort["promotion"].of_money.status == "not_applicable"


def test_a_suspected_split_in_between_makes_a_result_disputed(tmp_path: Path) -> None:
    rows = [split(SPLIT, 1, 4, status="suspected")]
    held = company(tmp_path, bars=bars([2.0] * 200), splits=rows)
    found = outcomes(held, prices_since(held, SINCE), SINCE)
    assert {one.result.status for one in found} == {"disputed"}
    assert found[0].result.flags == (f"split_suspected on {SPLIT}",)


def test_without_bars_of_that_time_nothing_is_told(tmp_path: Path) -> None:
    held = company(tmp_path, bars=bars([2.0] * 5))
    by_day = {one.day: one for one in outcomes(held, prices_since(held, SINCE), SINCE)}
    assert by_day[MARKET_DAY].result.missing == f"a close of {MARKET_DAY} or soon after"
    empty = subject(tmp_path / "other")
    assert outcomes(empty, prices_since(empty, SINCE), SINCE) == ()
