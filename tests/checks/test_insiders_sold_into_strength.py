"""Sales of insiders after the price had risen."""

from pathlib import Path

from checks.invented import DAY, Rows, bars, days_to, filing, held, listed, subject_of
from microcap.checks.insiders_sold_into_strength import insiders_sold_into_strength, market_trades
from microcap.model.verdicts import CannotTell, Clear, Finding
from ownership_rows import trade

QUIET_THEN_TWICE: Rows = bars([1.0] * 80 + [2.0] * 10)
SOLD = days_to(DAY, 2)[0]


def test_a_sale_at_twice_the_median_is_found(tmp_path: Path) -> None:
    """The close of 2.00 is 100 % above the median of 1.00; 50,000 at 2.00 are $100,000."""
    verdict = insiders_sold_into_strength(
        subject_of(
            tmp_path,
            bars=QUIET_THEN_TWICE,
            listings=listed(),
            insider_trades=[trade("9900071", "S", SOLD, 50_000, 2.0)],
        )
    )
    assert isinstance(verdict, Finding)
    assert verdict.says.startswith("1 insider sold for $100,000 at up to 100 % above")


def test_a_sale_under_a_plan_is_clear_where_every_form_was_read(tmp_path: Path) -> None:
    row = trade("9900071", "S", SOLD, 50_000, 2.0, planned=True)
    row["accession"] = filing("4", SOLD)["accession"]
    subject = subject_of(
        tmp_path,
        bars=QUIET_THEN_TWICE,
        listings=listed(),
        insider_trades=[row],
        filings=[filing("4", SOLD)],
        coverage=[held()],
    )
    assert isinstance(insiders_sold_into_strength(subject), Clear)


def test_without_forms_nobody_can_tell(tmp_path: Path) -> None:
    verdict = insiders_sold_into_strength(subject_of(tmp_path, listings=listed()))
    assert isinstance(verdict, CannotTell)


def test_a_line_of_two_owners_is_one_trade(tmp_path: Path) -> None:
    row = trade("9900071", "S", SOLD, 50_000, 2.0)
    other = {**row, "owner": "9900072"}
    subject = subject_of(tmp_path, listings=listed(), insider_trades=[row, other])
    from microcap.view.holders import insider_trades

    assert market_trades(insider_trades(subject), "S").height == 1
