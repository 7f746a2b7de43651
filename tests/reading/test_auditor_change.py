"""Auditors who came and went; every company and firm here is invented."""

import pytest

from microcap.reading.auditor_change import auditor_changes
from reading.cases import details, page

FOUND = [
    (
        "Item 4.01 Changes in Registrant's Certifying Accountant.\n\nOn March 3, 2009, Larkspur & "
        "Dunn, P.C. resigned as the Company's independent registered public accounting firm.",
        "8-K",
        "resigned",
    ),
    (
        "Item 4. Changes in Registrant's Certifying Accountant\n\n(a) On November 12, 1996 the "
        "Registrant dismissed Pemberton Ashe LLP as its independent auditors.",
        "8-K",
        "dismissed",
    ),
    (
        "Item 4.01 Changes in Registrant's Certifying Accountant\n\nEffective May 1, 2018, the Audit "
        "Committee appointed Oakhollow CPAs PLLC as our new independent registered public "
        "accounting firm for the year ending December 31, 2018.",
        "8-K",
        "engaged",
    ),
    (
        "Item 4.01 Changes in Registrant's Certifying Accountant\n\nOn July 9, 2012, Birchgrove & "
        "Company informed us that it declines to stand for re-election as our auditor.",
        "8-K",
        "declined",
    ),
    (
        "Item 4. Changes in Registrant's Certifying Accountant\n\nDuring the fiscal year ended June "
        "30, 1999 there was a disagreement with Pemberton Ashe LLP concerning the timing of revenue.",
        "8-K",
        "disagreement",
    ),
    (
        "On January 14, 2005 our former auditor, Larkspur & Dunn LLP, resigned, and we retained "
        "Oakhollow & Associates, Certified Public Accountants, as our new auditors.",
        "10-K",
        "resigned",
    ),
    (
        "On August 2, 2010, we terminated the services of our independent accountants, Birchgrove "
        "LLP, and engaged Pemberton Ashe LLP to replace them.",
        "10-Q",
        "dismissed",
    ),
    (
        "Item 4.01 Changes in Registrant's Certifying Accountant\n\nOn June 2, 2015 the Company was "
        "notified that the client-auditor relationship between the Company and Birchgrove LLP has "
        "ceased, effective immediately.",
        "8-K",
        "resigned",
    ),
]
SILENT = [
    "There were no disagreements with our accountants on accounting and financial disclosure.",
    "Item 9. Changes in and Disagreements with Accountants on Accounting and Financial Disclosure\n\n"
    "None.",
    "The Audit Committee is responsible for the appointment, retention and termination of the "
    "independent registered public accounting firm.",
    "On April 4, 2011 Mr. Alder Finch resigned as a director and as chairman of the audit committee.",
    "The board recommends that stockholders ratify the appointment of Pemberton Ashe LLP as our "
    "independent registered public accounting firm for the fiscal year ending December 31, 2020.",
    "On June 1, 2013 our chief financial officer, formerly a partner of Birchgrove LLP, resigned.",
    "The Company engaged Larkspur Valuation LLC to perform an evaluation of its patents.",
    "We may be unable to retain our independent auditors if our stock is delisted.",
]


@pytest.mark.parametrize(("text", "form", "detail"), FOUND)
def test_a_change_of_the_auditor_is_found(text: str, form: str, detail: str) -> None:
    assert detail in details(auditor_changes, text, form)


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_change_of_the_auditor_is_silent(text: str) -> None:
    assert details(auditor_changes, text) == set()


def test_the_firm_and_the_day_are_read() -> None:
    (found,) = auditor_changes(page(FOUND[0][0], "8-K"))
    assert (found.says["firm"], found.says["day"]) == ("Larkspur & Dunn, P.C.", "2009-03-03")


def test_a_denial_of_disagreements_beside_a_dismissal_adds_nothing() -> None:
    text = (
        "Item 4.01 Changes in Registrant's Certifying Accountant\n\nOn May 5, 2014 we dismissed "
        "Birchgrove LLP as our auditor. During the two fiscal years and through the date of "
        "dismissal, there were no disagreements with Birchgrove LLP on any matter of accounting "
        "principles. We have requested that Birchgrove LLP furnish us with a letter."
    )
    assert details(auditor_changes, text, "8-K") == {"dismissed"}


def test_an_item_that_is_not_understood_is_quoted_without_detail() -> None:
    text = (
        "Item 4.01 Changes in Registrant's Certifying Accountant\n\nOn May 5, 2014 the practice of "
        "Birchgrove LLP was combined with that of Pemberton Ashe LLP, which carries on its work."
    )
    assert details(auditor_changes, text, "8-K") == {""}
