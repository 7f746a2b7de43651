"""Items of two years with their words."""

from datetime import date
from pathlib import Path

from checks.invented import filing, listed, subject_of
from microcap.checks.item_told import documents_of, item_told, items_unread, two_years
from microcap.model.verdicts import Finding
from offering_rows import document

MAY, JUNE = date(2024, 5, 14), date(2024, 6, 3)
WORDS = "On May 10, 2024 the lender declared the note of $2,000,000 immediately due and payable."
TEXT = (
    "FORM 8-K\nItem 1.01 Entry into a Material Agreement.\nThe Company signed a forbearance with the "
    f"lender on May 12, 2024.\nItem 2.04 Triggering Events.\n{WORDS}\nSIGNATURES"
)
FILINGS = [filing("8-K", MAY, "1.01,2.04"), filing("8-K", JUNE, "2.04")]


def test_the_words_are_those_below_the_item_and_the_newest_filing_comes_first(
    tmp_path: Path,
) -> None:
    rows = [document("8-K", MAY, TEXT)]
    subject = subject_of(tmp_path, listings=listed(), filings=FILINGS, filing_documents=rows)
    verdict = item_told(subject, "2.04", "a debt fell due")
    assert isinstance(verdict, Finding)
    assert verdict.says == "a debt fell due: 2024-05-14, 2024-06-03"
    assert [one.what for one in verdict.evidence] == [
        "8-K, items 2.04, filed 2024-06-03",
        f"8-K, items 1.01,2.04, filed 2024-05-14: “{WORDS}”",
    ]


def test_an_item_that_points_elsewhere_is_cited_without_words(tmp_path: Path) -> None:
    text = (
        "FORM 8-K\nItem 2.04 Triggering Events.\nThe information set forth in Item 1.01 is "
        "incorporated herein by reference.\nSIGNATURES"
    )
    subject = subject_of(
        tmp_path,
        listings=listed(),
        filings=FILINGS[:1],
        filing_documents=[document("8-K", MAY, text)],
    )
    verdict = item_told(subject, "2.04", "a debt fell due")
    assert isinstance(verdict, Finding)
    assert verdict.evidence[0].what == "8-K, items 1.01,2.04, filed 2024-05-14"


def test_exhibits_are_not_the_report_and_what_is_not_held_is_named(tmp_path: Path) -> None:
    rows = [
        document("8-K", MAY, TEXT),
        {**document("8-K", JUNE, "A release.", name="ex.htm"), "type": "EX-99.1"},
    ]
    subject = subject_of(tmp_path, listings=listed(), filings=FILINGS, filing_documents=rows)
    assert list(documents_of(subject)) == [FILINGS[0]["accession"]]
    assert items_unread(subject, two_years(subject).rows)["day"].to_list() == [JUNE]
