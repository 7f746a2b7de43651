"""Messages one a line."""

import io
import json

from microcap.reading.messages import (
    LONGEST_LINE,
    Fault,
    Judged,
    Message,
    judged_lines,
    message_lines,
)


def lines(*rows: object) -> io.BytesIO:
    told = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
    return io.BytesIO(b"\n".join(told) + b"\n")


def test_each_line_is_a_message_or_a_fault_and_the_rest_go_on() -> None:
    found = list(
        message_lines(
            lines({"id": 1, "text": "a"}, b"{nonsense", b"", [1], {"id": "x"}, {"text": "b"})
        )
    )
    assert [type(one) for one in found] == [Message, Fault, Fault, Fault, Message]
    assert [one.line for one in found if isinstance(one, Fault)] == [2, 4, 5]
    assert found[3].id == "x"


def test_a_line_without_end_is_passed_over() -> None:
    huge = b'{"id": 1, "text": "' + b"a" * (LONGEST_LINE + 10) + b'"}'
    found = list(message_lines(lines(huge, {"id": 2, "text": "b"})))
    assert isinstance(found[0], Fault)
    assert found[0].sentence.startswith(
        "line 1: asked to read a message, found more than 8,388,608"
    )
    assert found[1] == Message(2, "b", "")


def test_a_tout_with_a_disclosure_is_judged_with_both() -> None:
    text = "Strong buy! ZZQV is about to explode. We were paid $5,000 by Crestline Media for this alert."
    (found,) = judged_lines(lines({"id": "m", "text": text, "subject": "Hot stock"}))
    assert isinstance(found, Judged)
    assert found.promotion.label == "promotional"
    assert [one.says["cash"] for one in found.compensation] == [5000.0]
