"""The statements as text: periods across, marks, both values of a restated cell, sources."""

from datetime import date
from pathlib import Path
from typing import Any

from checks.invented import Row, listed
from microcap.faces.facts_text import company_facts as shown
from microcap.faces.facts_text import history, why
from microcap.research.company_facts import (
    CompanyFacts,
    cell_inputs,
    company_facts,
    tag_history,
)
from research.tiny import fact, subject

YEAR = (date(2023, 1, 1), date(2023, 12, 31))
NINE = (date(2023, 1, 1), date(2023, 9, 30))
MARCH, MAY, NOVEMBER = date(2024, 3, 28), date(2024, 5, 14), date(2023, 11, 9)


def _flow(tag: str, span: tuple[date, date], value: float, filed: date, **more: Any) -> Row:
    return fact(tag, value, span[1], start=span[0], filed=filed, **more)


def _facts(folder: Path, *rows: Row) -> CompanyFacts:
    return company_facts(subject(folder, listings=listed(), facts=list(rows)))


def _line(text: str, beginning: str) -> str:
    return next(line.strip() for line in text.splitlines() if line.strip().startswith(beginning))


def test_a_computed_quarter_carries_a_star_and_the_letters_of_both_filings(tmp_path: Path) -> None:
    """10m - 7m = 3,000 thousand."""
    value = _facts(
        tmp_path,
        _flow("Revenues", NINE, 7e6, NOVEMBER),
        _flow("Revenues", YEAR, 10e6, MARCH),
    )
    text = shown(value)
    assert _line(text, "Revenue").split() == ["Revenue", "3,000*"]
    assert _line(text, "from").split() == ["from", "[a][b]"]
    assert "INCOME STATEMENT   USD thousand, quarters to" in text
    assert "000" + "9900001-24-032801" in text


def test_a_restated_cell_is_marked_and_both_values_are_told(tmp_path: Path) -> None:
    """8.7m after 9.5m is -8.4 %."""
    value = _facts(
        tmp_path,
        _flow("Revenues", YEAR, 9.5e6, MARCH),
        _flow("Revenues", YEAR, 8.7e6, MAY, form="10-K/A"),
    )
    text = shown(value)
    assert _line(text, "Revenue  ").split() == ["Revenue", "8,700r"]
    told = " ".join(text.split())
    assert "9,500,000 USD [b], then 8,700,000 USD (-8.4 %) 10-K/A [a]" in told


def test_a_payment_is_read_with_a_minus_and_an_empty_cell_is_unknown(tmp_path: Path) -> None:
    value = _facts(
        tmp_path,
        _flow("PaymentsToAcquirePropertyPlantAndEquipment", YEAR, 2e6, MARCH),
        _flow("NetCashProvidedByUsedInOperatingActivities", YEAR, 5e6, MARCH),
        _flow("NetCashProvidedByUsedInOperatingActivities", (date(2022, 1, 1), date(2022, 12, 31)), 4e6, MARCH),
    )  # fmt: skip
    text = shown(value)
    assert _line(text, "Capital spending").split()[-1] == "-2,000"
    assert len(_line(text, "Capital spending").split()) == 3


def test_no_line_is_wider_than_the_terminal(tmp_path: Path) -> None:
    rows = [
        _flow(
            "Revenues", (date(year, 1, 1), date(year, 12, 31)), 1.5e9 + year, date(year + 1, 3, 28)
        )
        for year in range(2016, 2024)
    ]
    value = _facts(tmp_path, *rows)
    for width in (60, 80, 100):
        assert max(map(len, shown(value, width).splitlines())) <= width


def test_what_a_publisher_sent_cannot_take_over_the_screen(tmp_path: Path) -> None:
    """An escape sequence in the name of a form is not printed."""
    rows = [
        _flow("Revenues", YEAR, 9.5e6, MARCH),
        _flow("Revenues", YEAR, 8.7e6, MAY, form="10-K\x1b[2J[a]"),
    ]
    text = shown(_facts(tmp_path, *rows))
    assert "\x1b" not in text
    assert "10-K(a)" in text


def test_why_lists_every_number_with_its_sign_and_its_filing(tmp_path: Path) -> None:
    value = _facts(
        tmp_path,
        _flow("Revenues", NINE, 7e6, NOVEMBER),
        _flow("Revenues", YEAR, 10e6, MARCH),
    )
    text = " ".join(why(cell_inputs(value, "revenue@2023-12-31"), value).split())
    assert "Revenue, quarter to 2023-12-31: 3,000,000 USD, Q4 = FY - 9M" in text
    assert "+ 10,000,000 USD us-gaap:Revenues 2023-01-01 to 2023-12-31" in text
    assert "- 7,000,000 USD us-gaap:Revenues 2023-01-01 to 2023-09-30" in text
    assert "0009900001-23-110901" in text


def test_the_history_of_a_tag_is_a_table_of_its_tellings(tmp_path: Path) -> None:
    rows = [_flow("Revenues", YEAR, 9.5e6, MARCH), _flow("Revenues", YEAR, 8.7e6, MAY)]
    one = subject(tmp_path, listings=listed(), facts=rows)
    lines = history(tag_history(one, "Revenues"), one.symbol).splitlines()
    assert [line.split()[2] for line in lines[3:]] == ["9,500,000", "8,700,000"]


def test_the_young_are_said_to_be_distressed_by_construction(tmp_path: Path) -> None:
    text = " ".join(shown(_facts(tmp_path, _flow("Revenues", YEAR, 9.5e6, MARCH))).split())
    assert "young companies that burn cash are distressed by construction" in text
    assert "microcap informs; it never recommends." in text


def test_without_facts_the_page_says_so(tmp_path: Path) -> None:
    text = shown(_facts(tmp_path))
    assert "CANNOT TELL" in text
    assert "its company facts" in text
