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

Bytes = npt.NDArray[np.uint8]
Whole = npt.NDArray[np.int64]
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

_QUOTE, _BACKSLASH, _COMMA, _OPEN, _CLOSE, _END = (ord(one) for one in '"\\,{}]')
_ZERO, _MINUS, _POINT, _SMALL_U, _LINE = (ord(one) for one in "0-.u\n")
_EXACT = 2**53
_DIGITS = 18
_TENS = 10.0 ** np.arange(23)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_MONTHS = np.arange("1900-01", "2200-02", dtype="datetime64[M]").astype("datetime64[D]").astype(int)
"""Days since 1970 on which the months of those years begin."""


def _word(text: str) -> Bytes:
    return np.frombuffer(text.encode(), np.uint8)


def _ends_of(text: str) -> tuple[int, int, int]:
    return word_of(text[:8]), word_of(text[-8:]), len(text)


_NULL, _LABEL = _word("null"), _word('":{"label":')
_DESCRIPTION, _UNITS = _word(',"description":'), _word(',"units":{')
_TO_OBJECT, _TO_LIST = _word('":{'), _word('":[')
_SIMPLE_ESCAPES = _word('"\\/bfnrt')

# first and last eight bytes of each word of a fact, and how many it has
_FACT_START = _ends_of('{"start":"')
_FACT_END = _ends_of('{"end":"')
_TO_END = _ends_of('","end":"')
_TO_VALUE = _ends_of('","val":')
_TO_ACCESSION = _ends_of(',"accn":"')
_TO_FORM = _ends_of(',"form":"')
_TO_FILED = _ends_of('","filed":"')
_TO_FRAME = _ends_of('","frame":"')
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
        at = _name(text, at, names, 0, _TO_OBJECT)
        while at >= 0:
            at = _concept(text, at, names, into, series, forms, odd, found)
            if at < 0 or text[at - 1] == _CLOSE:
                break
        at = _behind(text, at, _CLOSE)
        if at < 0 or text[at - 1] == _CLOSE:
            break
    return at >= 0 and _ends(text, at)


@compiled_on_borrowed
def _ends(text: Bytes, at: int) -> bool:
    """Whether nothing but the last brace and perhaps a line's end follows."""
    left = len(text) - at
    if left == 2 and text[at + 1] != _LINE:
        return False
    return 1 <= left <= 2 and text[at] == _CLOSE


@compiled_on_borrowed
def _behind(text: Bytes, at: int, close: int) -> int:
    """The place behind a comma or a closing mark; -1 where neither stands."""
    if at < 0 or at >= len(text):
        return -1
    return at + 1 if text[at] == _COMMA or text[at] == close else -1


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
    at = _name(text, at, names, 2, _LABEL)
    at = _said(text, _skipped(text, at), _DESCRIPTION)
    at = _said(text, _skipped(text, at), _UNITS)
    while at >= 0:
        at = _name(text, at, names, 4, _TO_LIST)
        if at < 0 or found[1] >= len(series):
            return -1
        for place in range(6):
            series[found[1], place] = names[place]
        series[found[1], 6] = found[0]
        found[1] += 1
        while at >= 0:
            at = _fact(text, at, into, forms, odd, found)
            at = _behind(text, at, _END)
            if at >= 0 and text[at - 1] == _END:
                break
        at = _behind(text, at, _CLOSE)
        if at >= 0 and text[at - 1] == _CLOSE:
            break
    if at < 0 or at >= len(text) or text[at] != _CLOSE:
        return -1
    return _behind(text, at + 1, _CLOSE)


@compiled_on_borrowed
def _fact(text: Bytes, at: int, into: Columns, forms: Whole, odd: Whole, found: Whole) -> int:
    days, numbers, values = into
    row = found[0]
    if at < 0 or row >= len(values):
        return -1
    start = NO_DAY
    behind = _is(text, at, _FACT_START)
    if behind >= 0:
        start = _day(text, behind)
        at = _is(text, behind + 10, _TO_END) if start != NO_DAY else -1
    else:
        at = _is(text, at, _FACT_END)
    end = _day(text, at)
    at = _is(text, at + 10, _TO_VALUE) if end != NO_DAY else -1
    at = _is(text, _value(text, at, values, odd, found), _TO_ACCESSION)
    number = _accession(text, at)
    at = _short(text, at + 20, _TO_YEAR, _YEAR_MASK, 7) if number >= 0 else -1
    at = _short(text, _scalar(text, at), _TO_PERIOD, _PERIOD_MASK, 6)
    at = _is(text, _scalar(text, at), _TO_FORM)
    form_ends = _plain_end(text, at)
    form = _form(text, at, form_ends, forms, found)
    at = _is(text, form_ends, _TO_FILED)
    filed = _day(text, at)
    if form < 0 or filed == NO_DAY:
        return -1
    days[START, row], days[END, row], days[FILED, row], days[FORM, row] = start, end, filed, form
    numbers[row] = number
    found[0] = row + 1
    return _fact_ends(text, at + 10)


