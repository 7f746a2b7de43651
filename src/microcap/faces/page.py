"""A dossier as one self-contained web page: no script, no other host, readable on paper.

Everything that was sent by somebody is cleaned and escaped, and the page forbids itself to load
anything. Letters are links to the list of sources at its foot.
"""

from collections.abc import Sequence
from html import escape
from typing import cast, get_args

from microcap.faces.chart import CHART_CSS, ChartBar, Mark, MarkKind, price_chart
from microcap.faces.figure_words import (
    LETTER,
    Letters,
    letters_of,
    moment_short,
    published,
    references,
)
from microcap.faces.outline import Grid, Row, Section
from microcap.faces.page_style import PAGE_CSS
from microcap.faces.sections import INFORMS, SYNTHETIC, Header, header, sections
from microcap.faces.terminal import moment_et
from microcap.model.errors import Contradiction
from microcap.research.chapters import Dossier, Reference

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_TITLES = {"ADMITS": "What its filings admit", "HOLDERS": "Who holds it"}
"""Titles of chapters whose name in a terminal has room for one word."""
_SVG_NAME = ' xmlns="http://www.w3.org/2000/svg"'


def page(value: Dossier) -> str:
    """The research file of one security as an HTML document.

    The same sections as in a terminal, with a chart and every table behind them. Raises
    `Contradiction` for a mark of a kind that the chart does not know.
    """
    held = references(value, value.sources)
    letters = letters_of(held, value.day)
    top = header(value, letters, full=True)
    parts = [
        _head(value, top),
        "<body>",
        '<a class="skip" href="#in-short">Skip to the summary</a>',
        *_body(value, top, letters, held),
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def fragment(value: Dossier) -> str:
    """The same as `page`, to stand inside another document such as a notebook.

    Its style holds for itself only.
    """
    held = references(value, value.sources)
    letters = letters_of(held, value.day)
    top = header(value, letters, full=True)
    style = f"<style>@scope {{ {PAGE_CSS.replace(':root', ':scope')} {CHART_CSS} }}</style>"
    body = "\n".join(_body(value, top, letters, held))
    return f'<div class="microcap" lang="en">{style}\n{body}\n</div>\n'


def _body(
    value: Dossier, top: Header, letters: Letters, held: Sequence[Reference]
) -> tuple[str, ...]:
    return (
        _header(value, top, letters),
        "<main>",
        _in_short(value, letters),
        _chart(value, top),
        *(_section(chapter, letters) for chapter in sections(value, letters, full=True)),
        _sources(held),
        "</main>",
        f"<footer><p>{INFORMS}</p></footer>",
    )


def _head(value: Dossier, top: Header) -> str:
    title = f"{top.symbol} {top.name} as known {moment_et(value.moment)}"
    title += f" ({SYNTHETIC})" if value.synthetic else ""
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{escape(title)}</title>",
            f"<style>{PAGE_CSS}{CHART_CSS}</style>",
            "</head>",
        )
    )


def _header(value: Dossier, top: Header, letters: Letters) -> str:
    name = escape(top.name) if top.name else "name: cannot tell"
    invented = f'<p class="invented">{SYNTHETIC}</p>' if value.synthetic else ""
    notes = "".join(f"<li>{_linked(note, letters)}</li>" for note in top.notes)
    return "\n".join(
        (
            "<header>",
            invented,
            f"<h1><span>{escape(top.symbol)}</span> {name}</h1>",
            f"<p>{_linked(top.about, letters)}</p>" if top.about else "",
            f"<p><strong>as known {escape(moment_et(value.moment))}</strong><br>"
            f"newest used: {_linked(top.newest, letters)}</p>",
            f'<ul class="notes">{notes}</ul>' if notes else "",
            "</header>",
        )
    )


def _in_short(value: Dossier, letters: Letters) -> str:
    said = value.in_short or ("cannot tell: nothing is known of it",)
    items = "".join(f"<li>{_linked(published(one, 300), letters)}</li>" for one in said)
    return (
        '<section id="in-short" aria-labelledby="in-short-title">'
        f'<h2 id="in-short-title">In short</h2><ul class="short">{items}</ul></section>'
    )


