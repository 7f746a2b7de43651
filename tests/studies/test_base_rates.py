"""Base rates as a study."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checks.invented import days_to, filing
from lake_of import bar, count, held_span, publish, seen
from microcap.model.errors import NoSuchThing
from microcap.research.flag_outcomes import store_outcomes
from microcap.studies.run import run
from microcap.view.view import View, records

MOMENT = datetime(2024, 6, 1, tzinfo=UTC)
DAYS = days_to(date(2024, 1, 31), 330)
CHECK = "price_under_one_dollar"


def _quiet(what: str, done: int, total: int) -> None:
    """Tell nobody."""


def _market(folder: Path, cheap: int, dear: int) -> View:
    """So many names at 0.90 that fall to 0.10 in 2023, and so many at 5.00 that stay."""
    names = [*((f"A{at:03}", 0.9, 0.1) for at in range(cheap))]
    names += [(f"B{at:03}", 5.0, 5.0) for at in range(dear)]
    publish(
        folder,
        bars=[
            bar(name, day, before if day.year < 2023 else after, 1000 + place)
            for name, before, after in names
            for place, day in enumerate(DAYS)
        ],
        share_counts=[count(name, date(2022, 1, 3), 1_000_000) for name, _, _ in names],
        coverage=[held_span("bars", "*", DAYS[0], DAYS[-1])],
    )
    store_outcomes(folder / "lake", [CHECK], moment=MOMENT, tell=_quiet)
    return records(folder / "lake").as_of("2024-06-01")


def test_rates_stand_with_their_intervals_beside_those_of_the_others(tmp_path: Path) -> None:
    """30 of 30 fell, Wilson from 30/(30 + 3.8415) = 0.8865; none of 31, to 3.8415/34.8415 = 0.1103."""
    report = run("base-rates", _market(tmp_path, 30, 31))
    assert (report.synthetic, len(report.tables)) == (True, 1)
    row = report.tables[0].rows[1]
    assert row["outcome"] == "fell 80 %, by last close"
    assert (row["with"], row["with_names"], row["without"]) == (1.0, 30, 0.0)
    assert row["with_low"] == pytest.approx(0.8865, abs=5e-5)
    assert row["without_high"] == pytest.approx(0.1103, abs=5e-5)
    assert report.cases is not None
    assert len(report.cases.rows) == 30
    assert {one["fell"] for one in report.cases.rows} == {"yes"}


def test_too_few_names_are_said_to_be_not_measured(tmp_path: Path) -> None:
    report = run("base-rates", _market(tmp_path, 3, 40))
    assert report.tables == ()
    said = "not measured: fewer than 30 names with it or without it are held (with it 3, clear 40"
    assert said in report.says[1]


def test_before_a_year_has_passed_nothing_can_be_told(tmp_path: Path) -> None:
    _market(tmp_path, 3, 3)
    report = run("base-rates", records(tmp_path / "lake").as_of("2023-12-01"))
    assert report.says[0].startswith("cannot tell: nothing of any question is stored")
    assert report.cases is not None
    assert report.cases.rows == ()


def test_a_question_that_is_not_stored_is_named(tmp_path: Path) -> None:
    view = _market(tmp_path, 3, 3)
    report = run("base-rates", view, question=("auditor_changed", CHECK))
    assert report.says[-1] == "auditor changed: not stored"
    with pytest.raises(NoSuchThing, match="no question 'beauty' in the register"):
        run("base-rates", view, question=("beauty",))


def test_a_question_that_filings_answer_is_measured_where_enough_records_are_held(
    tmp_path: Path,
) -> None:
    """30 issuers with an 8-K 4.01 whose price falls from 5.00 to 0.50, 31 without, which stay.

    All 30 fell: Wilson from 30/(30 + 3.8415) = 0.8865, as for any flag.
    """
    names = [(f"A{at:03}", f"88{at:05}", "4.01", 0.5) for at in range(30)]
    names += [(f"B{at:03}", f"99{at:05}", "2.02", 5.0) for at in range(31)]
    told = date(2022, 6, 1)
    publish(
        tmp_path,
        bars=[
            bar(name, day, 5.0 if day.year < 2023 else after, 1000 + place)
            for name, _, _, after in names
            for place, day in enumerate(DAYS)
        ],
        share_counts=[count(name, date(2022, 1, 3), 1_000_000) for name, *_ in names],
        listings=[seen(name, issuer, date(2020, 1, 2)) for name, issuer, *_ in names],
        filings=[
            {**one, "issuer": issuer, "accession": f"000{issuer}{str(one['accession'])[10:]}"}
            for _, issuer, items, _ in names
            for one in (filing("10-K", date(2022, 3, 28), number=9), filing("8-K", told, items))
        ],
        coverage=[
            held_span("bars", "*", DAYS[0], DAYS[-1]),
            *(held_span("filings", issuer, date(2019, 1, 2), DAYS[-1]) for _, issuer, *_ in names),
        ],
    )
    store_outcomes(tmp_path / "lake", ["auditor_changed"], moment=MOMENT, tell=_quiet)
    report = run("base-rates", records(tmp_path / "lake").as_of("2024-06-01"))
    assert report.synthetic
    row = report.tables[0].rows[1]
    assert (row["with"], row["with_names"], row["without"]) == (1.0, 30, 0.0)
    assert row["with_low"] == pytest.approx(0.8865, abs=5e-5)
