"""The calculator, asked by a stranger."""

import json
import math
from datetime import date
from inspect import signature
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from microcap.faces import calc
from microcap.faces.cli.calc import command
from microcap.model import catalogue
from microcap.model.errors import Contradiction, MicrocapError, NoSuchThing


def _asked(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(command, arguments, input=given)


def test_a_method_is_answered_as_json() -> None:
    """90,000 / (0.2 x 15,000) = 30."""
    asked = _asked(
        "days_to_liquidate", given='{"position": 90000, "adv": 15000, "participation": 0.2}'
    )
    assert (asked.exit_code, json.loads(asked.output)) == (0, 30.0)


def test_what_has_no_bound_is_inf_and_what_is_undefined_is_null() -> None:
    assert calc.run("days_to_liquidate", {"position": 5, "adv": 0}) == "inf"
    assert calc.run("fht", {"sigma_daily": 0.1, "zero_share": 1}) is None
    assert calc.ready([math.nan, -math.inf, date(2026, 3, 2), (1, {"a": math.inf})]) == [
        None, "-inf", "2026-03-02", [1, {"a": "inf"}],
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["days_to_liquidat", "Amihud", "quoted-spread"])
def test_a_name_that_nothing_bears_brings_the_nearest_ones(name: str) -> None:
    with pytest.raises(NoSuchThing, match=r"nearest are (days_to|amihud|quoted)"):
        calc.run(name, {})


@pytest.mark.parametrize(
    ("name", "inputs", "says"),
    [
        ("quoted_spread", {"bid": 2.0}, "ask is missing"),
        ("quoted_spread", {}, "bid, ask are missing|cases is missing"),
        ("quoted_spread", {"bid": 2.0, "aks": 3.0}, "did you mean ask"),
        ("quoted_spread", {"bid": 2.0, "ask": 3.0, "zebra": 1}, "it takes bid, ask, cases"),
        ("quoted_spread", {"bid": "2.0", "ask": 3.0}, 'bid is "2.0"; give a number'),
        ("quoted_spread", {"bid": True, "ask": 3.0}, "give a number"),
        ("quoted_spread", {"bid": math.nan, "ask": 3.0}, "bid is nan"),
        ("quoted_spread", {"bid": math.inf, "ask": 3.0}, "bid is inf"),
        ("quoted_spread", {"bid": 1e31, "ask": 3.0}, "beyond 1e30"),
        ("quoted_spread", {"bid": 10**400, "ask": 3.0}, "beyond 1e30"),
        ("quoted_spread", {"cases": 5}, "give a list"),
        ("quoted_spread", {"cases": [[1.0, "x"]]}, "give a number"),
        ("quoted_spread", [2.0, 3.0], "give an object"),
        ("quoted_spread", None, "give an object"),
        ("days_to_liquidate", {"position": None, "adv": 5}, "give a number"),
        ("days_to_liquidate", {"position": -5, "adv": 5}, "zero or more"),
        ("effective_spread", {"price": 1, "bid": 1, "ask": 2, "side": "long"}, "one of buy, sell"),
        ("adv", {"volume": [1, 2], "event_days": [1.5]}, "give a count"),
        ("adv", {"volume": []}, "empty"),
        ("adv", {"volume": [1, -2]}, "volume 2 is -2"),
        ("volatility", {"bars": []}, "empty"),
        ("volatility", {"bars": [5]}, "bars 1 is 5; give an object"),
        ("volatility", {"bars": [{"close": 1}]}, "has no open"),
        ("penny_stock", {"listed_nms": "yes"}, "give true or false|missing"),
        ("size_tier", {"market_cap": 5e7, "definition": "guid"}, "nearest: guide"),
        ("spread_watch", {"looks": [{"at": 5}]}, "give a moment"),
        ("split_adjust", {"ratio_new_per_old": 2, "before": []}, "give an object"),
        ("corwin_schultz", {"h1": 2.5, "l1": 2.3, "c1": 2.4, "h2": 2.55, "l2": None}, "l2 is None"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(name: str, inputs: object, says: str) -> None:
    with pytest.raises(MicrocapError, match=says) as refusal:
        calc.run(name, inputs)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 300


NASTY: list[Any] = [
    None, True, 0, -1, 1e30, -1e30, 1e-300, 5e-324, "", "x", "NaN", [], [None], [0], [1.0] * 3,
    [[]], [[1, 2]], [[1, 2, 3, 4]] * 4, {}, {"close": 1.0, "volume": 0}, [{}],
    [{"open": 1, "high": 1, "low": 1, "close": 1, "volume": 0}] * 4, ["2026-03-02"],
    [["2026-03-02", 1.0, 5]], [{"at": "2026-03-02T11:00", "bid": 1, "ask": 2}], 2.5, 10**29,
]  # fmt: skip


@pytest.mark.parametrize("name", sorted(calc.methods()))
def test_no_input_of_any_kind_ends_in_a_traceback(name: str) -> None:
    """Every input of every method, set to pairs of two dozen nasty values, in every way."""
    entry = catalogue.entries("method")[name]
    parameters = list(signature(entry.function).parameters)
    ways = entry.says["ways"] or (tuple(parameters),)
    outcomes = 0
    for way in ways:
        for chosen in (list(way), list(dict.fromkeys((*way, *parameters)))):
            for first, second in product(NASTY, NASTY[::4]):
                values = (first, second) * len(chosen)
                inputs = dict(zip(chosen, values, strict=False))
                try:
                    outcomes += bool(json.dumps(calc.run(name, inputs), allow_nan=False))
                except MicrocapError as error:
                    outcomes += bool(str(error))
    assert outcomes == 2 * len(ways) * len(NASTY) * len(NASTY[::4])


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("", "nothing came on standard input"),
        ("  \n", "nothing came on standard input"),
        ("{", "not JSON"),
        ('{"bid": 1, "bid": 2, "ask": 3}', "given twice"),
        ("[" * 100_000, "nested too deeply"),
        ('{"bid": ' + "1" * 5000 + "}", "cannot be read"),
        (b'{"bid": "\xff"}', "not UTF-8"),
        ('"bid"', "give an object"),
    ],
)
def test_standard_input_that_is_no_object_is_refused(given: str | bytes, says: str) -> None:
    asked = _asked("quoted_spread", given=given)
    assert isinstance(asked.exception, MicrocapError)
    assert asked.exception.exit_code == 2
    assert says in str(asked.exception)


def test_the_command_wants_one_of_three() -> None:
    for arguments in ([], ["--list", "edge"], ["edge", "--batch", "file"]):
        asked = _asked(*arguments)
        assert isinstance(asked.exception, Contradiction)


def test_the_list_has_every_method_with_its_label() -> None:
    asked = _asked("--list")
    assert asked.exit_code == 0
    names = [line.split()[0] for line in asked.output.splitlines()]
    assert names == sorted(calc.methods())
    assert json.loads(_asked("--list", "--json").output) == calc.methods()


def test_a_batch_answers_an_array_and_lines_alike(tmp_path: Path) -> None:
    requests = [
        {"id": "a", "function": "size_tier", "inputs": {"market_cap": 5e7}, "note": "ignored"},
        {"id": 2, "function": "no_such", "inputs": {}},
    ]
    array, lines = tmp_path / "array.json", tmp_path / "lines.jsonl"
    array.write_text(json.dumps(requests, indent=1), "utf-8")
    lines.write_text("\n".join(json.dumps(one) for one in requests) + "\n\n", "utf-8")
    for path in (array, lines):
        asked = _asked("--batch", str(path))
        first, second = (json.loads(line) for line in asked.output.splitlines())
        assert first == {"id": "a", "answer": "micro"}
        assert second["id"] == 2
        assert "no_such" in second["error"]


def test_a_bad_line_does_not_stop_the_rest() -> None:
    good = '{"id": "g", "function": "size_tier", "inputs": {"market_cap": 5e7}}'
    text = "\n".join(["[", good + ",", '{"id": "x",', "7,", '{"id": "y"},', good, "]"])
    found = list(calc.batch(text))
    assert [one.get("answer") for one in found] == ["micro", None, None, None, "micro"]
    assert [one["id"] for one in found] == ["g", None, None, "y", "g"]
    assert "line" in str(found[1]["error"])
    assert "function" in str(found[3]["error"])


def test_a_batch_of_nothing_is_nothing_and_an_absent_file_is_refused(tmp_path: Path) -> None:
    assert list(calc.batch("")) == list(calc.batch("[]")) == []
    for file in (str(tmp_path / "absent"), str(tmp_path)):
        asked = _asked("--batch", file)
        assert isinstance(asked.exception, Contradiction)


def test_nan_in_the_inputs_of_a_batch_is_an_error_of_its_line() -> None:
    text = '{"id": 1, "function": "size_tier", "inputs": {"market_cap": NaN}}'
    (answer,) = calc.batch(text)
    assert "nan" in str(answer["error"])
