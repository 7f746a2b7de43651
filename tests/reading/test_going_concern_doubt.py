"""Doubt that the company itself can go on; every company here is invented."""

import pytest

from microcap.reading.going_concern_doubt import going_concern_doubts
from reading.cases import details, page

RAISED = [
    "The Company has suffered recurring losses from operations and has a net capital deficiency "
    "that raise substantial doubt about its ability to continue as a going concern.",
    "Our auditors have expressed substantial doubt about our ability to continue as a going concern.",
    "These conditions, among others, cast significant doubt upon the Company's ability to continue "
    "as a going concern and indicate the existence of a material uncertainty.",
    "Management has concluded, in accordance with ASC 205-40, that there is substantial doubt about "
    "the Company's ability to continue as a going concern within one year of the date these "
    "financial statements are issued, and that its plans do not alleviate that doubt.",
    "The report of our independent accountants on the 1997 financial statements includes an "
    "explanatory paragraph relating to the Company's ability to continue as a going concern.",
    "The Company's continuation as a going concern is dependent upon its ability to obtain "
    "additional financing and ultimately to attain profitable operations.",
    "Such factors raise substantial doubt as to the ability of the Registrant to continue in "
    "existence.",
    "We received a going concern opinion from our auditor for the year ended June 30, 2003.",
    "As shown in the accompanying statements, the Partnership has incurred net losses since "
    "inception. This raises substantial doubt about the Partnership's ability to continue as a "
    "going concern. Management's plans are described in Note 2.",
    "Without realization of additional capital, it would be unlikely for the Company to continue "
    "as a going concern; accordingly, substantial doubt exists about its ability to do so.",
]
ALLEVIATED = [
    "Management believes that the proceeds of the March 2021 placement have alleviated the "
    "substantial doubt about the Company's ability to continue as a going concern.",
    "As a result of these actions, the substantial doubt about our ability to continue as a going "
    "concern that existed at December 31, 2019 no longer exists.",
]
SILENT = [
    # the text of a standard
    "In August 2014, the FASB issued ASU No. 2014-15, Disclosure of Uncertainties about an Entity's "
    "Ability to Continue as a Going Concern, which requires management to evaluate whether there "
    "is substantial doubt about an entity's ability to continue as a going concern.",
    "The new guidance requires an entity to disclose when conditions raise substantial doubt about "
    "its ability to continue as a going concern. The adoption had no effect on our statements.",
    # another company
    "One of our largest customers, Tamarack Discount Stores, disclosed that its auditors had raised "
    "substantial doubt about Tamarack's ability to continue as a going concern.",
    "The supplier's auditor has expressed substantial doubt about the supplier's ability to continue "
    "as a going concern.",
    "The allowance reflects a loan to a borrower whose financial statements disclose substantial "
    "doubt about the borrower's ability to continue as a going concern.",
    # what would happen if
    "If we fail to raise additional capital, our auditors could express substantial doubt about our "
    "ability to continue as a going concern in future reports.",
    "A covenant of the loan requires audited statements without a going concern qualification.",
    # a denial
    "Management evaluated the conditions and determined that there is no substantial doubt about "
    "the Company's ability to continue as a going concern.",
    "We did not identify any conditions or events that raise substantial doubt about our ability to "
    "continue as a going concern.",
    # goodwill and objectives
    "The Company's objectives when managing capital are to safeguard its ability to continue as a "
    "going concern and to provide returns for shareholders.",
    "The auditor shall evaluate whether there is substantial doubt about the entity's ability to "
    "continue as a going concern for a reasonable period of time.",
]


@pytest.mark.parametrize("text", RAISED)
def test_a_doubt_of_the_company_itself_is_raised(text: str) -> None:
    assert details(going_concern_doubts, text) == {"raised"}


@pytest.mark.parametrize("text", ALLEVIATED)
def test_a_doubt_that_plans_removed_is_alleviated(text: str) -> None:
    assert "alleviated" in details(going_concern_doubts, text)


@pytest.mark.parametrize("text", SILENT)
def test_a_mention_is_not_a_doubt(text: str) -> None:
    assert details(going_concern_doubts, text) == set()


def test_the_part_of_the_document_is_told() -> None:
    text = (
        "NOTE 2. GOING CONCERN\n\nThe Company has an accumulated deficit of $4.1 million. These "
        "conditions raise substantial doubt about its ability to continue as a going concern."
    )
    (found,) = going_concern_doubts(page(text))
    assert found.says["where"] == "notes"
    assert found.quote.startswith("These conditions raise substantial doubt")
