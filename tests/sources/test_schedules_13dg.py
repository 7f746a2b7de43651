"""Schedules 13D and 13G, as XML and as the words of older cover pages."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.model.errors import Unreadable
from microcap.sources import raw_from
from microcap.sources.published import recognise
from microcap.sources.schedule_covers import cover_pages, event_day, plain_text
from microcap.sources.schedules_13dg import SCHEDULES_13DG, schedule_read

FORMATS = Path(__file__).resolve().parents[1] / "formats"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def owners_of(path: Path) -> pl.DataFrame:
    return schedule_read(raw_from(path, NOW))["beneficial_owners"].lazy().collect()


def test_each_person_of_an_xml_schedule_is_a_row_in_spite_of_a_cut_tag() -> None:
    assert recognise(FORMATS / "sec_schedule_13d.xml") is SCHEDULES_13DG
    rows = owners_of(FORMATS / "sec_schedule_13d.xml")
    assert rows.select("owner", "owner_name", "shares", "percent", "sole_vote", "kind").rows() == [
        ("9900081", "Marrowgate Partners, L.P.", 410_000.0, 0.1025, 0.0, "PN, IA"),
        (None, "Osric Marrow", 412_500.0, 0.103, 2_500.0, "IN"),
    ]
    assert rows.select("form", "day", "filed").unique().rows() == [
        ("SCHEDULE 13D/A", date(2025, 3, 14), date(2025, 3, 18))
    ]


def test_the_cover_pages_of_an_old_schedule_are_rows_with_the_headers_number() -> None:
    """17:35:12 Eastern of 14 February 2019 is 22:35:12 UTC."""
    rows = owners_of(FORMATS / "sec_schedule_13g.txt")
    assert rows.select("owner", "owner_name", "shares", "sole_vote", "shared_vote").rows() == [
        ("9900091", "Pellworth Capital, LLC", 231_406.0, 0.0, 231_406.0),
        (None, "Hester Pellworth", 232_406.0, 1_000.0, 231_406.0),
    ]
    assert rows["percent"].to_list() == [0.058, 0.06]
    assert rows.select("issuer", "form", "day", "security_title").unique().rows() == [
        ("9900001", "SC 13G/A", date(2018, 12, 31), "Common Stock")
    ]
    assert rows["known_at"].unique().to_list() == [datetime(2019, 2, 14, 22, 35, 12, tzinfo=UTC)]


def test_words_without_a_header_are_refused_since_they_name_no_issuer(tmp_path: Path) -> None:
    path = tmp_path / "pell13g.txt"
    whole = (FORMATS / "sec_schedule_13g.txt").read_text()
    path.write_text(whole[whole.index("<DOCUMENT>") :])
    with pytest.raises(Unreadable, match="complete submission"):
        schedule_read(raw_from(path, NOW))


def test_a_schedule_in_which_nobody_can_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pell13g.txt"
    whole = (FORMATS / "sec_schedule_13g.txt").read_text()
    path.write_text(whole.replace("NAMES OF REPORTING PERSONS", "WHO"))
    with pytest.raises(Unreadable, match="no reporting person"):
        schedule_read(raw_from(path, NOW))


def test_rows_in_cells_of_a_page_are_read_like_lines() -> None:
    page = (
        "<table><tr><td>1</td><td>NAME OF REPORTING PERSON<br>Wicklow Hale</td></tr>"
        "<tr><td>7</td><td>SOLE VOTING POWER</td><td>45,000(1)</td></tr>"
        "<tr><td>11</td><td>AGGREGATE AMOUNT BENEFICIALLY OWNED BY EACH REPORTING PERSON"
        "<p>1,045,000 (1)(2)</p></td></tr>"
        "<tr><td>13</td><td>PERCENT OF CLASS REPRESENTED BY AMOUNT IN ROW (11)<p>12.4%*</p></td></tr>"
        "<tr><td>14</td><td>TYPE OF REPORTING PERSON<p>IN</p></td></tr></table>"
    )
    (cover,) = cover_pages(plain_text(page))
    assert (cover.name, cover.sole_vote, cover.shares, cover.percent, cover.kind) == (
        *("Wicklow Hale", 45_000.0),
        *(1_045_000.0, 0.124),
        "IN",
    )


def test_an_event_day_in_figures_is_read_too() -> None:
    assert event_day("3/4/2021\n(Date of Event which Requires Filing)") == date(2021, 3, 4)
    assert event_day("no such words") is None
