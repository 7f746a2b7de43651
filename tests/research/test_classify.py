"""Classification: one name under every definition, and two names beside each other."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import DAY, ISSUER, Rows, bars, listed
from microcap.research.classify import classify, compare
from research.tiny import OTHER, again, cover, subject, vendor

COUNTED = date(2024, 5, 10)


def _two(first: tuple[float, int], second: tuple[float, int | None]) -> dict[str, Rows]:
    counts = [vendor(first[1], COUNTED)]
    counts += [vendor(second[1], COUNTED, symbol=OTHER)] if second[1] else []
    return {"bars": bars([first[0]]) + bars([second[0]], symbol=OTHER), "share_counts": counts}


def test_the_dearer_share_can_be_of_the_smaller_company(tmp_path: Path) -> None:
    """40 USD x 1m = 40m against 2 USD x 100m = 200m: twenty times the price, a fifth of the cap."""
    one = subject(tmp_path, **_two((40.0, 1_000_000), (2.0, 100_000_000)))
    both = compare(one, again(tmp_path, DAY.isoformat(), OTHER))
    assert both.price_ratio.value == pytest.approx(20.0)
    assert both.cap_ratio.value == pytest.approx(0.2)
    assert both.says == ("ZZHM has the higher price, ZZBT the larger market cap: price is not size")


def test_where_both_agree_it_is_said_that_they_need_not(tmp_path: Path) -> None:
    one = subject(tmp_path, **_two((4.0, 10_000_000), (2.0, 10_000_000)))
    both = compare(one, again(tmp_path, DAY.isoformat(), OTHER))
    assert both.says.endswith("it need not be so, price is not size")


def test_without_a_count_no_size_is_compared(tmp_path: Path) -> None:
    one = subject(tmp_path, **_two((40.0, 1_000_000), (2.0, None)))
    both = compare(one, again(tmp_path, DAY.isoformat(), OTHER))
    assert (both.cap_ratio.value, both.cap_ratio.status) == (None, "cannot_tell")
    assert both.says == "cannot tell which is larger: a share count of any kind"


def test_a_disputed_cap_makes_a_disputed_ratio(tmp_path: Path) -> None:
    """The cover page says 10m, the vendor 15m since."""
    tables = _two((2.0, 15_000_000), (2.0, 10_000_000))
    facts = [cover(10_000_000, date(2024, 4, 10))]
    one = subject(tmp_path, listings=listed(), facts=facts, **tables)
    both = compare(one, again(tmp_path, DAY.isoformat(), OTHER))
    assert both.cap_ratio.value == pytest.approx(1.5)
    assert both.cap_ratio.status == "disputed"


def test_a_classification_tells_who_it_is_where_it_trades_and_how_big(tmp_path: Path) -> None:
    """2 USD x 30m = 60m, micro."""
    one = subject(
        tmp_path, listings=listed("NASDAQ_CM"), share_counts=[vendor(30_000_000, COUNTED)]
    )
    value = classify(one)
    assert value.identity.issuer.value == ISSUER
    assert value.identity.venue.value == "NASDAQ_CM"
    assert value.identity.tradability.startswith("listed on")
    assert value.size.tier.value == "micro"
    assert {row.definition for row in value.size.tiers} == {
        "default",
        "guide",
        "definition",
        "daytrader",
        "sec-guide",
        "russell",
        "msci",
    }
    assert value.synthetic


def test_without_a_dated_list_neither_issuer_nor_venue_is_told(tmp_path: Path) -> None:
    who = classify(subject(tmp_path)).identity
    assert (who.issuer.value, who.venue.value, who.name.value) == (None, None, None)
    assert who.tradability == "cannot tell where it trades: no dated list of venues is held"
