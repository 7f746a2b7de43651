"""Facts in bytes of one strict form, into columns."""

from datetime import date

import numpy as np
import pytest

from microcap.kernels.fact_bytes import END, FILED, FORM, NO_DAY, START, walk

FACT = (
    '{"start":"2023-01-01","end":"2023-12-31","val":4120333,"accn":"0009900001-24-000011",'
    '"fy":2023,"fp":"FY","form":"10-K","filed":"2024-04-01","frame":"CY2023"}'
)
OPENING = '"us-gaap":{"Revenues":{"label":"Sales \\"net\\"","description":null,"units":{"USD":['
CLOSING = "]}}}}}"


def _walked(text: str) -> tuple[tuple[int, int, int, int], dict[str, list[float]]]:
    body = np.frombuffer(text.encode(), np.uint8)
    into = (np.zeros((4, 8), np.int32), np.zeros(8, np.int64), np.zeros(8))
    series, forms, odd = (np.zeros((8, width), np.int64) for width in (7, 2, 3))
    found = walk(body, 0, into, series, forms, odd)
    kept = slice(0, max(found[0], 0))
    columns = {
        "start": into[0][START, kept].tolist(),
        "end": into[0][END, kept].tolist(),
        "filed": into[0][FILED, kept].tolist(),
        "form": into[0][FORM, kept].tolist(),
        "number": into[1][kept].tolist(),
        "value": into[2][kept].tolist(),
    }
    return found, columns


def _facts(*facts: str) -> str:
    return OPENING + ",".join(facts) + CLOSING


def _day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def test_one_fact_becomes_days_a_number_and_a_value() -> None:
    found, columns = _walked(_facts(FACT))
    assert found == (1, 1, 1, 0)
    assert columns == {
        "start": [_day("2023-01-01")],
        "end": [_day("2023-12-31")],
        "filed": [_day("2024-04-01")],
        "form": [0],
        "number": [990000124000011],
        "value": [4120333.0],
    }


def test_forms_get_codes_in_the_order_in_which_they_stand() -> None:
    other = FACT.replace("10-K", "10-Q/A")
    found, columns = _walked(_facts(FACT, other, FACT, other))
    assert found[:3] == (4, 1, 2)
    assert columns["form"] == [0, 1, 0, 1]


def test_an_instant_has_no_start_and_a_frame_may_be_absent() -> None:
    instant = FACT.replace('"start":"2023-01-01",', "").replace(',"frame":"CY2023"', "")
    found, columns = _walked(_facts(instant))
    assert found[0] == 1
    assert columns["start"] == [NO_DAY]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0.0),
        ("-7", -7.0),
        ("-0.07", -0.07),
        ("0.1", 0.1),
        ("123456.789", 123456.789),
        ("9007199254740993", 9007199254740992.0),
        ("999999999999999999", 1e18),
    ],
)
def test_a_plain_number_becomes_the_nearest_double(written: str, value: float) -> None:
    _, columns = _walked(_facts(FACT.replace("4120333", written)))
    assert columns["value"] == [value]


def test_minus_nought_keeps_its_sign_with_a_point_and_loses_it_without() -> None:
    """JSON's -0 is an integer, and there is no negative integer nought."""
    _, whole = _walked(_facts(FACT.replace("4120333", "-0")))
    _, point = _walked(_facts(FACT.replace("4120333", "-0.0")))
    assert not np.signbit(whole["value"][0])
    assert np.signbit(point["value"][0])


@pytest.mark.parametrize(
    "written", ["1e5", "-2.5E-3", "0.12345678901234567", "12345678901234567890"]
)
def test_a_number_that_needs_more_is_left_to_the_caller(written: str) -> None:
    found, _ = _walked(_facts(FACT.replace("4120333", written)))
    assert found == (1, 1, 1, 1)


@pytest.mark.parametrize(
    "day", ["1900-01-01", "1999-12-31", "2000-02-29", "2024-02-29", "2199-12-31"]
)
def test_days_are_those_of_the_calendar(day: str) -> None:
    _, columns = _walked(_facts(FACT.replace("2023-12-31", day)))
    assert columns["end"] == [_day(day)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2023-12-31", "2023-02-29"),
        ("2023-12-31", "1900-02-29"),
        ("2023-12-31", "2023-13-01"),
        ("2023-12-31", "2023-00-10"),
        ("2023-12-31", "2023-11-00"),
        ("2023-12-31", "2911-11-01"),
        ("2023-12-31", "2023/12/31"),
        ('"2023-12-31"', "null"),
        ("4120333", "null"),
        ("4120333", "007"),
        ("4120333", "-"),
        ("4120333", '"4120333"'),
        ("0009900001-24-000011", "000990000124000011"),
        ("0009900001-24-000011", "0009900001-24-00001x"),
        ('"10-K"', "null"),
        ('"10-K"', '"10\\u002dK"'),
        ('"end"', ' "end"'),
        ('"fy":2023,"fp":"FY"', '"fp":"FY","fy":2023'),
        ('"fy":2023', '"fy":-1'),
        ('"frame":"CY2023"', '"frame":"CY2023","odd":1'),
        ("CY2023", "CY\n2023"),
    ],
)
def test_another_form_of_a_fact_is_not_read(old: str, new: str) -> None:
    assert old in FACT
    assert _walked(_facts(FACT, FACT.replace(old, new)))[0] == (-1, 0, 0, 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('\\"net', "\\qnet"),
        ('\\"net', "\\u12g4net"),
        ('\\"net', "\tnet"),
        ('"description":null', '"description":7'),
        ('"description":null,', ""),
        ("Revenues", "Rev\\u0065nues"),
        ('"USD":[', '"USD": ['),
        (CLOSING, "]}}}}"),
        (CLOSING, "]}}}},}"),
        (CLOSING, f"{CLOSING}x"),
        (CLOSING, f"{CLOSING}\n\n"),
    ],
)
def test_another_form_around_the_facts_is_not_read(old: str, new: str) -> None:
    whole = _facts(FACT)
    assert old in whole
    assert _walked(whole.replace(old, new))[0] == (-1, 0, 0, 0)


def test_no_cut_of_the_text_is_read_or_read_past() -> None:
    whole = _facts(FACT, FACT)
    assert {_walked(whole[:end])[0][0] for end in range(len(whole))} == {-1}


def test_more_facts_than_there_is_room_for_are_not_read() -> None:
    assert _walked(_facts(*[FACT] * 8))[0][0] == 8
    assert _walked(_facts(*[FACT] * 9))[0][0] == -1
