"""The SEC's quarterly data sets of insider transactions: a zip of tab-separated tables.

The tables and columns are those of the publisher's description (SUBMISSION, REPORTINGOWNER,
NONDERIV_TRANS, NONDERIV_HOLDING, DERIV_TRANS, DERIV_HOLDING, FOOTNOTES). The archive holds a
filing's day and no acceptance time, so its rows are known at the next session's opening.
"""

import io
import re
import zipfile
import zlib

import polars as pl

from microcap.model.errors import Unreadable
from microcap.sources import Raw, Source, Tables
from microcap.sources.sec_rows import accession_column, caveat_rows, eastern_day, parted

_MEMBERS = ("SUBMISSION", "REPORTINGOWNER", "NONDERIV_TRANS", "NONDERIV_HOLDING", "DERIV_TRANS")
_OPTIONAL = ("DERIV_HOLDING",)
_LARGEST = 400 * 2**20
_NAME = re.compile(r"(?:.*/)?([A-Z_]+)\.tsv")
_CAVEATS = {
    "flattened": "the SEC took these tables from the forms; footnotes stand apart from the values "
    "and are not joined",
    "no acceptance time": "only the filing date is held; a row counts as known at the next opening",
    "lines numbered anew": "a line's number follows the order of the tables, Table I before II, "
    "and may differ from the form's own",
}


