"""Verdicts on messages as text and as JSON."""

import json

from microcap.faces.promotion_text import line_of, row_of, styles_text
from microcap.reading.messages import Fault, Judged
from microcap.reading.promotion import Promotion

JUDGED = Judged("a\x1b[31m", Promotion("promotional", 0.97, ("strong buy",)), ())


def test_a_verdict_is_one_object_on_one_line() -> None:
    assert json.loads(line_of(JUDGED))["promotion"]["because"] == ["strong buy"]
    assert "\n" not in line_of(JUDGED)


def test_a_senders_control_letters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in row_of(JUDGED, 100)
    assert "0.97" in row_of(JUDGED, 100)


def test_a_fault_keeps_its_line_and_sentence() -> None:
    assert json.loads(line_of(Fault(3, None, "line 3: no"))) == {
        "id": None,
        "line": 3,
        "error": "line 3: no",
    }


def test_styles_are_counted_in_words() -> None:
    assert styles_text([("promotional: sms", 1, 2)]).split() == [
        "promotional:",
        "sms",
        "1",
        "of",
        "2",
    ]
