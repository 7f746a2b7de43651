"""The derived table of stored measures: one row per security and day, in the shares of its day.

tables/measured/month=YYYY-MM/…   Parquet files, each sorted by security and day
tables/measured/_delta_log/       a commit is visible as a whole or not at all
measured.json                     what the lake was when all of it was computed last

1. `measured_files.write` puts rows into files that nobody sees yet; any process may do so.
2. `Measured.put` takes away what they replace and makes both visible in one commit, once.
3. `Measured.tidy` joins a month's small files; `Measured.remember` closes a refresh.
"""

import json
import os
import shutil
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import polars as pl
from deltalake import CommitProperties, DeltaTable, Transaction
from deltalake.exceptions import DeltaError, TableNotFoundError
from deltalake.transaction import AddAction, RemoveAction

from microcap.lake.measured_files import KEYS, Written, said, schema, write, written_file
from microcap.lake.store import Lake
from microcap.model.errors import CouldNotAsk

INPUTS = ("bars", "splits", "share_counts", "securities", "halts", "coverage", "sessions")
"""Tables that a measure of prices and volumes stands on."""

_FILES_BEFORE_TIDYING = 60
_ROWS_OF_A_TIDY_FILE = 40_000
_STATISTICS = ("security", "day")
_EVERY_COLUMN_NOT = {"delta.dataSkippingStatsColumns": ",".join(_STATISTICS)}


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the lake was when the stored measures were last computed throughout."""

    moment: datetime
    names: tuple[str, ...]
    """Measures that every stored row holds; another column is not to be read yet."""
    versions: Mapping[str, int]
    """How often each table was committed to."""
    months: Mapping[str, str]
    """Each month of bars: a hash of the names of its files."""
    sessions: str
    """A hash of the sessions until `last`."""
    last: date
    rows: int
    complete: bool
    program: str = ""
    """The version of microcap whose formulas these are."""


def program() -> str:
    """The version of microcap that is running; its formulas are what is stored."""
    try:
        return version("microcap")
    except PackageNotFoundError:
        return "not installed"


class Measured:
    """The stored measures of a lake."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self.path = lake.path / "tables" / "measured"

    @property
    def exists(self) -> bool:
        """Whether a refresh has begun here."""
        return DeltaTable.is_deltatable(str(self.path))

    @property
    def damaged(self) -> bool:
        """Whether a file that the table's log names is gone or cut off."""
        if not self.exists:
            return False
        files = self.files().select("path", "size").iter_rows()
        homes = ((self.path / path, size) for path, size in files)
        return any(not home.is_file() or home.stat().st_size != size for home, size in homes)

    def drop(self) -> None:
        """Take all stored measures away, the note of them first: they can be computed again."""
        try:
            self._note.unlink(missing_ok=True)
            shutil.rmtree(self.path)
        except OSError as error:
            raise CouldNotAsk(
                f"could not take away the damaged measures at {self.path}: {error.strerror}; "
                "delete that folder and run `microcap refresh`"
            ) from None

    def create(self, names: Sequence[str]) -> None:
        """Make the table, or give it the columns of measures that it lacks."""
        if not self.exists:
            frame = pl.DataFrame(schema=schema(names))
            options = {"partition_by": ["month"], "configuration": _EVERY_COLUMN_NOT}
            try:
                frame.write_delta(self.path, mode="ignore", delta_write_options=options)
            except (OSError, DeltaError) as error:
                raise CouldNotAsk(
                    f"could not make the table of measures at {self.path}: {said(error)}; make room or "
                    "give the right to write there, and run the same command again"
                ) from None
        held = set(self.columns)
        absent = [name for name in names if name not in held]
        if absent:
            from deltalake.schema import Field, PrimitiveType

            fields = [Field(name, PrimitiveType("double"), nullable=True) for name in absent]
            self._handle().alter.add_columns(fields)

    @property
    def columns(self) -> tuple[str, ...]:
        """The measures that have a column, whether or not every row holds them."""
        fields = self._handle().schema().fields
        return tuple(field.name for field in fields if field.name not in KEYS)

    def scan(self) -> pl.LazyFrame:
        """Every stored row, whatever the moment."""
        return pl.scan_delta(self._handle())

    def read(self, rows: pl.LazyFrame) -> pl.DataFrame:
        """What a scan gives; raises `CouldNotAsk` where a file is gone or no longer readable."""
        try:
            return rows.collect()
        except (OSError, pl.exceptions.PolarsError) as error:
            raise CouldNotAsk(
                f"the stored measures at {self.path} cannot be read ({said(error)}); run `microcap "
                "refresh`, and where that does not help delete that folder and run it again"
            ) from None

    def files(self) -> pl.DataFrame:
        """The files of the table: `path`, `month`, `rows`, first and last security and day."""
        held = pl.DataFrame(self._handle().get_add_actions(flatten=True))
        span = {"security": pl.String, "day": pl.Date}
        return held.select(
            "path",
            pl.col("partition.month").alias("month"),
            pl.col("size_bytes").cast(pl.Int64).alias("size"),
            pl.col("num_records").cast(pl.Int64).alias("rows"),
            *(
                pl.col(f"{side}.{name}").cast(kind).alias(f"{place}_{name}")
                for side, place in (("min", "first"), ("max", "last"))
                for name, kind in span.items()
            ),
        )

    def holds(self, transaction: str) -> bool:
        """Whether this transaction's rows are in the table."""
        return self._handle().transaction_version(transaction) is not None

    def put(
        self,
        written: Sequence[Written],
        replaced: pl.DataFrame,
        *,
        transaction: str,
        moment: datetime,
    ) -> bool:
        """Show written files in place of what they replace, in one commit, once.

        `replaced` has `security`, `first`, `last`: the days whose stored rows go. False where
        the transaction is in the table already. Raises `CouldNotAsk` where the store refuses.
        """
        handle = self._handle()
        if handle.transaction_version(transaction) is not None:
            return False
        touched = _touched(self.files(), replaced)
        kept = [self._rest(one, replaced) for one in touched.iter_rows(named=True)]
        adds = [self._add(one) for one in (*written, *(rest for rest in kept if rest))]
        removes = [
            RemoveAction(
                row["path"], True, _milliseconds(moment), row["size"], {"month": row["month"]}
            )
            for row in touched.iter_rows(named=True)
        ]
        self._commit(handle, [*removes, *adds], transaction)
        return True

    def tidy(self, month: str, *, moment: datetime) -> None:
        """Join a month's files into few, sorted by security, where there are many."""
        files = self.files().filter(pl.col("month") == month)
        if files.height <= _FILES_BEFORE_TIDYING:
            return
        rows = pl.concat([self._read(path) for path in files["path"]], how="diagonal").with_columns(
            month=pl.lit(month)
        )
        names = [name for name in self.columns if name in rows.columns]
        written = write(self.path, rows, names, most=_ROWS_OF_A_TIDY_FILE)
        removes = [
            RemoveAction(row["path"], False, _milliseconds(moment), row["size"], {"month": month})
            for row in files.iter_rows(named=True)
        ]
        self._commit(self._handle(), [*removes, *(self._add(one, False) for one in written)], None)

    def sweep(self) -> None:
        """Delete files that no commit shows and that are older than a day: of killed refreshes."""
        # a reader that began before the last commits still finds what it opened
        with suppress(DeltaError, OSError):
            self._handle().vacuum(
                retention_hours=24, dry_run=False, enforce_retention_duration=False, full=True
            )

    @property
    def remembered(self) -> Remembered | None:
        """What the lake was when the last refresh ended; null where none ever did."""
        try:
            says = json.loads(self._note.read_text("utf-8"))
            return Remembered(
                datetime.fromisoformat(says["moment"]),
                tuple(says["names"]),
                says["versions"],
                says["months"],
                says["sessions"],
                date.fromisoformat(says["last"]),
                int(says["rows"]),
                bool(says["complete"]),
                str(says["program"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            # without a note everything is computed again, which is slow and right
            return None

    def remember(self, what: Remembered) -> None:
        """Note what the lake was, as a whole or not at all."""
        says = asdict(what) | {"moment": what.moment.isoformat(), "last": what.last.isoformat()}
        partial = self._note.with_suffix(f".{uuid.uuid4().hex}.partial")
        try:
            with partial.open("w", encoding="utf-8") as file:
                json.dump(says, file)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(self._note)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise CouldNotAsk(
                f"could not write {self._note}: {error.strerror}; all rows are stored, run the "
                "same command again"
            ) from None

    @property
    def _note(self) -> Path:
        return self._lake.path / "measured.json"

    def _handle(self) -> DeltaTable:
        try:
            return DeltaTable(self.path)
        except TableNotFoundError:
            raise CouldNotAsk(
                f"the lake at {self._lake.path} has no stored measures; run `microcap refresh`"
            ) from None

    def rows_in(self, path: str, columns: Sequence[str]) -> pl.DataFrame:
        """Some columns of one file, null where the file is older than the measure."""
        held = self._read(path)
        return held.select(
            pl.col(name) if name in held.columns else pl.lit(None, pl.Float64).alias(name)
            for name in columns
        )

    def _read(self, path: str) -> pl.DataFrame:
        return self.read(pl.scan_parquet(self.path / path, hive_partitioning=False))

    def _rest(self, file: Mapping[str, Any], replaced: pl.DataFrame) -> Written | None:
        """The rows of a file that nothing replaces, in a file of their own."""
        rows = self._read(file["path"])
        gone = rows.select("security", "day").join(replaced, on="security")
        inside = gone.filter((pl.col("day") >= pl.col("first")) & (pl.col("day") <= pl.col("last")))
        rest = rows.join(inside, on=["security", "day"], how="anti", maintain_order="left")
        if rest.is_empty():
            return None
        return written_file(self.path, rest, file["month"])

    def _add(self, one: Written, changed: bool = True) -> AddAction:
        spans = {
            "numRecords": one.rows,
            "minValues": {"security": one.first_security, "day": one.first_day.isoformat()},
            "maxValues": {"security": one.last_security, "day": one.last_day.isoformat()},
            "nullCount": {"security": 0, "day": 0},
        }
        written = int((self.path / one.path).stat().st_mtime * 1000)
        return AddAction(
            one.path, one.size, {"month": one.month}, written, changed, json.dumps(spans)
        )

    def _commit(
        self,
        handle: DeltaTable,
        actions: list[AddAction | RemoveAction],
        transaction: str | None,
    ) -> None:
        marks = [Transaction(transaction, 1)] if transaction else None
        try:
            handle.create_write_transaction(
                actions,
                "append",
                handle.schema(),
                ["month"],
                commit_properties=CommitProperties(app_transactions=marks),
            )
        except (OSError, DeltaError) as error:
            raise CouldNotAsk(
                f"could not commit measures to {self.path}: {said(error)}; the table is as it was, run "
                "the same command again"
            ) from None


def _touched(files: pl.DataFrame, replaced: pl.DataFrame) -> pl.DataFrame:
    """Files that may hold a replaced row, by what they span."""
    if files.is_empty() or replaced.is_empty():
        return files.clear()
    pairs = files.with_row_index("place").join_where(
        replaced,
        pl.col("first_security") <= pl.col("security"),
        pl.col("last_security") >= pl.col("security"),
        pl.col("first_day") <= pl.col("last"),
        pl.col("last_day") >= pl.col("first"),
    )
    places = pairs["place"].unique().sort()
    return files[places.to_list()] if len(places) else files.clear()


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
