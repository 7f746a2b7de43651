"""Features of a small foreign offering; every company here is invented."""

from datetime import date
from pathlib import Path

from checks.invented import Rows, bars, days_to, filing, held, listed, subject_of
from microcap.checks.pattern_of_a_small_foreign_offering import (
    pattern_of_a_small_foreign_offering,
)
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document

LAST = date(2024, 6, 28)
START = days_to(LAST, 120)[0]
QUIET, RUN = [4.0] * 90, [6.0, 8.0, 9.0, 9.5, 9.0]
CLOSES = [*QUIET, *RUN, 3.0, *[2.5] * 24]
OLD = bars([10.0] * 400, symbol="ZZBT")
"""Another name, whose bars begin long before: the first bar of the young one is its first day."""
PROSPECTUS = (
    "PROSPECTUS. This is an initial public offering of our ordinary shares. We are offering "
    "1,500,000 ordinary shares at a public offering price of $4.00 per share, for gross proceeds "
    "of $6,000,000, on a firm commitment basis."
)


def _filed() -> Rows:
    return [filing("F-1", days_to(START, 60)[0]), filing("424B4", START)]


def _documents() -> Rows:
    return [document("424B4", START, PROSPECTUS)]


def test_six_of_seven_features_are_found_and_the_seventh_cannot_be_told(tmp_path: Path) -> None:
    """9.5 / 4.0 is +138 %; 3.0 / 9.0 is a fall by two thirds in one session; 6,000,000 / 4 shares."""
    verdict = pattern_of_a_small_foreign_offering(
        subject_of(
            tmp_path,
            bars=[*bars(CLOSES), *OLD],
            listings=listed("NASDAQ_CM"),
            filings=_filed(),
            filing_documents=_documents(),
            coverage=[held()],
        )
    )
    assert isinstance(verdict, Finding)
    assert verdict.says.startswith("pattern of a small foreign offering, 6 of 7 features: listed")
    assert f"an offering of $6,000,000 on {START}" in verdict.says
    assert "1,500,000 shares offered; at $4.00 a share; +138 % from" in verdict.says
    assert "; -67 % on " in verdict.says
    assert verdict.says.endswith("cannot tell: the underwriter's record")


def test_without_the_prospectus_three_features_cannot_tell_of_four(tmp_path: Path) -> None:
    verdict = pattern_of_a_small_foreign_offering(
        subject_of(
            tmp_path,
            bars=[*bars([4.0] * 120), *OLD],
            listings=listed("NASDAQ_CM"),
            filings=_filed(),
            coverage=[held()],
        )
    )
    assert isinstance(verdict, CannotTell)
    assert "1 found (young listing), cannot tell: small offering" in verdict.missing


def test_a_quiet_young_listing_of_a_larger_offering_is_clear(tmp_path: Path) -> None:
    larger = PROSPECTUS.replace("1,500,000", "15,000,000").replace("$6,000,000", "$60,000,000")
    verdict = pattern_of_a_small_foreign_offering(
        subject_of(
            tmp_path,
            bars=[*bars([4.0] * 120), *OLD],
            listings=listed("NASDAQ_CM"),
            filings=_filed(),
            filing_documents=[document("424B4", START, larger)],
            coverage=[held()],
        )
    )
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("2 of 7 features, 4 asked for")


def test_a_domestic_filer_with_a_whole_record_is_clear(tmp_path: Path) -> None:
    subject = subject_of(
        tmp_path,
        bars=bars(CLOSES),
        listings=listed("NASDAQ_CM"),
        filings=[filing("10-K", date(2024, 3, 28))],
        coverage=[held()],
    )
    verdict = pattern_of_a_small_foreign_offering(subject)
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("a domestic filer")


def test_a_name_without_an_issuer_cannot_tell(tmp_path: Path) -> None:
    assert isinstance(pattern_of_a_small_foreign_offering(subject_of(tmp_path)), CannotTell)
