"""Why: a figure of a dossier with its formula, its inputs and the sources behind them."""

import json
from datetime import date

import pytest

from checks.invented import bars, filing, held, listed
from microcap.faces.json_form import dumps
from microcap.model.errors import NoSuchThing
from microcap.research.chapters import Dossier
from microcap.research.dossier import dossier
from microcap.research.why import FORMULAS, why
from research.tiny import cover, quote, subject

MAY = date(2024, 5, 14)


@pytest.fixture(scope="module")
def value(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Ninety bars at 2.00, a cover page of 10m shares, a quote of 1.90 x 2.10, complete filings."""
    return dossier(
        subject(
            tmp_path_factory.mktemp("why"),
            bars=bars([2.0] * 90, [1000] * 90),
            listings=listed("NASDAQ_CM"),
            facts=[cover(10_000_000, MAY)],
            filings=[filing("8-K", date(2024, 6, 20), "8.01")],
            quotes=[quote(1.90, 2.10, "2024-06-28 11:00")],
            coverage=[held()],
        )
    )


@pytest.mark.parametrize("name", FORMULAS)
def test_every_formula_is_of_a_figure_that_a_dossier_has(value: Dossier, name: str) -> None:
    asked = why(value, name)
    assert (asked.name, asked.formula) == (name, FORMULAS[name])


def test_a_cap_rests_on_a_price_and_a_count(value: Dossier) -> None:
    """2.00 x 10,000,000 = 20,000,000."""
    asked = why(value, "cap")
    assert asked.figure.value == 20e6
    assert asked.inputs[0].startswith("price = 2 USD/share, raw close")
    assert asked.inputs[1].startswith("shares = 10,000,000 shares, cover of 2024-05-14")
    assert {one.what for one in asked.sources} == {
        "daily bars",
        "10-Q filed 2024-05-14, its tagged facts",
    }


def test_an_input_that_cannot_be_told_is_listed_as_such(value: Dossier) -> None:
    """No balance sheet is held: the runway has no cash to rest on."""
    asked = why(value, "runway_months")
    assert asked.figure.value is None
    assert "cash = cannot tell" in asked.inputs


def test_a_measure_tells_its_label_and_its_paper(value: Dossier) -> None:
    asked = why(value, "amihud_90")
    assert asked.formula != "as the source states it"
    assert "Amihud" in asked.reference


@pytest.mark.parametrize("asked", ["exit days", "EXIT-DAYS", " exit_days "])
def test_a_name_may_be_written_as_people_write_it(value: Dossier, asked: str) -> None:
    assert why(value, asked).name == "exit_days"


def test_an_unknown_name_leads_to_the_nearest(value: Dossier) -> None:
    with pytest.raises(NoSuchThing, match=r"no figure 'capp' in the file of ZZHM; nearest: .*cap"):
        why(value, "capp")


def test_a_name_near_to_nothing_gets_the_whole_list(value: Dossier) -> None:
    with pytest.raises(NoSuchThing, match=r"there are .*adv_usd_90, .*cap, "):
        why(value, "@@@@")


def test_the_answer_is_a_document_without_nan(value: Dossier) -> None:
    document = json.loads(dumps(why(value, "cap")))
    assert document["figure"]["value"] == 20e6
    assert document["formula"].startswith("price x shares")
    assert len(document["inputs"]) == 2
