"""The vectors of the specification, through the door that a person would use."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from microcap.faces import calc

# fmt: off
SECTIONS_1_TO_4 = [
    "CAP-1", "CAP-3", "CAP-4", "TIER-1", "TIER-2", "TIER-4", "TIER-6", "FLOAT-1", "PENNY-1",
    "PENNY-2", "PENNY-3", "LIQ-A1", "LIQ-A2", "LIQ-A3", "AMI-A1", "AMI-2", "ROLL-A1", "FHT-A1",
    "FHT-2", "AR-A1", "EDGE-A1", "EDGE-A2", "EDGE-1", "EDGE-2", "CS-A1", "CS-2", "ADV-1", "ADV-2",
    "TURN-1", "PS-A1", "KYLE-A1", "CAL-1", "CAL-2", "Q-1", "Q-2", "Q-4", "EFF-1", "MARK-1",
    "DTL-1", "DEPTH-1", "IMP-1", "ALM-1", "RT-1", "VOL-A1", "VOL-A2",
]
SECTION_6 = [
    "RUN-1", "RUN-3", "GC-1", "ALT-1", "OHL-1", "BEN-1", "BEN-2", "PIO-1", "SLO-1", "DIL-1",
    "REST-1",
]
SECTION_7 = ["DUE-1", "DUE-2", "DUE-3", "FLAG-1", "FLAG-2", "FLAG-3"]
SECTION_8 = ["EVT-1", "COR-1", "BMP-1", "AVOL-1", "CM-1"]
# fmt: on


def _differences(answer: Any, expected: Any, tolerance: float, path: str = "") -> list[str]:
    """Relative above one, absolute below; a NaN is null; zero means exact."""
    if isinstance(expected, dict):
        if not isinstance(answer, dict) or set(answer) != set(expected):
            return [f"{path}: {answer!r} has other names than {expected!r}"]
        pairs = [(answer[key], expected[key], f"{path}.{key}") for key in expected]
    elif isinstance(expected, list):
        if not isinstance(answer, list) or len(answer) != len(expected):
            return [f"{path}: {answer!r} is not as long as {expected!r}"]
        triples = zip(answer, expected, strict=True)
        pairs = [(one, other, f"{path}[{place}]") for place, (one, other) in enumerate(triples)]
    elif expected == "NaN":
        return [] if answer is None else [f"{path}: {answer!r} should be null"]
    elif isinstance(expected, bool | str) or expected is None:
        return [] if answer == expected else [f"{path}: {answer!r} should be {expected!r}"]
    else:
        number = isinstance(answer, int | float) and not isinstance(answer, bool)
        near = number and math.isclose(
            answer, expected, rel_tol=0, abs_tol=tolerance * max(1.0, abs(expected))
        )
        return [] if near else [f"{path}: {answer!r} should be {expected!r}"]
    return [line for pair in pairs for line in _differences(pair[0], pair[1], tolerance, pair[2])]


@pytest.mark.real
def test_every_vector_of_a_method_that_exists_is_answered(shared: Path) -> None:
    """The bytes are vectors.json of the specification; batch mode, as a person would run it."""
    text = (shared / "vectors.json").read_text("utf-8")
    vectors = json.loads(text)
    answers = {answer["id"]: answer for answer in calc.batch(text)}
    wanted = {*SECTIONS_1_TO_4, *SECTION_6, *SECTION_7, *SECTION_8}
    assert wanted <= set(answers)
    known = calc.methods()
    asked = [vector for vector in vectors if vector["function"] in known]
    assert {vector["id"] for vector in asked} >= wanted
    wrong = [
        f"{vector['id']}{line}"
        for vector in asked
        for line in (
            _differences(
                answers[vector["id"]].get("answer", answers[vector["id"]].get("error")),
                vector["expected"],
                vector["tolerance"],
            )
        )
    ]
    assert wrong == []


@pytest.mark.real
def test_a_vector_whose_method_is_missing_says_which(shared: Path) -> None:
    text = (shared / "vectors.json").read_text("utf-8")
    known = calc.methods()
    functions = {vector["id"]: vector["function"] for vector in json.loads(text)}
    for answer in calc.batch(text):
        name = functions[str(answer["id"])]
        assert ("error" in answer) == (name not in known)
        if "error" in answer:
            assert name in str(answer["error"])


def test_the_comparison_of_this_file_finds_what_differs() -> None:
    """1 + 2e-6 is outside of 1e-6, 1 + 5e-7 inside; names and lengths count."""
    assert _differences({"a": 1 + 5e-7}, {"a": 1.0}, 1e-6) == []
    assert len(_differences({"a": 1 + 2e-6}, {"a": 1.0}, 1e-6)) == 1
    assert len(_differences({"a": 1.0, "b": 2.0}, {"a": 1.0}, 1e-6)) == 1
    assert len(_differences([None], ["NaN", "NaN"], 0)) == 1
    assert len(_differences(0.0, "NaN", 0)) == 1
    assert len(_differences(None, 0.0, 1e-6)) == 1
