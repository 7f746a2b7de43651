"""Nested lists of dated numbers, in bytes of one strict form, into columns in one walk.

1. `walk` goes from group to concept to unit to fact; names and skipped words are only measured.
2. `_fact` reads one object: dates to days since 1970, the 18-digit number to an integer, the value
   to a double, the form to a code.
3. `_value` reads a number of at most 18 digits whose double is exact arithmetic; where another one
   stands (an exponent, more digits) its place is noted for the caller.

The form is the one without blanks, keys in one order, every word known. Anything else ends the
walk with -1 rows: a general parser has to read it. What is skipped is checked as far as JSON asks.
"""

import numpy as np
import numpy.typing as npt

from microcap.kernels.compiled import compiled_on_borrowed
from microcap.kernels.eight_bytes import eight, joined, leeway_of, misfit, word_of
from microcap.kernels.json_bytes import (
    CLOSE,
    COMMA,
    END_OF_LIST,
    QUOTE,
    Bytes,
    Whole,
    behind_long,
    behind_name,
    behind_scalar,
    behind_short,
    behind_skipped,
    behind_text,
    end_of_plain,
    long_word,
    text_word,
)

Columns = tuple[npt.NDArray[np.int32], Whole, npt.NDArray[np.float64]]
"""Days and form of each fact in four rows, its 18-digit number, its value."""

NO_DAY = -(2**31)
"""Stands for a start that is not given."""
START, END, FILED, FORM = range(4)
"""The rows of the first array of `Columns`."""
SHORTEST = 100
"""Bytes that a fact takes at least, so that so many bytes hold at most one."""
FORMS = 64
"""Different forms in one walk; more end it."""

_ZERO, _MINUS, _POINT, _LINE = (ord(one) for one in "0-.\n")
_EXACT = 2**53
_DIGITS = 18
_TENS = 10.0 ** np.arange(23)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_MONTHS = np.arange("1900-01", "2200-02", dtype="datetime64[M]").astype("datetime64[D]").astype(int)
"""Days since 1970 on which the months of those years begin."""

_LABEL = text_word('":{"label":')
_DESCRIPTION, _UNITS = text_word(',"description":'), text_word(',"units":{')
_TO_OBJECT, _TO_LIST = text_word('":{'), text_word('":[')

_FACT_START = long_word('{"start":"')
_FACT_END = long_word('{"end":"')
_TO_END = long_word('","end":"')
_TO_VALUE = long_word('","val":')
_TO_ACCESSION = long_word(',"accn":"')
_TO_FORM = long_word(',"form":"')
_TO_FILED = long_word('","filed":"')
_TO_FRAME = long_word('","frame":"')
_TO_YEAR, _YEAR_MASK = word_of('","fy":'), 2**56 - 1
_TO_PERIOD, _PERIOD_MASK = word_of(',"fp":'), 2**48 - 1

_DATE = tuple((word_of(text), leeway_of(text)) for text in ("0000-00-", "00-00-00"))
_NUMBER = tuple((word_of(text), leeway_of(text)) for text in ("00000000", "00-00-00", "0-000000"))


def walk(
    text: Bytes, at: int, into: Columns, series: Whole, forms: Whole, odd: Whole
) -> tuple[int, int, int, int]:
    """Rows, series, forms and odd values found from byte `at` on; -1 rows where the form differs.

    `at` is the first byte behind the brace that opens the groups. `into` gets the facts in
    their order; `series` a line by list: begin and end of group, concept and unit name, and its
    first fact; `forms` begin and end of each form; `odd` fact, begin and end of each value that
    the caller must read. The spans are bytes of `text`.
    """
    found, names = np.zeros(4, np.int64), np.zeros(6, np.int64)
    if not _walk(text, at, names, into, series, forms, odd, found):
        return -1, 0, 0, 0
    rows, lists, kinds, strange = found.tolist()
    return rows, lists, kinds, strange


@compiled_on_borrowed
def _walk(
    text: Bytes,
    at: int,
    names: Whole,
    into: Columns,
    series: Whole,
    forms: Whole,
    odd: Whole,
    found: Whole,
) -> bool:
    while at >= 0:
        at = behind_name(text, at, names, 0, _TO_OBJECT)
        while at >= 0:
            at = _concept(text, at, names, into, series, forms, odd, found)
            if at < 0 or text[at - 1] == CLOSE:
                break
        at = _behind(text, at, CLOSE)
        if at < 0 or text[at - 1] == CLOSE:
            break
    return at >= 0 and _ends(text, at)