def _chart(value: Dossier, top: Header) -> str:
    bars = [
        ChartBar(day, first, high, low, close, volume, stale)
        for day, first, high, low, close, volume, stale in value.bars
    ]
    marks = [Mark(day, _kind(kind), published(label, 120)) for day, kind, label in value.marks]
    title = f"{top.symbol} price and volume" + (f", {SYNTHETIC}" if value.synthetic else "")
    drawn = price_chart(bars, marks, title=title)
    # the name of SVG is no address, but a reader who looks for other hosts should find none
    drawn = drawn.replace(_SVG_NAME, "")
    return (
        '<section class="wide" id="chart" aria-labelledby="chart-title">'
        '<h2 id="chart-title">Price and volume</h2>'
        f'<div class="scroll" role="region" aria-label="the chart" tabindex="0">'
        f"{drawn}</div></section>"
    )


def _kind(kind: str) -> MarkKind:
    if kind not in get_args(MarkKind):
        raise Contradiction(
            f"a chart with a mark of kind {kind!r}: the kinds are {', '.join(get_args(MarkKind))}; "
            "give one of them"
        )
    return cast(MarkKind, kind)


def _section(chapter: Section, letters: Letters) -> str:
    name = "".join(letter if letter.isalpha() else "-" for letter in chapter.title.lower())
    rows = "".join(_row(row, letters) for row in chapter.rows)
    tables = "\n".join(_table(grid, letters) for grid in chapter.grids)
    if tables:
        tables = (
            f"<details><summary>Every figure, with what it rests on</summary>{tables}</details>"
        )
    more = f'<p class="more"><code>{escape(chapter.more)}</code></p>' if chapter.more else ""
    return "\n".join(
        (
            f'<section id="{name}" aria-labelledby="{name}-title">',
            f'<h2 id="{name}-title">{escape(_TITLES.get(chapter.title, chapter.title.capitalize()))}</h2>',
            f'<p class="headline">{_linked(chapter.headline, letters)}</p>',
            f"<dl>{rows}</dl>" if rows else "",
            tables,
            more,
            "</section>",
        )
    )


def _row(row: Row, letters: Letters) -> str:
    label = escape(row.label) or '<span class="also">also</span>'
    return f"<div><dt>{label}</dt><dd>{_linked(row.says, letters)}</dd></div>"


def _table(grid: Grid, letters: Letters) -> str:
    heads = "".join(
        f'<th scope="col" class="{column.align}">{escape(column.title or "figure")}'
        + (f' <span class="unit">{escape(column.unit)}</span>' if column.unit else "")
        + "</th>"
        for column in grid.columns
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td class="{column.align}">{_linked(cell, letters)}</td>'
            for column, cell in zip(grid.columns, row, strict=True)
        )
        + "</tr>"
        for row in grid.rows
    )
    return (
        f'<div class="scroll" role="region" aria-label="{escape(grid.title)}" tabindex="0">'
        f"<table><caption>{escape(grid.title)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _linked(said: str, letters: Letters) -> str:
    """Escaped words whose source letters are links to the list at the foot."""
    known = set(letters.by_key.values())
    parts = LETTER.split(said)
    shown = []
    for at, part in enumerate(parts):
        if at % 2 == 0:
            shown.append(escape(part))
        elif part in known:
            shown.append(f'<a class="letter" href="#source-{part}">[{part}]</a>')
        else:
            shown.append(f"({part})")
    return "".join(shown)


def _sources(held: Sequence[Reference]) -> str:
    rows = "".join(_source(source) for source in held)
    none = "" if held else "<p>none: no row of any source was used</p>"
    return (
        '<section id="sources" aria-labelledby="sources-title">'
        f'<h2 id="sources-title">Sources</h2>{none}<dl class="sources">{rows}</dl></section>'
    )


def _source(source: Reference) -> str:
    what = escape(published(source.what, 200) or published(source.key, 80))
    # other schemes than these can run code in a page
    if source.href.startswith(("https://", "http://")):
        what = f'<a href="{escape(source.href)}" rel="noreferrer">{what}</a>'
    known = f"{moment_short(source.known_at)} ET" if source.known_at else "moment not held"
    return (
        f'<div id="source-{source.letter}"><dt>[{source.letter}]</dt>'
        f"<dd>{what} <code>{escape(published(source.key, 80))}</code>, {known}</dd></div>"
    )
