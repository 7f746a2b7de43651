"""The language of `screen --where`: a condition on the columns of a screen, bounded and typed.

    tier = 'micro' and adv_usd_90 > 50k and not (spread is null or spread > 0.1)

Loosest first: `or`, `and`, `not`, one comparison (`= != < <= > >=`, `in (..)`, `not in (..)`,
`between .. and ..`, `not between .. and ..`, `is null`, `is not null`), `+ -`, `* /`, unary `-`,
brackets. Comparisons do not chain: `1 < x < 5` is written `1 < x and x < 5`.

A name is a column. A number is written 1000, 0.5 or 1e6, or with one of three multipliers: 50k
is 50,000, 5m is 5,000,000, 1bn is 1,000,000,000. Any other writing (50_000, 50,000, 50K, 5%) is
refused, because a number that is silently wrong is the worst outcome. Text stands in single
quotes, '' inside is one quote; it is equal only to the same letters in the same case, and has
no order. A day is written '2024-06-28' and compared with a column of days. Fractions are
fractions: 5 % is 0.05.

Unknown stays unknown: a comparison with null is null, and null does not pass. So neither `x > 5`
nor `not (x > 5)` passes a row whose x is null; `x is null` finds it. `and` and `or` follow SQL:
false and null is false, true or null is true. Numbers are floats; `/` is true division; division
by zero, and any result that is not finite, is null.

There are no calls, no attributes, no patterns and no way to name a file.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NoReturn

import polars as pl

from microcap.model.errors import Contradiction, NoSuchThing

Kind = Literal["number", "text", "boolean", "date"]

LONGEST = 4_000
"""Characters; with the next two, the bounds at which every attack of the trial ends at once."""
DEEPEST = 40
"""Levels of nesting."""
MOST_NODES = 200
"""Names, values and operators together."""

MULTIPLIERS: Mapping[str, float] = {"": 1.0, "k": 1e3, "m": 1e6, "bn": 1e9}
"""What may stand directly behind a number, and what it multiplies it by."""


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A condition on the columns of a screen.

    `expr` is true, false or null for a row, and only true passes, as in `filter`. `names` are
    the columns that it reads, in the order of their first use.
    """

    text: str
    names: tuple[str, ...]
    expr: pl.Expr


def parse(text: str, columns: Mapping[str, Kind]) -> Expression:
    """The condition that `text` states about rows with these columns.

    A name that is no column raises NoSuchThing with the nearest ones; everything else that is
    wrong raises Contradiction, with the place counted in characters from 1.
    """
    if len(text) > LONGEST:
        raise Contradiction(
            f"the expression has {len(text):,} characters; it may have {LONGEST:,}: shorten it"
        )
    reader = _Reader(_tokens(text), columns)
    whole = reader.expression(0)
    reader.expect("end")
    if whole.kind != "boolean":
        _refuse(whole.at, f"the expression is a {whole.kind}, not a yes or no", "compare it")
    return Expression(text, tuple(reader.names), whole.expr)


def _refuse(at: int, found: str, do: str) -> NoReturn:
    raise Contradiction(f"the expression, at character {at + 1}: {found}; {do}")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """number, text, name, end; of a keyword or a sign the thing itself."""
    at: int
    word: str
    value: float = 0.0

    @property
    def seen(self) -> str:
        if self.kind == "end":
            return "the end"
        return f"'{self.word if len(self.word) <= 30 else self.word[:29] + '…'}'"


_KEYWORDS = frozenset(["and", "or", "not", "in", "between", "is", "null", "true", "false"])
_SPACE = re.compile(r"[ \t\r\n]+")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?)([eE][+-]?[0-9]+)?([A-Za-z0-9_.%]*)")
_TEXT = re.compile(r"'((?:[^']|'')*)'")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SIGN = re.compile(r"!=|<=|>=|==|<>|&&|\|\||[=<>+\-*/(),]")
_INSTEAD = {"==": "=", "<>": "!=", "&&": "and", "||": "or"}


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        if space := _SPACE.match(text, at):
            at = space.end()
        elif number := _NUMBER.match(text, at):
            tokens.append(_number(text, at, number))
            at = number.end()
        elif quoted := _TEXT.match(text, at):
            tokens.append(_Token("text", at, _encodable(quoted[1].replace("''", "'"), at)))
            at = quoted.end()
        elif word := _WORD.match(text, at):
            kind = word[0].lower() if word[0].lower() in _KEYWORDS else "name"
            tokens.append(_Token(kind, at, word[0]))
            at = word.end()
        elif sign := _SIGN.match(text, at):
            if sign[0] in _INSTEAD:
                _refuse(at, f"'{sign[0]}' is not a sign here", f"write {_INSTEAD[sign[0]]}")
            tokens.append(_Token(sign[0], at, sign[0]))
            at = sign.end()
        else:
            _refuse_character(text[at], at)
    return [*tokens, _Token("end", len(text), "")]


