"""Who reports to own how much, by a schedule's fields or its cover pages."""

from pathlib import Path

import pytest

from microcap.reading.beneficial_owner import beneficial_owners
from microcap.reading.documents import open_document

FORMATS = Path(__file__).resolve().parents[1] / "formats"


def test_each_person_of_a_schedule_is_a_statement_with_percent_as_a_fraction() -> None:
    name = "sec_schedule_13d.xml"
    (document,) = open_document((FORMATS / name).read_bytes(), name)
    found = beneficial_owners(document)
    assert [(one.detail, one.says["owner"], one.says["percent"]) for one in found] == [
        ("13d", "Marrowgate Partners, L.P.", 0.1025),
        ("13d", "Osric Marrow", 0.103),
    ]
    assert found[0].says["shares"] == 410_000.0
    assert found[0].quote.startswith("0009900081 Marrowgate Partners, L.P.")


def test_cover_pages_in_words_are_statements_too() -> None:
    name = "sec_schedule_13g.txt"
    (document,) = open_document((FORMATS / name).read_bytes(), name)
    found = beneficial_owners(document)
    assert [(one.detail, one.says["owner"], one.says["shares"]) for one in found] == [
        ("13g", "Pellworth Capital, LLC", 231_406.0),
        ("13g", "Hester Pellworth", 232_406.0),
    ]
    assert found[0].says["percent"] == 0.058


def test_a_report_that_mentions_a_schedule_is_none() -> None:
    text = "FORM 8-K. On May 2, 2024 Pellworth filed a Schedule 13D reporting 9.9% of our shares."
    (document,) = open_document(text.encode(), "report.txt")
    assert beneficial_owners(document) == []


OLD_13D = """                     SCHEDULE 13D
          UNDER THE SECURITIES EXCHANGE ACT OF 1934
 1   NAME OF REPORTING PERSON
     S.S. OR I.R.S. IDENTIFICATION NO. OF ABOVE PERSON

     John Q. Plover
     ###-##-####
 2   CHECK THE APPROPRIATE BOX IF A MEMBER OF A GROUP*   (a) [ ]
               7   SOLE VOTING POWER
  NUMBER OF
   SHARES          500,000
BENEFICIALLY   8   SHARED VOTING POWER
  OWNED BY
    EACH           25,000
11   AGGREGATE AMOUNT BENEFICIALLY OWNED BY EACH REPORTING PERSON

     525,000
12   CHECK BOX IF THE AGGREGATE AMOUNT IN ROW (11) EXCLUDES CERTAIN SHARES*   [ ]
13   PERCENT OF CLASS REPRESENTED BY AMOUNT IN ROW (11)

     8.2%
14   TYPE OF REPORTING PERSON*

     IN
"""
ONE_LINE = """SCHEDULE 13D/A
1. Names of Reporting Persons. I.R.S. Identification Nos. of above persons (entities only): Hollow Pine Fund, Ltd.
7. Sole Voting Power: 0 shares
8. Shared Voting Power: 1,204,500 shares (1)
11. Aggregate Amount Beneficially Owned by Each Reporting Person: 1,204,500 shares (1)
12. Check if the Aggregate Amount in Row (11) Excludes Certain Shares
13. Percent of Class Represented by Amount in Row (11): 9.99% (2)
14. Type of Reporting Person (See Instructions): CO
"""
NUMBERED = """SCHEDULE 13G
1. NAME OF REPORTING PERSON
   The Fieldfare Group - 23-1945930
5. SOLE VOTING POWER
27,500
6. SHARED VOTING POWER
2,100
9. AGGREGATE AMOUNT BENEFICIALLY OWNED BY EACH REPORTING PERSON
1,928,300
10. CHECK BOX IF THE AGGREGATE AMOUNT IN ROW (9) EXCLUDES CERTAIN SHARES
N/A
11. PERCENT OF CLASS REPRESENTED BY AMOUNT IN ROW 9
5.05%
12. TYPE OF REPORTING PERSON
IA
"""


@pytest.mark.parametrize(
    ("text", "owner", "shares", "percent", "sole"),
    [
        (OLD_13D, "John Q. Plover", 525_000.0, 0.082, 500_000.0),
        (ONE_LINE, "Hollow Pine Fund, Ltd.", 1_204_500.0, 0.0999, 0.0),
        (NUMBERED, "The Fieldfare Group", 1_928_300.0, 0.0505, 27_500.0),
    ],
)
def test_cover_pages_are_read_however_their_rows_are_laid_out(
    text: str, owner: str, shares: float, percent: float, sole: float
) -> None:
    (document,) = open_document(text.encode(), "schedule.txt")
    (one,) = beneficial_owners(document)
    assert (one.says["owner"], one.says["shares"]) == (owner, shares)
    assert (one.says["percent"], one.says["sole_vote"]) == (percent, sole)
