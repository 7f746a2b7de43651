"""EDGAR's daily and quarterly indexes: every filing of a day or a quarter, under each of its CIKs.

`form.idx` and `company.idx` are tables of fixed columns whose widths change over the years,
`master.idx` is parted by bars. A line is read from its right end, where CIK, date and file name
cannot be mistaken; what stands left of them is parted at the column that the heading names.
"""

import re
from datetime import date, datetime, timedelta

import polars as pl

from microcap.model.tables import MOMENT
from microcap.sources import Raw, Source, Tables
from microcap.sources.sec_payload import head, refuse_error_page
from microcap.sources.sec_rows import (
    accession_column,
    caveat_rows,
    eastern_day,
    parted,
    table_frame,
)

_WANTED = "an index of EDGAR"
_TITLE = re.compile(r"Description:\s*(Daily|Master|Full) Index of EDGAR Dissemination Feed")
_LAST = re.compile(r"Last Data Received:\s*([A-Z][a-z]+)\s+(\d{1,2}),\s+(\d{4})")
_TAIL = r"^(.*\S)\s+(\d{1,10})\s+(\d{8}|\d{4}-\d{2}-\d{2})\s+edgar/data/\d{1,10}/([\d-]{18,20})\.txt\s*$"
_BARS = r"^(\d{1,10})\|([^|]*)\|([^|]+)\|(\d{8}|\d{4}-\d{2}-\d{2})\|edgar/data/\d{1,10}/([\d-]{18,20})\.txt\s*$"
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FEWEST = {True: 500, False: 50_000}
"""A business day has 2,000 filings and more, a quarter over 150,000 (counted under each CIK)."""
_SMALL_UNTIL = 1996
"""Until then filing on paper was allowed, and a day's index could be short."""
_CAVEATS = {
    "day without time": "an index gives the filing date and not the time of acceptance; a row "
    "counts as known when the next session opens, until another list tells the time",
    "every CIK": "a filing stands once under each CIK that it names: the owner of a Form 4 and its "
    "issuer, the holder of a 13D and its subject",
}


def index_read(raw: Raw) -> Tables:
    """Filings, coverage, caveats and rejects of one index, whichever way it is sorted.

    A line that cannot be read is a reject. Raises `Unreadable` for an error page, another file,
    and an index whose last line is cut off.
    """
    refuse_error_page(raw, _WANTED)
    title = _TITLE.search(head(raw))
    raw.expect(
        title is not None, f"{_WANTED} begins with its description; this does not; get it again"
    )
    heading, lines = _lines(raw)
    good, rejects = parted("filings", _columns(heading, lines), eastern_day(raw.fetched))
    daily = title is not None and title[1] == "Daily"
    filings = good.unique(("issuer", "accession"), keep="first", maintain_order=True)
    return {
        "filings": filings.with_columns(known_at=pl.lit(None, MOMENT)),
        "coverage": _coverage(raw, filings, rejects.height, daily),
        "caveats": caveat_rows("filings", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def recognised(raw: Raw) -> bool:
    """Whether the bytes begin with the description of an index."""
    return _TITLE.match(head(raw).lstrip()) is not None


def _lines(raw: Raw) -> tuple[str, pl.Series]:
    """The heading of the columns, and the lines below the rule."""
    # names of filers before 2003 are in Latin-1
    text = raw.body().decode("latin-1")
    above, rule, below = text.partition("\n----------")
    raw.expect(
        bool(rule), f"{_WANTED} has a rule of dashes below its heading; this is cut off before it"
    )
    heading = "\n".join(above.splitlines()[-2:])
    below = below.partition("\n")[2]
    lines = [line for line in below.splitlines() if line.strip()]
    raw.expect(
        not lines or re.search(r"\.txt\s*$", lines[-1]) is not None,
        "the last line is cut off; get the file again",
    )
    return heading, pl.Series("line", lines, dtype=pl.String)


def _columns(heading: str, lines: pl.Series) -> pl.DataFrame:
    frame = lines.to_frame().with_row_index("row", offset=1)
    line = pl.col("line")
    if "|" in heading:
        parts = [line.str.extract(_BARS, group) for group in range(1, 6)]
        cik, _, form, filed, accession = parts
    else:
        left, cik, filed, accession = (line.str.extract(_TAIL, group) for group in range(1, 5))
        form, _ = _left(heading, left)
    day = filed.str.replace_all("-", "", literal=True).str.to_date("%Y%m%d", strict=False)
    return frame.select(
        "row",
        content=line.str.strip_chars(),
        issuer=cik.str.strip_chars_start("0").replace("", None),
        accession=accession_column(accession),
        form=_worded(form),
        day=day,
    )


def _left(heading: str, left: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Form and name of what stands left of the CIK, parted where the heading says."""
    columns = next((line for line in heading.splitlines() if "Form Type" in line), "")
    form_at, name_at = columns.find("Form Type"), columns.find("Company Name")
    second = max(form_at, name_at, 1)
    fits = left.str.slice(second - 1, 1).is_in([" ", ""]) & (
        left.str.slice(second, 1).str.strip_chars() != ""
    )
    by_gap = left.str.extract(r"^(.*?\S)\s{2,}\S", 1), left.str.extract(r"\s{2,}(\S.*)$", 1)
    one = pl.when(fits).then(left.str.slice(0, second)).otherwise(by_gap[0])
    two = pl.when(fits).then(left.str.slice(second)).otherwise(by_gap[1])
    return (one, two) if form_at < name_at else (two, one)


def _worded(text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.strip_chars() != "").then(text.str.strip_chars())


def _coverage(raw: Raw, filings: pl.DataFrame, rejected: int, daily: bool) -> pl.DataFrame:
    """The day or the quarter that the index proves for every filer."""
    said = _LAST.search(head(raw))
    month = _MONTHS.index(said[1][:3].lower()) + 1 if said and _is_month(said[1]) else None
    if said is None or month is None:
        return table_frame("coverage", [])
    try:
        until = date(int(said[3]), month, int(said[2]))
    except ValueError:
        return table_frame("coverage", [])
    first = until if daily else date(until.year, 3 * ((until.month - 1) // 3) + 1, 1)
    what = "daily index" if daily else "quarterly index"
    few = filings.height < _FEWEST[daily] and until.year > _SMALL_UNTIL
    doubts = [f"{rejected} of its lines cannot be read"] * bool(rejected)
    doubts += ["fewer than any such index has, so it may be a part of one"] * few
    return table_frame(
        "coverage",
        [
            {
                "table": "filings",
                "subject": "*",
                "day": first,
                "until": until,
                "complete": not doubts,
                "absent_means": "unknown" if doubts else "none",
                "evidence": "; ".join(
                    [f"{what} up to {until}, {filings.height:,} filings", *doubts]
                ),
                "known_at": _evening(raw.fetched, until),
            }
        ],
    )


def _is_month(word: str) -> bool:
    return word[:3].lower() in _MONTHS


def _evening(fetched: datetime, until: date) -> datetime:
    """The index is written at 22:00 Eastern of its day; no earlier than 04:00 UTC of the next."""
    night = datetime(until.year, until.month, until.day, 4, tzinfo=fetched.tzinfo)
    return min(fetched, night + timedelta(days=1))


INDEX_FILES = Source(
    name="sec_index",
    read=index_read,
    about="every filing of a day or of a quarter, under each CIK that it names",
    address="https://www.sec.gov/Archives/edgar/daily-index/",
    rhythm="nightly",
    licence="public domain",
    tried_on="recorded bytes",
    recognise=recognised,
)
