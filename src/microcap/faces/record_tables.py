"""The tables of what the record tells: reports owed, the listing clock, statements, holders."""

from collections.abc import Sequence
from datetime import date

from microcap.faces.figure_words import Letters, amount, cite, published
from microcap.faces.outline import Grid
from microcap.faces.terminal import TableColumn, money, percent, shares
from microcap.research.admissions import Admissions
from microcap.research.holders import Holders
from microcap.research.listing_clock import ListingClock
from microcap.research.reporting import Reporting, ReportRow

_MOST = 25
"""Rows of a table of holders; the rest is counted, and all of them are in the JSON."""


def report_grids(value: Reporting, letters: Letters) -> tuple[Grid, ...]:
    """The reports owed, one by one, and the Forms 8-K that came late."""
    return tuple(grid for grid in (_reports(value, letters), _events(value, letters)) if grid.rows)


def clock_grid(value: ListingClock) -> Grid:
    """Each price rule of an exchange: how far the count is, and by when it is to be cured."""
    columns = ("exchange", "state", "count", "since", "cure by", "rule")
    return Grid(
        "Listing clock" if value.venue.value else "Listing clock, as if it were listed there",
        tuple(TableColumn(title, align="left") for title in columns),
        tuple(
            (
                published(row.exchange, 16),
                row.state.replace("_", " "),
                amount(row.count) + (f" of {row.needed}" if row.needed else ""),
                _day(row.first_day),
                _day(row.deadline),
                f"{published(row.label, 120)}; {published(row.source, 80)}",
            )
            for row in value.rows
        ),
    )


def admission_grid(value: Admissions, letters: Letters) -> Grid:
    """Every statement with its words, newest first."""
    columns = ("day", "form", "kind", "what", "stands", "words")
    return Grid(
        "What its documents say, newest first",
        tuple(TableColumn(title, align="left") for title in columns),
        tuple(
            (
                row.day.isoformat(),
                published(row.form, 12),
                published(row.kind.replace("_", " "), 40),
                published(row.detail.replace("_", " "), 30),
                row.stands,
                f"“{published(row.quote, 320)}”"
                + (f"; in {row.documents} documents since {row.first}" * (row.documents > 1))
                + (f"; {published(row.note, 120)}" if row.note else "")
                + f" {cite([row.accession], letters)}",
            )
            for row in value.rows
        ),
    )


def holder_grids(value: Holders) -> tuple[Grid, ...]:
    """Insiders, large holders, notices of sale and late forms, one by one."""
    grids = (_insiders(value), _large(value), _planned(value), _late(value))
    return tuple(grid for grid in grids if grid.rows)


def _reports(value: Reporting, letters: Letters) -> Grid:
    columns = ("form", "period to", "due", "filed", "how it stands")
    return Grid(
        "Reports owed, newest last",
        tuple(TableColumn(title, align="left") for title in columns),
        tuple(
            (
                published(row.form, 12),
                f"{'~' if row.period_estimated else ''}{row.period}",
                _day(row.due),
                _day(row.filed),
                _stands(row, letters),
            )
            for row in value.rows
        ),
    )


def _stands(row: ReportRow, letters: Letters) -> str:
    words = row.state.replace("_", " ")
    if row.days_late.value is not None:
        words += f", {amount(row.days_late)} after the due day"
    if row.extended is not None:
        words += f"; extended to {row.extended}"
    if row.notice is not None:
        words += f"; {published(row.notice.what, 40)} {row.notice.day}"
    if row.why:
        words += f"; {published(row.why, 200)}"
    keys = [*row.days_late.sources, *([row.notice.source] if row.notice else [])]
    return f"{words} {cite(keys, letters)}".strip()


def _events(value: Reporting, letters: Letters) -> Grid:
    return Grid(
        "Forms 8-K filed more than four business days after their event, last twelve months",
        tuple(TableColumn(title, align="left") for title in ("event", "due", "filed", "items")),
        tuple(
            (
                one.event.isoformat(),
                one.due.isoformat(),
                one.filed.isoformat(),
                f"{published(one.items, 60)} {published(one.accession, 30)}",
            )
            for one in value.late_events
        ),
    )


def _insiders(value: Holders) -> Grid:
    columns = ("name", "shares", "as of", "form", "role")
    rows = tuple(
        (
            published(one.name, 36),
            shares(one.shares) if one.shares is not None else "cannot tell",
            one.day.isoformat() + (" silent" if one.silent else ""),
            f"{one.form} {published(one.accession, 24)}",
            published(one.title or one.role.replace("_", " "), 60),
        )
        for one in value.insiders[:_MOST]
    )
    return Grid(_counted("Insiders", len(value.insiders)), _columns(columns), rows)


def _large(value: Holders) -> Grid:
    columns = ("name", "shares", "stated", "now", "as of", "form")
    rows = tuple(
        (
            published(one.name, 40),
            shares(one.shares) if one.shares is not None else "cannot tell",
            percent(one.stated_percent),
            percent(one.percent),
            one.day.isoformat(),
            f"{published(one.form, 16)} {published(one.accession, 24)}",
        )
        for one in value.holders[:_MOST]
    )
    title = "Large holders; persons of one schedule may report the same shares"
    return Grid(_counted(title, len(value.holders)), _columns(columns), rows)


def _planned(value: Holders) -> Grid:
    columns = ("means to sell", "shares", "value", "about", "form")
    rows = tuple(
        (
            published(one.owner, 36),
            shares(one.shares),
            money(one.value) if one.value is not None else "not stated",
            one.day.isoformat(),
            f"144 {published(one.accession, 24)}",
        )
        for one in value.planned[:_MOST]
    )
    return Grid(_counted("Notices of sale, 12 months", len(value.planned)), _columns(columns), rows)


def _late(value: Holders) -> Grid:
    columns = ("filed late", "days", "due", "filed", "form")
    rows = tuple(
        (
            published(one.owner, 36),
            f"{one.days_late:,}",
            one.due.isoformat(),
            one.filed.isoformat(),
            f"{published(one.form, 16)} {published(one.accession, 24)}",
        )
        for one in value.late[:_MOST]
    )
    return Grid(_counted("Late forms, two years", len(value.late)), _columns(columns), rows)


def _counted(title: str, count: int) -> str:
    return f"{title} ({count}, the first {_MOST} shown)" if count > _MOST else title


def _columns(titles: Sequence[str]) -> tuple[TableColumn, ...]:
    right = {"shares", "stated", "now", "value", "days"}
    return tuple(
        TableColumn(title, align="right" if title in right else "left") for title in titles
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else "-"
