"""How much there is to read about a name, and its place among the names of the day."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import DAY, SYMBOL, bars, filing, held, listed
from microcap.research.information import Information, information
from research.tiny import subject

OTHERS = [f"ZZ{one}{two}" for one in "ABCDE" for two in "FGIJK"]
"""25 other names."""


def _filings(issuer: str, count: int) -> list[dict[str, object]]:
    return [
        {
            **filing("8-K", date(2024, 1, 1 + at), "8.01", number=at),
            "issuer": issuer,
            "accession": f"{issuer}-{at}",
        }
        for at in range(count)
    ]


@pytest.fixture(scope="module")
def value(tmp_path_factory: pytest.TempPathFactory) -> Information:
    """ZZHM filed 10 times; the others 1, 2 ... 25 times; each has a bar and a whole record."""
    symbols = {symbol: f"99100{at:02d}" for at, symbol in enumerate(OTHERS, 1)}
    seen = [
        {
            "symbol": symbol,
            "issuer": issuer,
            "day": date(2020, 1, 2),
            "event": "seen",
            "venue": "OTCQB",
        }
        for symbol, issuer in symbols.items()
    ]
    rows = [row for at, issuer in enumerate(symbols.values(), 1) for row in _filings(issuer, at)]
    own = _filings("9900001", 10)
    return information(
        subject(
            tmp_path_factory.mktemp("information"),
            bars=[row for symbol in (SYMBOL, *symbols) for row in bars([2.0] * 30, symbol=symbol)],
            listings=[*listed("NASDAQ_CM"), *seen],
            filings=[*own, *rows],
            coverage=[held(), *(held(subject=issuer) for issuer in symbols.values())],
        )
    )


def test_a_count_stands_beside_the_part_of_the_names_at_or_below_it(value: Information) -> None:
    """Of 26 names, those with 1 to 10 filings and itself: 11 of 26."""
    place = value.reading["filings in twelve months"]
    assert (place.figure.value, place.figure.status) == (10, "known")
    assert place.percentile.value == pytest.approx(11 / 26)
    assert (place.percentile.n_used, value.universe) == (26, 26)


def test_analysts_of_no_file_cannot_be_told_and_are_not_zero(value: Information) -> None:
    place = value.reading["analysts"]
    assert (place.figure.value, place.figure.status) == (None, "cannot_tell")
    assert place.percentile.status == "cannot_tell"


def test_news_that_nobody_brought_is_not_no_news(value: Information) -> None:
    assert value.reading["news in twelve months"].figure.status == "cannot_tell"


def test_it_is_told_whether_it_trades_on_an_exchange(value: Information) -> None:
    assert value.reading["traded"].figure.value == "on an exchange"


def test_seven_traits_stand_beside_them_and_no_total(value: Information) -> None:
    assert list(value.traits) == [
        "low volume",
        "high volatility",
        "few analysts",
        "low institutional share",
        "small float",
        "concentrated insiders",
        "sparse disclosure",
    ]
    assert not any("total" in name or "score" in name for name in (*value.reading, *value.traits))


def test_a_count_of_analysts_in_the_users_file_is_taken(tmp_path: Path) -> None:
    row = {
        "symbol": SYMBOL,
        "item": "analysts",
        "period": "FY",
        "day": date(2024, 6, 3),
        "value": 2.0,
        "unit": "analysts",
        "filed": date(2024, 6, 3),
        "vintage": "as_filed",
    }
    found = information(subject(tmp_path, fundamentals=[row])).reading["analysts"].figure
    assert (found.value, found.as_of) == (2, date(2024, 6, 3))


def test_among_few_names_there_is_no_percentile(tmp_path: Path) -> None:
    tables = {"listings": listed(), "filings": _filings("9900001", 3), "coverage": [held()]}
    place = information(subject(tmp_path, **tables)).reading["filings in twelve months"]
    assert place.figure.value == 3
    assert place.percentile.missing == "the same for 20 names of the day; 1 are known"


def test_a_record_that_ends_within_the_year_counts_at_least(tmp_path: Path) -> None:
    tables = {
        "listings": listed(),
        "filings": _filings("9900001", 3),
        "coverage": [held(until=date(2024, 3, 1))],
    }
    found = information(subject(tmp_path, **tables)).reading["filings in twelve months"].figure
    assert (found.value, found.low, found.status) == (3, 3.0, "estimated")


def test_a_foreign_issuer_has_no_count_of_8_ks(tmp_path: Path) -> None:
    filings = [filing("20-F", date(2024, 4, 25)), filing("6-K", DAY)]
    tables = {"listings": listed(), "filings": filings, "coverage": [held()]}
    found = information(subject(tmp_path, **tables)).reading["8-Ks in twelve months"].figure
    assert found.status == "not_applicable"
