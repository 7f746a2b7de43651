"""Every claim with one of five statuses, the worst first."""

from datetime import date
from pathlib import Path

from checks.claim_rows import claimed, release, report
from checks.invented import filing, listed
from microcap.checks.claim_status import WORST_FIRST, weighed_claims

SIGNED = "Zz Holdings has signed a supply agreement with Norlund Shipping AS worth $2 million."
QUIET = report("10-Q", date(2024, 5, 10), "We sold more sensors than before.")


def test_statuses_come_the_worst_first(tmp_path: Path) -> None:
    news = [
        release("Zz Holdings will open its Port Arden plant by December 31, 2024."),
        release(
            "Zz Holdings will open its Dayton laboratory by March 31, 2024.", date(2024, 1, 11)
        ),
        release(SIGNED, date(2024, 1, 12)),
    ]
    ended = report(
        "8-K", date(2024, 5, 3), "The agreement with Norlund Shipping AS was terminated.", "1.02"
    )
    found = weighed_claims(claimed(tmp_path, news, (ended, QUIET)))
    assert [one.status for one in found] == ["overdue", "ended", "unverified"]
    assert found[1].says == "the 8-K of 2024-05-03 tells that it ended"
    assert WORST_FIRST.index("contradicted") < WORST_FIRST.index("verified")


SLIPS = [
    release("We expect to report results of the pivotal sensor trial by March 31, 2024."),
    release(
        "We expect to report results of the pivotal sensor trial by May 31, 2024.",
        date(2024, 4, 3),
    ),
]


def test_a_promise_told_again_is_one_claim_with_its_days_and_the_newest_decides(
    tmp_path: Path,
) -> None:
    """Told by 31 March, then by 31 May: on 10 May not yet due, on 28 June overdue."""
    early = report("10-Q", date(2024, 6, 20), "We sold more sensors than before.")
    (one,) = weighed_claims(claimed(tmp_path / "may", SLIPS, (QUIET,), day=date(2024, 5, 10)))
    assert one.status == "unverified"
    assert "first promised by 2024-03-31, put off once" in one.says
    assert one.late_since(date(2024, 5, 10)) == date(2024, 3, 31)
    (later,) = weighed_claims(claimed(tmp_path / "june", SLIPS, (QUIET, early)))
    assert (later.status, later.claim.due, later.claim.put_off) == (
        "overdue",
        date(2024, 5, 31),
        1,
    )
    assert later.claim.id == one.claim.id


def test_a_report_that_puts_a_promise_off_to_a_day_to_come_leaves_it_open(tmp_path: Path) -> None:
    promise = "Zz Holdings will open its Port Arden plant by March 31, 2024."
    later = report("10-Q", date(2024, 5, 10), "We expect to open Port Arden by October 31, 2024.")
    (one,) = weighed_claims(claimed(tmp_path, [release(promise)], (later,)))
    assert (one.status, one.until) == ("unverified", date(2024, 10, 31))
    assert one.late_since(date(2024, 6, 28)) == date(2024, 3, 31)


def test_an_8_k_of_those_days_with_item_1_01_verifies_by_the_day_alone(tmp_path: Path) -> None:
    row = filing("8-K", date(2024, 1, 12), "1.01,9.01")
    (one,) = weighed_claims(claimed(tmp_path, [release(SIGNED)], filings=[row]))
    assert one.status == "verified"
    assert "item 1.01, by the day alone" in one.says
    assert one.evidence[0].source == row["accession"]


def test_a_letter_of_intent_is_not_verified_by_an_item_of_those_days(tmp_path: Path) -> None:
    words = (
        "Zz signed a non-binding letter of intent to acquire Ostrand Freight LLC for $3 million."
    )
    row = filing("8-K", date(2024, 1, 12), "1.01,9.01")
    (one,) = weighed_claims(claimed(tmp_path, [release(words)], filings=[row]))
    assert one.status == "cannot_tell"


def test_a_prospectus_of_those_days_verifies_an_offering(tmp_path: Path) -> None:
    words = (
        "Zz announced the closing of its public offering of 2,000,000 shares at $2.00 per share."
    )
    row = filing("424B5", date(2024, 1, 9))
    (one,) = weighed_claims(claimed(tmp_path, [release(words)], filings=[row]))
    assert (one.status, one.says) == ("verified", "Form 424B5 of 2024-01-09 is of those days")


def test_a_list_that_shows_the_new_exchange_verifies_a_listing(tmp_path: Path) -> None:
    words = "Zz's shares have been approved for listing on the Nasdaq Capital Market."
    lists = [*listed("OTCQB"), *listed("NASDAQ_CM", day=date(2024, 2, 1))]
    lists[1]["event"] = "venue"
    (one,) = weighed_claims(claimed(tmp_path, [release(words)], listings=lists))
    assert (one.status, one.says) == ("verified", "the list of 2024-02-01 shows NASDAQ_CM")


def test_a_deed_that_later_documents_do_not_name_stays_unverified(tmp_path: Path) -> None:
    (one,) = weighed_claims(claimed(tmp_path, [release(SIGNED)], (QUIET,)))
    assert (one.status, one.says) == ("unverified", "not named in 1 later document")