@compiled_on_borrowed
def _ends(text: Bytes, at: int) -> bool:
    """Whether nothing but the last brace and perhaps a line's end follows."""
    left = len(text) - at
    if left == 2 and text[at + 1] != _LINE:
        return False
    return 1 <= left <= 2 and text[at] == CLOSE


@compiled_on_borrowed
def _behind(text: Bytes, at: int, close: int) -> int:
    """The place behind a comma or a closing mark; -1 where neither stands."""
    if at < 0 or at >= len(text):
        return -1
    return at + 1 if text[at] == COMMA or text[at] == close else -1


@compiled_on_borrowed
def _concept(
    text: Bytes,
    at: int,
    names: Whole,
    into: Columns,
    series: Whole,
    forms: Whole,
    odd: Whole,
    found: Whole,
) -> int:
    at = behind_name(text, at, names, 2, _LABEL)
    at = behind_text(text, behind_skipped(text, at), _DESCRIPTION)
    at = behind_text(text, behind_skipped(text, at), _UNITS)
    while at >= 0:
        at = behind_name(text, at, names, 4, _TO_LIST)
        if at < 0 or found[1] >= len(series):
            return -1
        for place in range(6):
            series[found[1], place] = names[place]
        series[found[1], 6] = found[0]
        found[1] += 1
        while at >= 0:
            at = _fact(text, at, into, forms, odd, found)
            at = _behind(text, at, END_OF_LIST)
            if at >= 0 and text[at - 1] == END_OF_LIST:
                break
        at = _behind(text, at, CLOSE)
        if at >= 0 and text[at - 1] == CLOSE:
            break
    if at < 0 or at >= len(text) or text[at] != CLOSE:
        return -1
    return _behind(text, at + 1, CLOSE)


@compiled_on_borrowed
def _fact(text: Bytes, at: int, into: Columns, forms: Whole, odd: Whole, found: Whole) -> int:
    days, numbers, values = into
    row = found[0]
    if at < 0 or row >= len(values):
        return -1
    start = NO_DAY
    behind = behind_long(text, at, _FACT_START)
    if behind >= 0:
        start = _day(text, behind)
        at = behind_long(text, behind + 10, _TO_END) if start != NO_DAY else -1
    else:
        at = behind_long(text, at, _FACT_END)
    end = _day(text, at)
    at = behind_long(text, at + 10, _TO_VALUE) if end != NO_DAY else -1
    at = behind_long(text, _value(text, at, values, odd, found), _TO_ACCESSION)
    number = _accession(text, at)
    at = behind_short(text, at + 20, _TO_YEAR, _YEAR_MASK, 7) if number >= 0 else -1
    at = behind_short(text, behind_scalar(text, at), _TO_PERIOD, _PERIOD_MASK, 6)
    at = behind_long(text, behind_scalar(text, at), _TO_FORM)
    form_ends = end_of_plain(text, at)
    form = _form(text, at, form_ends, forms, found)
    at = behind_long(text, form_ends, _TO_FILED)
    filed = _day(text, at)
    if form < 0 or filed == NO_DAY:
        return -1
    days[START, row], days[END, row], days[FILED, row], days[FORM, row] = start, end, filed, form
    numbers[row] = number
    found[0] = row + 1
    return _fact_ends(text, at + 10)


@compiled_on_borrowed
def _fact_ends(text: Bytes, at: int) -> int:
    framed = behind_long(text, at, _TO_FRAME)
    if framed >= 0:
        at = end_of_plain(text, framed)
    if at < 0 or at + 1 >= len(text) or text[at] != QUOTE or text[at + 1] != CLOSE:
        return -1
    return at + 2


