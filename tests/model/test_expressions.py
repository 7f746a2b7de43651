"""The language of `screen --where`."""

import math
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microcap.model.errors import Contradiction, MicrocapError, NoSuchThing
from microcap.model.expressions import Kind, parse

COLUMNS: dict[str, Kind] = {
    "tier": "text",
    "adv_usd_90": "number",
    "price": "number",
    "disputed": "boolean",
    "day": "date",
}
ROWS = pl.DataFrame(
    {
        "tier": ["micro", "nano", "small", None],
        "adv_usd_90": [60_000.0, 40_000.0, None, 0.0],
        "price": [1.0, 0.5, 4.0, None],
        "disputed": [True, False, None, False],
        "day": [date(2024, 6, 28), date(2024, 1, 2), None, date(2023, 5, 5)],
    }
)


def passed(text: str) -> list[int]:
    """Which of the four rows pass."""
    return ROWS.with_row_index().filter(parse(text, COLUMNS).expr)["index"].to_list()


def answers(text: str, **values: object) -> bool | None:
    """What the expression says about one row."""
    kinds: dict[str, Kind] = dict.fromkeys(values, "number")
    row = pl.DataFrame({name: [value] for name, value in values.items()})
    answer = row.select(parse(text, kinds).expr.alias("answer"))["answer"][0]
    assert answer is None or isinstance(answer, bool)
    return answer


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("tier = 'micro' and adv_usd_90 > 50000", [0]),
        ("tier = 'micro' or tier = 'nano'", [0, 1]),
        ("tier in ('micro', 'nano')", [0, 1]),
        ("tier not in ('micro', 'nano')", [2]),
        ("tier != 'micro'", [1, 2]),
        ("tier is null", [3]),
        ("tier is not null", [0, 1, 2]),
        ("price between 0.5 and 1", [0, 1]),
        ("price not between 0.5 and 1", [2]),
        ("price * 2 + 1 = 3", [0]),
        ("1 + 2 * price = 3", [0]),
        ("(1 + 2) * price = 3", [0]),
        ("-price < -0.9 and - price > -2", [0]),
        ("10 - 5 - 4 = price", [0]),
        ("8 / 4 / 2 = price", [0]),
        ("disputed", [0]),
        ("not disputed", [1, 3]),
        ("disputed = false", [1, 3]),
        ("not price > 1 and not disputed", [1]),
        ("day > '2024-01-02'", [0]),
        ("'2024-01-02' <= day", [0, 1]),
        ("day between '2023-01-01' and '2023-12-31'", [3]),
        ("day in ('2024-06-28', '2023-05-05')", [0, 3]),
        ("tier IS NULL AND day Is Not Null", [3]),
    ],
)
def test_an_expression_passes_the_rows_a_reader_would_pick(text: str, rows: list[int]) -> None:
    assert passed(text) == rows


def test_and_binds_more_strongly_than_or() -> None:
    assert passed("tier = 'small' or tier = 'micro' and price > 2") == [2]


def test_an_expression_tells_the_columns_it_reads_in_order_of_use() -> None:
    expression = parse("price > 1 and tier = 'nano' or price < 0.1", COLUMNS)
    assert expression.names == ("price", "tier")
    assert expression.text == "price > 1 and tier = 'nano' or price < 0.1"


def test_unknown_does_not_pass_and_neither_does_its_negation() -> None:
    assert answers("x > 5", x=None) is None
    assert answers("not (x > 5)", x=None) is None
    assert answers("x not in (5)", x=None) is None
    assert answers("x is null", x=None) is True


def test_and_and_or_treat_null_as_sql_does() -> None:
    assert answers("x > 5 and y > 5", x=None, y=0.0) is False
    assert answers("x > 5 and y > 5", x=None, y=9.0) is None
    assert answers("x > 5 or y > 5", x=None, y=9.0) is True
    assert answers("x > 5 or y > 5", x=None, y=0.0) is None


def test_division_is_true_division_and_by_zero_is_null() -> None:
    assert answers("x / 2 = 2.5", x=5) is True
    assert answers("1 / x > 0", x=0.0) is None
    assert answers("1 / (1 / x) = 0", x=0.0) is None
    assert answers("x / x is null", x=0.0) is True


def test_infinite_and_undefined_numbers_of_a_column_are_null() -> None:
    assert answers("x > 5", x=math.inf) is None
    assert answers("x > 5", x=math.nan) is None
    assert answers("x * x > 5", x=1e200) is None


def test_a_product_of_large_counts_does_not_wrap_round() -> None:
    """4e18 * 4 = 1.6e19, which is above what 64 bits hold with a sign (9.2e18)."""
    assert answers("x * 4 > 1e19", x=4_000_000_000_000_000_000) is True


@pytest.mark.parametrize(
    ("written", "value"),
    [("50k", 50_000.0), ("0.5m", 500_000.0), ("1bn", 1e9), ("1e6", 1e6), ("2.5E-3", 0.0025)],
)
def test_a_number_means_what_the_page_says(written: str, value: float) -> None:
    assert answers(f"x = {written}", x=value) is True


