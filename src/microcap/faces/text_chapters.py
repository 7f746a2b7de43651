"""One chapter in full as text: every figure with its source, rows used, flags and note."""

from collections.abc import Sequence
from datetime import datetime

from microcap.faces.figure_words import letters_of, phrase, published, references
from microcap.faces.liquidity_section import liquidity_section
from microcap.faces.outline import Row, Section, figure_grid
from microcap.faces.sections import (
    INFORMS,
    SYNTHETIC,
    identity_lines,
    size_section,
    source_words,
)
from microcap.faces.terminal import moment_et, wrap
from microcap.faces.text_rows import apart, grid_lines, row_lines, wide_enough
from microcap.research.chapters import Liquidity, Reference, Size
from microcap.research.classify import Classification, Comparison


def liquidity(
    value: Liquidity,
    width: int = 100,
    *,
    symbol: str = "",
    moment: datetime | None = None,
    synthetic: bool = False,
    given: Sequence[Reference] = (),
) -> str:
    """The liquidity chapter in full, for `microcap liquidity`.

    `given` explains the sources; one that is not explained is listed by its key.
    """
    wide_enough(width)
    held = references(value, given)
    chapter = liquidity_section(value, letters_of(held), symbol="", full=True)
    lines = _top(symbol, moment, synthetic, width) + _chapter(chapter, width)
    return "\n".join(lines + _foot(held, width))


def size(
    value: Size,
    width: int = 100,
    *,
    symbol: str = "",
    moment: datetime | None = None,
    synthetic: bool = False,
    given: Sequence[Reference] = (),
) -> str:
    """The size chapter in full: every count, tier and float with what it rests on."""
    wide_enough(width)
    held = references(value, given)
    chapter = size_section(value, letters_of(held), symbol="", full=True)
    lines = _top(symbol, moment, synthetic, width) + _chapter(chapter, width)
    return "\n".join(lines + _foot(held, width))


def classification(
    value: Classification, width: int = 100, *, given: Sequence[Reference] = ()
) -> str:
    """Who it is, how big, under which definitions, for `microcap classify`."""
    wide_enough(width)
    held = references(value, given)
    letters = letters_of(held)
    lines = _top(value.identity.symbol, value.moment, value.synthetic, width)
    lines += ["IDENTITY"]
    for said in identity_lines(value.identity, letters):
        lines += wrap(said, width, 2)
    chapter = size_section(value.size, letters, symbol="", full=True)
    traits = grid_lines(figure_grid("Traits", tuple(value.traits.items()), letters), width)
    return "\n".join([*lines, "", *_chapter(chapter, width), "", *traits, *_foot(held, width)])


def comparison(value: Comparison, width: int = 100, *, given: Sequence[Reference] = ()) -> str:
    """Two names beside each other, for `microcap classify A --against B`."""
    wide_enough(width)
    held = references(value, given)
    letters = letters_of(held)
    both = (value.first, value.second)
    names = [published(one.identity.symbol, 20) for one in both]
    lines = _top(" against ".join(names), value.moment, value.synthetic, width)
    lines += [*wrap(published(value.says, 400), width, 0), ""]
    ratios = [("price", value.price_ratio), ("market cap", value.cap_ratio)]
    for words, figure in ratios:
        said = f"{names[0]} over {names[1]}: {phrase(figure, letters)}"
        lines += row_lines(Row(words, said), width)
    for name, one in zip(names, both, strict=True):
        figures = [
            ("price", one.size.price),
            ("shares", one.size.shares),
            ("market cap", one.size.cap),
            ("tier, default definition", one.size.tier),
            ("float", one.size.float_shares),
            ("venue", one.identity.venue),
            ("listing age", one.identity.listing_age_sessions),
        ]
        lines += ["", *grid_lines(figure_grid(name, figures, letters), width)]
    return "\n".join(lines + _foot(held, width))


def _top(symbol: str, moment: datetime | None, synthetic: bool, width: int) -> list[str]:
    asof = f"as known {moment_et(moment)}" if moment else ""
    named = published(symbol, 60)
    lines = apart(named, asof, width) if named else [asof] * bool(asof)
    lines += [SYNTHETIC] * synthetic
    return [*lines, ""] if lines else []


def _chapter(chapter: Section, width: int) -> list[str]:
    lines = row_lines(Row(chapter.title, chapter.headline), width, 0)
    for row in chapter.rows:
        lines += row_lines(row, width)
    for grid in chapter.grids:
        lines += ["", *grid_lines(grid, width)]
    return lines


def _foot(held: Sequence[Reference], width: int) -> list[str]:
    lines = ["", "SOURCES, moments in ET"]
    for source in held:
        lines += wrap(source_words(source), width, 4)
    lines += [] if held else wrap("none: no row of any source was used", width, 2)
    return [*lines, "", INFORMS]
