"""References: every source once, lettered in the order in which it is cited."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import ISSUER, bars, filing, listed
from microcap.model.figures import Figure
from microcap.model.verdicts import Clear, Evidence, Finding
from microcap.research.chapters import Reference, Suspicion
from microcap.research.references import references
from research.tiny import at, cover, halt, subject, vendor

MAY = date(2024, 5, 10)


def _cites(*sources: str, known: str | None = None) -> Figure:
    return Figure(1.0, "USD", sources=sources, known_at=at(known) if known else None)


def _sources(folder: Path, *figures: Figure) -> list[Reference]:
    return list(references(subject(folder), figures))


def test_after_z_come_two_letters(tmp_path: Path) -> None:
    """a is 1, z is 26, aa is 27, az is 52 and ba is 53."""
    found = _sources(tmp_path, _cites(*(f"source {number}" for number in range(53))))
    letters = {number + 1: one.letter for number, one in enumerate(found)}
    assert {number: letters[number] for number in (1, 26, 27, 28, 52, 53)} == {
        1: "a",
        26: "z",
        27: "aa",
        28: "ab",
        52: "az",
        53: "ba",
    }


def test_every_key_stands_once_in_the_order_of_its_first_use(tmp_path: Path) -> None:
    found = _sources(tmp_path, _cites("x", "y"), _cites("y", "z", "x"))
    assert [(one.letter, one.key) for one in found] == [("a", "x"), ("b", "y"), ("c", "z")]


def test_of_several_moments_of_a_key_the_newest_is_shown(tmp_path: Path) -> None:
    moments = ("2024-06-03 17:00", "2024-06-05 17:00", "2024-06-04 17:00")
    found = _sources(tmp_path, *(_cites("x", known=one) for one in moments), _cites("x"))
    assert [one.known_at for one in found] == [at("2024-06-05 17:00")]


def test_bars_without_a_moment_are_known_at_the_close_of_the_last_one(tmp_path: Path) -> None:
    """The last bar is of 28 June 2024, a session that closed at 16:00."""
    assert _sources(tmp_path, _cites("bars"))[0].known_at == at("2024-06-28 16:00")


def test_a_tables_moment_is_that_of_its_newest_row(tmp_path: Path) -> None:
    one = subject(
        tmp_path,
        listings=listed(),
        share_counts=[
            {**vendor(10, MAY), "known_at": at("2024-05-10 18:00")},
            {**vendor(12, date(2024, 6, 3)), "known_at": at("2024-06-03 18:00")},
        ],
        halts=[halt("2024-06-04 10:00", "2024-06-04 11:00")],
    )
    found = {row.key: row for row in references(one, (_cites("share_counts", "halts"),))}
    assert found["share_counts"].known_at == at("2024-06-03 18:00")
    assert found["halts"].known_at == at("2024-06-04 10:00")
    assert found["share_counts"].what == "a vendor's share counts"


def test_a_filing_is_told_by_its_form_items_and_day(tmp_path: Path) -> None:
    row = {**filing("8-K", date(2024, 6, 20), "8.01"), "known_at": at("2024-06-20 17:31")}
    one = subject(tmp_path, listings=listed(), filings=[row])
    found = references(one, (_cites(str(row["accession"])),))
    assert [(row.what, row.known_at) for row in found] == [
        ("8-K 8.01 filed 2024-06-20", at("2024-06-20 17:31"))
    ]


def test_a_report_of_which_only_facts_are_held_is_told_by_its_form(tmp_path: Path) -> None:
    row = cover(10_000_000, MAY)
    one = subject(tmp_path, listings=listed(), facts=[row])
    found = references(one, (_cites(str(row["accession"])),))
    assert found[0].what == "10-Q filed 2024-05-10, its tagged facts"


@pytest.mark.parametrize(
    ("issuer", "address"),
    [
        (
            "1234567",
            "https://www.sec.gov/Archives/edgar/data/1234567/000990000124062001/"
            "0009900001-24-062001-index.htm",
        ),
        (ISSUER, ""),  # an invented one has none
        ("user:zz", ""),
    ],
)
def test_only_a_real_issuer_has_an_address_at_the_sec(
    tmp_path: Path, issuer: str, address: str
) -> None:
    row = {**filing("8-K", date(2024, 6, 20)), "issuer": issuer}
    one = subject(tmp_path, listings=[{**listed()[0], "issuer": issuer}], filings=[row])
    assert references(one, (_cites(str(row["accession"])),))[0].href == address


def test_a_finding_cites_and_a_clear_answer_does_not(tmp_path: Path) -> None:
    piece = Evidence("0009900001-24-062001", "8-K of 2024-06-20", date(2024, 6, 20))
    doubts = tuple(
        Suspicion("a_check", "A check", 3.0, "event", None, verdict)
        for verdict in (Clear("looked at bars"), Finding("it was so", (piece,)))
    )
    found = references(subject(tmp_path, bars=bars([2.0])), (), doubts)
    assert [one.key for one in found] == ["0009900001-24-062001"]
