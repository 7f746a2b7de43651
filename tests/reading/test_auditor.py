"""Who audited; every firm here is invented."""

import pytest

from microcap.reading.auditor import auditors
from reading.cases import page

REPORT = (
    "REPORT OF INDEPENDENT REGISTERED PUBLIC ACCOUNTING FIRM\n\n"
    "To the Board of Directors and Stockholders of Quillfeather Mining Corp.\n\n"
    "We have audited the accompanying balance sheets of Quillfeather Mining Corp. as of December "
    "31, 2019. In our opinion, they present fairly its position.\n\n"
)
FOUND = [
    (
        REPORT + "/s/ Oakhollow Reyes LLP\n\nBoise, Idaho\n\nMarch 12, 2020\n",
        "Oakhollow Reyes LLP",
        None,
    ),
    (
        REPORT
        + "/s/ Birchgrove & Company, P.C.\n\nPCAOB ID: 5077\n\nTulsa, Oklahoma\n\nApril 2, 2022\n",
        "Birchgrove & Company, P.C.",
        5077,
    ),
    (
        "Auditor Firm Id: 3344\tAuditor Name: Pemberton Ashe LLP\tAuditor Location: Reno, Nevada",
        "Pemberton Ashe LLP",
        3344,
    ),
    ("Larkspur & Dunn, CPAs (PCAOB ID No. 991)", "Larkspur & Dunn, CPAs", 991),
    ("The 1996 statements were audited by Pemberton Ashe LLP.", "Pemberton Ashe LLP", None),
]
SILENT = [
    "The firm of Gull & Heron LLP, counsel, passed on the legality of the shares.",
    "Item 14. Principal Accountant Fees and Services\n\nNone.",
    "Our audit committee met four times.",
    "The PCAOB inspects registered firms every three years.",
    "These statements are unaudited and were prepared by management.",
]


@pytest.mark.parametrize(("text", "firm", "number"), FOUND)
def test_the_firm_and_its_number_are_read(text: str, firm: str, number: int | None) -> None:
    found = auditors(page(text))
    assert firm in {one.says.get("firm") for one in found}
    assert {one.says.get("pcaob_id") for one in found} >= {number}


@pytest.mark.parametrize("text", SILENT)
def test_no_firm_is_guessed(text: str) -> None:
    assert auditors(page(text)) == []


def test_place_and_day_of_the_report_are_read() -> None:
    (found,) = auditors(page(FOUND[0][0]))
    assert (found.detail, found.says["day"], found.says["place"]) == (
        "report",
        "2020-03-12",
        "Boise, Idaho",
    )
