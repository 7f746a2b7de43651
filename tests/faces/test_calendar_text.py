"""The calendar as text: what stands on it, and that nothing a publisher sent is believed."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import Row, Rows, bars, fact, filing, held, listed
from microcap.faces.calendar_text import calendar as text
from microcap.model.errors import Contradiction
from microcap.research.calendar import Calendar, calendar
from research.tiny import subject


def report(form: str, day: date, period: date) -> Row:
    return {**filing(form, day), "report_day": period}


def value(folder: Path, *, name: str = "Zz Holdings", with_information: bool = False) -> Calendar:
    tables: dict[str, Rows] = {
        "bars": bars([*[1.2] * 60, *[0.9] * 40]),
        "listings": listed("NASDAQ_CM"),
        "issuers": [fact("name", name, date(2024, 1, 3))],
        "filings": [
            report("10-K", date(2024, 3, 28), date(2023, 12, 31)),
            report("NT 10-Q", date(2024, 5, 15), date(2024, 3, 31)),
            {**filing("8-K", date(2024, 6, 24), "3.01"), "report_day": date(2024, 6, 3)},
        ],
        "coverage": [held()],
    }
    return calendar(subject(folder, **tables), with_information=with_information)


def test_the_page_says_status_reports_clock_signs_and_dates(tmp_path: Path) -> None:
    lines = text(value(tmp_path)).splitlines()
    assert lines[0].startswith("ZZHM   Zz Holdings")
    joined = "\n".join(lines)
    for part in (
        "REPORTING     sec_delinquent, past due: 10-Q 2024-03-31 44 days past its due day",
        "Reports owed, newest last",
        "missing, 44 days after the due day; extended to 2024-05-20; NT 10-Q, in time 2024-05-15",
        "Forms 8-K filed more than four business days after their event",
        "NEXT DATES",
        "end of the first time to cure the price",
        "closing bid below which a deficiency begins: deficient; 40 sessions of 30",
        "8-K item 3.01, filed 2024-06-24",
        "SIGNS OF A SHELL, each for itself",
        "SYNTHETIC",
    ):
        assert part.casefold() in " ".join(joined.split()).casefold() or part in joined, part
    assert lines[-1] == "microcap informs; it never recommends."


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_page(tmp_path: Path, width: int) -> None:
    lines = text(value(tmp_path, with_information=True), width).splitlines()
    assert max(map(len, lines)) <= width


def test_the_information_is_told_where_it_was_asked_for(tmp_path: Path) -> None:
    shown = text(value(tmp_path, with_information=True))
    assert "HOW MUCH THERE IS TO READ, beside 1 name of the day; no total" in shown


def test_a_publishers_escapes_do_not_reach_the_terminal(tmp_path: Path) -> None:
    shown = text(value(tmp_path, name="Zz\x1b[31m Evil [a]\x07 Corp"))
    assert "\x1b" not in shown and "\x07" not in shown
    assert "Zz Evil (a) Corp" in shown.splitlines()[0]


def test_a_name_of_which_nothing_is_known_gets_its_page(tmp_path: Path) -> None:
    shown = text(calendar(subject(tmp_path)))
    assert "cannot tell: who issued ZZHM is not known" in shown
    assert "none that could be known" in shown


def test_a_page_too_narrow_for_numbers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Contradiction, match="ask for 40 or more"):
        text(calendar(subject(tmp_path)), 30)
