"""Diff: what became known of a name between two moments."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import SYMBOL, Row, bars, days_to, filing, listed
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.research.diff import Diff, diff
from research.tiny import at, cover, halt, quote, subject, vendor, view

MAY = date(2024, 5, 10)


def _between(folder: Path, earlier: str, later: str, symbol: str = SYMBOL) -> Diff:
    return diff(view(folder, earlier), view(folder, later), symbol)


def _accepted(form: str, moment: str, items: str) -> Row:
    return {**filing(form, date.fromisoformat(moment[:10]), items), "known_at": at(moment)}


def test_the_rows_that_became_known_are_told_in_their_order(tmp_path: Path) -> None:
    subject(
        tmp_path,
        bars=bars([2.0] * 30),
        listings=listed(),
        filings=[
            _accepted("8-K", "2024-06-26 17:31", "4.01"),
            _accepted("8-K", "2024-06-20 08:00", "8.01"),
            _accepted("8-K", "2024-06-28 17:31", "3.01"),
        ],
        quotes=[quote(1.9, 2.1, "2024-06-27 11:00")],
    )
    found = _between(tmp_path, "2024-06-25", "2024-06-28 17:00")
    assert [(row.table, row.known_at) for row in found.rows] == [
        ("filings", at("2024-06-26 17:31")),
        ("quotes", at("2024-06-27 11:00")),
    ]
    assert found.rows[0].says == "8-K 4.01 0009900001-24-062601"
    assert not found.rows[0].correction


def test_bars_are_counted_and_not_listed(tmp_path: Path) -> None:
    """Sessions after the evening of the 25th: 26, 27 and 28 June."""
    subject(tmp_path, bars=bars([2.0] * 30))
    found = _between(tmp_path, "2024-06-25", "2024-06-28")
    assert (found.bars, found.rows) == (3, ())


def test_figures_that_moved_stand_with_both_values(tmp_path: Path) -> None:
    """10m shares at 2.00 are 20m; 12m at 2.50 are 30m."""
    subject(
        tmp_path,
        bars=bars([2.0] * 27 + [2.5] * 3),
        share_counts=[vendor(10_000_000, MAY), vendor(12_000_000, date(2024, 6, 27))],
    )
    found = _between(tmp_path, "2024-06-25", "2024-06-28")
    moved = {(one.chapter, one.name): (one.before.value, one.after.value) for one in found.moved}
    assert moved["size", "cap"] == (20e6, 30e6)
    assert moved["size", "price"] == (2.0, 2.5)
    assert moved["size", "shares"] == (10_000_000, 12_000_000)
    assert ("size", "low_priced") not in moved


def test_a_status_that_changed_is_a_move(tmp_path: Path) -> None:
    """The cover page of 1 March 2024 is 119 days old on 28 June and 121 on 30 June."""
    subject(tmp_path, listings=listed(), facts=[cover(10_000_000, date(2024, 3, 1))])
    found = _between(tmp_path, "2024-06-28", "2024-06-30")
    statuses = {one.name: (one.before.status, one.after.status) for one in found.moved}
    assert statuses["shares"] == ("known", "stale")


def test_an_answer_that_changed_is_told(tmp_path: Path) -> None:
    """The close fell from 1.10 to 0.90: the thirtieth close below a dollar is of the 28th."""
    subject(tmp_path, bars=bars([1.1] * 30 + [0.9] * 30), listings=listed("NASDAQ_CM"))
    found = _between(tmp_path, "2024-06-26", "2024-06-28")
    turned = {one.check: (one.before, one.after) for one in found.turned}
    before, after = turned["price_under_one_dollar"]
    assert before == "clear"
    assert after.startswith("finding: ")


def test_nothing_new_is_an_empty_difference(tmp_path: Path) -> None:
    """From Friday evening to Sunday nothing is published."""
    subject(tmp_path, bars=bars([2.0] * 30))
    found = _between(tmp_path, "2024-06-28 18:00", "2024-06-29 18:00")
    assert (found.rows, found.bars, found.moved, found.turned) == ((), 0, (), ())


@pytest.mark.parametrize(
    ("earlier", "later"), [("2024-06-28", "2024-06-25"), ("2024-06-28", "2024-06-28")]
)
def test_moments_that_are_not_in_order_are_refused(
    tmp_path: Path, earlier: str, later: str
) -> None:
    subject(tmp_path)
    with pytest.raises(Contradiction, match="swap them"):
        _between(tmp_path, earlier, later)


def test_the_price_of_a_name_listed_before_its_first_bar_came_from_cannot_tell(
    tmp_path: Path,
) -> None:
    """A list of 2020 names it; its first of ten bars is of 14 June 2024."""
    subject(tmp_path, bars=bars([2.0] * 10), listings=listed())
    found = _between(tmp_path, "2024-06-10", "2024-06-28")
    (price,) = [one for one in found.moved if (one.chapter, one.name) == ("size", "price")]
    assert (price.before.status, price.after.value) == ("cannot_tell", 2.0)


def test_a_name_that_did_not_exist_at_the_earlier_moment_is_all_new(tmp_path: Path) -> None:
    """Its first of ten bars is of 14 June 2024, the tenth session to the 28th."""
    subject(tmp_path, bars=bars([2.0] * 10))
    found = _between(tmp_path, "2024-06-10", "2024-06-28")
    assert found.bars == 10
    assert found.moved == ()
    assert {one.before for one in found.turned} == {"not known yet"}


def test_a_name_that_nobody_bears_is_refused(tmp_path: Path) -> None:
    subject(tmp_path)
    with pytest.raises(NoSuchThing, match="the nearest held are ZZHM"):
        _between(tmp_path, "2024-06-25", "2024-06-28", "ZZHN")


def test_rows_of_another_name_are_not_told(tmp_path: Path) -> None:
    other = {**quote(1.9, 2.1, "2024-06-27 11:00"), "symbol": "ZZBT"}
    subject(tmp_path, bars=bars([2.0] * 5) + bars([3.0] * 5, symbol="ZZBT"), quotes=[other])
    assert _between(tmp_path, "2024-06-25", "2024-06-28").rows == ()
    assert len(_between(tmp_path, "2024-06-25", "2024-06-28", "ZZBT").rows) == 1


def test_a_difference_names_both_moments_and_that_it_is_invented(tmp_path: Path) -> None:
    subject(tmp_path)
    found = _between(tmp_path, "2024-06-28", "2024-06-30")
    assert (found.symbol, found.earlier, found.later) == (
        SYMBOL,
        at("2024-06-28"),
        at("2024-06-30"),
    )
    assert found.synthetic


def _worse(found: Diff) -> dict[str, str]:
    return {one.name: one.says for one in found.worsened}


@pytest.mark.parametrize(
    ("bid", "ask", "says"),
    [
        (1.8125, 2.1875, "the spread went 1.5-fold"),  # 0.375 / 2 = 0.1875, of 0.125 half again
        (1.828125, 2.171875, None),  # 0.34375 / 2 = 0.171875, 1.375-fold
        (1.875, 2.125, None),
    ],
)
def test_a_spread_half_again_as_wide_has_worsened(
    tmp_path: Path, bid: float, ask: float, says: str | None
) -> None:
    """The look before was 1.875 x 2.125: 0.25 / 2 = 0.125."""
    looks = [quote(1.875, 2.125, "2024-06-25 11:00"), quote(bid, ask, "2024-06-27 11:00")]
    subject(tmp_path, bars=bars([2.0] * 30), quotes=looks)
    assert _worse(_between(tmp_path, "2024-06-25", "2024-06-28")).get("spread") == says


def test_a_spread_that_can_no_longer_be_told_has_worsened(tmp_path: Path) -> None:
    """The look of 18 June is seven sessions old on the 28th: 20, 21, 24, 25, 26, 27 and 28."""
    subject(tmp_path, bars=bars([2.0] * 30), quotes=[quote(1.9, 2.1, "2024-06-18 11:00")])
    found = _between(tmp_path, "2024-06-20", "2024-06-28")
    assert _worse(found)["spread"] == "the spread can no longer be told"


def test_half_the_volume_is_twice_as_long_to_leave(tmp_path: Path) -> None:
    """Ninety days of 1,000 shares, then twenty of 500: 25,000 / 100 = 250 sessions became 500."""
    subject(tmp_path, bars=bars([2.0] * 110, [1000] * 90 + [500] * 20))
    before = days_to(date(2024, 6, 28), 21)[0]
    worse = _worse(_between(tmp_path, before.isoformat(), "2024-06-28"))
    assert worse["exit_days"] == "the days to leave went 2-fold"
    assert worse["volume.adv_usd_10"] == "the mean day of ten in dollars went 0.5-fold"
    assert "volume.median_usd_90" not in worse


def test_a_median_day_of_half_has_worsened(tmp_path: Path) -> None:
    """Of the last ninety days 44 are of 1,000 shares and 46 of 500."""
    subject(tmp_path, bars=bars([2.0] * 136, [1000] * 90 + [500] * 46))
    before = days_to(date(2024, 6, 28), 47)[0]
    worse = _worse(_between(tmp_path, before.isoformat(), "2024-06-28"))
    assert worse["volume.median_usd_90"] == "the median day in dollars went 0.5-fold"


def test_a_name_that_became_halted_has_worsened(tmp_path: Path) -> None:
    subject(tmp_path, bars=bars([2.0] * 30), halts=[halt("2024-06-27 10:00", None)])
    found = _between(tmp_path, "2024-06-25", "2024-06-28")
    assert _worse(found)["legal"].startswith("trading became halted: code T1 since 2024-06-27")


def test_what_became_better_or_stayed_is_not_told_as_worse(tmp_path: Path) -> None:
    """The volume is what it was, the spread fell from 25 % to 10 % and the halt ended."""
    subject(
        tmp_path,
        bars=bars([2.0] * 110, [1000] * 110),
        quotes=[quote(1.75, 2.25, "2024-05-29 11:00"), quote(1.9, 2.1, "2024-06-27 11:00")],
        halts=[halt("2024-05-29 10:00", "2024-06-03 10:00")],
    )
    assert _between(tmp_path, "2024-05-30", "2024-06-28").worsened == ()
