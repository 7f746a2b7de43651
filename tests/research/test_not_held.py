"""What the record does not hold for a name, and where to get it."""

from datetime import date
from pathlib import Path

from checks.invented import Rows, filing, listed, subject_of
from microcap.research.admissions import admissions
from microcap.research.holders import holders
from microcap.research.not_held import not_held
from research.papers import PLAIN, paper
from research.tiny import cover, owned

MAY = date(2024, 5, 14)


def _missing(folder: Path, /, **tables: Rows) -> dict[str, str]:
    subject = subject_of(folder, **tables)
    return {one.missing: one.do for one in not_held(subject, holders(subject), admissions(subject))}


def test_of_a_bare_ticker_everything_is_missing_with_what_to_do(tmp_path: Path) -> None:
    missing = _missing(tmp_path)
    assert {"who issued it", "its share count", "bid and ask", "its financial statements"} <= set(
        missing
    )
    assert missing["bid and ask"].startswith("microcap quote add ZZHM")
    assert "insiders' holdings, large holders and what is restricted" in missing
    assert [name for name in missing if "no source reads" in name] == []


def test_what_a_source_states_is_missing_no_more(tmp_path: Path) -> None:
    missing = _missing(
        tmp_path,
        listings=listed(),
        facts=[cover(4_000_000, MAY)],
        filings=[filing("10-K", MAY)],
        filing_documents=[paper("10-K", MAY, PLAIN)],
        ownership=[
            owned("all", "officers_directors", 400_000, MAY),
            owned("a fund", "holder_10pct", 500_000, MAY),
        ],
    )
    assert missing["what is restricted"] == "a file of them, as table ownership"
    assert not any("holdings" in name or "admit" in name for name in missing)
    assert missing["whether all its filings of the last year are held"] == "microcap fetch sec ZZHM"


def test_documents_that_were_not_read_are_named(tmp_path: Path) -> None:
    missing = _missing(tmp_path, listings=listed())
    assert "what its filings admit: no document of it is held as text" in missing
    assert "its filings" in missing