@compiled_on_borrowed
def _fact_ends(text: Bytes, at: int) -> int:
    framed = _is(text, at, _TO_FRAME)
    if framed >= 0:
        at = _plain_end(text, framed)
    if at < 0 or at + 1 >= len(text) or text[at] != _QUOTE or text[at + 1] != _CLOSE:
        return -1
    return at + 2


@compiled_on_borrowed
def _is(text: Bytes, at: int, word: tuple[int, int, int]) -> int:
    """The place behind a word of eight to sixteen bytes that must stand at `at`; else -1."""
    first, last, size = word
    if at < 0 or at + size > len(text):
        return -1
    differs = (eight(text, at) ^ first) | (eight(text, at + size - 8) ^ last)
    return at + size if differs == 0 else -1


@compiled_on_borrowed
def _short(text: Bytes, at: int, word: int, mask: int, size: int) -> int:
    """The same for a word of fewer bytes."""
    if at < 0 or at + 8 > len(text):
        return -1
    return at + size if (eight(text, at) ^ word) & mask == 0 else -1


@compiled_on_borrowed
def _said(text: Bytes, at: int, word: Bytes) -> int:
    """The place behind a word that must stand at `at`; -1 where it does not."""
    size = len(word)
    if at < 0 or at + size > len(text):
        return -1
    differs = 0
    for place in range(size):
        differs |= text[at + place] ^ word[place]
    return at + size if differs == 0 else -1


@compiled_on_borrowed
def _name(text: Bytes, at: int, names: Whole, place: int, behind: Bytes) -> int:
    """Note begin and end of a key at `at`; the place behind it and the marks that follow."""
    if at < 0 or at >= len(text) or text[at] != _QUOTE:
        return -1
    end = _plain_end(text, at + 1)
    names[place], names[place + 1] = at + 1, end
    return _said(text, end, behind)


@compiled_on_borrowed
def _plain_end(text: Bytes, at: int) -> int:
    """Where a string without escapes ends; -1 where it has one, or never ends."""
    if at < 0:
        return -1
    while at < len(text):
        byte = text[at]
        if byte == _QUOTE:
            return at
        if byte < 32 or byte == _BACKSLASH:
            return -1
        at += 1
    return -1


@compiled_on_borrowed
def _skipped(text: Bytes, at: int) -> int:
    """The place behind a null or a string, whose escapes are such as JSON has."""
    if at < 0 or at >= len(text):
        return -1
    if text[at] != _QUOTE:
        return _said(text, at, _NULL)
    at += 1
    while at < len(text):
        byte = text[at]
        if byte == _QUOTE:
            return at + 1
        if byte < 32:
            return -1
        at = _escaped(text, at + 1) if byte == _BACKSLASH else at + 1
        if at < 0:
            return -1
    return -1


@compiled_on_borrowed
def _escaped(text: Bytes, at: int) -> int:
    if at >= len(text):
        return -1
    for mark in _SIMPLE_ESCAPES:
        if text[at] == mark:
            return at + 1
    if text[at] != _SMALL_U or at + 4 >= len(text):
        return -1
    for place in range(at + 1, at + 5):
        byte = text[place] | 32
        if not (48 <= text[place] <= 57 or 97 <= byte <= 102):
            return -1
    return at + 5


@compiled_on_borrowed
def _scalar(text: Bytes, at: int) -> int:
    """The place behind a null, a string without escapes, or a whole number above zero."""
    if at < 0 or at >= len(text):
        return -1
    if text[at] == _QUOTE:
        end = _plain_end(text, at + 1)
        return end + 1 if end >= 0 else -1
    first = at
    while at < len(text) and text[at] - _ZERO <= 9 and text[at] >= _ZERO:
        at += 1
    if at > first:
        return at if text[first] != _ZERO else -1
    return _said(text, at, _NULL)


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
    return found if found < _MONTHS[place + 1] else NO_DAY


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
    code = found[2]
    if code >= len(forms):
        return -1
    forms[code, 0], forms[code, 1] = at, end
    found[2] = code + 1
    return code


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
    if at >= len(text) or text[at] != _COMMA:
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
    while at < len(text) and text[at] != _COMMA and at - begin < 400:
        at += 1
    if at >= len(text) or text[at] != _COMMA or found[3] >= len(odd):
        return -1
    line = found[3]
    odd[line, 0], odd[line, 1], odd[line, 2] = found[0], begin, at
    found[3] = line + 1
    return at
