"""Venues: names that change with the day, and what follows from them."""

from datetime import date

import pytest

from microcap.model.errors import NoSuchThing, NotKnownThen
from microcap.model.rules import history
from microcap.model.venues import Venue, consequences, tradability, venue_on, venues

SPECIFIED = (
    "NYSE NYSE_AMERICAN NYSE_ARCA NYSE_TEXAS TXSE NASDAQ_GS NASDAQ_GM NASDAQ_CM CBOE OTCQX "
    "OTCQX_INTERNATIONAL OTCQB OTCID PINK_LIMITED EXPERT GREY NOT_QUOTED UNKNOWN "
    "OTCBB PINK_CURRENT PINK_NO_INFORMATION"
)


def test_the_names_are_those_of_the_specification_and_two_without_a_tier() -> None:
    assert set(Venue) == set(SPECIFIED.split()) | {"NASDAQ", "OTC"}


@pytest.mark.parametrize("venue", Venue)
def test_every_venue_says_what_follows_and_its_rules_exist(venue: Venue) -> None:
    facts = consequences(venue)
    assert facts.disclosure and facts.oversight and facts.liquidity
    assert all(history(name) for name in facts.rules)


@pytest.mark.parametrize(
    ("name", "day", "meant"),
    [
        ("Pink Current", date(2025, 6, 30), ["PINK_CURRENT"]),
        ("PINK_CURRENT", date(2025, 7, 1), ["OTCID", "PINK_LIMITED"]),
        ("pink sheets", date(2025, 6, 30), ["PINK_CURRENT", "PINK_LIMITED"]),
        ("Pink Sheets", date(2026, 1, 5), ["OTCID", "PINK_LIMITED"]),
        ("OTCBB", date(2021, 11, 7), ["OTCBB"]),
        ("OTC Bulletin Board", date(2021, 11, 8), []),
        ("OTCQB", date(2026, 1, 5), ["OTCQB"]),
        ("Nasdaq", date(2026, 1, 5), ["NASDAQ"]),
        ("Nasdaq Capital Market", date(2026, 1, 5), ["NASDAQ_CM"]),
        ("AMEX", date(2026, 1, 5), ["NYSE_AMERICAN"]),
        ("grey market", date(2026, 1, 5), ["GREY"]),
        ("otc", date(2026, 1, 5), ["OTC"]),
    ],
)
def test_an_old_name_is_followed_to_the_day(name: str, day: date, meant: list[str]) -> None:
    assert list(venue_on(name, day).venues) == meant


def test_a_name_that_meant_several_tiers_gives_no_single_one() -> None:
    pink = venue_on("pink", date(2026, 1, 5))
    assert (pink.status, pink.venue) == ("several", None)
    assert venue_on("OTCQX", date(2026, 1, 5)).venue is Venue.OTCQX


def test_a_closed_board_says_when_it_closed() -> None:
    closed = venue_on("OTCBB", date(2026, 1, 5))
    assert (closed.status, closed.venue) == ("closed", None)
    assert "2021-11-08" in closed.note


@pytest.mark.parametrize("name", ["OTCID", "OTCID Basic Market"])
def test_a_tier_cannot_be_known_before_it_began(name: str) -> None:
    with pytest.raises(NotKnownThen, match="2025-07-01"):
        venue_on(name, date(2025, 6, 30))


def test_an_unknown_venue_names_the_nearest() -> None:
    with pytest.raises(NoSuchThing, match="nearest: nasdaq"):
        venue_on("nasdak", date(2026, 1, 5))
    with pytest.raises(NoSuchThing, match="nearest: OTCQX, OTCQB"):
        consequences("OTCQA")


def test_orders_are_refused_where_no_quote_can_be_seen() -> None:
    refused = {facts.venue for facts in venues().values() if facts.orders_refused}
    assert refused == {Venue.EXPERT, Venue.GREY, Venue.NOT_QUOTED}
    assert consequences("EXPERT").quotes == "not_shown"
    assert consequences("GREY").quotes == "none"


def test_only_an_exchange_lists() -> None:
    assert consequences("NASDAQ_CM").listed
    assert not consequences("OTCQX").listed
    assert "nyse_american_minimum_price" in consequences("NYSE_AMERICAN").rules
    assert "nasdaq_minimum_bid" not in consequences("NYSE_AMERICAN").rules


@pytest.mark.parametrize(
    ("venue", "day", "line"),
    [
        ("NASDAQ_CM", date(2026, 1, 5), "listed on Nasdaq Capital Market; quotes are public"),
        (
            "GREY",
            date(2026, 1, 5),
            "traded over the counter, Grey market; there are no quotes; "
            "orders are refused by default",
        ),
        (
            "UNKNOWN",
            date(2026, 1, 5),
            "cannot tell: the venue is not known; bring a list of listings or look it up",
        ),
        (
            "PINK_CURRENT",
            date(2026, 1, 5),
            "Pink Current Information: closed after 2025-06-30; its names went to "
            "OTCID, PINK_LIMITED; cannot tell",
        ),
        (
            "OTCID",
            date(2024, 1, 5),
            "OTCID Basic Market: did not exist before 2025-07-01; cannot tell",
        ),
    ],
)
def test_tradability_is_one_line(venue: str, day: date, line: str) -> None:
    assert tradability(venue, day) == line