def data_set_read(raw: Raw) -> Tables:
    """Lines of Forms 3, 4 and 5 of a quarter as rows of `insider_trades`, caveats and rejects.

    Raises `Unreadable` where the archive is damaged, a table is missing, or a member is larger
    than 400 MB.
    """
    held = _members(raw)
    lines = pl.concat(
        [
            _lines(held[name], name)
            for name in (*_MEMBERS[2:], *_OPTIONAL)
            if name in held and held[name].height
        ]
        or [_lines(pl.DataFrame(), "NONDERIV_TRANS")],
        how="vertical",
    )
    lines = lines.sort("ACCESSION_NUMBER", "derivative", "holding", "SK", maintain_order=True)
    lines = lines.with_columns(line=pl.int_range(1, pl.len() + 1).over("ACCESSION_NUMBER"))
    rows = lines.join(_owners(held["REPORTINGOWNER"]), on="ACCESSION_NUMBER", how="left").join(
        _forms(held["SUBMISSION"]), on="ACCESSION_NUMBER", how="left"
    )
    rows = rows.select(
        "issuer",
        "symbol",
        pl.col("line").cast(pl.Int64),
        "form",
        "owner",
        "owner_name",
        "role",
        "officer_title",
        "security_title",
        "derivative",
        pl.when("holding").then(pl.lit("")).otherwise("code").alias("code"),
        pl.when("holding").then("period").otherwise("day").alias("day"),
        "acquired",
        "shares",
        "price",
        "owned_after",
        "direct",
        "planned",
        "exercise_price",
        "exercisable_from",
        "expires",
        "underlying_shares",
        "filed",
        accession=accession_column(pl.col("ACCESSION_NUMBER")),
        footnotes=pl.lit(None, pl.String),
        known_at=pl.lit(None, pl.Datetime("us", "UTC")),
    )
    good, rejects = parted("insider_trades", rows, eastern_day(raw.fetched))
    return {
        "insider_trades": good,
        "caveats": caveat_rows("insider_trades", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def _members(raw: Raw) -> dict[str, pl.DataFrame]:
    held: dict[str, pl.DataFrame] = {}
    try:
        with zipfile.ZipFile(raw.path) as archive:
            for member in archive.infolist():
                found = _NAME.fullmatch(member.filename)
                if found is None or found[1] not in (*_MEMBERS, *_OPTIONAL):
                    continue
                raw.expect(
                    member.file_size <= _LARGEST,
                    f"member {member.filename} unpacks to {member.file_size:,} bytes, more than "
                    f"{_LARGEST:,}; get the archive again",
                )
                held[found[1]] = pl.read_csv(
                    io.BytesIO(archive.read(member)),
                    separator="\t",
                    quote_char=None,
                    infer_schema=False,
                    encoding="utf8-lossy",
                    truncate_ragged_lines=True,
                )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(
            f"{raw.name}: not a whole zip archive ({str(error)[:80]}); get it again from the SEC"
        ) from None
    missing = [name for name in _MEMBERS if name not in held]
    raw.expect(
        not missing,
        f"a data set of insider transactions has {', '.join(_MEMBERS)}; this one lacks "
        f"{', '.join(missing)}; get it again",
    )
    return held


def _forms(rows: pl.DataFrame) -> pl.DataFrame:
    has_plan = "AFF10B5ONE" in rows.columns
    return rows.select(
        "ACCESSION_NUMBER",
        issuer=pl.col("ISSUERCIK").str.strip_chars_start("0"),
        symbol=pl.col("ISSUERTRADINGSYMBOL").str.strip_chars().str.to_uppercase(),
        form=pl.col("DOCUMENT_TYPE").str.strip_chars(),
        filed=_day("FILING_DATE"),
        period=_day("PERIOD_OF_REPORT"),
        planned=_flag(pl.col("AFF10B5ONE")) if has_plan else pl.lit(None, pl.Boolean),
    )


def _owners(rows: pl.DataFrame) -> pl.DataFrame:
    said = pl.col("RPTOWNER_RELATIONSHIP").fill_null("").str.to_lowercase()
    words = {
        "director": said.str.contains("director"),
        "officer": said.str.contains("officer"),
        "ten_percent_owner": said.str.contains("ten|10"),
        "other": said.str.contains("other"),
    }
    role = pl.concat_str(
        [pl.when(holds).then(pl.lit(word)) for word, holds in words.items()],
        separator=",",
        ignore_nulls=True,
    )
    return rows.select(
        "ACCESSION_NUMBER",
        owner=pl.col("RPTOWNERCIK").str.strip_chars_start("0"),
        owner_name="RPTOWNERNAME",
        role=role,
        officer_title="RPTOWNER_TITLE",
    ).unique(["ACCESSION_NUMBER", "owner"], keep="first", maintain_order=True)


_NAMES = {
    "security_title": "SECURITY_TITLE",
    "code": "TRANS_CODE",
    "shares": "TRANS_SHARES",
    "price": "TRANS_PRICEPERSHARE",
    "owned_after": "SHRS_OWND_FOLWNG_TRANS",
    "exercise_price": "CONV_EXERCISE_PRICE",
    "underlying_shares": "UNDLYNG_SEC_SHARES",
}


def _lines(rows: pl.DataFrame, member: str) -> pl.DataFrame:
    """The lines of one table in the columns that all four share."""
    held = set(rows.columns)

    def column(name: str) -> pl.Expr:
        return pl.col(name) if name in held else pl.lit(None, pl.String)

    key = f"{member}_SK"
    numbers = ("shares", "price", "owned_after", "exercise_price", "underlying_shares")
    frame = (
        rows
        if rows.width
        else pl.DataFrame({"ACCESSION_NUMBER": []}, {"ACCESSION_NUMBER": pl.String})
    )
    return frame.select(
        pl.col("ACCESSION_NUMBER"),
        column(key).cast(pl.Int64, strict=False).alias("SK"),
        pl.lit(member.startswith("DERIV")).alias("derivative"),
        pl.lit(member.endswith("HOLDING")).alias("holding"),
        *(column(_NAMES[name]).alias(name) for name in ("security_title", "code")),
        *(column(_NAMES[name]).cast(pl.Float64, strict=False).alias(name) for name in numbers),
        _day("TRANS_DATE", held).alias("day"),
        _day("EXCERCISE_DATE", held).alias("exercisable_from"),
        _day("EXPIRATION_DATE", held).alias("expires"),
        (column("TRANS_ACQUIRED_DISP_CD") == "A").alias("acquired"),
        (column("DIRECT_INDIRECT_OWNERSHIP") == "D").alias("direct"),
    )


def _day(name: str, held: set[str] | None = None) -> pl.Expr:
    """A day written 31-JAN-2024; null where it is none."""
    if held is not None and name not in held:
        return pl.lit(None, pl.Date)
    return pl.col(name).str.strip_chars().str.to_titlecase().str.to_date("%d-%b-%Y", strict=False)


def _flag(column: pl.Expr) -> pl.Expr:
    words = {"1": True, "true": True, "0": False, "false": False}
    return column.str.to_lowercase().replace_strict(words, default=None, return_dtype=pl.Boolean)


def is_data_set(raw: Raw) -> bool:
    """Whether the bytes are a zip archive with the tables of the data set."""
    if not zipfile.is_zipfile(raw.path):
        return False
    try:
        with zipfile.ZipFile(raw.path) as archive:
            names = [_NAME.fullmatch(name) for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return {"SUBMISSION", "REPORTINGOWNER"} <= {found[1] for found in names if found}


INSIDER_DATA_SETS = Source(
    name="sec_insider_data_sets",
    read=data_set_read,
    about="Forms 3, 4 and 5 of a quarter, every issuer",
    address="https://www.sec.gov/data-research/sec-markets-data/insider-transactions-data-sets",
    rhythm="quarterly",
    licence="public domain",
    tried_on="the publisher's description",
    recognise=is_data_set,
)