@pytest.mark.parametrize(
    "written",
    [
        "50_000",
        "50,000",
        "1,234,567",
        "50K",
        "50M",
        "5%",
        ".5",
        "5.",
        "1e",
        "1e6k",
        "50kk",
        "5mm",
        "0x10",
        "1.2.3",
        "١٢",
        "1e999",
        "1e-999",
        "1234567890123456",
    ],
)
def test_a_number_that_could_be_read_two_ways_is_refused(written: str) -> None:
    with pytest.raises(Contradiction, match="at character"):
        parse(f"price > {written}", COLUMNS)


def test_a_list_of_numbers_without_spaces_is_not_taken_for_thousands() -> None:
    """(50,000) could be fifty thousand, or fifty and nought."""
    with pytest.raises(Contradiction, match="write 50000, or a list with spaces: 50, 000"):
        parse("price in (50,000)", COLUMNS)
    assert passed("price in (1,4)") == [0, 2]


def test_two_quotes_in_a_text_are_one() -> None:
    rows = pl.DataFrame({"name": ["O'Neil", "ONeil"]})
    expr = parse("name = 'O''Neil'", {"name": "text"}).expr
    assert rows.filter(expr)["name"].to_list() == ["O'Neil"]


def test_a_word_that_an_enum_does_not_hold_is_simply_not_equal() -> None:
    rows = pl.DataFrame({"tier": pl.Series(["micro"], dtype=pl.Enum(["nano", "micro"]))})
    assert rows.filter(parse("tier != 'mega'", {"tier": "text"}).expr).height == 1


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("tier = 3", 6, "compares a text with a number"),
        ("'micro' < 3", 9, "compares a text with a number"),
        ("tier < 'small'", 6, "a text has no order"),
        ("tier between 'a' and 'b'", 6, "a text has no order"),
        ("disputed > false", 10, "a boolean has no order"),
        ("tier + 1 > 2", 1, "needs a number, and this is a text"),
        ("day - 1 > '2024-01-01'", 1, "needs a number, and this is a date"),
        ("-tier = 'a'", 2, "needs a number, and this is a text"),
        ("not price", 5, "needs a boolean, and this is a number"),
        ("price and disputed", 1, "needs a boolean, and this is a number"),
        ("price", 1, "is a number, not a yes or no"),
        ("day = tier", 5, "compares a date with a text"),
        ("day = '2024-02-30'", 7, "is not a day"),
        ("day = '20240228'", 7, "is not a day"),
        ("day = 20240228", 5, "compares a date with a number"),
        ("price = null", 9, "write is null"),
        ("1 < price < 5", 11, "comparisons do not chain"),
        ("price between 5 and 1", 15, "higher end first"),
        ("day between '2025-01-01' and '2024-01-01'", 13, "higher end first"),
        ("price in (adv_usd_90)", 11, "written values"),
        ("price in ()", 11, "expected a column or a value"),
        ("price == 1", 7, "write ="),
        ("price <> 1", 7, "write !="),
        ("price > 1 && disputed", 11, "write and"),
        ('tier = "micro"', 8, "single quotes"),
        ("tier = 'micro", 8, "does not end"),
        ("price > 1 tier", 11, "found 'tier'"),
        ("(price > 1", 11, "expected )"),
        ("price > 1)", 10, "found ')'"),
        ("price >", 8, "found the end"),
        ("", 1, "found the end"),
        ("price is 5", 10, "expected null"),
        ("price not 5", 11, "expected in or between"),
        ("disputed = not disputed", 12, "put brackets round it"),
        ("tier like 'm%'", 6, "found 'like'"),
        ("price.real > 1", 6, "begins nothing"),
        ("tier[0] = 'm'", 5, "means nothing here"),
        ("price > 1; drop", 10, "means nothing here"),
        ("tier = 'a\ud800'", 8, "half a character"),
        ("abs(price) > 1", 1, "there are no functions"),
    ],
)
def test_nonsense_is_refused_with_its_place(text: str, place: int, says: str) -> None:
    with pytest.raises(Contradiction) as caught:
        parse(text, COLUMNS)
    assert f"at character {place}:" in str(caught.value)
    assert says in str(caught.value)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(NoSuchThing, match=r"at character 1: no column 'adv_usd'.*adv_usd_90"):
        parse("adv_usd > 5", COLUMNS)
    with pytest.raises(NoSuchThing, match=r"no column 'Tier'; the nearest are tier"):
        parse("Tier = 'micro'", COLUMNS)
    with pytest.raises(NoSuchThing, match="some of the 5 that exist are adv_usd_90, day"):
        parse("zzzzzz > 5", COLUMNS)


