"""The reverse splits of a name and what a holder got, as text for a terminal."""

from collections.abc import Sequence

from microcap.faces.figure_words import (
    Letters,
    amount,
    cite,
    letters_of,
    phrase,
    published,
    references,
)
from microcap.faces.outline import Grid, Row, figure_grid
from microcap.faces.terminal import TableColumn, plain
from microcap.faces.text_rows import grid_lines, row_lines, wide_enough
from microcap.faces.verb_page import foot, top
from microcap.model.figures import Figure
from microcap.research.chapters import Reference
from microcap.research.holder_results import Outcome
from microcap.research.treadmill import Splits, Turn

_MOST = 20
"""Events shown; the rest is counted, and all of them are in the JSON."""
_TALL = 1e7
"""From here on a price or a factor is shown as a power of ten."""


def splits(value: Splits, width: int = 100, *, given: Sequence[Reference] = ()) -> str:
    """The factor and what $1,000 became first, then split by split, then event by event."""
    wide_enough(width)
    held = references(value, given)
    letters = letters_of(held)
    lines = top("SPLITS", value.symbol, value.moment, value.synthetic, width)
    figures = [
        (f"reverse splits since {value.since}", value.cumulative),
        ("last close", value.close),
        ("$1,000 since the first of them", value.worth),
        ("raised since, by documents", value.raised),
        ("raised since, by statements", value.raised_by_statements),
        ("from a split to an offering", value.days_to_offering),
    ]
    lines += [*grid_lines(figure_grid("Figures", figures, letters), width), ""]
    for grid in (_turns(value, letters), _results(value), _outcomes(value, letters)):
        if grid.rows:
            lines += [*grid_lines(grid, width), ""]
    for one in value.results:
        if one.of_money.n_used:
            lines += row_lines(Row(one.sort, phrase(one.of_money, letters)), width)
    if not value.turns:
        lines += row_lines(Row("splits", "no reverse split is on record in five years"), width)
    for note in value.notes:
        lines += row_lines(Row("note", published(note, 300)), width)
    return "\n".join([*lines, *foot(held, width)])


def _turns(value: Splits, letters: Letters) -> Grid:
    return Grid(
        "Split by split: what followed until the next, and what $1,000 since then is",
        (
            TableColumn("ex-day", align="left"),
            TableColumn("new:old"),
            TableColumn("together"),
            TableColumn("next offering", align="left"),
            TableColumn("documents", "raised"),
            TableColumn("statements", "raised"),
            TableColumn("$1,000 is"),
            TableColumn("", align="left"),
        ),
        tuple(
            (
                one.day.isoformat(),
                f"{one.new_shares}:{one.old_shares}",
                _large(one.cumulative),
                _next(one),
                _least(one.raised),
                _brief(one.raised_by_statements),
                _brief(one.worth),
                cite([piece.source for piece in one.evidence], letters),
            )
            for one in value.turns
        ),
    )


def _next(one: Turn) -> str:
    days = one.next_offering.value
    return "cannot tell" if days is None else f"{days} d, {published(one.offered, 20)}"


def _results(value: Splits) -> Grid:
    return Grid(
        f"What a holder got{_to_the_close(value)}",
        (
            TableColumn("since each", align="left"),
            TableColumn("events"),
            TableColumn("median, price"),
            TableColumn("of dollars paid"),
            TableColumn("money-weighted, a year"),
        ),
        tuple(
            (
                one.sort,
                f"{one.events:,}",
                _brief(one.middle),
                _brief(one.of_money),
                _brief(one.yearly).removesuffix(" a year"),
            )
            for one in value.results
        ),
    )


def _outcomes(value: Splits, letters: Letters) -> Grid:
    shown = value.outcomes[:_MOST]
    left = len(value.outcomes) - len(shown)
    more = f"; the newest {_MOST}, {left} more in --json" if left else ""
    return Grid(
        f"Event by event{_to_the_close(value)}{more}",
        (
            TableColumn("day", align="left"),
            TableColumn("event", align="left"),
            TableColumn("what", align="left"),
            TableColumn("paid"),
            TableColumn("price then"),
            TableColumn("since"),
            TableColumn("", align="left"),
        ),
        tuple(_outcome(one, letters) for one in shown),
    )


def _outcome(one: Outcome, letters: Letters) -> tuple[str, ...]:
    high = isinstance(one.price.value, float) and one.price.value >= _TALL
    return (
        one.day.isoformat(),
        one.sort,
        published(one.what, 28),
        "-" if one.paid.status == "not_applicable" else _brief(one.paid),
        f"${one.price.value:.3g}" if high else _brief(one.price),
        _brief(one.result),
        cite([piece.source for piece in one.evidence], letters),
    )


def _to_the_close(value: Splits) -> str:
    if value.close.as_of is None:
        return ""
    return (
        f", to the {'last ' if value.close.status == 'stale' else ''}close of {value.close.as_of}"
    )


def _brief(figure: Figure) -> str:
    """The amount with the word that must stand beside it; of which close it is stands in the title."""
    if figure.status == "not_applicable":
        return "-"
    doubt = "disputed" if figure.status == "disputed" else ""
    return f"{amount(figure)}, {doubt}" if figure.value is not None and doubt else amount(figure)


def _least(figure: Figure) -> str:
    return amount(figure) if figure.low is None else f"{amount(figure)} or more"


def _large(factor: float) -> str:
    return f"{factor:.3g}" if factor >= _TALL else plain(factor, 3)
