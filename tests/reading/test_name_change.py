"""Changes of the company's own name, in invented words."""

import pytest

from microcap.reading import Value
from microcap.reading.name_change import name_changes
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        'On April 14, 2021, Zellorix Mining Corp. (the "Company") filed a Certificate of Amendment with the Nevada Secretary of State to change its name from Zellorix Mining Corp. to Quorvane Therapeutics, Inc., effective April 20, 2021.',
        "8-K",
        "effective",
        {"new": "Quorvane Therapeutics, Inc.", "old": "Zellorix Mining Corp.", "day": "2021-04-20"},
    ),
    (
        "The Registrant has changed its corporate name to Bluefen Holdings Ltd. effective as of March 1, 1999.",
        "8-K",
        "effective",
        {"new": "Bluefen Holdings Ltd.", "day": "1999-03-01"},
    ),
    (
        'Item 5.03. Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year.\nThe amendment changed the name of the Company from "Ostrava Juice, Inc." to "Ledgerfen Blockchain Group, Inc." and became effective upon filing on January 9, 2018.',
        "8-K",
        "effective",
        {
            "new": "Ledgerfen Blockchain Group, Inc.",
            "old": "Ostrava Juice, Inc.",
            "day": "2018-01-09",
        },
    ),
    (
        "Our board of directors and the holders of a majority of our voting stock have approved an amendment to our articles of incorporation to change our name to Tamwick Energy Corporation.",
        "DEF 14C",
        "approved",
        {"new": "Tamwick Energy Corporation"},
    ),
    (
        "VANCOUVER - Pellagrove Resources Inc. announced today that the name change of the Company to Pellagrove Lithium Inc. will become effective at the opening on July 6, 2022.",
        "6-K",
        "effective",
        {"day": "2022-07-06"},
    ),
    (
        "We were incorporated in Delaware in 1996 under the name Wexcom Pager Corp. and in June 2003 we changed our name to Harrowmere Networks, Inc.",
        "10-K",
        "history",
        {"new": "Harrowmere Networks, Inc.", "day": "2003-06-01"},
    ),
    (
        "The corporate name was changed from Dunfallow Gold Mines Ltd. to Dunfallow Wellness Corp. on 3 May 2019.",
        "20-F",
        "effective",
        {
            "new": "Dunfallow Wellness Corp.",
            "old": "Dunfallow Gold Mines Ltd.",
            "day": "2019-05-03",
        },
    ),
]
NEGATIVES = [
    (
        "On June 2, 2020, the Company's wholly-owned subsidiary, Brightmoor Labs LLC, changed its name to Brightmoor Diagnostics LLC.",
        "8-K",
    ),
    (
        "Effective May 1, 2017, the Tarrowby Small Cap Fund, in which our plan invests, changed its name to the Tarrowby Opportunity Fund.",
        "10-K",
    ),
    (
        "If we change our name or address, we are required to give the lender thirty days' prior written notice.",
        "10-K",
    ),
    ("(Former name or former address, if changed since last report)", "8-K"),
    (
        "Our independent registered public accounting firm, Plimpton & Yarrow LLP, changed its name to PYC Assurance LLP on January 1, 2015.",
        "8-K",
    ),
    (
        "On March 2, 2020 the Company amended its bylaws to change its fiscal year end from June 30 to December 31.",
        "8-K",
    ),
    ("The Company has not changed its name during the past five years.", "10-K"),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(name_changes, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(name_changes, text, form) == []
