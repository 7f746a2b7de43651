"""The rows of any table that are about one subject, by ticker or by issuer."""

from datetime import date
from pathlib import Path

from checks.invented import ISSUER, SYMBOL, bars, filing, held, listed, subject_of
from microcap.view.rows_of import rows_of
from ownership_rows import trade

MAY = date(2024, 5, 6)


def test_a_table_without_tickers_is_found_by_the_issuer(tmp_path: Path) -> None:
    """A form of another issuer that shows the same ticker is not its own."""
    own, other = trade("9900071", "P", MAY, 100, 2.0), trade("9900072", "P", MAY, 7, 2.0)
    subject = subject_of(
        tmp_path,
        listings=listed(),
        filings=[filing("10-K", MAY)],
        insider_trades=[own, {**other, "issuer": "9900099"}],
    )
    for name, count in (("insider_trades", 1), ("filings", 1), ("bars", 1), ("news", 0)):
        rows = rows_of(subject, name)
        assert rows is not None
        assert rows.collect().height == count


def test_a_table_about_the_lake_is_about_no_subject(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), coverage=[held()])
    assert [rows_of(subject, name) for name in ("coverage", "caveats", "sessions")] == [None] * 3


def test_without_an_issuer_its_tables_are_empty(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, insider_trades=[trade("9900071", "P", MAY, 100, 2.0)])
    rows = rows_of(subject, "insider_trades")
    assert subject.issuer != ISSUER
    assert rows is not None
    assert rows.collect().is_empty()


def test_rows_of_an_earlier_bearer_of_the_ticker_are_not_the_subjects(tmp_path: Path) -> None:
    """No bar for 400 sessions: the ticker's second bearer is a security of its own."""
    subject = subject_of(
        tmp_path,
        bars=[*bars([3.0] * 40, last=date(2022, 10, 3)), *bars([2.0] * 60)],
        news=[
            {"symbol": SYMBOL, "day": day, "headline": str(day), "kind": "news"}
            for day in (date(2022, 9, 1), MAY)
        ],
    )
    assert subject.security != SYMBOL
    for name, count in (("news", 1), ("bars", 60)):
        rows = rows_of(subject, name)
        assert rows is not None
        assert rows.collect().height == count
