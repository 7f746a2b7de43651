"""Values as JSON: nothing lost, unknown is null with a status, no NaN, moments in UTC."""

import json
import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import numpy as np
import pytest

from faces.sample_dossier import blank, hostile, troubled
from microcap.faces.json_form import as_json, dumps, error_json
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.model.figures import Figure, cannot_tell
from microcap.model.venues import Venue
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding


def test_a_known_figure_says_value_unit_and_status_and_leaves_out_what_is_empty() -> None:
    assert as_json(Figure(1.12, "USD/share", as_of=date(2026, 3, 16), sources=("bars",))) == {
        "value": 1.12,
        "unit": "USD/share",
        "as_of": "2026-03-16",
        "sources": ["bars"],
        "status": "known",
    }


def test_an_unknown_figure_is_null_with_its_status_and_what_is_missing() -> None:
    assert as_json(cannot_tell("USD", "a balance sheet")) == {
        "value": None,
        "unit": "USD",
        "status": "cannot_tell",
        "missing": "a balance sheet",
    }


def test_an_interval_keeps_both_ends_and_zero_is_no_empty_value() -> None:
    shown = as_json(Figure(0, "shares", low=0.0, high=2.0, n_used=0, flags=("stale_shares",)))
    assert shown == {
        "value": 0, "low": 0.0, "high": 2.0, "unit": "shares", "status": "known", "n_used": 0,
        "flags": ["stale_shares"],
    }  # fmt: skip


def test_an_end_that_is_infinite_is_null() -> None:
    assert json.loads(dumps(Figure(1.0, "days", low=0.5, high=math.inf)))["high"] is None


def test_a_verdict_says_which_of_the_three_it_is() -> None:
    seen = Evidence("0009900001-25-000031", "item 4.01", date(2025, 12, 3))
    assert as_json(Finding("auditor resigned", (seen,))) == {
        "verdict": "finding",
        "says": "auditor resigned",
        "evidence": [
            {
                "source": "0009900001-25-000031",
                "what": "item 4.01",
                "day": "2025-12-03",
                "known_at": None,
            }
        ],
    }
    assert as_json(Clear("41 filings")) == {"verdict": "clear", "looked_at": "41 filings"}
    assert as_json(CannotTell("Forms 4", "ingest them")) == {
        "verdict": "cannot_tell",
        "missing": "Forms 4",
        "do": "ingest them",
    }


def test_a_moment_is_told_in_utc_whatever_its_zone() -> None:
    """17:31 in New York in March, before the clocks change, is 22:31 UTC."""
    eastern = timezone(timedelta(hours=-5))
    assert as_json(datetime(2025, 3, 3, 17, 31, tzinfo=eastern)) == "2025-03-03T22:31:00Z"
    assert as_json(datetime(2025, 3, 3, 1, 2, 3, 400, tzinfo=UTC)) == "2025-03-03T01:02:03.000400Z"


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(Contradiction, match="no time zone"):
        as_json(datetime(2025, 3, 3))


def test_what_has_no_json_form_is_refused() -> None:
    with pytest.raises(Contradiction, match="JSON of a object"):
        as_json(object())


def test_plain_values_keep_their_kind() -> None:
    assert as_json([True, 1, 1.5, None, "é", math.nan, -math.inf]) == [
        True, 1, 1.5, None, "é", None, None,
    ]  # fmt: skip
    assert as_json((Decimal("0.10"), Venue.NASDAQ_CM)) == ["0.10", "NASDAQ_CM"]
    assert as_json({"b": 1, 2: {3, 1}}) == {"b": 1, "2": [1, 3]}
    numbers = as_json([np.int64(3), np.float64(0.5), np.float32("nan")])
    assert numbers == [3, 0.5, None]
    assert dumps(numbers) == dumps([3, 0.5, None])


def test_fields_keep_the_order_in_which_they_are_declared() -> None:
    @dataclass(frozen=True)
    class Pair:
        second: int
        first: int

    assert dumps(Pair(2, 1)) == '{\n  "second": 2,\n  "first": 1\n}'


@pytest.mark.parametrize("sample", [troubled, blank, hostile])
def test_a_dossier_comes_back_from_its_json_as_it_went(sample) -> None:  # type: ignore[no-untyped-def]
    text = dumps(sample())
    held = json.loads(text, parse_constant=pytest.fail)
    assert held == as_json(sample())
    assert dumps(held) == text
    text.encode("utf-8")


def test_bars_and_marks_of_a_dossier_are_named() -> None:
    held = json.loads(dumps(troubled()))
    assert held["bars"][0]["day"] == "2025-11-03"
    assert set(held["bars"][0]) == {"day", "open", "high", "low", "close", "volume", "no_trade"}
    assert held["marks"][0] == {"day": "2026-02-27", "kind": "filing", "label": "8-K 3.02"}
    assert held["size"]["cap"]["low"] == 43021440.0
    assert held["moment"] == "2026-03-17T12:05:00Z"


def test_half_a_pair_of_surrogates_becomes_a_question_mark() -> None:
    assert dumps("a\ud800b") == '"a?b"'


def test_an_error_is_one_sentence() -> None:
    assert error_json(NoSuchThing("no ticker 'ABCQ'; nearest: ABCD")) == {
        "error": "no ticker 'ABCQ'; nearest: ABCD"
    }
