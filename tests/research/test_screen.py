"""Screen: who is in the universe of a day, who passes, and what cannot be decided."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import DAY, Rows, bars, days_to
from microcap.model import catalogue
from microcap.model.errors import Contradiction, MicrocapError, NoSuchThing
from microcap.model.expressions import parse
from microcap.model.tables import BarFlag
from microcap.research.liquidity import liquidity
from microcap.research.screen import COLUMNS, PRESETS, Screen, screen
from microcap.research.size import size
from research.tiny import again, subject, vendor, view

COUNTED = date(2024, 1, 10)


def _name(symbol: str, close: float, volume: int, sessions: int = 100, ago: int = 0) -> Rows:
    last = days_to(DAY, ago + 1)[0]
    return bars([close] * sessions, [volume] * sessions, last=last, symbol=symbol)


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six names; what they are worth is the close times the vendor's count.

    ZZHM  2 x 10m = 20m, nano, 2,000 USD a day; ZZBT  6 x 20m = 120m, micro, 600,000 USD a day;
    ZZCC  8 x 10m = 80m, micro, 40,000 USD a day; ZZDD  ten bars and no count; ZZEE  its last bar
    six sessions old; ZZFF  30 x 20m = 600m, small, its last bar five sessions old.
    """
    folder = tmp_path_factory.mktemp("market")
    survivor = [
        {**row, "open": 6.0, "high": 6.1, "low": 5.9, "flags": int(BarFlag.OHLC_SURVIVORS)}
        for row in _name("ZZBT", 6.0, 100_000)
    ]
    rows = [
        {**row, "flags": 0}
        for name in (
            _name("ZZHM", 2.0, 1_000),
            _name("ZZCC", 8.0, 5_000),
            _name("ZZDD", 3.0, 1_000, sessions=10),
            _name("ZZEE", 3.0, 1_000, ago=6),
            _name("ZZFF", 30.0, 1_000, ago=5),
        )
        for row in name
    ]
    subject(
        folder,
        bars=[*survivor, *rows],
        share_counts=[
            vendor(10_000_000, COUNTED),
            vendor(20_000_000, COUNTED, symbol="ZZBT"),
            vendor(10_000_000, COUNTED, symbol="ZZCC"),
            vendor(20_000_000, COUNTED, symbol="ZZFF"),
        ],
    )
    return folder


def _symbols(found: Screen) -> list[object]:
    return [row["symbol"] for row in found.rows]


def test_the_universe_is_every_name_with_a_bar_of_the_last_five_sessions(market: Path) -> None:
    found = screen(view(market))
    assert (found.universe, found.matched) == (5, 5)
    assert found.tiers == {
        "nano": 1,
        "micro": 2,
        "small": 1,
        "mid": 0,
        "large": 0,
        "mega": 0,
        "unknown": 1,
    }
    assert set(_symbols(found)) == {"ZZHM", "ZZBT", "ZZCC", "ZZDD", "ZZFF"}


def test_an_expression_filters_and_the_universe_is_told_of_before_it(market: Path) -> None:
    """Micro are ZZBT and ZZCC; above 50,000 USD a day only ZZBT with 600,000."""
    found = screen(view(market), "tier = 'micro' and adv_usd_90 > 50000")
    assert _symbols(found) == ["ZZBT"]
    assert (found.universe, found.tiers["micro"], found.matched) == (5, 2, 1)
    assert found.rows[0]["cap"] == pytest.approx(120e6)
    assert found.rows[0]["adv_usd_90"] == pytest.approx(600_000)


def test_a_name_whose_column_is_unknown_does_not_pass_and_is_counted(market: Path) -> None:
    """ZZDD has ten bars, and its mean over ninety is not known: neither above nor below."""
    above = screen(view(market), "adv_usd_90 > 1")
    below = screen(view(market), "adv_usd_90 <= 1")
    assert (above.matched, above.unknown) == (4, 1)
    assert (below.matched, below.unknown) == (0, 1)


def test_what_is_not_known_can_be_asked_for(market: Path) -> None:
    found = screen(view(market), "adv_usd_90 is null")
    assert _symbols(found) == ["ZZDD"]
    assert found.rows[0]["cap"] is None
    assert found.rows[0]["tier"] == "unknown"


def test_rows_are_ranked_and_unknown_ones_come_last_either_way(market: Path) -> None:
    down = screen(view(market), sort="-cap")
    up = screen(view(market), sort="cap")
    assert _symbols(down) == ["ZZFF", "ZZBT", "ZZCC", "ZZHM", "ZZDD"]
    assert _symbols(up) == ["ZZHM", "ZZCC", "ZZBT", "ZZFF", "ZZDD"]


def test_a_limit_cuts_the_rows_and_not_the_number_that_match(market: Path) -> None:
    none, two = screen(view(market), limit=0), screen(view(market), limit=2)
    assert (none.matched, none.rows) == (5, ())
    assert (two.matched, _symbols(two)) == (5, ["ZZFF", "ZZBT"])


