"""The share ladder of an invented company, by pencil."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import bars, filing, held, listed
from microcap.model.verdicts import Evidence
from microcap.research.supply import Supply, supply
from offering_rows import QUARTER, QUARTER_DAY, company, document, documents, filings
from research.tiny import again, subject


def _told(value: Supply) -> dict[str, tuple[object, object, object]]:
    return {
        one.kind: (one.at_price.value, one.at_half.value, one.at_twice.value) for one in value.rungs
    }


def test_the_ladder_at_the_price_at_half_and_at_twice(tmp_path: Path) -> None:
    """The shelf: 20m registered, 2m taken and 5m set aside, 13m left. The one-third limit: float
    5m - 1m = 4m at 2 is 8m, a third 2,666,667, sold 2m: 666,667 may come, at 2 that is 333,333
    shares, at 1 666,667, at 4 166,667. The programme: 5m - 1m = 4m: 2m, 4m and 1m shares.
    Warrants at 1.50: 400,000 at 2 and at 4, none at 1."""
    value = supply(company(tmp_path))
    assert _told(value) == {
        "shelf": (333_333, 666_667, 166_667),
        "at_the_market": (2_000_000, 4_000_000, 1_000_000),
        "warrants": (400_000, 0, 400_000),
    }
    price, half, twice = value.totals
    assert [one.shares.value for one in (price, half, twice)] == [2_733_333, 4_666_667, 1_566_667]
    assert [one.price.value for one in (price, half, twice)] == [2.0, 1.0, 4.0]
    assert price.of_float.value == pytest.approx(2_733_333 / 4_000_000)
    assert price.of_outstanding.value == pytest.approx(2_733_333 / 5_000_000)
    assert [days for days, _ in price.within] == [0, 90, 365]
    assert {figure.value for _, figure in price.within} == {2_733_333}


def test_registered_and_unsold_leaves_the_one_third_limit_aside(tmp_path: Path) -> None:
    """(13m + 4m) / 2 = 8.5m shares, 2.125 of the 4m that float."""
    value = supply(company(tmp_path))
    assert value.registered_unsold.value == 8_500_000
    assert value.registered_to_float.value == pytest.approx(2.125)


def test_the_treasury_stock_method_counts_what_exercise_does_not_buy_back(tmp_path: Path) -> None:
    """400,000 (1 - 1.50 / 2) = 100,000 beside 5,000,000."""
    assert supply(company(tmp_path)).diluted.value == 5_100_000


def test_every_rung_carries_words_or_a_fact_with_their_filing(tmp_path: Path) -> None:
    value = supply(company(tmp_path))
    accessions = {row["accession"] for row in filings()}
    assert all(one.evidence for one in value.rungs)
    cited = [piece for one in value.rungs for piece in one.evidence]
    assert all(isinstance(piece, Evidence) and piece.source in accessions for piece in cited)
    warrants = next(one for one in value.rungs if one.kind == "warrants")
    assert warrants.evidence[0].what.startswith("“Warrants to purchase 400,000 shares")
    assert warrants.condition == "above $1.5"
    assert warrants.until == date(2028, 12, 31)


def test_nothing_later_than_the_moment_is_on_the_ladder(tmp_path: Path) -> None:
    """On 2 May 2024 the quarterly report of the 14th is not known: no warrants, nothing sold."""
    company(tmp_path, bars=bars([2.0] * 120))
    before = supply(again(tmp_path, "2024-05-02"))
    assert set(_told(before)) == {"shelf", "at_the_market"}
    assert _told(before)["at_the_market"][0] == 2_500_000
    early = supply(again(tmp_path, "2024-02-01"))
    assert set(_told(early)) == {"shelf"}


def test_without_documents_nothing_is_called_zero(tmp_path: Path) -> None:
    value = supply(company(tmp_path, filing_documents=[]))
    assert value.totals[0].shares.value is None
    assert value.registered_unsold.value is None
    assert any("not held" in one.missing for one in value.cannot_tell)
    assert any("microcap fetch sec" in one.do for one in value.cannot_tell)


def test_a_name_without_an_issuer_says_where_its_documents_may_come_from(tmp_path: Path) -> None:
    value = supply(subject(tmp_path))
    assert value.rungs == ()
    assert value.totals[0].shares.status == "cannot_tell"
    assert "ingest documents" in value.cannot_tell[0].do


def test_an_expired_shelf_is_told_as_past_and_brings_nothing(tmp_path: Path) -> None:
    """Effective on 24 May 2020, the shelf could be used for 36 months: to 24 May 2023."""
    rows = [filing("S-3", date(2020, 5, 11)), filing("EFFECT", date(2020, 5, 24))]
    value = supply(company(tmp_path, filings=rows, filing_documents=[]))
    assert "shelf" not in {one.kind for one in value.rungs}
    assert [(one.end, one.day) for one in value.past] == [("expired", date(2023, 5, 24))]


def test_the_split_of_a_later_day_is_taken_through_warrants(tmp_path: Path) -> None:
    """One for ten in June: 40,000 shares at 15.00."""
    split = {
        "symbol": "ZZHM",
        "day": date(2024, 6, 10),
        "new_shares": 1,
        "old_shares": 10,
        "status": "listed",
        "imprecise": False,
        "evidence": "the test says so",
    }
    value = supply(company(tmp_path, splits=[split], bars=bars([20.0] * 10)))
    warrants = next(one for one in value.rungs if one.kind == "warrants")
    assert (warrants.every.value, warrants.condition) == (40_000, "above $15")


def test_what_stands_on_two_documents_is_counted_once(tmp_path: Path) -> None:
    """The same warrants in a later report are the same warrants."""
    later = date(2024, 6, 20)
    value = supply(
        company(
            tmp_path,
            filings=[*filings(), filing("10-Q", later)],
            filing_documents=[*documents(), document("10-Q", later, QUARTER)],
        )
    )
    assert [one.at_price.value for one in value.rungs if one.kind == "warrants"] == [400_000]


def test_a_registration_of_a_filing_alone_cannot_tell_its_amount(tmp_path: Path) -> None:
    rows = [filing("S-3", date(2024, 2, 1)), filing("EFFECT", date(2024, 2, 9))]
    value = supply(
        subject(tmp_path, bars=bars([2.0] * 60), listings=listed(), filings=rows, coverage=[held()])
    )
    shelf = next(one for one in value.rungs if one.kind == "shelf")
    assert shelf.at_price.status == "cannot_tell"
    assert "the S-3 of 2024-02-01 is not held" in shelf.at_price.missing
    assert value.totals[0].shares.value is None


def test_the_limit_of_an_affiliate_is_the_larger_of_one_percent_and_a_week(tmp_path: Path) -> None:
    """1 % of 5,000,000 is 50,000; 60 sessions of about 1,030 shares make weeks of about 5,000."""
    assert supply(company(tmp_path)).rule_144_limit.value == 50_000


def test_the_quarter_is_the_one_that_was_filed() -> None:
    """The rows of these tests agree with each other."""
    assert QUARTER_DAY in {row["day"] for row in filings()}
