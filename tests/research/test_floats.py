"""Floats: which statement serves, what says otherwise, and who is a holder of a tenth today."""

from datetime import date
from pathlib import Path

from checks.invented import ISSUER, Row, Rows, held, listed, split, subject_of
from microcap.model.figures import Figure
from microcap.research.floats import Floats, floats, part_of
from ownership_rows import holder, trade
from research.tiny import owned

MAY, JUNE = date(2024, 5, 6), date(2024, 6, 10)
SHARES = Figure(4_000_000, "shares", as_of=JUNE)


def _floats(folder: Path, /, **tables: Rows) -> Floats:
    return floats(subject_of(folder, listings=listed(), **tables), SHARES)


def _proxy(group: int, day: date, holder_shares: int = 0) -> Row:
    text = (
        "SECURITY OWNERSHIP OF CERTAIN BENEFICIAL OWNERS AND MANAGEMENT\n"
        f"as of {day:%B} {day.day}, {day.year}\n"
        "Name of Beneficial Owner\tAmount\tPercent\n"
        + (f"5% Stockholders\nMarrow LP\t{holder_shares:,}\t12.5%\n" if holder_shares else "")
        + f"Directors\nAgnes Quill\t{group:,}\t7.5%\n"
        f"All directors and officers as a group (3 persons)\t{group:,}\t7.5%\n"
    )
    return {
        "issuer": ISSUER,
        "accession": f"0009900001-24-{day:%m%d}01",
        "document": "proxy.htm",
        "form": "DEF 14A",
        "type": "DEF 14A",
        "day": day,
        "title": None,
        "text": text,
    }


def test_the_newer_of_two_tables_serves_and_the_older_one_disputes_it(tmp_path: Path) -> None:
    """A file of June says 400,000, the proxy of May 300,000: a fourth less is no agreement."""
    found = _floats(
        tmp_path,
        filing_documents=[_proxy(300_000, MAY)],
        ownership=[owned("all", "officers_directors", 400_000, JUNE)],
    ).insiders_shares
    assert (found.value, found.status) == (400_000, "disputed")
    assert (found.low, found.high) == (300_000.0, 400_000.0)
    assert "300,000 on 2024-05-06" in found.note


def test_tables_within_a_twentieth_are_one_statement(tmp_path: Path) -> None:
    """400,000 and 385,000 are 3.75 % apart."""
    found = _floats(
        tmp_path,
        filing_documents=[_proxy(385_000, MAY)],
        ownership=[owned("all", "officers_directors", 400_000, JUNE)],
    ).insiders_shares
    assert (found.value, found.status, found.low) == (400_000, "known", None)


def test_forms_since_a_table_dispute_it_only_where_they_tell_of_more(tmp_path: Path) -> None:
    """100,000 by forms leave out options and say nothing against 300,000; 600,000 do."""
    for number, (after, status) in enumerate([(100_000, "known"), (600_000, "disputed")]):
        found = _floats(
            tmp_path / str(number),
            filing_documents=[_proxy(300_000, MAY)],
            insider_trades=[trade("9900071", "P", JUNE, 1, 2.0, owned_after=after)],
        ).insiders_shares
        assert (found.value, found.status) == (300_000, status)


def test_a_holder_of_a_tenth_whom_new_shares_diluted_is_none_any_more(tmp_path: Path) -> None:
    """399,999 of 4,000,000 are less than a tenth, whatever the proxy said in May."""
    for number, (shares, counted) in enumerate([(399_999, 0), (400_000, 400_000)]):
        found = _floats(
            tmp_path / str(number), filing_documents=[_proxy(300_000, MAY, holder_shares=shares)]
        )
        assert found.large_shares.value == counted
        assert found.float_shares.value == 4_000_000 - 300_000 - counted


def test_a_schedule_and_a_file_that_differ_make_both_ends_of_the_float(tmp_path: Path) -> None:
    """By the schedule 500,000, by the file 800,000; insiders 100,000: 3.1m to 3.4m float."""
    found = _floats(
        tmp_path,
        beneficial_owners=[holder("Marrow LP", 500_000, 0.125, JUNE)],
        ownership=[
            owned("all", "officers_directors", 100_000, JUNE),
            owned("Marrow LP", "holder_10pct", 800_000, MAY),
            owned("a lender", "restricted", 0, JUNE),
        ],
    )
    assert (found.large_shares.value, found.large_shares.status) == (500_000, "disputed")
    assert (found.float_shares.low, found.float_shares.value) == (3_100_000.0, 3_400_000)
    assert found.float_by_guide.value == 3_900_000


def test_restricted_shares_that_may_be_sold_are_restricted_no_more(tmp_path: Path) -> None:
    """200,000 became free on 1 June, 50,000 are locked into July: 50,000 on 28 June."""
    rows = [
        owned("one", "restricted", 200_000, MAY, date(2024, 6, 1)),
        owned("two", "restricted", 50_000, MAY, date(2024, 7, 15)),
    ]
    assert _floats(tmp_path, ownership=rows).restricted_shares.value == 50_000


def test_no_holder_is_none_only_where_the_record_of_holdings_is_whole(tmp_path: Path) -> None:
    row = owned("all", "officers_directors", 400_000, JUNE)
    bare = _floats(tmp_path / "bare", ownership=[row])
    whole = _floats(
        tmp_path / "whole", ownership=[row], coverage=[held("ownership", subject="ZZHM")]
    )
    assert (bare.large_shares.value, bare.float_shares.value) == (None, None)
    assert (whole.large_shares.value, whole.float_shares.value) == (0, 3_600_000)
    assert whole.float_shares.status == "known"


def test_holdings_are_brought_over_a_split(tmp_path: Path) -> None:
    """300,000 of May at 1:10 in June are 30,000."""
    found = _floats(
        tmp_path, filing_documents=[_proxy(300_000, MAY)], splits=[split(date(2024, 6, 3), 1, 10)]
    )
    assert found.insiders_shares.value == 30_000


def test_a_part_of_the_shares_is_a_fraction_or_cannot_be_told() -> None:
    """300,000 / 4,000,000 = 0.075; 5,000,000 of 4,000,000 are no part."""
    assert part_of(Figure(300_000, "shares"), SHARES).value == 0.075
    assert part_of(Figure(5_000_000, "shares"), SHARES).status == "cannot_tell"
