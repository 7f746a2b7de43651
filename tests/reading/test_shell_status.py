"""Whether the company says that it is a shell; every company here is invented."""

import pytest

from microcap.reading.shell_status import shell_statuses
from reading.cases import details

ASKED = (
    "Indicate by check mark whether the registrant is a shell company (as defined in Rule 12b-2 "
    "of the Exchange Act)."
)
FOUND = [
    (f"{ASKED} Yes [X] No [ ]", "yes"),
    (f"{ASKED} Yes [ ] No [X]", "no"),
    (f"{ASKED} Yes ☐ No ☒", "no"),
    (f"{ASKED} ☒ Yes ☐ No", "yes"),
    (
        "The Company is a shell company with no operations and is seeking a reverse merger.",
        "stated",
    ),
    ("We are a blank check corporation formed to effect a business combination.", "stated"),
    (
        "Item 5.06 Change in Shell Company Status\n\nAs a result of the acquisition on May 2, 2012, "
        "the Company ceased to be a shell company.",
        "ceased",
    ),
]
SILENT = [
    ASKED,
    "The Company is not a shell company.",
    "We sell tortilla shell products to retailers through a company in Ogden.",
    "Under Rule 144(i), holders of securities issued by a former shell company may not rely on Rule "
    "144 until one year has passed.",
    "Our articles authorize blank check preferred stock.",
    "Our parent acquired Larkspur Corp. by merger with a public shell in 1999.",
]


@pytest.mark.parametrize(("text", "detail"), FOUND)
def test_the_status_is_read_from_the_box_or_the_words(text: str, detail: str) -> None:
    assert details(shell_statuses, text, "8-K" if "5.06" in text else "10-K") == {detail}


@pytest.mark.parametrize("text", SILENT)
def test_an_unmarked_box_or_another_shell_is_silent(text: str) -> None:
    assert details(shell_statuses, text) == set()
