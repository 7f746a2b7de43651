"""What was registered, what became of it, and what is left."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import Rows, filing, listed
from microcap.view.registrations import registrations
from offering_rows import company, document
from research.tiny import subject

FEBRUARY, MARCH = date(2024, 2, 1), date(2024, 3, 1)


def _forms(*rows: tuple[str, date]) -> Rows:
    return [filing(form, day, number=at) for at, (form, day) in enumerate(rows, 1)]


def test_a_shelf_with_its_effect_its_end_and_its_supplements(tmp_path: Path) -> None:
    """20m registered; a supplement sold 2m, another set 5m aside: 13m are left."""
    (one,) = registrations(company(tmp_path))
    assert (one.form, one.dollars, one.taken, one.left) == ("S-3", 20e6, 7e6, 13e6)
    assert (one.effective, one.effective_how) == (date(2023, 5, 24), "EFFECT")
    assert (one.expires, one.stands) == (date(2026, 5, 24), True)
    assert [(down.dollars, down.into_the_market) for down in one.takedowns] == [
        (2e6, False),
        (5e6, True),
    ]


@pytest.mark.parametrize(
    ("rows", "end"),
    [
        ([("S-3", FEBRUARY), ("RW", MARCH)], ("withdrawn", MARCH)),
        ([("S-3", date(2022, 1, 4))], ("lapsed", date(2023, 5, 19))),
        ([("S-3ASR", date(2020, 3, 2))], ("expired", date(2023, 3, 2))),
    ],
    ids=["an RW", "never effective in 500 days", "three years"],
)
def test_a_registration_ends(
    tmp_path: Path, rows: list[tuple[str, date]], end: tuple[str, date]
) -> None:
    (one,) = registrations(subject(tmp_path, listings=listed(), filings=_forms(*rows)))
    assert (one.end, one.ended) == end
    assert not one.stands


def test_a_post_effective_amendment_that_deregisters_ends_it(tmp_path: Path) -> None:
    words = (
        "Post-Effective Amendment to the Registration Statement on Form S-3 (File No. 333-284478) "
        "filed on February 1, 2024. The registrant hereby removes from registration all of the "
        "securities that remain unsold under the shelf registration statement."
    )
    (one,) = registrations(
        subject(
            tmp_path,
            listings=listed(),
            filings=[filing("S-3", FEBRUARY), filing("POS AM", MARCH)],
            filing_documents=[document("POS AM", MARCH, words)],
        )
    )
    assert (one.end, one.ended) == ("deregistered", MARCH)


def test_an_effect_is_of_the_registration_amended_last(tmp_path: Path) -> None:
    rows = [("S-1", FEBRUARY), ("S-3", date(2024, 2, 20)), ("EFFECT", MARCH)]
    newest, older = registrations(subject(tmp_path, listings=listed(), filings=_forms(*rows)))
    assert (newest.form, newest.effective) == ("S-3", MARCH)
    assert (older.form, older.effective) == ("S-1", None)
    assert newest.assumed == ("which registration an EFFECT is of",)


def test_holders_who_resell_register_shares_and_no_dollars(tmp_path: Path) -> None:
    words = (
        "FORM S-1. This prospectus relates to the resale from time to time by the selling "
        "stockholders named in this prospectus of up to 1,250,000 shares of our common stock."
    )
    (one,) = registrations(
        subject(
            tmp_path,
            listings=listed(),
            filings=[filing("S-1", FEBRUARY)],
            filing_documents=[document("S-1", FEBRUARY, words)],
        )
    )
    assert (one.resale, one.shares, one.dollars) == (True, 1_250_000, None)


def test_a_supplement_that_is_not_held_leaves_the_rest_unknown(tmp_path: Path) -> None:
    rows = [("S-3", FEBRUARY), ("EFFECT", date(2024, 2, 9)), ("424B5", MARCH)]
    (one,) = registrations(subject(tmp_path, listings=listed(), filings=_forms(*rows)))
    assert (one.left, [down.read for down in one.takedowns]) == (None, [False])
