"""A published text table with a separator: its header, its rows as text, and the lines after them."""

import io
from dataclasses import dataclass

import polars as pl

from microcap.model.errors import Unreadable
from microcap.sources import Raw
from microcap.sources.sec_payload import head

_LIMIT = 256 * 2**20


@dataclass(frozen=True, slots=True)
class PipedText:
    """Rows as text, one column per name of the header in lower case with underscores."""

    rows: pl.DataFrame
    """With `row`, the number of the line's row from 1."""
    tail: tuple[str, ...]
    """The lines after the last row: trailers."""


def column_name(title: str) -> str:
    """A title in lower case, words joined by underscores: QUANTITY (FAILS) is quantity_fails."""
    words = "".join(letter if letter.isalnum() else " " for letter in title.lower())
    return "_".join(words.split())


def header_of(raw: Raw, separators: str = "|,") -> tuple[str, ...]:
    """The column names of the first line of a file, by the separator that it uses; else nothing."""
    first = head(raw).lstrip("\r\n").partition("\n")[0].strip()
    for separator in separators:
        if separator in first:
            return tuple(column_name(title.strip('" ')) for title in first.split(separator))
    return ()


def piped_text(
    raw: Raw,
    wanted: str,
    needed: tuple[str, ...],
    *,
    body: bytes | None = None,
    trailers: bool = True,
) -> PipedText:
    """A file's rows, refused where a needed column is missing or a line has more cells.

    Trailers are the last lines that have no separator; where the format has none (`trailers`),
    such a line is a row that was cut off. Raises `Unreadable`.
    """
    text = (raw.body(_LIMIT) if body is None else body).decode("latin-1").removeprefix("ï»¿")
    lines = text.splitlines()
    while lines and not lines[-1].strip():
        lines.pop()
    raw.expect(bool(lines), f"the file is empty, not {wanted}; get it again")
    separator = "|" if "|" in lines[0] else ","
    tail: list[str] = []
    while len(lines) > 1 and separator not in lines[-1]:
        tail.insert(0, lines.pop().strip())
    raw.expect(
        trailers or not tail,
        f"the last line is {tail[-1][:40]!r}, a part of a row; the file was cut off, get it again"
        if tail
        else "",
    )
    names = [column_name(title.strip('" ')) for title in lines[0].split(separator)]
    missing = [name for name in needed if name not in names]
    raw.expect(
        not missing,
        f"{wanted} has {', '.join(needed)}; this file lacks {', '.join(missing)}; get it again",
    )
    names = [name or f"column_{at}" for at, name in enumerate(names)]
    names = [name if name not in names[:at] else f"{name}_{at}" for at, name in enumerate(names)]
    try:
        rows = (
            pl.read_csv(
                io.StringIO("\n".join(lines[1:]) + "\n"),
                has_header=False,
                new_columns=names,
                separator=separator,
                quote_char=None if separator == "|" else '"',
                infer_schema=False,
                schema=dict.fromkeys(names, pl.String),
            )
            if len(lines) > 1
            else pl.DataFrame(schema=dict.fromkeys(names, pl.String))
        )
    except pl.exceptions.PolarsError as error:
        reason = str(error).partition("\n")[0][:120]
        raise Unreadable(
            f"{raw.name}: the lines are not {wanted} ({reason}); the file may be cut off, get it "
            "again"
        ) from None
    trimmed = rows.with_columns(pl.all().str.strip_chars().replace("", None))
    return PipedText(trimmed.with_row_index("row", offset=1), tuple(tail))


def whole_number(cell: str) -> pl.Expr:
    """A count of shares from text, also one written with decimals; null where it is none."""
    text = pl.col(cell).str.replace_all(",", "", literal=True)
    return pl.coalesce(
        text.cast(pl.Int64, strict=False),
        text.cast(pl.Float64, strict=False).round().cast(pl.Int64, strict=False),
    )


def published_day(cell: str) -> pl.Expr:
    """A day written 2024-06-28, 20240628 or 06/28/2024, all digits there; null where it is none."""
    text = pl.col(cell)
    forms = (
        (r"^\d{4}-\d{2}-\d{2}$", "%Y-%m-%d"),
        (r"^\d{8}$", "%Y%m%d"),
        (r"^\d{2}/\d{2}/\d{4}$", "%m/%d/%Y"),
    )
    return pl.coalesce(
        pl.when(text.str.contains(shape)).then(text).str.to_date(form, strict=False)
        for shape, form in forms
    )


def market_symbol(cell: str) -> pl.Expr:
    """A ticker in capitals with its class after a dash, as the SEC writes it: ZZB.A is ZZB-A.

    Preferred shares are written ZZBpA or ZZB$A by others and become ZZB-PA.
    """
    text = pl.col(cell).cast(pl.String).str.strip_chars()
    preferred = text.str.replace(r"^([A-Z]+)(?:p|\$)([A-Z]?)$", "${1}-P${2}")
    return preferred.str.to_uppercase().str.replace_all(r"[./ ]+", "-")