@compiled_on_borrowed
def _day(text: Bytes, at: int) -> int:
    """Days since 1970 of YYYY-MM-DD; NO_DAY where no such day stands there."""
    if at < 0 or at + 10 > len(text):
        return NO_DAY
    front, back = eight(text, at) ^ _DATE[0][0], eight(text, at + 2) ^ _DATE[1][0]
    if misfit(front, _DATE[0][1]) or misfit(back, _DATE[1][1]):
        return NO_DAY
    century = (front & 15) * 10 + (front >> 8 & 15)
    year = century * 100 + (front >> 16 & 15) * 10 + (front >> 24 & 15)
    month = (front >> 40 & 15) * 10 + (front >> 48 & 15)
    day = (back >> 48 & 15) * 10 + (back >> 56 & 15)
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and day >= 1):
        return NO_DAY
    place = (year - _FIRST_YEAR) * 12 + month - 1
    found: int = _MONTHS[place] + day - 1
    last: int = _MONTHS[place + 1]
    return found if found < last else NO_DAY


@compiled_on_borrowed
def _accession(text: Bytes, at: int) -> int:
    """The eighteen digits of 10-2-6 as one number; -1 where it is written otherwise."""
    if at < 0 or at + 20 > len(text):
        return -1
    head, middle = eight(text, at) ^ _NUMBER[0][0], eight(text, at + 8) ^ _NUMBER[1][0]
    tail = eight(text, at + 12) ^ _NUMBER[2][0]
    if misfit(head, _NUMBER[0][1]) or misfit(middle, _NUMBER[1][1]) or misfit(tail, _NUMBER[2][1]):
        return -1
    # two digits of the filer, two of the year; then six behind the dash
    filer = joined(head) * 100 + (middle & 15) * 10 + (middle >> 8 & 15)
    year = (middle >> 24 & 15) * 10 + (middle >> 32 & 15)
    return filer * 100_000_000 + year * 1_000_000 + joined(tail & ~0xFFFF)


@compiled_on_borrowed
def _form(text: Bytes, at: int, end: int, forms: Whole, found: Whole) -> int:
    """The code of a form, in the order in which they first stand."""
    if end < 0:
        return -1
    for code in range(found[2]):
        begin = forms[code, 0]
        if forms[code, 1] - begin == end - at:
            same = True
            for place in range(end - at):
                same = same and text[begin + place] == text[at + place]
            if same:
                return code
    new: int = found[2]
    if new >= len(forms):
        return -1
    forms[new, 0], forms[new, 1] = at, end
    found[2] = new + 1
    return new


@compiled_on_borrowed
def _value(text: Bytes, at: int, values: npt.NDArray[np.float64], odd: Whole, found: Whole) -> int:
    """Read the number at `at` into the current row; the place behind it, -1 where none stands."""
    if at < 0 or at >= len(text):
        return -1
    begin = at
    negative = text[at] == _MINUS
    if negative:
        at += 1
    first, total, fraction = at, 0, 0
    while at < len(text) and 48 <= text[at] <= 57 and at - first < _DIGITS:
        total = total * 10 + (text[at] - 48)
        at += 1
    count = at - first
    if count == 0 or (count > 1 and text[first] == _ZERO):
        return -1
    if at < len(text) and text[at] == _POINT:
        point = at
        at += 1
        while at < len(text) and 48 <= text[at] <= 57 and count + at - point - 1 < _DIGITS:
            total = total * 10 + (text[at] - 48)
            at += 1
        fraction = at - point - 1
        if fraction == 0 or total > _EXACT:
            return _odd(text, begin, odd, found)
    if at >= len(text) or text[at] != COMMA:
        return _odd(text, begin, odd, found)
    if fraction:
        # both are exact, so the quotient is the double that is nearest to what is written
        exact = np.float64(total) / _TENS[fraction]
        values[found[0]] = -exact if negative else exact
    else:
        values[found[0]] = np.float64(-total if negative else total)
    return at


@compiled_on_borrowed
def _odd(text: Bytes, begin: int, odd: Whole, found: Whole) -> int:
    """Note a value that is left to the caller; the place of the comma behind it."""
    at = begin
    while at < len(text) and text[at] != COMMA and at - begin < 400:
        at += 1
    if at >= len(text) or text[at] != COMMA or found[3] >= len(odd):
        return -1
    line = found[3]
    odd[line, 0], odd[line, 1], odd[line, 2] = found[0], begin, at
    found[3] = line + 1
    return at
