"""Rungs of registrations: programmes that ended, equity lines, resales."""

from datetime import date
from pathlib import Path

from checks.invented import bars, filing, listed
from microcap.research.supply import supply
from offering_rows import company, document, documents, filings
from research.tiny import subject

JUNE = date(2024, 6, 10)


def _with(folder: Path, form: str, words: str) -> dict[str, tuple[object, bool, str]]:
    value = supply(
        company(
            folder,
            filings=[*filings(), filing(form, JUNE)],
            filing_documents=[*documents(), document(form, JUNE, words)],
        )
    )
    return {one.kind: (one.at_price.value, one.counted, one.overlaps) for one in value.rungs}


def test_a_programme_that_was_terminated_brings_nothing(tmp_path: Path) -> None:
    words = (
        "On June 10, 2024, we terminated the at the market sales agreement with Zz Securities LLC."
    )
    assert "at_the_market" not in _with(tmp_path, "8-K", words)


def test_an_equity_line_is_a_rung_of_its_own(tmp_path: Path) -> None:
    """3m at 2.00 are 1.5m shares."""
    words = (
        "On June 10, 2024, we entered into an equity line of credit agreement with Zz Capital LLC, "
        "under which we may sell up to $3,000,000 of our common stock."
    )
    assert _with(tmp_path, "8-K", words)["equity_line"][0] == 1_500_000


def test_shares_that_holders_resell_are_shown_and_not_added(tmp_path: Path) -> None:
    words = (
        "FORM S-1. This prospectus relates to the resale from time to time by the selling "
        "stockholders named in this prospectus of up to 1,250,000 shares of our common stock."
    )
    told = _with(tmp_path, "S-1", words)["resale"]
    assert told[:2] == (1_250_000, False)
    assert "outstanding already" in told[2]


def test_a_shelf_that_is_not_effective_is_not_added(tmp_path: Path) -> None:
    words = (
        "Under this shelf registration process, we may sell any combination of the securities "
        "described in this prospectus in one or more offerings up to a total amount of $9,000,000."
    )
    value = supply(
        subject(
            tmp_path,
            bars=bars([2.0] * 60),
            listings=listed(),
            filings=[filing("S-3", JUNE)],
            filing_documents=[document("S-3", JUNE, words)],
        )
    )
    (one,) = [one for one in value.rungs if one.kind == "shelf"]
    assert (one.at_price.value, one.counted) == (4_500_000, False)
    assert "not effective" in one.what
