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
    assert [one.status for one in found] == ["contradicted", "overdue", "unverified"]
    assert WORST_FIRST.index("contradicted") < WORST_FIRST.index("verified")


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
    assert (one.status, one.says) == ("unverified", "none of 1 later documents names it")
