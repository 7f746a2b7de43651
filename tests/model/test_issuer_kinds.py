"""Kinds of issuers: the table, how a kind is found, and the days it is given."""

from datetime import date

import pytest

from microcap.model.errors import Contradiction, NoSuchThing
from microcap.model.issuer_kinds import (
    Filed,
    allowed,
    due_day,
    extended_day,
    filer_size,
    kind_by,
    kind_named,
    kinds,
    notice_day,
    parsed,
)


def filed(form: str, day: date) -> Filed:
    return Filed(form, day, f"{form} of {day}")


def test_the_table_holds_every_kind_that_the_mission_names() -> None:
    assert list(kinds()) == [
        "domestic",
        "foreign_private",
        "mjds",
        "regulation_a",
        "bank_insurance",
        "intl_12g3_2b",
        "alternative",
        "none",
        "other",
    ]


def test_every_kind_that_files_no_items_says_why_nobody_can_tell() -> None:
    silent = [kind.name for kind in kinds().values() if not kind.items and not kind.blind]
    assert silent == []


def test_two_kinds_are_never_shown_by_one_form() -> None:
    block = """
[[kind]]
name = "{}"
label = "x"
reporting = "sec"
says = []
periodic = ["10-K"]
hints = []
taxonomies = []
items = false
ends = []
leaves = []
blind = []
source = "invented"
"""
    with pytest.raises(Contradiction, match="one and two are both shown by 10-K"):
        parsed(block.format("one") + block.format("two"))


@pytest.mark.parametrize(
    ("form", "name"),
    [("10-Q", "domestic"), ("20-F", "foreign_private"), ("40-F", "mjds"), ("1-SA", "regulation_a")],
)
def test_the_newest_periodic_report_decides(form: str, name: str) -> None:
    found = kind_by([filed("8-K", date(2024, 1, 3)), filed(form, date(2024, 3, 1))])
    assert found.kind is not None
    assert (found.kind.name, found.status) == (name, "known")
    assert found.sources == (f"{form} of 2024-03-01",)


def test_a_foreign_filer_that_turned_domestic_is_one_since_its_first_report() -> None:
    history = [
        filed("20-F", date(2022, 4, 20)),
        filed("10-Q", date(2023, 5, 12)),
        filed("10-K", date(2024, 3, 28)),
    ]
    found = kind_by(history)
    assert found.kind is not None
    assert (found.kind.name, found.since) == ("domestic", date(2023, 5, 12))


def test_a_trust_that_files_10_d_beside_10_k_is_another_kind() -> None:
    found = kind_by([filed("10-D", date(2024, 2, 26)), filed("10-K", date(2024, 3, 28))])
    assert found.kind is not None
    assert found.kind.name == "other"


def test_forms_that_only_hint_give_an_estimate() -> None:
    found = kind_by([filed("F-1", date(2024, 1, 3)), filed("6-K", date(2024, 3, 1))])
    assert found.kind is not None
    assert (found.kind.name, found.status) == ("foreign_private", "estimated")


def test_a_word_of_a_table_names_a_kind_that_files_nothing() -> None:
    found = kind_by([], said="12g3-2(b)", said_by="user")
    assert found.kind is not None
    assert (found.kind.reporting, found.sources) == ("intl_12g3_2b", ("user",))


def test_tagged_facts_in_ifrs_hint_at_a_foreign_issuer() -> None:
    found = kind_by([], taxonomies=["dei", "ifrs-full"])
    assert found.kind is not None
    assert (found.kind.name, found.status) == ("foreign_private", "estimated")


def test_nothing_filed_or_only_by_others_cannot_tell() -> None:
    assert kind_by([]).because == "no filing of the issuer is held"
    by_others = kind_by([filed("4", date(2024, 1, 3)), filed("SC 13G", date(2024, 2, 1))])
    assert by_others.kind is None
    assert by_others.because.endswith("4, SC 13G")


def test_the_words_operating_and_other_of_the_sec_name_no_kind() -> None:
    assert kind_by([], said="operating").kind is None
    assert kind_by([], said="other").kind is None


@pytest.mark.parametrize(
    ("category", "size"),
    [
        ("Large accelerated filer", "large accelerated"),
        ("Accelerated filer, Smaller reporting company", "accelerated"),
        ("Non-accelerated filer, Smaller reporting company", "other"),
        ("Emerging growth company", "other"),
        (None, None),
    ],
)
def test_the_size_of_a_filer_is_read_from_the_words_of_the_sec(
    category: str | None, size: str | None
) -> None:
    assert filer_size(category) == size


def test_larger_filers_have_fewer_days() -> None:
    """31 December 2025 and 60, 75, 90 days: 1 March is a Sunday; 16 and 31 March are open."""
    annual = kind_named("domestic").reports[0]
    year = date(2025, 12, 31)
    assert due_day(annual, year, "large accelerated") == date(2026, 3, 2)
    assert due_day(annual, year, "accelerated") == date(2026, 3, 16)
    assert due_day(annual, year) == date(2026, 3, 31)
    assert allowed(annual, year) == "90 days"


def test_a_20_f_had_six_months_and_has_four() -> None:
    annual = kind_named("foreign_private").reports[0]
    assert due_day(annual, date(2010, 12, 31)) == date(2011, 6, 30)
    assert due_day(annual, date(2011, 12, 31)) == date(2012, 4, 30)


def test_a_notice_is_in_time_on_the_business_day_after_the_due_day() -> None:
    """Due Friday 14 November 2025, notice by Monday the 17th, extended to Wednesday the 19th."""
    quarterly = kind_named("domestic").reports[1]
    due = due_day(quarterly, date(2025, 9, 30))
    assert due == date(2025, 11, 14)
    assert notice_day(due) == date(2025, 11, 17)
    assert extended_day(quarterly, due) == date(2025, 11, 19)


def test_the_half_yearly_10_s_is_proposed_and_owed_by_nobody() -> None:
    kind = kind_named("domestic")
    assert [one.form for one in kind.proposed(date(2026, 5, 5))] == ["10-S"]
    assert kind.proposed(date(2026, 5, 4)) == ()
    assert [one.form for one in kind.owed(date(2026, 6, 30))] == ["10-K", "10-Q"]


def test_a_kind_that_is_not_held_names_those_that_are() -> None:
    with pytest.raises(NoSuchThing, match="there are domestic, foreign_private"):
        kind_named("martian")
