"""The company's own bankruptcy; every company here is invented."""

import pytest

from microcap.reading.bankruptcy import bankruptcies
from reading.cases import details, page

FOUND = [
    (
        "On May 1, 2001 the Company's principal operating subsidiary, Gull Steel, Inc., filed a "
        "petition for reorganization under Chapter 11 of the Bankruptcy Code.",
        "petition",
    ),
    (
        "On July 9, 2020, the Company and certain of its subsidiaries filed voluntary petitions for "
        "relief under chapter 11 of the United States Bankruptcy Code in the United States "
        "Bankruptcy Court for the District of Delaware.",
        "petition",
    ),
    (
        "ITEM 3. BANKRUPTCY OR RECEIVERSHIP\n\nOn April 2, 1997, Quillfeather Mining Corp. filed for "
        "protection under Chapter 11 of the Bankruptcy Code in the Northern District of Texas.",
        "petition",
    ),
    (
        "On May 3, 2002, three creditors filed an involuntary petition against the Company under "
        "Chapter 7 of the Bankruptcy Code.",
        "involuntary",
    ),
    (
        "On October 1, 2009 the Bankruptcy Court entered an order confirming the Company's Second "
        "Amended Plan of Reorganization.",
        "confirmed",
    ),
    (
        "On March 31, 2011, the Company emerged from Chapter 11 with $4 million of exit financing.",
        "emerged",
    ),
    (
        "On June 12, 2015 the Bankruptcy Court dismissed our Chapter 11 case.",
        "dismissed",
    ),
    (
        "On January 25, 2008 the district court appointed a receiver for the Company at the request "
        "of its senior lender.",
        "receiver",
    ),
    (
        "On August 1, 2014 the Company made an assignment for the benefit of creditors under "
        "California law.",
        "assignment",
    ),
]
SILENT = [
    "Heron Airlines, which leased two of our aircraft, sought protection under Chapter 11 in 2001.",
    "The plan provides that, subject to confirmation by the bankruptcy court, the Company will cancel "
    "its debentures.",
    "Our largest customer, Tamarack Stores, Inc., filed a voluntary petition under Chapter 11 of the "
    "Bankruptcy Code on January 5, 2002, and we reserved $1.2 million.",
    "If we cannot refinance the notes we may be forced to file a petition under Chapter 11.",
    "No director has, during the past ten years, been the subject of a bankruptcy petition filed by "
    "or against any business of which such person was a general partner or executive officer.",
    "The agreement is enforceable except as limited by applicable bankruptcy, insolvency and similar "
    "laws.",
    "An event of default includes the filing of a petition in bankruptcy by the Company.",
    "Mr. Finch was chief executive officer of Larkspur Telecom, which filed for bankruptcy in 2002.",
    "The tenant filed for bankruptcy protection in March 2009 and rejected our lease.",
    "The Company has not filed for bankruptcy.",
]


@pytest.mark.parametrize(("text", "detail"), FOUND)
def test_the_companys_own_bankruptcy_is_found(text: str, detail: str) -> None:
    assert details(bankruptcies, text, "8-K") == {detail}


@pytest.mark.parametrize("text", SILENT)
def test_the_bankruptcy_of_another_is_silent(text: str) -> None:
    assert details(bankruptcies, text) == set()


def test_chapter_and_day_are_read() -> None:
    (found,) = bankruptcies(page(FOUND[1][0], "8-K"))
    assert (found.says["chapter"], found.says["day"]) == (11, "2020-07-09")


def test_an_item_that_says_not_applicable_is_silent() -> None:
    text = "Item 3. Bankruptcy or Receivership\n\nNot applicable.\n\nItem 5. Other Events\n\nOn May 1, 1998 we moved."
    assert details(bankruptcies, text, "8-K") == set()
