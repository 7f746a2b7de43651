"""The statements of a subject at a moment."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.invented import Row, listed
from lake_of import split_of
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.model.figures import Figure
from microcap.research.company_facts import (
    CompanyFacts,
    cell_inputs,
    company_facts,
    tag_history,
)
from research.tiny import again, fact, subject

YEAR = (date(2023, 1, 1), date(2023, 12, 31))
NINE = (date(2023, 1, 1), date(2023, 9, 30))
MARCH, MAY, NOVEMBER = date(2024, 3, 28), date(2024, 5, 14), date(2023, 11, 9)


def _sales(span: tuple[date, date], value: float, filed: date, **more: Any) -> Row:
    return fact("Revenues", value, span[1], start=span[0], filed=filed, **more)


def _facts(folder: Path, *rows: Row, moment: str = "2024-06-28", **tables: Any) -> CompanyFacts:
    return company_facts(subject(folder, moment, listings=listed(), facts=list(rows), **tables))


def _value(value: CompanyFacts, asked: str) -> float | int | str | None:
    return cell_inputs(value, asked)[0].cell.figure.value


def test_the_statements_stand_by_quarters_and_by_years(tmp_path: Path) -> None:
    """10m - 7m = 3m in the last quarter."""
    value = _facts(tmp_path, _sales(NINE, 7e6, NOVEMBER), _sales(YEAR, 10e6, MARCH))
    assert [(one.name, one.kind) for one in value.statements if one.lines] == [
        ("income", "quarter"),
        ("income", "year"),
    ]
    found = cell_inputs(value, "revenue@2023-12-31")
    assert [(one.kind, one.cell.figure.value) for one in found] == [
        ("quarter", 3e6),
        ("year", 10e6),
    ]
    assert len({source.key for source in value.sources}) == 2


def test_a_view_before_the_restatement_shows_the_old_value(tmp_path: Path) -> None:
    """Of a filing only the day is held: that of 14 May is known when the session of the 15th opens."""
    rows = [_sales(YEAR, 9.5e6, MARCH), _sales(YEAR, 8.7e6, MAY, form="10-K/A")]
    subject(tmp_path, "2024-05-14", listings=listed(), facts=rows)
    before = company_facts(again(tmp_path, "2024-05-15 09:29"))
    after = company_facts(again(tmp_path, "2024-05-15 09:30"))
    assert _value(before, "revenue@2023-12-31") == 9.5e6
    assert before.retold == ()
    assert _value(after, "revenue@2023-12-31") == 8.7e6
    (one,) = after.retold
    assert (one.first.value, one.changed.value, one.form) == (9.5e6, 8.7e6, "10-K/A")


def test_no_number_is_known_later_than_the_moment(tmp_path: Path) -> None:
    rows = [_sales(NINE, 7e6, NOVEMBER), _sales(YEAR, 10e6, MARCH), _sales(YEAR, 9e6, MAY)]
    subject(tmp_path, "2023-11-20", listings=listed(), facts=rows)
    for moment in ("2023-11-20", "2024-03-29", "2024-05-15 12:00", "2024-06-28"):
        one = again(tmp_path, moment)
        figures = list(_figures(company_facts(one)))
        assert figures
        assert all(figure.known_at <= one.view.moment for figure in figures if figure.known_at)


def _figures(value: Any) -> Any:
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _figures(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _figures(inner)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _figures(getattr(value, name))


def test_another_currency_stays_with_its_numbers(tmp_path: Path) -> None:
    value = _facts(
        tmp_path, _sales(YEAR, 10e6, MARCH, unit="EUR", taxonomy="ifrs-full") | {"tag": "Revenue"}
    )
    assert (value.currency, value.taxonomy) == ("EUR", "ifrs-full")
    assert value.statements[0].lines[0].unit == "EUR"
    assert "nothing is converted to dollars" in value.notes[0]


def test_dollars_beside_the_own_currency_are_named_and_not_added(tmp_path: Path) -> None:
    assets = [
        fact("Assets", 7e6, YEAR[1], filed=MARCH, unit="CNY"),
        fact("Liabilities", 3e6, YEAR[1], filed=MARCH, unit="CNY"),
        fact("Assets", 1e6, YEAR[1], filed=MARCH),
    ]
    value = _facts(tmp_path, *assets, _sales(YEAR, 10e6, MARCH, unit="CNY"))
    assert value.currency == "CNY"
    assert _value(value, "assets@2023-12-31") == 7e6
    assert "numbers in USD are held too and are not added to CNY" in value.notes


def test_a_count_after_a_split_is_an_expected_restatement(tmp_path: Path) -> None:
    count: dict[str, Any] = {"unit": "shares", "form": "10-Q"}
    value = _facts(
        tmp_path,
        _sales(YEAR, 10e6, MARCH),
        fact("CommonStockSharesOutstanding", 50e6, YEAR[1], filed=MARCH, **count),
        fact("CommonStockSharesOutstanding", 5e6, YEAR[1], filed=MAY, **count),
        splits=[split_of("ZZHM", date(2024, 4, 15), 1, 10)],
    )
    assert [one.expected for one in value.retold] == ["counted after the split of 2024-04-15"]


def test_a_changed_fiscal_year_is_said(tmp_path: Path) -> None:
    """A year to June 2022 and one to December 2023 are 549 days apart."""
    old = (date(2021, 7, 1), date(2022, 6, 30))
    value = _facts(tmp_path, _sales(old, 9e6, date(2022, 9, 20)), _sales(YEAR, 10e6, MARCH))
    assert any("549 days apart" in note for note in value.notes)


def test_a_quarter_of_sales_below_zero_is_not_shown_and_the_page_says_why(tmp_path: Path) -> None:
    """5m for the year and 7m for its nine months, told once each."""
    income = fact("NetIncomeLoss", -1e6, YEAR[1], start=date(2023, 10, 1), filed=MARCH)
    value = _facts(tmp_path, _sales(NINE, 7e6, NOVEMBER), _sales(YEAR, 5e6, MARCH), income)
    assert [one.kind for one in cell_inputs(value, "revenue@2023-12-31")] == ["year"]
    assert any("Q4 = FY - 9M is -2,000,000" in note for note in value.notes)


def test_everything_told_of_a_tag_is_its_history(tmp_path: Path) -> None:
    rows = [_sales(YEAR, 9.5e6, MARCH), _sales(YEAR, 8.7e6, MAY), _sales(NINE, 7e6, NOVEMBER)]
    one = subject(tmp_path, listings=listed(), facts=rows)
    assert [told.value for told in tag_history(one, "us-gaap:revenues")] == [7e6, 9.5e6, 8.7e6]
    with pytest.raises(NoSuchThing, match="the nearest are Revenues"):
        tag_history(one, "Revenue")


def test_a_cell_that_is_not_shown_is_refused_with_what_is(tmp_path: Path) -> None:
    value = _facts(tmp_path, _sales(YEAR, 10e6, MARCH))
    with pytest.raises(NoSuchThing, match="shown are 2023-12-31"):
        cell_inputs(value, "revenue@2022-12-31")
    with pytest.raises(NoSuchThing, match="no line 'turnover'"):
        cell_inputs(value, "turnover@2023-12-31")
    with pytest.raises(Contradiction, match="write ITEM@END"):
        cell_inputs(value, "revenue")


@pytest.mark.parametrize(
    ("linked", "missing"),
    [(True, "its company facts"), (False, "a link to its issuer, and so its filings")],
)
def test_without_facts_the_statements_say_what_is_missing(
    tmp_path: Path, linked: bool, missing: str
) -> None:
    value = company_facts(subject(tmp_path, listings=listed() if linked else []))
    assert (value.statements, value.quality) == ((), None)
    assert [one.missing for one in value.cannot_tell] == [missing]


def test_a_balance_sheet_without_current_assets_is_unclassified_not_zero(tmp_path: Path) -> None:
    value = _facts(tmp_path, _sales(YEAR, 10e6, MARCH), fact("Assets", 7e6, YEAR[1], filed=MARCH))
    assert any("unclassified balance sheet, not zero" in one.missing for one in value.cannot_tell)


def test_a_count_of_periods_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    one = subject(tmp_path, listings=listed(), facts=[_sales(YEAR, 10e6, MARCH)])
    with pytest.raises(Contradiction, match="between 0 and 40"):
        company_facts(one, quarters=-1)
    assert company_facts(one, quarters=0, years=1).statements[0].kind == "year"