def _refuse_character(character: str, at: int) -> NoReturn:
    if character == "'":
        _refuse(at, "a text begins and does not end", "close it with a single quote")
    if character in '"`‘’“”':
        _refuse(at, f"{character!a} is not a quote here", "put text in single quotes: 'micro'")
    if character == ".":
        _refuse(at, "a point begins nothing", "write 0.5, not .5")
    _refuse(at, f"{character!a} means nothing here", "columns, values and operators are all")


def _number(text: str, at: int, found: re.Match[str]) -> _Token:
    if thousands := _THOUSANDS.match(text, at):
        one = thousands[0].replace(",", "")
        several = thousands[0].replace(",", ", ")
        _refuse(at, f"'{thousands[0][:30]}' may be one number or several",
                f"write {one[:30]}, or a list with spaces: {several[:40]}")  # fmt: skip
    digits, exponent, suffix = found[1], found[2] or "", found[3]
    shown = _Token("number", at, found[0]).seen
    if suffix == "%":
        _refuse(at, f"{shown} is not a number here", "fractions are fractions: 5 % is 0.05")
    if suffix not in MULTIPLIERS or (suffix and exponent):
        _refuse(at, f"{shown} is not a number", "write 50000, 0.5, 1e6, 50k, 5m (million) or 1bn")
    significant = digits.replace(".", "").strip("0")
    if len(significant) > 15:
        _refuse(at, f"{shown} has more than 15 digits that count", "round it")
    value = float(digits + exponent) * MULTIPLIERS[suffix]
    if value == math.inf or (value == 0 and significant):
        _refuse(at, f"{shown} is beyond what a number holds", "write one from 1e-300 to 1e300")
    return _Token("number", at, found[0], value)


