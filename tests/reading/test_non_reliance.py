"""Accounts that should no longer be relied upon; every company here is invented."""

import pytest

from microcap.reading.non_reliance import non_reliances
from reading.cases import details, page

HEAD = (
    "Item 4.02 Non-Reliance on Previously Issued Financial Statements or a Related Audit Report "
    "or Completed Interim Review.\n\n"
)
FOUND = [
    HEAD
    + "On August 9, 2021 management concluded that our previously issued audited balance sheet "
    "should be restated and no longer relied upon due to the classification of warrants.",
    HEAD
    + "On May 14, 2007 the Board concluded that the financial statements for the quarter ended "
    "September 30, 2006 should no longer be relied upon because of errors in inventory.",
    HEAD + "Our audit committee determined that our unaudited interim statements included in the "
    "Form 10-QSB for March 31, 2008 should not be relied upon and will be restated.",
    HEAD + "Birchgrove LLP advised the Company that it had withdrawn its audit report on the 2011 "
    "financial statements.",
    "On April 2, 2013 we filed a Current Report stating that the previously issued financial "
    "statements for fiscal 2011 and 2012 can no longer be relied upon.",
    HEAD
    + "Investors should cease using the balance sheet of December 31, 2020, and reliance should "
    "not be placed on our prior earnings releases for that period, which will be restated.",
    "The Company's previously filed annual report on Form 10-K for 2003, including the audit report, "
    "should not be relied upon pending the restatement.",
]
SILENT = [
    "You should not rely on forward-looking statements, which speak only as of their date.",
    "Period-to-period comparisons should not be relied upon as an indication of future performance.",
    "We have not authorized anyone to give different information, and such information must not be "
    "relied upon as having been authorized by us.",
    "If we were to restate our accounts, investors could conclude that our previously issued "
    "financial statements should no longer be relied upon.",
    "Projections furnished to lenders should not be relied upon by any investor.",
    "The customer announced that it would restate; its auditor resigned.",
]


@pytest.mark.parametrize("text", FOUND)
def test_accounts_not_to_be_relied_upon_are_found(text: str) -> None:
    assert details(non_reliances, text, "8-K") != set()


@pytest.mark.parametrize("text", SILENT)
def test_a_warning_about_forecasts_is_silent(text: str) -> None:
    assert details(non_reliances, text, "8-K") == set()


def test_a_report_that_the_auditor_took_back_is_a_detail() -> None:
    assert details(non_reliances, FOUND[3], "8-K") == {"withdrawn"}


def test_the_day_and_the_item_are_told() -> None:
    found = non_reliances(page(FOUND[1], "8-K"))
    assert (found[0].says["day"], found[0].says["where"]) == ("2007-05-14", "8-K 4.02")
