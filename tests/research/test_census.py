"""Census: the universe of a day by tier and venue, and claims graded on the names held."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import DAY, ISSUER, Rows, _calendar_may_warn, _frame, bars, filing, listed
from microcap.research.census import Census, Judged, census
from microcap.research.ingest import Report, bring_tables, prepare, rebuild
from microcap.view.view import records
from research.tiny import at, subject, vendor, view

COUNTED = date(2024, 1, 10)
TIERS = {
    # names, close, swing, shares a day, shares counted
    "nano": (21, 2.0, 0.10, 1_000, 10_000_000),
    "micro": (20, 6.0, 0.06, 10_000, 20_000_000),
    "small": (20, 30.0, 0.15, 10_000, 20_000_000),
    "mid": (2, 90.0, 0.15, 10_000, 100_000_000),
}


def _rows() -> dict[str, Rows]:
    """Names called NANO0, NANO1 …, each swinging between its close and a little above it."""
    days: Rows = []
    counts: Rows = []
    for tier, (names, close, swing, volume, shares) in TIERS.items():
        closes = [close + swing * (index % 2) for index in range(99)]
        for number in range(names):
            symbol = f"{tier.upper()}{number}"
            days += bars(closes, [volume] * 99, symbol=symbol)
            counts.append(vendor(shares, COUNTED, symbol=symbol))
    seen = {**listed("NASDAQ_CM")[0], "symbol": "NANO0"}
    otc = {**listed("OTCQB")[0], "symbol": "NANO1", "issuer": "9900002"}
    return {
        "bars": days,
        "share_counts": counts,
        "listings": [seen, otc],
        "filings": [filing("10-Q", date(2024, 5, 14))],
    }


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Census:
    """Sixty-three names that are not said to be invented: 20m, 120m, 600m and 9bn of cap."""
    path = tmp_path_factory.mktemp("census") / "lake"
    with _calendar_may_warn():
        lake = prepare(path)
    frames = {name: _frame(name, rows) for name, rows in _rows().items()}
    bring_tables(
        lake, frames, source="mine", fetched=at("2024-07-01"), raw="00" * 32, report=Report()
    )
    rebuild(lake)
    return census(records(path).as_of(DAY.isoformat()))


def _claim(value: Census, words: str) -> Judged:
    return next(one for one in value.claims if words in one.claim)


def test_every_name_is_in_one_tier(counted: Census) -> None:
    assert counted.universe == 63
    assert {line.tier: (line.names, line.below_5) for line in counted.tiers} == {
        "nano": (21, 21),
        "micro": (20, 0),
        "small": (20, 0),
        "mid": (2, 0),
    }


def test_a_tier_tells_the_median_of_how_it_trades(counted: Census) -> None:
    """Of 90 days the closes are 2.00 and 2.10 in turn, 45 each: 1,000 x 2.05 = 2,050 USD."""
    nano = counted.tiers[0]
    assert nano.medians["adv_usd_90"].value == pytest.approx(2050.0)
    assert nano.medians["adv_usd_90"].n_used == 21


def test_fewer_than_twenty_names_have_no_median(counted: Census) -> None:
    mid = next(line for line in counted.tiers if line.tier == "mid")
    assert {figure.value for figure in mid.medians.values()} == {None}
    assert mid.medians["adv_usd_90"].missing == "20 names with it; 2 have it"


def test_venues_are_counted_by_tier_with_the_reports_that_are_held(counted: Census) -> None:
    """NANO0 is on Nasdaq with a 10-Q of May, NANO1 on OTCQB without, of 61 no list is held."""
    lines = {line.venue: (line.names, line.tiers, line.reports_held) for line in counted.venues}
    assert lines == {
        "not held": (61, {"nano": 19, "micro": 20, "small": 20, "mid": 2}, 0),
        "NASDAQ_CM": (1, {"nano": 1}, 1),
        "OTCQB": (1, {"nano": 1}, 0),
    }
    assert counted.venues[0].venue == "not held"


@pytest.mark.parametrize(
    ("words", "grade", "why"),
    [
        ("micro-caps are mostly penny stocks", "does not hold", "0 of 20 close below $5.00"),
        ("nano-caps are where penny stocks", "holds", "21 of 21 close below $5.00 (100.0 %)"),
        ("not every micro-cap", "holds", "20 of 20 close at $5.00 or above"),
        ("over the counter", "cannot be judged on this data", "1 OTC names are held"),
        ("the less of it trades", "holds", "medians of adv_usd_90: nano 2,050, micro"),
        ("the larger its daily moves", "holds", "medians of cc_90: nano 0.04"),
    ],
)
def test_a_claim_is_graded_with_its_reason(
    counted: Census, words: str, grade: str, why: str
) -> None:
    claim = _claim(counted, words)
    assert claim.grade == grade
    assert claim.why.startswith(why)


def test_on_an_invented_market_no_claim_is_judged(tmp_path: Path) -> None:
    subject(tmp_path, share_counts=[vendor(10_000_000, COUNTED)])
    value = census(view(tmp_path))
    assert value.synthetic
    assert {(one.grade, one.why) for one in value.claims} == {
        ("cannot be judged on this data", "the market is invented")
    }


def test_a_name_without_a_count_is_of_unknown_tier(tmp_path: Path) -> None:
    subject(tmp_path)
    value = census(view(tmp_path))
    assert [(line.tier, line.names) for line in value.tiers] == [("unknown", 1)]


@pytest.mark.parametrize(("day", "held"), [(date(2023, 3, 28), 1), (date(2023, 3, 27), 0)])
def test_a_report_counts_for_fifteen_months(tmp_path: Path, day: date, held: int) -> None:
    """Fifteen months before 28 June 2024 is 28 March 2023."""
    row = filing("10-K", day)
    assert row["issuer"] == ISSUER
    subject(tmp_path, listings=listed("NASDAQ_CM"), filings=[row])
    assert [line.reports_held for line in census(view(tmp_path)).venues] == [held]
