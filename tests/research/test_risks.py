"""The six risks: the worse of findings and figures, and never low where nothing was looked at."""

from dataclasses import replace
from pathlib import Path

import pytest

from checks.invented import bars, listed
from microcap.model.figures import Figure
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.research.chapters import Liquidity, Suspicion
from microcap.research.liquidity import liquidity
from microcap.research.risks import RISKS, risks
from research.tiny import subject

FOUND = Finding("it is so", (Evidence("bars", "a bar"),))
CLEAR = Clear("one bar")
UNKNOWN = CannotTell("the record", "bring it")


def _answer(risk: str, verdict: Verdict, weight: float = 0.0, name: str = "a_check") -> Suspicion:
    return Suspicion(name, "It is.", weight, "event", None, verdict, risk=risk)


@pytest.fixture(scope="module")
def trades(tmp_path_factory: pytest.TempPathFactory) -> Liquidity:
    """The liquidity chapter of one bar: nothing of it can be measured."""
    return liquidity(subject(tmp_path_factory.mktemp("risks")))


def _level(answers: list[Suspicion], trades: Liquidity, risk: str) -> str:
    row = next(one for one in risks(answers, trades) if one.risk == RISKS[risk])
    return row.level


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ([], "cannot tell"),
        ([CLEAR, CLEAR, UNKNOWN], "low"),
        ([CLEAR, UNKNOWN, UNKNOWN], "cannot tell"),
    ],
)
def test_without_a_finding_it_is_low_only_where_most_questions_were_answered(
    answers: list[Verdict], level: str, trades: Liquidity
) -> None:
    asked = [_answer("failure", verdict) for verdict in answers]
    assert _level(asked, trades, "failure") == level


@pytest.mark.parametrize(
    ("weight", "level"),
    [(5.0, "high"), (3.0, "high"), (2.9, "raised"), (1.0, "raised"), (0.9, "low")],
)
def test_the_heaviest_finding_decides_the_level(
    weight: float, level: str, trades: Liquidity
) -> None:
    assert _level([_answer("failure", FOUND, weight)], trades, "failure") == level


def test_a_finding_of_one_risk_says_nothing_of_another(trades: Liquidity) -> None:
    asked = [_answer("misstatement", FOUND, 5.0), _answer("regulation", CLEAR)]
    assert _level(asked, trades, "misstatement") == "high"
    assert _level(asked, trades, "regulation") == "low"
    assert _level(asked, trades, "manipulation") == "cannot tell"


def test_thin_liquidity_without_its_figure_is_never_low(trades: Liquidity) -> None:
    assert _level([_answer("liquidity", CLEAR)], trades, "liquidity") == "cannot tell"
    assert _level([_answer("liquidity", FOUND, 3.0)], trades, "liquidity") == "high"


@pytest.mark.parametrize(
    ("days", "part", "liquid", "cost"),
    [
        (25.0, 0.12, "high", "high"),
        (6.0, 0.05, "raised", "raised"),
        (1.0, 0.01, "low", "low"),
    ],
)
def test_days_to_leave_and_the_round_trip_have_levels_of_their_own(
    days: float, part: float, liquid: str, cost: str, trades: Liquidity
) -> None:
    """High from 20 sessions and 10 %, raised from 5 sessions and 3 %."""
    measured = replace(
        trades, exit_days=Figure(days, "sessions"), cost=Figure(part, "fraction of the price")
    )
    assert (_level([], measured, "liquidity"), _level([], measured, "cost")) == (liquid, cost)


def test_reasons_name_the_heaviest_findings_and_the_figure(trades: Liquidity) -> None:
    measured = replace(trades, cost=Figure(0.119, "fraction of the price"))
    asked = [_answer("cost", FOUND, 1.5, "small_one"), _answer("cost", FOUND, 2.5, "large_one")]
    row = next(one for one in risks(asked, measured) if one.risk == "transaction cost")
    assert row.reasons == ("11.9 % there and back", "large one 2.5", "small one 1.5")
    assert (row.found, row.clear, row.unknown, row.weight) == (2, 0, 0, 2.5)


def test_the_six_are_there_for_a_name_with_nothing_but_bars(tmp_path: Path) -> None:
    held = subject(tmp_path, bars=bars([0.9] * 30), listings=listed("NASDAQ_CM"))
    found = risks((), liquidity(held))
    assert [one.risk for one in found] == list(RISKS.values())