@pytest.mark.parametrize(
    "text",
    [
        "price in (select a from read_csv('/etc/shadow'))",
        "lpad(tier, 2000000000, 'x') = 'a'",
        "+".join(["price"] * 20_000) + " > 1",
        "+".join(["price"] * 101) + " > 1",
        " and ".join(["price > 1"] * 50_000),
        " and ".join(["price > 1"] * 51),
        "(" * 3_000 + "price > 1" + ")" * 900,
        "(" * 41 + "price > 1" + ")" * 41,
        "not " * 900 + "disputed",
        "-" * 3_900 + "price > 1",
        "price in (" + "1, " * 300 + "1)",
        "tier = '" + "x" * 4_000 + "'",
        "price > 50k_000",
        "price > " + "9" * 3_000,
        "price > 1e" + "9" * 3_000,
        "price > \x00",
        "tier = '\u202e' ; \x1b[2J",
    ],
)
def test_an_attack_ends_in_one_short_sentence(text: str) -> None:
    with pytest.raises(MicrocapError) as caught:
        parse(text, COLUMNS)
    message = str(caught.value)
    assert len(message) < 250
    assert message.isprintable()


def test_what_is_just_within_the_bounds_is_answered() -> None:
    """99 times 1 is 99: the sum of 99 names has 199 nodes with the comparison and its value."""
    assert answers("+".join(["x"] * 99) + " = 99", x=1.0) is True
    assert answers("(" * 38 + "x > 1" + ")" * 38, x=2.0) is True
    assert answers("-" * 37 + "x = -2", x=2.0) is True


def test_nested_divisions_cost_no_more_than_their_number() -> None:
    """A form that read an operand twice would read the innermost 2^38 times."""
    assert answers("1 / (" * 19 + "x" + ")" * 19 + " = 0.5", x=2.0) is True
    assert answers("(" * 38 + "x" + " / 2)" * 38 + " > 1", x=2.0**40) is True


ALPHABET = st.sampled_from(
    [
        *COLUMNS,
        *"()+-*/=<>,.'\" \n0159",
        "and",
        "or",
        "not",
        "in",
        "between",
        "is",
        "null",
        "true",
        "!=",
        "<=",
        "'2024-01-02'",
        "'micro'",
        "50k",
        "1e6",
        "x" * 30,
        "é",
        "\x00",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(ALPHABET, max_size=40).map(" ".join)))
@settings(max_examples=500, deadline=None)
def test_any_text_is_answered_or_refused_in_a_printable_sentence(text: str) -> None:
    try:
        expression = parse(text, COLUMNS)
    except MicrocapError as error:
        assert str(error).isprintable()
    else:
        answer = ROWS.select(expression.expr.alias("answer"))["answer"]
        assert answer.dtype == pl.Boolean


Answer = tuple[str, float | bool | None]
"""The text of a generated expression, and what Python says it is worth."""

VALUES: dict[str, float | None] = {"a": 3.0, "b": 0.0, "c": None, "d": -0.5}
MOST = 10


def number(child: st.SearchStrategy[Answer]) -> st.SearchStrategy[Answer]:
    def joined(sign: str, left: Answer, right: Answer) -> Answer:
        one, two = left[1], right[1]
        text = f"({left[0]} {sign} {right[0]})"
        if one is None or two is None or (sign == "/" and two == 0):
            return text, None
        worth = {"+": one + two, "-": one - two, "*": one * two, "/": one / (two or 1)}[sign]
        return text, worth

    return st.builds(joined, st.sampled_from("+-*/"), child, child)


NUMBERS = st.recursive(
    st.one_of(
        st.sampled_from(list(VALUES.items())),
        st.integers(0, 9).map(lambda value: (str(value), float(value))),
        st.integers(0, 9).map(lambda value: (f"-{value}", -float(value))),
        st.just(("2k", 2000.0)),
    ),
    number,
    max_leaves=MOST,
)


def compared(sign: str, left: Answer, right: Answer) -> Answer:
    one, two = left[1], right[1]
    text = f"{left[0]} {sign} {right[0]}"
    if one is None or two is None:
        return text, None
    return text, {
        "=": one == two, "!=": one != two, "<": one < two,
        "<=": one <= two, ">": one > two, ">=": one >= two,
    }[sign]  # fmt: skip


def joined(word: str, left: Answer, right: Answer) -> Answer:
    decisive = word == "or"
    text = f"({left[0]}) {word} ({right[0]})"
    if left[1] is decisive or right[1] is decisive:
        return text, decisive
    return text, None if left[1] is None or right[1] is None else not decisive


CONDITIONS = st.recursive(
    st.one_of(
        st.builds(compared, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), NUMBERS, NUMBERS),
        NUMBERS.map(lambda one: (f"{one[0]} is null", one[1] is None)),
        NUMBERS.map(lambda one: (f"{one[0]} is not null", one[1] is not None)),
        NUMBERS.map(
            lambda one: (f"{one[0]} in (0, 3)", None if one[1] is None else one[1] in (0, 3))
        ),
    ),
    lambda child: st.one_of(
        st.builds(joined, st.sampled_from(["and", "or"]), child, child),
        child.map(lambda one: (f"not ({one[0]})", None if one[1] is None else not one[1])),
    ),
    max_leaves=5,
)


@given(CONDITIONS)
@settings(max_examples=300, deadline=None)
def test_an_expression_means_what_python_says_with_null_as_in_sql(condition: Answer) -> None:
    text, worth = condition
    assert answers(text, **VALUES) == worth
