"""A promise told again, report after report, is one claim."""

from datetime import date
from pathlib import Path

from checks.claim_rows import claimed, release
from microcap.checks.claim_promises import promises, together
from microcap.checks.claims_held import claims_held

TRIAL = "Zz expects to report topline data of its Phase {} trial of hull paint by {}."


def test_five_tellings_of_one_promise_are_one_with_the_first_day_and_the_slips(
    tmp_path: Path,
) -> None:
    """Days of 31 March, 10 April, 30 June and 31 August: the second is no slip, two are."""
    days = ("March 31, 2024", "April 10, 2024", "June 30, 2024", "August 31, 2024")
    news = [
        release(TRIAL.format(2, day), date(2024, 1 + place, 10)) for place, day in enumerate(days)
    ]
    (one,) = promises(claimed(tmp_path, news))
    assert (one.first_due, one.due, one.put_off) == (date(2024, 3, 31), date(2024, 8, 31), 2)
    assert [told.due for told in one.before] == [
        date(2024, 3, 31), date(2024, 4, 10), date(2024, 6, 30),
    ]  # fmt: skip
    assert one.id == one.before[0].id
    assert one.day == date(2024, 4, 10)


def test_another_phase_another_place_and_a_claim_without_a_day_stay_apart(tmp_path: Path) -> None:
    news = [
        release(TRIAL.format(2, "March 31, 2024")),
        release(TRIAL.format(3, "March 31, 2024"), date(2024, 1, 11)),
        release("Zz will open its Port Arden plant by May 31, 2024.", date(2024, 1, 12)),
        release("Zz will open its Dayton plant by May 31, 2024.", date(2024, 1, 15)),
        release("Zz signed an agreement with Norlund Shipping AS.", date(2024, 1, 16)),
    ]
    subject = claimed(tmp_path, news)
    assert len(promises(subject)) == len(claims_held(subject)) == 5
    assert all(one.before == () for one in together(claims_held(subject)))
