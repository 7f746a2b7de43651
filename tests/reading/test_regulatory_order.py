"""Orders and inquiries of regulators; every company here is invented."""

import pytest

from microcap.reading.regulatory_order import regulatory_orders
from reading.cases import details, page

FOUND = [
    (
        "On May 4, 2010, the Bank consented to the issuance of a Consent Order by the Federal "
        "Deposit Insurance Corporation and the state banking commissioner.",
        "consent_order",
    ),
    (
        "On August 30, 2019 the Company received a Wells Notice from the staff of the Securities and "
        "Exchange Commission.",
        "wells_notice",
    ),
    (
        "In June 2017 we received a subpoena from the SEC requesting documents about our revenue.",
        "subpoena",
    ),
    (
        "On March 9, 2016 we received a warning letter from the U.S. Food and Drug Administration "
        "regarding our facility in Ogden.",
        "warning_letter",
    ),
    (
        "On February 2, 1998 the Securities and Exchange Commission issued a cease-and-desist order "
        "against the Company without admission of the findings.",
        "cease_and_desist",
    ),
    (
        "On September 1, 2009 the Corporation entered into a written agreement with the Federal "
        "Reserve Bank of Kansas City.",
        "written_agreement",
    ),
    (
        "On May 7, 2014 the Securities and Exchange Commission temporarily suspended trading in our "
        "securities because of questions about public statements.",
        "trading_suspension",
    ),
    (
        "On July 1, 2004 the Company learned that the SEC had issued a formal order of "
        "investigation concerning the Company's restatement.",
        "investigation",
    ),
]
SILENT = [
    "The FDIC may issue cease and desist orders against banks that engage in unsafe practices.",
    "Failure to comply could subject us to warning letters, civil penalties or injunctions by the "
    "FDA.",
    "No director or officer has been subject to any order of the Securities and Exchange Commission "
    "within the past ten years.",
    "The Company has not received any subpoena from the SEC.",
    "If the FDA were to issue a warning letter, our sales would suffer.",
    "Our customer received a warning letter from the FDA in 2012.",
    "The Company and the employee entered into a consent agreement on vacation pay.",
]


@pytest.mark.parametrize(("text", "detail"), FOUND)
def test_an_order_against_the_company_is_found(text: str, detail: str) -> None:
    assert detail in details(regulatory_orders, text)


@pytest.mark.parametrize("text", SILENT)
def test_the_powers_of_a_regulator_are_silent(text: str) -> None:
    assert details(regulatory_orders, text) == set()


def test_the_regulator_and_the_day_are_told() -> None:
    (found,) = regulatory_orders(page(FOUND[1][0], "8-K"))
    assert found.says["regulator"] == "Securities and Exchange Commission"
    assert found.says["day"] == "2019-08-30"
