"""How well pumps are found where they are rare, on seeds that stand nowhere but here."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from microcap.faces import json_form, study_text
from microcap.model.errors import Contradiction
from microcap.model.figures import Figure
from microcap.studies import StudyReport
from microcap.studies.run import run

SEEDS = ("640213", "975528")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def told() -> StudyReport:
    """Two markets of 1,500 quiet names, with 15 pumps of each family and intensity."""
    return run("detection", seeds=SEEDS, names=1500, pumps=15)


def _row(told: StudyReport, family: str, intensity: str, detector: str) -> dict[str, Any]:
    (table,) = (one for one in told.tables if one.title.startswith(f"{family}, {intensity}:"))
    return dict(next(row for row in table.rows if row["detector"] == detector))


def _value(cell: object) -> float:
    assert isinstance(cell, Figure) and isinstance(cell.value, float)
    return cell.value


def test_pumps_are_rarer_than_one_name_month_in_five_hundred(told: StudyReport) -> None:
    made = told.tables[0].rows
    assert len(made) == 9
    for row in made:
        assert 0 < float(str(row["per_thousand"])) <= 2.0
        assert row["pumps"] == 30


@pytest.mark.parametrize("family", ["pump_and_dump", "slow_promotion"])
@pytest.mark.parametrize("intensity", ["plain", "loud"])
def test_rule_and_learned_are_better_than_fixed_thresholds(
    told: StudyReport, family: str, intensity: str
) -> None:
    """By Matthews' correlation, as what each pair of thresholds reaches; on both families."""
    fixed = [_row(told, family, intensity, name)["mcc"] for name in ("fixed_loose", "fixed_strict")]
    learned = _row(told, family, intensity, "learned")["mcc"]
    assert learned > 2 * max(fixed)
    if intensity == "loud" or family == "pump_and_dump":
        assert _row(told, family, intensity, "rule")["mcc"] > max(fixed)


def test_the_learned_model_carries_over_to_the_family_it_never_saw(told: StudyReport) -> None:
    """Its area under precision and recall there is fifty times what chance would give."""
    chance = 0.001
    assert _row(told, "slow_promotion", "loud", "learned")["pr_auc"] > 50 * chance
    assert _value(_row(told, "slow_promotion", "loud", "learned")["precision"]) > 0.1


def test_loud_pumps_are_found_before_they_fall_and_faint_ones_mostly_not(
    told: StudyReport,
) -> None:
    (table,) = (one for one in told.tables if one.title.startswith("pump_and_dump: pumps found"))
    rows = {row["intensity"]: row for row in table.rows if row["detector"] == "rule"}
    assert int(str(rows["loud"]["in_time"])) >= 24
    assert int(str(rows["faint"]["found"])) <= 15
    assert float(str(rows["loud"]["lead_dump"])) >= 1


def test_the_rule_is_weak_at_this_rarity_and_the_report_says_so(told: StudyReport) -> None:
    row = _row(told, "pump_and_dump", "loud", "rule")
    precision = row["precision"]
    assert isinstance(precision, Figure) and precision.low is not None
    assert precision.low < _value(precision) < 0.25
    assert any(says.startswith("pump_and_dump, loud: the rule finds") for says in told.says)


def test_prices_alone_tell_less_than_the_whole_record(told: StudyReport) -> None:
    for family in ("pump_and_dump", "slow_promotion"):
        whole = _row(told, family, "loud", "rule")["pr_auc"]
        assert whole > 2 * _row(told, family, "loud", "rule_prices")["pr_auc"]


def test_every_face_says_that_it_is_invented(told: StudyReport) -> None:
    text = study_text.report(told)
    assert text.startswith("SYNTHETIC")
    assert "trained on invented markets" in text
    assert all("synthetic" in table.title for table in told.tables)
    assert '"synthetic": true' in json_form.dumps(told)


def test_each_pump_and_detector_is_a_case(told: StudyReport) -> None:
    """Two seeds, 3 families, 3 intensities, 15 pumps, 6 detectors."""
    assert told.cases is not None
    assert len(told.cases.rows) == 2 * 3 * 3 * 15 * 6


def test_a_market_full_of_pumps_is_said_to_flatter() -> None:
    told = run("detection", seeds=("31337",), names=50, pumps=2, family="pump_and_dump")
    assert any("above 0.2 % precision flatters" in note for note in told.notes)
    assert len(told.tables) == 1 + 3 + 1


def test_a_seed_that_is_no_number_is_refused() -> None:
    with pytest.raises(Contradiction, match="a seed is a whole number"):
        run("detection", seeds=("seven",))
    with pytest.raises(Contradiction, match="a seed is a whole number"):
        run("detection", seeds=())


def _script() -> ModuleType:
    named = importlib.util.spec_from_file_location(
        "train_pumps", ROOT / "benchmarks" / "train_pumps.py"
    )
    assert named is not None and named.loader is not None
    script = importlib.util.module_from_spec(named)
    named.loader.exec_module(script)
    return script


def test_nothing_was_trained_on_the_seeds_of_this_file_or_of_the_study() -> None:
    script = _script()
    of_study = run("detection", names=50, pumps=0).asked["seeds"]
    trained = {str(seed) for seed in script.SEEDS}
    assert not trained & {*SEEDS, *of_study}
    assert script.FAMILY == "pump_and_dump"


def test_the_regression_finds_the_odds_of_a_constant() -> None:
    """One case in four: log odds of 1/3, which is -1.0986; the constant is not held back."""
    fitted = _script().fitted(np.ones((4, 1)), np.array([1.0, 0.0, 0.0, 0.0]))
    assert fitted.tolist() == pytest.approx([-1.0986122887])
