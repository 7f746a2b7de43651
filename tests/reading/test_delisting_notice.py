"""Notices from the exchange; every company here is invented."""

import pytest

from microcap.reading.delisting_notice import delisting_notices
from reading.cases import details, page

FOUND = [
    (
        "On August 11, 2022, the Company received a letter from the Listing Qualifications "
        "Department of The Nasdaq Stock Market stating that for 30 consecutive business days the "
        "bid price of its common stock had closed below $1.00 per share as required by Listing "
        "Rule 5550(a)(2).",
        "received",
    ),
    (
        "On February 3, 1999 the Registrant was notified by Nasdaq that its net tangible assets no "
        "longer meet the requirement for continued listing on the SmallCap Market.",
        "received",
    ),
    (
        "We received notice from NYSE American on May 2, 2019 that we are not in compliance with the "
        "stockholders' equity standards of Section 1003(a)(i) of the Company Guide.",
        "received",
    ),
    (
        "On October 7, 2003, the Company was advised by the American Stock Exchange that it had "
        "fallen below continued listing standards and that it intends to proceed with the removal "
        "of the Company's common stock.",
        "received",
    ),
    (
        "On June 5, 2021 Nasdaq notified the Company that it had regained compliance with the "
        "minimum bid price requirement and that the matter is closed.",
        "regained",
    ),
    (
        "The Nasdaq Hearings Panel granted the Company's request for continued listing, subject to "
        "conditions, on March 4, 2010.",
        "extended",
    ),
    (
        "In March 2002, our stock was removed from quotation on the OTC Bulletin Board because we "
        "were late in filing.",
        "delisted",
    ),
    (
        "Our common stock was delisted from the Nasdaq National Market on April 17, 2001 and now "
        "trades on the OTC Bulletin Board.",
        "delisted",
    ),
    (
        "Item 3.01 Notice of Delisting or Failure to Satisfy a Continued Listing Rule or Standard; "
        "Transfer of Listing.\n\nOn March 1, 2016 the Company notified NYSE MKT of its intention to "
        "voluntarily withdraw its common stock from listing.",
        "voluntary",
    ),
]
SILENT = [
    "If the bid price of our common stock falls below $1.00, Nasdaq could notify us that we are not "
    "in compliance and our shares may be delisted.",
    "There can be no assurance that we will continue to satisfy the continued listing requirements "
    "of the Nasdaq Capital Market.",
    "We were not in compliance with the minimum tangible net worth covenant of our bank loan and "
    "received a waiver.",
    "The FDA sent us a deficiency letter on May 3, 2015 regarding our application.",
    "A fundamental change occurs if our common stock ceases to be listed on any national stock "
    "exchange.",
    "Our common stock is listed on the NYSE American under the symbol QFM.",
    "A customer, Tamarack Stores, received a delisting notice from Nasdaq on May 1, 2010.",
]


@pytest.mark.parametrize(("text", "detail"), FOUND)
def test_a_notice_and_what_followed_is_found(text: str, detail: str) -> None:
    assert details(delisting_notices, text, "8-K") == {detail}


@pytest.mark.parametrize("text", SILENT)
def test_what_may_happen_to_a_listing_is_silent(text: str) -> None:
    assert details(delisting_notices, text) == set()


def test_the_rule_and_the_day_are_read() -> None:
    (found,) = delisting_notices(page(FOUND[0][0], "8-K"))
    assert (found.says["rule"], found.says["day"]) == ("5550(a)(2)", "2022-08-11")