@pytest.mark.parametrize("preset", list(PRESETS))
def test_every_preset_can_be_read_and_run(market: Path, preset: str) -> None:
    catalogue.load("measures")
    kinds = {name: kind for name, (kind, _, _) in COLUMNS.items()}
    where, order, about = PRESETS[preset]
    known = {**kinds, **dict.fromkeys(catalogue.entries("measure"), "number")}
    parsed = parse(where, known)  # type: ignore[arg-type]
    assert set(parsed.names) <= set(known)
    assert order.lstrip("-") in known
    assert about
    found = screen(view(market), preset=preset)
    assert found.matched + found.unknown <= found.universe == 5


def test_a_preset_and_an_expression_hold_together(market: Path) -> None:
    found = screen(view(market), "price > 7 or price < 1", preset="micro")
    assert _symbols(found) == ["ZZCC"]
    assert found.sort == "-adv_usd_90"


def test_the_shape_of_the_result_depends_on_the_request(market: Path) -> None:
    some = screen(view(market), columns=("top2_share_10",))
    none = screen(view(market), "price > 1000000", columns=("top2_share_10",))
    assert none.rows == ()
    assert list(none.columns) == list(some.columns)
    assert some.columns["top2_share_10"] == "fraction"
    assert set(some.rows[0]) == set(some.columns)


@pytest.mark.parametrize(
    ("options", "near"),
    [
        ({"preset": "mikro"}, "micro"),
        ({"sort": "-caps"}, "cap"),
        ({"columns": ("adv_usd_9",)}, "adv_usd_90"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(
    market: Path, options: dict[str, object], near: str
) -> None:
    with pytest.raises(NoSuchThing, match=near):
        screen(view(market), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "where", ["advusd_90 > 1", "tier > 5", "price >", "price = 'x'", "read_csv('x')", "(" * 5000]
)
def test_an_expression_that_makes_no_sense_is_refused(market: Path, where: str) -> None:
    with pytest.raises(MicrocapError):
        screen(view(market), where)


def test_an_unknown_column_in_an_expression_names_the_nearest(market: Path) -> None:
    with pytest.raises((NoSuchThing, Contradiction), match="adv_usd_90"):
        screen(view(market), "adv_us_90 > 1")


def test_the_label_of_survivors_stands_only_beside_a_range_that_is_asked_for(
    market: Path,
) -> None:
    assert screen(view(market)).labels == ()
    labels = screen(view(market), columns=("edge_90",)).labels
    assert labels == ("edge_90: open, high, low held for survivors only",)


def test_a_view_without_survivors_rows_needs_no_label(tmp_path: Path) -> None:
    subject(tmp_path, bars=_name("ZZHM", 2.0, 1000))
    assert screen(view(tmp_path), columns=("edge_90",)).labels == ()


@pytest.mark.parametrize("symbol", ["ZZHM", "ZZBT", "ZZCC", "ZZDD", "ZZFF"])
def test_a_screen_shows_what_the_research_file_shows(market: Path, symbol: str) -> None:
    columns = ("adv_usd_90", "median_usd_90", "top2_share_10", "adv_ratio", "return_5", "edge_90")
    found = screen(view(market), f"symbol = '{symbol}'", columns=(*columns, "shares", "cap_low"))
    row = found.rows[0]
    one = again(market, DAY.isoformat(), symbol)
    chapter, how_big = liquidity(one), size(one)
    shown = {
        **chapter.volume,
        **chapter.drawdown,
        "edge_90": chapter.spreads[0].figure,
        "cap": how_big.cap,
        "shares": how_big.shares,
        "price": how_big.price,
    }
    for name in (*columns, "cap", "shares", "price"):
        value = shown[name].value
        assert row[name] == (None if value is None else pytest.approx(value)), name
    assert row["cap_low"] == how_big.cap.low
    assert row["tier"] == (how_big.tier.value or "unknown")


def test_a_screen_of_an_earlier_day_does_not_see_later_bars(market: Path) -> None:
    """ZZEE's last bar is six sessions before the 28th: on the 25th it is three sessions old."""
    found = screen(view(market, "2024-06-25"))
    assert "ZZEE" in _symbols(found)
    assert found.last_session == date(2024, 6, 25)


def test_a_row_that_is_one_session_late_is_marked_so(tmp_path: Path) -> None:
    rows = [
        {**row, "flags": int(BarFlag.SESSION_LATE) if row["day"] == DAY else 0}
        for row in _name("ZZHM", 2.0, 1000)
    ]
    subject(tmp_path, bars=rows)
    found = screen(view(tmp_path), columns=("session_late", "ohlc_held", "last_bar"))
    assert [(row["session_late"], row["ohlc_held"], row["last_bar"]) for row in found.rows] == [
        (True, False, DAY)
    ]
