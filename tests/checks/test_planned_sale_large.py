"""Notices of sale beside the float."""

from datetime import date
from pathlib import Path

from checks.invented import SYMBOL, Rows, filing, held, listed, subject_of
from microcap.checks.planned_sale_large import planned_sale_large
from microcap.model.verdicts import CannotTell, Clear, Finding
from ownership_rows import notice

JUNE = date(2024, 6, 10)
COUNTS: Rows = [
    {"symbol": SYMBOL, "kind": "vendor", "share_class": "", "day": JUNE, "shares": 4_000_000}
]


def test_a_notice_of_more_than_one_per_cent_is_found(tmp_path: Path) -> None:
    """60,000 of 4,000,000 are 1.5 %."""
    verdict = planned_sale_large(
        subject_of(
            tmp_path, listings=listed(), planned_sales=[notice(60_000, JUNE)], share_counts=COUNTS
        )
    )
    assert isinstance(verdict, Finding)
    assert verdict.says.startswith("1 notice to sell 60,000 shares, 1.5 % of")


def test_a_small_notice_is_clear_where_every_form_was_read(tmp_path: Path) -> None:
    row = notice(10_000, JUNE)
    row["accession"] = filing("144", JUNE)["accession"]
    verdict = planned_sale_large(
        subject_of(
            tmp_path,
            listings=listed(),
            planned_sales=[row],
            share_counts=COUNTS,
            filings=[filing("144", JUNE)],
            coverage=[held()],
        )
    )
    assert isinstance(verdict, Clear)


def test_a_notice_without_any_share_count_cannot_be_weighed(tmp_path: Path) -> None:
    verdict = planned_sale_large(
        subject_of(tmp_path, listings=listed(), planned_sales=[notice(60_000, JUNE)])
    )
    assert isinstance(verdict, CannotTell)


def test_before_notices_were_electronic_none_on_the_list_proves_nothing(tmp_path: Path) -> None:
    """A Form 144 could be filed on paper until 2023-04-12."""
    day = date(2022, 6, 30)
    filings = [filing("10-Q", date(2022, 5, 12))]
    subject = subject_of(tmp_path, day, listings=listed(), filings=filings, coverage=[held()])
    verdict = planned_sale_large(subject)
    assert isinstance(verdict, CannotTell)
    assert "filed on paper" in verdict.missing
