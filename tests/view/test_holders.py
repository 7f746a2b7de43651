"""Forms as known at the moment: amendments replace, a bare document gives way."""

from datetime import date
from pathlib import Path

from checks.invented import filing, listed, subject_of
from microcap.view.holders import (
    filed_exactly,
    insider_forms_missing,
    insider_trades,
    large_holders,
    planned_sales,
    statements_of_holders,
    statements_of_owners,
    trades_of_owners,
)
from ownership_rows import holder, notice, trade

MAY, JUNE = date(2024, 5, 6), date(2024, 6, 3)


def test_an_amendment_stands_in_place_of_the_line_it_repeats(tmp_path: Path) -> None:
    rows = [
        trade("9900071", "P", MAY, 1_000, 2.0),
        trade("9900071", "P", MAY, 1_500, 2.0, filed=JUNE, form="4/A"),
        trade("9900072", "P", MAY, 700, 2.0),
    ]
    held = insider_trades(subject_of(tmp_path, listings=listed(), insider_trades=rows))
    assert held.select("owner", "form", "shares").rows() == [
        ("9900072", "4", 700.0),
        ("9900071", "4/A", 1_500.0),
    ]


def test_an_amendment_that_corrects_the_code_replaces_the_same_shares(tmp_path: Path) -> None:
    rows = [
        trade("9900071", "P", MAY, 1_000, 2.0),
        trade("9900071", "A", MAY, 1_000, 0.0, filed=JUNE, form="4/A"),
    ]
    held = insider_trades(subject_of(tmp_path, listings=listed(), insider_trades=rows))
    assert held.select("code", "form").rows() == [("A", "4/A")]


def test_an_amendment_is_not_known_before_it_is_filed(tmp_path: Path) -> None:
    rows = [
        trade("9900071", "P", MAY, 1_000, 2.0),
        trade("9900071", "P", MAY, 1_500, 2.0, filed=JUNE, form="4/A"),
    ]
    held = insider_trades(
        subject_of(tmp_path, date(2024, 5, 31), listings=listed(), insider_trades=rows)
    )
    assert held["shares"].to_list() == [1_000.0]


def test_a_document_without_number_gives_way_to_the_same_with_one(tmp_path: Path) -> None:
    whole = trade("9900071", "S", MAY, 1_000, 2.0)
    bare = {**whole, "accession": "sha256:0123456789abcdef"}
    other = trade("9900071", "S", JUNE, 10, 2.0, accession="sha256:aaaa")
    subject = subject_of(tmp_path, listings=listed(), insider_trades=[whole, bare, other])
    held = insider_trades(subject)
    assert held["accession"].to_list() == [whole["accession"], "sha256:aaaa"]
    assert filed_exactly(held).height == 1


def test_of_each_holder_the_newest_statement_counts(tmp_path: Path) -> None:
    rows = [
        holder("Marrowgate", 400_000, 0.10, date(2023, 2, 1), owner="9900081"),
        holder("Marrowgate LP", 100_000, 0.025, MAY, owner="9900081", form="SC 13G/A"),
        holder("Osric Marrow", 9_000, 0.051, JUNE),
    ]
    subject = subject_of(tmp_path, listings=listed(), beneficial_owners=rows)
    assert large_holders(subject).select("owner_name", "shares").rows() == [
        ("Marrowgate LP", 100_000.0),
        ("Osric Marrow", 9_000.0),
    ]
    assert statements_of_holders(subject).height == 3


def test_owners_are_found_at_every_issuer_by_their_number(tmp_path: Path) -> None:
    elsewhere = {**trade("9900071", "S", MAY, 5, 1.0, number=7), "issuer": "9900002"}
    schedule = {**holder("Quill", 5, 0.06, MAY, owner="9900071"), "issuer": "9900003"}
    subject = subject_of(
        tmp_path, listings=listed(), insider_trades=[elsewhere], beneficial_owners=[schedule]
    )
    assert trades_of_owners(subject.view, ["9900071"])["issuer"].to_list() == ["9900002"]
    assert statements_of_owners(subject.view, ["9900071"])["issuer"].to_list() == ["9900003"]


def test_notices_and_forms_not_read_are_told(tmp_path: Path) -> None:
    subject = subject_of(
        tmp_path,
        listings=listed(),
        filings=[filing("4", MAY), filing("8-K", JUNE)],
        planned_sales=[notice(500, JUNE)],
    )
    assert planned_sales(subject)["shares"].to_list() == [500]
    missing = insider_forms_missing(subject, date(2024, 1, 1), JUNE)
    assert missing == [filing("4", MAY)["accession"]]
