"""Identity: names, venue, issuer and age of a name, each by a dated record."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import DAY, ISSUER, SYMBOL, Rows, bars, days_to, fact, filing, listed
from market_rows import release, tier
from microcap.research.chapters import Identity
from microcap.research.identity import identity
from research.tiny import OTHER, halt, subject


def _identity(folder: Path, /, **tables: Rows) -> Identity:
    return identity(subject(folder, **tables))


def test_of_a_ticker_alone_only_its_age_is_known(tmp_path: Path) -> None:
    who = _identity(tmp_path)
    figures = (who.name, who.venue, who.share_kind, who.issuer, who.filer_kind, who.industry)
    assert {one.value for one in figures} == {None}
    assert who.tradability == "cannot tell where it trades: no dated list of venues is held"
    assert who.listing_age_sessions.value == 1


def test_the_issuers_own_record_names_it_before_a_list(tmp_path: Path) -> None:
    """The list of 2020 says Zz Holdings; the issuer was Zz Mining and is Zz Lithium since 2023."""
    who = _identity(
        tmp_path,
        listings=listed(),
        issuers=[
            fact("name", "Zz Mining", date(2019, 1, 2)),
            fact("name", "Zz Lithium", date(2023, 3, 1)),
        ],
    )
    assert (who.name.value, who.name.as_of) == ("Zz Lithium", date(2023, 3, 1))
    assert who.former_names == ("Zz Mining from 2019-01-02",)
    assert (who.issuer.value, who.issuer.status) == (ISSUER, "known")


@pytest.mark.parametrize(
    ("venue", "says"),
    [("NASDAQ_CM", "NASDAQ_CM"), ("NO_SUCH_VENUE", "NO_SUCH_VENUE: no rule table for this venue")],
)
def test_a_venue_is_told_with_its_list_and_what_follows(
    tmp_path: Path, venue: str, says: str
) -> None:
    who = _identity(tmp_path, listings=listed(venue))
    assert (who.venue.value, who.venue.note) == (venue, "by the list of 2020-01-02")
    assert bool(who.venue_consequences) == (venue == "NASDAQ_CM")
    if venue == "NO_SUCH_VENUE":
        assert who.tradability == says


@pytest.mark.parametrize(
    ("forms", "kind"),
    [
        (["10-Q", "8-K"], "files 10-K and 10-Q"),
        (["6-K"], "files 20-F and 6-K"),
        (["40-F"], "files 40-F"),
        (["1-K"], "files under Regulation A"),
        (["8-K"], None),  # everybody may file one
    ],
)
def test_a_filer_is_of_the_kind_that_its_forms_show(
    tmp_path: Path, forms: list[str], kind: str | None
) -> None:
    rows = [filing(form, date(2024, 5, 14), number=at + 1) for at, form in enumerate(forms)]
    figure = _identity(tmp_path, listings=listed(), filings=rows).filer_kind
    assert figure.value == kind
    if kind is None:
        assert figure.missing == "periodic reports of the issuer"


def test_a_kind_that_the_record_states_wins_over_the_forms(tmp_path: Path) -> None:
    who = _identity(
        tmp_path,
        listings=listed(),
        issuers=[fact("kind", "investment company", date(2020, 1, 2))],
        filings=[filing("10-Q", date(2024, 5, 14))],
    )
    assert who.filer_kind.value == "investment company"


def test_the_age_is_counted_from_the_first_bar_of_a_renamed_ticker(tmp_path: Path) -> None:
    """Twenty sessions as ZZBT and then ten as ZZHM, with one count: thirty."""
    days = days_to(DAY, 30)
    rows = bars([2.0] * 20, last=days[19], symbol=OTHER) + bars([2.0] * 10)
    counts: Rows = [
        {"symbol": symbol, "kind": "vendor", "share_class": "", "day": day, "shares": 5_000_001}
        for symbol, day in ((OTHER, days[0]), (SYMBOL, days[20]))
    ]
    who = _identity(tmp_path, bars=rows, share_counts=counts)
    assert (who.symbol, who.security) == (SYMBOL, OTHER)
    assert (who.listing_age_sessions.value, who.listing_age_sessions.status) == (30, "known")
    assert sorted(link.status for link in who.links) == ["assumed", "known"]


def test_after_a_gap_the_age_is_a_lower_bound(tmp_path: Path) -> None:
    """Ten bars, 21 sessions of nothing, ten bars: a security of its own from then, or not."""
    rows = bars([2.0] * 10, last=days_to(DAY, 32)[0]) + bars([2.0] * 10)
    age = _identity(tmp_path, bars=rows).listing_age_sessions
    assert (age.value, age.status) == (10, "estimated")
    assert age.note.endswith("at least, the record held begins there")


def test_a_suspension_and_a_halt_stand_before_the_venue(tmp_path: Path) -> None:
    """Ten business days after 24 June 2024, 4 July left out, is 9 July."""
    order = release("34-1", date(2024, 6, 24), kind="trading_suspension")
    who = identity(
        subject(
            *(tmp_path, "2024-06-27 12:00"),
            bars=bars([2.0] * 30),
            listings=listed("NASDAQ_CM"),
            regulatory_actions=[order],
            halts=[halt("2024-06-24 09:30", None, "H10"), halt("2024-06-27 10:00", None, "T12")],
        )
    )
    assert who.tradability == (
        "SUSPENDED by the SEC (Section 12(k)) since 2024-06-24, until 2024-07-09 at most; "
        "HALTED, code T12 since 2024-06-27 10:00 ET: the exchange asked for more information; "
        "the last price is not a mark; listed on Nasdaq Capital Market; quotes are public"
    )


def test_a_list_of_tiers_tells_the_venue_for_a_year_and_no_longer(tmp_path: Path) -> None:
    rows = [tier("OTCQB", date(2024, 6, 26))]
    new = _identity(tmp_path / "a", bars=bars([2.0] * 5), listings=rows)
    assert new.tradability.startswith("traded over the counter, OTCQB")
    assert new.issuer.value is None
    rows = [tier("OTCQB", date(2023, 3, 1))]
    old = _identity(tmp_path / "b", bars=bars([2.0] * 400), listings=rows)
    assert old.tradability.startswith("cannot tell where it trades now: by the list of 2023-03-01")
    assert (old.venue.value, old.venue.status) == ("OTCQB", "stale")
