"""Which form a document is."""

import pytest

from microcap.reading.forms import form_of_cover, plain_form


@pytest.mark.parametrize(
    ("cover", "form"),
    [
        ("UNITED STATES\nFORM 10-K\nANNUAL REPORT", "10-K"),
        ("FORM 10-KSB/A\nAmendment No. 2", "10-KSB/A"),
        ("Form 8-K\nCURRENT REPORT", "8-K"),
        ("AMENDMENT NO. 3 TO\nFORM S-1\nREGISTRATION STATEMENT", "S-1/A"),
        ("POST-EFFECTIVE AMENDMENT NO. 1 TO\nFORM S-3\nREGISTRATION", "POS AM"),
        ("Filed Pursuant to Rule 424(b)(5)\nRegistration No. 333-1", "424B5"),
        ("SCHEDULE 14A INFORMATION\n[ ] Preliminary\n[X] Definitive Proxy Statement", "DEF 14A"),
        ("SCHEDULE 13D/A\nUnder the Securities Exchange Act", "SC 13D/A"),
        ("Dear holder: our annual report on Form 10-K is enclosed.", ""),
        ("We mine talc.", ""),
    ],
)
def test_the_cover_tells_the_form_or_nothing(cover: str, form: str) -> None:
    assert form_of_cover(cover) == form


def test_old_and_new_spellings_are_one_form() -> None:
    assert [plain_form(one) for one in ("10k", "SCHEDULE 13G/A", "10-K405")] == [
        "10-K",
        "SC 13G/A",
        "10-K405",
    ]
