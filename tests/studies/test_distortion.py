"""How well short-and-distort is found where it is rare, on seeds that stand nowhere but here."""

from typing import Any

import pytest

from microcap.faces import json_form, study_text
from microcap.model.errors import Contradiction
from microcap.model.figures import Figure
from microcap.studies import StudyReport
from microcap.studies.run import run

SEEDS = ("518803", "730229")
FAMILIES = ("sudden_report", "report_waves")


@pytest.fixture(scope="module")
def told() -> StudyReport:
    """Two markets of 1,500 names, with 15 cases of each family and intensity."""
    return run("distortion", seeds=SEEDS, names=1500, cases=15)


def _row(told: StudyReport, family: str, intensity: str, detector: str) -> dict[str, Any]:
    (table,) = (one for one in told.tables if one.title.startswith(f"{family}, {intensity}:"))
    return dict(next(row for row in table.rows if row["detector"] == detector))


def _found(told: StudyReport, family: str, intensity: str, detector: str) -> dict[str, Any]:
    (table,) = (one for one in told.tables if one.title.startswith(f"{family}: cases found"))
    wanted = (intensity, detector)
    return dict(next(row for row in table.rows if (row["intensity"], row["detector"]) == wanted))


def test_cases_are_rarer_than_one_name_month_in_five_hundred(told: StudyReport) -> None:
    made = told.tables[0].rows
    assert len(made) == 6
    for row in made:
        assert 0 < float(str(row["per_thousand"])) <= 2.0
        assert row["cases"] == 30


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("intensity", ["plain", "loud"])
def test_the_rule_is_better_than_a_fixed_fall(
    told: StudyReport, family: str, intensity: str
) -> None:
    """By Matthews' correlation and by the area under precision and recall, on both families."""
    rule, fixed = (_row(told, family, intensity, name) for name in ("rule", "fixed"))
    assert rule["mcc"] > 1.3 * fixed["mcc"]
    assert rule["pr_auc"] > fixed["pr_auc"]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_fixed_fall_finds_more_at_less_precision(told: StudyReport, family: str) -> None:
    rule, fixed = (_row(told, family, "plain", name) for name in ("rule", "fixed"))
    for one in (rule, fixed):
        assert isinstance(one["precision"], Figure) and isinstance(one["recall"], Figure)
    assert rule["precision"].value > 2 * fixed["precision"].value
    assert rule["recall"].value <= fixed["recall"].value


def test_what_needs_the_recovery_is_said_later(told: StudyReport) -> None:
    """The check that waits for half to be won back speaks sessions after the one that does not."""
    waits, finds = (
        _found(told, "sudden_report", "loud", name) for name in ("check_waits", "check_finds")
    )
    assert waits["sessions"] <= 2
    assert finds["sessions"] >= waits["sessions"] + 3
    assert finds["in_time"] == 0


def test_faint_campaigns_in_waves_are_mostly_not_found(told: StudyReport) -> None:
    assert _found(told, "report_waves", "faint", "rule")["found"] <= 15
    assert _found(told, "report_waves", "loud", "rule")["found"] >= 24


def test_the_rule_is_weak_at_this_rarity_and_the_report_says_so(told: StudyReport) -> None:
    precision = _row(told, "sudden_report", "loud", "rule")["precision"]
    assert isinstance(precision, Figure) and isinstance(precision.value, float)
    assert precision.value < 0.1
    assert any(says.startswith("sudden_report, loud: the rule finds") for says in told.says)


def test_every_face_says_that_it_is_invented(told: StudyReport) -> None:
    assert study_text.report(told).startswith("SYNTHETIC")
    assert all("synthetic" in table.title for table in told.tables)
    assert '"synthetic": true' in json_form.dumps(told)


def test_each_case_and_detector_is_a_row(told: StudyReport) -> None:
    """Two seeds, 2 families, 3 intensities, 15 cases, 5 detectors."""
    assert told.cases is not None
    assert len(told.cases.rows) == 2 * 2 * 3 * 15 * 5


def test_a_market_full_of_cases_is_said_to_flatter() -> None:
    told = run("distortion", seeds=("90210",), names=50, cases=2, family="report_waves")
    assert any("above 0.2 % precision flatters" in note for note in told.notes)
    assert len(told.tables) == 1 + 3 + 1


def test_a_seed_that_is_no_number_is_refused() -> None:
    with pytest.raises(Contradiction, match="a seed is a whole number"):
        run("distortion", seeds=("seven",))