def _encodable(text: str, at: int) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        _refuse(at, "the text holds half a character", "write it in UTF-8")
    return text


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece that has been read: what it is, and its value where it is written out."""

    kind: Kind
    expr: pl.Expr
    at: int
    written: float | str | date | None = None


_ORDER: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
_ARITHMETIC: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
}
_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _MINUS = range(1, 8)
_BINDS = {"or": _OR, "and": _AND, "not": _COMPARISON, "in": _COMPARISON, "is": _COMPARISON,
          "between": _COMPARISON, "+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT,
          **dict.fromkeys(_ORDER, _COMPARISON)}  # fmt: skip


@dataclass(slots=True)
class _Reader:
    """A Pratt parser: each operator binds its operands with a power, the stronger one wins."""

    tokens: list[_Token]
    columns: Mapping[str, Kind]
    place: int = 0
    depth: int = 0
    nodes: int = 0
    names: dict[str, None] = field(default_factory=dict)

    @property
    def next(self) -> _Token:
        return self.tokens[self.place]

    def take(self) -> _Token:
        token = self.next
        self.place += 1
        return token

    def expect(self, kind: str) -> _Token:
        if self.next.kind != kind:
            wanted = {"end": "an operator such as and, or, =", "null": "null or not null"}
            _refuse(self.next.at, f"found {self.next.seen}", f"expected {wanted.get(kind, kind)}")
        return self.take()

    def count(self, token: _Token) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            _refuse(token.at, f"more than {MOST_NODES} names, values and operators", "shorten it")

    def expression(self, power: int) -> _Part:
        """All that binds more strongly than `power`."""
        self.depth += 1
        if self.depth > DEEPEST:
            _refuse(self.next.at, f"nested more than {DEEPEST} levels deep", "use fewer brackets")
        part = self.beginning(power)
        compared = False
        while (binds := _BINDS.get(self.next.kind, 0)) > power:
            operator = self.take()
            self.count(operator)
            if binds == _COMPARISON:
                if compared:
                    _refuse(operator.at, "comparisons do not chain", "join two of them with and")
                compared = True
                part = self.comparison(part, operator)
            elif binds in (_OR, _AND):
                part = self.logic(part, operator, self.expression(binds))
            else:
                part = self.arithmetic(part, operator, self.expression(binds))
        self.depth -= 1
        return part

    def beginning(self, power: int) -> _Part:
        token = self.take()
        if token.kind == "(":
            part = self.expression(0)
            self.expect(")")
            return part
        self.count(token)
        if token.kind == "not":
            if power > _NOT:
                _refuse(token.at, "'not' stands behind an operator", "put brackets round it")
            denied = self.typed(self.expression(_NOT), "boolean", token)
            return _Part("boolean", ~denied.expr, token.at)
        if token.kind == "-":
            operand = self.typed(self.expression(_MINUS), "number", token)
            value = -operand.written if isinstance(operand.written, float) else None
            return _Part("number", -operand.expr, token.at, value)
        return self.operand(token)

    def operand(self, token: _Token) -> _Part:
        if token.kind == "number":
            return _Part("number", pl.lit(token.value), token.at, token.value)
        if token.kind == "text":
            return _Part("text", pl.lit(token.word), token.at, token.word)
        if token.kind in ("true", "false"):
            return _Part("boolean", pl.lit(token.kind == "true"), token.at)
        if token.kind == "null":
            _refuse(token.at, "nothing is equal to null", "write is null or is not null")
        if token.kind != "name":
            _refuse(token.at, f"found {token.seen}", "expected a column or a value")
        if self.next.kind == "(":
            _refuse(token.at, f"{token.seen} is called", "there are no functions here")
        kind = self.columns.get(token.word)
        if kind is None:
            raise NoSuchThing(_unknown(token, self.columns))
        self.names[token.word] = None
        return _Part(kind, _column(token.word, kind), token.at)

    def typed(self, part: _Part, kind: Kind, operator: _Token) -> _Part:
        if part.kind != kind:
            _refuse(part.at, f"{operator.seen} needs a {kind}, and this is a {part.kind}",
                    f"give it a {kind}")  # fmt: skip
        return part

    def logic(self, left: _Part, operator: _Token, right: _Part) -> _Part:
        one, two = (self.typed(side, "boolean", operator).expr for side in (left, right))
        return _Part("boolean", one & two if operator.kind == "and" else one | two, left.at)

    def arithmetic(self, left: _Part, operator: _Token, right: _Part) -> _Part:
        one, two = (self.typed(side, "number", operator).expr for side in (left, right))
        return _Part("number", _finite(_ARITHMETIC[operator.kind](one, two)), left.at)

    def comparison(self, left: _Part, operator: _Token) -> _Part:
        if operator.kind == "is":
            if negated := self.next.kind == "not":
                self.take()
            self.expect("null")
            known = left.expr.is_not_null() if negated else left.expr.is_null()
            return _Part("boolean", known, left.at)
        if operator.kind == "not":
            if self.next.kind not in ("in", "between"):
                _refuse(self.next.at, f"found {self.next.seen}", "expected in or between")
            return _Part("boolean", ~self.comparison(left, self.take()).expr, left.at)
        if operator.kind == "in":
            return self.membership(left, operator)
        if operator.kind == "between":
            return self.interval(left, operator)
        one, two = _alike(left, self.expression(_COMPARISON), operator)
        return _Part("boolean", _ORDER[operator.kind](one.expr, two.expr), left.at)

    def membership(self, left: _Part, operator: _Token) -> _Part:
        self.expect("(")
        left, first = self.member(left, operator)
        members = [first]
        while self.next.kind == ",":
            self.take()
            members.append(self.member(left, operator)[1])
        self.expect(")")
        return _Part("boolean", left.expr.is_in(members), left.at)

    def member(self, left: _Part, operator: _Token) -> tuple[_Part, float | str | date]:
        left, item = _alike(left, self.expression(_COMPARISON), operator)
        if item.written is None:
            _refuse(item.at, "in takes a list of written values", "use = and or for anything else")
        return left, item.written

    def interval(self, left: _Part, operator: _Token) -> _Part:
        low = self.expression(_COMPARISON)
        self.expect("and")
        high = self.expression(_COMPARISON)
        left, low = _alike(left, low, operator)
        left, high = _alike(left, high, operator)
        if _reversed(low.written, high.written):
            _refuse(low.at, "between has its higher end first", "write the lower end first")
        return _Part("boolean", left.expr.is_between(low.expr, high.expr), left.at)


def _column(name: str, kind: Kind) -> pl.Expr:
    if kind == "number":  # floats, so that no product of two counts can wrap round
        return _finite(pl.col(name).cast(pl.Float64))
    # an Enum would refuse a comparison with a word that it does not hold
    return pl.col(name).cast(pl.String) if kind == "text" else pl.col(name)


def _finite(number: pl.Expr) -> pl.Expr:
    # reads its operand once: a when/then would double the work with every operator
    return number.replace({math.inf: None, -math.inf: None, math.nan: None})


def _alike(left: _Part, right: _Part, operator: _Token) -> tuple[_Part, _Part]:
    """Both sides of a comparison as one kind, a written day becoming a date where it meets one."""
    left = _as_day(left) if right.kind == "date" else left
    right = _as_day(right) if left.kind == "date" else right
    if left.kind != right.kind:
        _refuse(operator.at, f"{operator.seen} compares a {left.kind} with a {right.kind}",
                "compare like with like")  # fmt: skip
    if operator.kind not in ("=", "!=", "in") and left.kind in ("text", "boolean"):
        _refuse(operator.at, f"a {left.kind} has no order for {operator.seen}", "use =, != or in")
    return left, right


def _as_day(part: _Part) -> _Part:
    if part.kind != "text" or not isinstance(part.written, str):
        return part
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", part.written):
            raise ValueError
        day = date.fromisoformat(part.written)
    except ValueError:
        _refuse(part.at, "this text is not a day", "write a day as '2024-06-28'")
    return _Part("date", pl.lit(day), part.at, day)


def _reversed(low: object, high: object) -> bool:
    if isinstance(low, float) and isinstance(high, float):
        return low > high
    return isinstance(low, date) and isinstance(high, date) and low > high


def _unknown(token: _Token, columns: Mapping[str, Kind]) -> str:
    from difflib import get_close_matches  # only an error pays for it

    near = get_close_matches(token.word[:60].lower(), columns, n=3, cutoff=0.5)
    instead = f"the nearest are {', '.join(near)}" if near else (
        f"some of the {len(columns)} that exist are {', '.join(sorted(columns)[:8])}")  # fmt: skip
    return f"the expression, at character {token.at + 1}: no column {token.seen}; {instead}"
