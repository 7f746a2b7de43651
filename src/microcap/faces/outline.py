"""The pieces that a printed dossier and a page share: sections of rows, and tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from microcap.faces.figure_words import Letters, cite, doubts, label, parts, phrase, published
from microcap.faces.terminal import TableColumn
from microcap.model.figures import Figure
from microcap.model.verdicts import CannotTell

Pairs = Sequence[tuple[str, Figure]]
"""Figures with the words that stand before them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A label of a word or two, and what is said under it; letters stand in square brackets."""

    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose last column is words that may be long."""

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter: its name, the answer in a line, rows, tables, and where there is more."""

    title: str
    headline: str
    rows: tuple[Row, ...]
    more: str = ""
    """The command that tells the rest."""
    grids: tuple[Grid, ...] = ()


FIGURES = (
    TableColumn("", align="left"),
    TableColumn("value"),
    TableColumn("n", "rows"),
    TableColumn("what is said of it", align="left"),
)


def figure_grid(title: str, figures: Pairs | Mapping[str, Figure], letters: Letters) -> Grid:
    """A table of figures: amount with unit, rows used, and doubts, notes and letters."""
    pairs = list(figures.items() if isinstance(figures, Mapping) else figures)
    known = [figure for _, figure in pairs if figure.value is not None]
    flags = tuple(flag for flag in (known[0].flags if known else ()) if _shared(known, flag))
    day = known[0].as_of if known and len({figure.as_of for figure in known}) == 1 else None
    rows = []
    for name, figure in pairs:
        own = tuple(flag for flag in figure.flags if flag not in flags)
        rest = replace(figure, flags=own, as_of=None if figure.as_of == day else figure.as_of)
        rows.append((label(name), *parts(rest, letters)))
    said = [doubts(Figure(1, "", flags=flags)), f"as of {day}" if day else ""]
    for_all = "; ".join(word for word in said if word)
    return Grid(f"{title} - {for_all}" if for_all else title, FIGURES, tuple(rows))


def _shared(known: Sequence[Figure], flag: str) -> bool:
    """Whether a flag stands at every known figure of a table, so that its title says it once."""
    return len(known) > 1 and all(flag in figure.flags for figure in known)


def together(pairs: Pairs, letters: Letters, *, brief: bool = False) -> str:
    """Figures on one line, each with its words before it; unknown ones of one reason are grouped.

    With `brief`, flags and letters that figures share are said once, at the end.
    """
    said = []
    known = [(words, figure) for words, figure in pairs if figure.value is not None]
    for words, figure in known:
        shown = phrase(_bare(figure), letters, brief=True) if brief else phrase(figure, letters)
        said.append(f"{words} {shown}".strip())
    tail = ""
    if brief and known:
        flags = dict.fromkeys(flag for _, figure in known for flag in figure.flags)
        noted = doubts(Figure(1, "", flags=tuple(flags)), letters.flags)
        cited = cite([key for _, figure in known for key in figure.sources], letters)
        tail = f"{f' - {noted}' if noted else ''} {cited}".rstrip()
    unknown = _unknown([pair for pair in pairs if pair[1].value is None], letters)
    return "; ".join(["; ".join(said) + tail] * bool(said) + unknown)


def _bare(figure: Figure) -> Figure:
    return Figure(figure.value, figure.unit, figure.status, figure.low, figure.high)


def _unknown(pairs: Pairs, letters: Letters) -> list[str]:
    reasons: dict[str, list[str]] = {}
    for words, figure in pairs:
        reasons.setdefault(phrase(figure, letters), []).append(words)
    said = []
    for reason, names in reasons.items():
        named = ", ".join(name for name in names if name)
        said.append(f"{named} {reason}".lstrip())
    return said


def figure_rows(groups: Sequence[tuple[str, Pairs]], letters: Letters) -> list[Row]:
    """A row for each group of figures.

    What several groups cannot tell for the same reason is one row at the end.
    """
    known = [
        (name, pairs) for name, pairs in groups if any(one.value is not None for _, one in pairs)
    ]
    blind = [(name, pairs) for name, pairs in groups if (name, pairs) not in known]
    reasons = Counter(_reason(pairs) for _, pairs in blind)
    alone = [group for group in blind if reasons[_reason(group[1])] == 1]
    rows = [
        Row(name, together(pairs, letters))
        for name, pairs in groups
        if (name, pairs) in known or (name, pairs) in alone
    ]
    for reason, times in reasons.items():
        if times > 1:
            names = [name for name, pairs in blind if _reason(pairs) == reason]
            rows.append(Row("cannot tell", f"{', '.join(names)}: {published(reason, 300)}"))
    return rows


def _reason(pairs: Pairs) -> str:
    return "; ".join(dict.fromkeys(figure.missing or figure.note for _, figure in pairs))


def missing_rows(unknown: Sequence[tuple[str, CannotTell]], *, brief: bool = False) -> list[Row]:
    """What cannot be told and what to do, those of one reason together.

    `brief` puts together what one deed would answer, with the reason that they share.
    """
    grouped: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, verdict in unknown:
        missing = published(verdict.missing, 300)
        key = (missing.rpartition(": ")[2] if brief else missing, published(verdict.do, 200))
        grouped.setdefault(key, []).append((name, missing))
    rows = []
    for (shared, do), members in grouped.items():
        named = ", ".join(dict.fromkeys(name for name, _ in members if name))
        missing = members[0][1] if len(members) == 1 else shared
        said = f"{named}: {missing}" if named else missing
        rows.append(Row("cannot tell", f"{said} - {do}" if do else said))
    return rows
