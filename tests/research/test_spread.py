"""Spread: quote before estimates, the looks of several days, and marks under either."""

from pathlib import Path

import pytest

from checks.invented import DAY, bars, days_to, listed
from microcap.model.figures import Figure, cannot_tell
from microcap.research.measured import Values
from microcap.research.spread import ESTIMATORS, last_quote, marks, spread_of, watched
from research.tiny import quote, subject

NONE = cannot_tell("fraction", "a two-sided quote")
PRICE = Figure(2.0, "USD/share", as_of=DAY)


def _estimates(consensus: float | None, **numbers: float) -> Values:
    """The estimators by measure; one that is not named cannot be told."""
    names = (*ESTIMATORS.values(), "roll_90", "traded_days_90")
    figures = {
        name: Figure(numbers[name], "fraction")
        if name in numbers
        else cannot_tell("fraction", "rows")
        for name in names
    }
    middle = cannot_tell("fraction", "rows") if consensus is None else Figure(consensus, "fraction")
    return Values(figures | {"spread_consensus_90": middle})


def test_the_last_valid_look_is_the_quote_with_its_sizes_and_its_age(tmp_path: Path) -> None:
    """(2.10 - 1.90) / 2.00 = 0.10; the session of the 28th has closed since the 27th."""
    looks = [
        quote(1.80, 2.20, "2024-06-26 11:00"),
        quote(1.90, 2.10, "2024-06-27 11:00", (300, 500)),
        quote(2.10, 1.90, "2024-06-28 11:00"),
    ]
    figure, rows = last_quote(subject(tmp_path, quotes=looks))
    assert figure.value == pytest.approx(0.10)
    assert figure.note == "1.9 x 2.1, 300 x 500 shares, 2024-06-27 11:00 ET, 1 session ago"
    assert rows.height == 3


def test_where_the_public_is_shown_no_quote_a_look_is_none(tmp_path: Path) -> None:
    looks = [quote(1.90, 2.10, "2024-06-27 11:00")]
    figure, _ = last_quote(subject(tmp_path, listings=listed("EXPERT"), quotes=looks))
    assert figure.missing.startswith("a quote that is shown to the public: ")


def test_estimates_have_their_own_ends_without_rolls(tmp_path: Path) -> None:
    """EDGE 0.02, FHT 0.05 and Roll 0.09: the ends are those of the consensus' four methods."""
    values = _estimates(0.035, edge_90=0.02, fht_90=0.05, roll_90=0.09, traded_days_90=88)
    spread, rows = spread_of(subject(tmp_path), values, NONE)
    assert (spread.value, spread.low, spread.high) == (0.035, 0.02, 0.05)
    assert (spread.status, spread.n_used) == ("estimated", 88)
    assert spread.note == "median of EDGE, FHT over 90 sessions"
    assert rows[-1].method == "Roll"


@pytest.mark.parametrize(
    ("consensus", "numbers"),
    [
        (None, {}),
        (0.0, {"fht_90": 0.0}),  # one method that says zero is no measurement of a spread
    ],
)
def test_a_spread_that_nothing_measures_is_refused(
    tmp_path: Path, consensus: float | None, numbers: dict[str, float]
) -> None:
    spread, _ = spread_of(subject(tmp_path), _estimates(consensus, **numbers), NONE)
    assert (spread.value, spread.status) == (None, "cannot_tell")


def test_a_stale_quote_leaves_the_word_to_the_estimates(tmp_path: Path) -> None:
    stale = Figure(0.10, "fraction", "stale")
    values = _estimates(0.03, edge_90=0.02, fht_90=0.04)
    assert spread_of(subject(tmp_path), values, stale)[0].value == 0.03


def test_the_watch_shows_the_last_five_spreads(tmp_path: Path) -> None:
    """1.90 x 2.10 is 10 % and 1.94 x 2.06 is 6 %: (10 - 6) / 10 = 0.4 is consistent."""
    sides = [(1.90, 2.10)] * 4 + [(1.94, 2.06), (1.90, 2.10)]
    looks = [
        quote(bid, ask, f"{day} 11:00")
        for day, (bid, ask) in zip(days_to(DAY, 6), sides, strict=True)
    ]
    one = subject(tmp_path, quotes=looks)
    watch = watched(one, one.quotes)
    assert (watch.value, watch.n_used) == ("consistent", 6)
    assert watch.note == "10.0 %, 10.0 %, 10.0 %, 6.0 %, 10.0 %"


def test_without_a_look_the_watch_says_what_it_wants(tmp_path: Path) -> None:
    one = subject(tmp_path)
    assert "five on five sessions" in watched(one, one.quotes).missing


def test_without_a_quote_the_mark_is_the_last_price_within_half_a_spread(tmp_path: Path) -> None:
    """Half of 0.10 x 2.00 is 0.10."""
    found = marks(subject(tmp_path), NONE, PRICE, Figure(0.10, "fraction", "estimated"))
    assert list(found) == ["last"]
    last = found["last"]
    assert (last.value, last.low, last.high) == (2.0, 1.9, 2.1)
    assert last.status == "estimated"


def test_without_quote_or_spread_the_last_price_has_no_ends(tmp_path: Path) -> None:
    last = marks(subject(tmp_path, bars=bars([2.0])), NONE, PRICE, NONE)["last"]
    assert (last.value, last.low, last.high) == (2.0, None, None)


def test_without_a_price_nothing_is_marked(tmp_path: Path) -> None:
    unknown = cannot_tell("USD/share", "a bar")
    assert marks(subject(tmp_path), NONE, unknown, NONE) == {"last": unknown}
