"""A lake on disk: a format number, bytes under their hash, one Delta table per declared table.

lake.json      the format number, and whether what is in it was invented
writer.lock    held by the one process that writes; it lets go of it when it ends or is killed
bytes/ab/…     what publishers sent, under the SHA-256 of the bytes, never changed
tables/NAME/   a Delta table; a commit is visible as a whole or not at all
"""

import fcntl
import json
import os
import re
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import polars as pl
from deltalake import CommitProperties, DeltaTable, Transaction
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from microcap.model.errors import Contradiction, CouldNotAsk, NoSuchThing
from microcap.model.tables import FORMAT, TABLES, Table

_ROWS_PER_FILE_BEFORE_COMPACTION = 24
_ODD = re.compile(r"""[^\x21-\x7e]|["<>`#?{}%|\\^\[\]]""")
"""What a Delta table writes percent-encoded into the list of its files."""


class Lake:
    """Tables that only grow, and the bytes they were read from."""

    def __init__(self, path: Path, *, synthetic: bool, layout: int = FORMAT) -> None:
        self.path = path
        self.synthetic = synthetic
        self.layout = layout
        """The format its tables were made for; an older one has fewer tables until it is written to."""

    @classmethod
    def open(cls, path: Path) -> "Lake":
        """The lake at `path`; refuses a folder that is none, and a lake of a newer format."""
        _nameable(path)
        marker = path / "lake.json"
        if not marker.is_file():
            raise NoSuchThing(
                f"no lake at {path}; `microcap ingest … --lake {path}` makes one, `microcap demo` an invented one"
            )
        try:
            says = json.loads(marker.read_text())
            number, synthetic = int(says["format"]), bool(says["synthetic"])
        except (ValueError, KeyError, TypeError):
            raise Contradiction(
                f"{marker} is not a lake's marker any more; restore it from a backup"
            ) from None
        if number > FORMAT:
            raise Contradiction(
                f"the lake at {path} has format {number} and this program reads up to {FORMAT}; "
                "install a newer microcap, the lake is left as it is"
            )
        return cls(path, synthetic=synthetic, layout=number)

    @classmethod
    def create(cls, path: Path, *, synthetic: bool = False) -> "Lake":
        """The lake at `path`, made if there is none; an existing one keeps its character.

        Invented and real records never share a lake: asking for the other kind is refused.
        """
        _nameable(path)
        marker = path / "lake.json"
        if marker.exists():
            lake = cls.open(path)
            if lake.synthetic != synthetic:
                held, asked = ("invented", "real") if lake.synthetic else ("real", "invented")
                raise Contradiction(
                    f"the lake at {path} holds {held} records and was asked to take {asked} ones; give another --lake"
                )
            with lake.writing():
                lake._make_tables()
                if lake.layout < FORMAT:
                    lake._mark()
            return lake
        if path.exists() and not path.is_dir():
            raise Contradiction(
                f"{path} is a file and no folder; give a new or an empty folder as --lake"
            )
        if path.exists() and any(path.iterdir()) and not (path / "tables").is_dir():
            raise Contradiction(
                f"{path} is a folder with other things in it; give a new or an empty one as --lake"
            )
        try:
            (path / "tables").mkdir(parents=True, exist_ok=True)
            (path / "bytes").mkdir(exist_ok=True)
        except OSError as error:
            raise CouldNotAsk(f"cannot make a lake at {path}: {error.strerror}") from None
        lake = cls(path, synthetic=synthetic)
        with lake.writing():
            lake._make_tables()
            if not marker.exists():
                lake._mark()
        return cls.create(path, synthetic=synthetic)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Wait for the other writer, if there is one, and write alone; readers never wait.

        Not to be nested. Of two processes that bring the same rows the second one then sees them.
        """
        try:
            file = (self.path / "writer.lock").open("a")
        except OSError as error:
            raise CouldNotAsk(
                f"cannot write to the lake at {self.path}: {error.strerror}"
            ) from None
        with file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _make_tables(self) -> None:
        for table in TABLES.values():
            if not DeltaTable.is_deltatable(str(self._at(table.name))):
                empty = pl.DataFrame(schema=table.schema)
                options = {"partition_by": list(table.partition)} if table.partition else {}
                empty.write_delta(self._at(table.name), mode="ignore", delta_write_options=options)

    def _mark(self) -> None:
        says = {"format": FORMAT, "synthetic": self.synthetic}
        _write_whole(self.path / "lake.json", json.dumps(says).encode())
        self.layout = FORMAT

    def _at(self, name: str) -> Path:
        return self.path / "tables" / name

    def _handle(self, name: str) -> DeltaTable:
        if name not in TABLES:
            raise NoSuchThing(f"no table {name!r} in a lake; there are {', '.join(TABLES)}")
        try:
            return DeltaTable(self._at(name))
        except TableNotFoundError:
            raise CouldNotAsk(
                f"the lake at {self.path} has lost its table {name}; restore it from a backup"
            ) from None

    def scan(self, name: str) -> pl.LazyFrame:
        """Every row of a table, whatever the moment: for views and for rebuilding derived tables."""
        table = TABLES.get(name)
        if table is not None and self.layout < table.since:
            return pl.LazyFrame(schema=table.schema)
        return pl.scan_delta(self._handle(name)).select(list(TABLES[name].schema))

    def version(self, name: str) -> int:
        """How often the table was committed to."""
        return self._handle(name).version()

    def holds(self, name: str, transaction: str) -> bool:
        """Whether the rows of this transaction are in the table."""
        return self._handle(name).transaction_version(transaction) is not None

    def append(self, name: str, rows: pl.LazyFrame | pl.DataFrame, *, transaction: str) -> bool:
        """Add rows in one commit, once: False where this transaction's rows are already there.

        The handle is opened before the rows are computed, so that of two processes that bring
        the same transaction at once the second one's commit fails and changes nothing.
        """
        handle = self._handle(name)
        if handle.transaction_version(transaction) is not None:
            return False
        table = TABLES[name]
        ready = rows.lazy().select(
            pl.col(column).cast(dtype) for column, dtype in table.schema.items()
        )
        once = CommitProperties(app_transactions=[Transaction(transaction, 1)])
        options = {"commit_properties": once}
        try:
            ready.sink_delta(handle, mode="append", delta_write_options=options)
        except CommitFailedError:
            if self.holds(name, transaction):
                return False
            raise CouldNotAsk(
                f"another writer changed {name} at the same moment; run the same command again"
            ) from None
        except (OSError, DeltaError) as error:
            raise CouldNotAsk(
                f"could not write to {self._at(name)}: {error}; nothing of it is visible"
            ) from None
        return True

    def rewrite(
        self, name: str, rows: pl.LazyFrame | pl.DataFrame, *, transaction: str | None = None
    ) -> None:
        """Replace a derived table as a whole; publishers' tables are never rewritten.

        `transaction` names what it was derived from, for `holds`.
        """
        table = TABLES[name]
        if not table.derived:
            raise Contradiction(
                f"{name} is a publisher's table and only grows; it cannot be rewritten"
            )
        ready = rows.lazy().select(
            pl.col(column).cast(dtype) for column, dtype in table.schema.items()
        )
        marks = [Transaction(transaction, 1)] if transaction else None
        options = {"commit_properties": CommitProperties(app_transactions=marks)}
        try:
            ready.collect().write_delta(
                self._handle(name), mode="overwrite", delta_write_options=options
            )
        except (OSError, DeltaError) as error:
            raise CouldNotAsk(
                f"could not write to {self._at(name)}: {error}; the table is as it was"
            ) from None

    def compact(self, name: str) -> None:
        """Join the small files of a table that many commits have left behind."""
        handle = self._handle(name)
        if len(handle.file_uris()) > _ROWS_PER_FILE_BEFORE_COMPACTION:
            # nothing is lost where another writer was faster: the small files stay for the next time
            with suppress(CommitFailedError):
                handle.optimize.compact()

    def keep(self, body: Path, sha256: str) -> None:
        """Keep a publication's bytes under their hash; a second time changes nothing."""
        home = self._home(sha256)
        if not home.exists():
            home.parent.mkdir(parents=True, exist_ok=True)
            partial = home.with_suffix(f".{uuid.uuid4().hex}.partial")
            try:
                shutil.copyfile(body, partial)
                partial.replace(home)
            except OSError as error:
                partial.unlink(missing_ok=True)
                raise CouldNotAsk(
                    f"could not keep the bytes of {body.name}: {error.strerror}"
                ) from None

    def kept(self, sha256: str) -> Path:
        """Where the bytes with this hash are."""
        home = self._home(sha256)
        if not home.is_file():
            raise NoSuchThing(f"no bytes with hash {sha256} in the lake at {self.path}")
        return home

    def _home(self, sha256: str) -> Path:
        return self.path / "bytes" / sha256[:2] / sha256

    def tables(self) -> Iterable[Table]:
        """The declared tables, in the order of their declaration."""
        return TABLES.values()


def _nameable(path: Path) -> None:
    """Refuse a path whose files the tables' own lists would name otherwise than the disk does."""
    odd = _ODD.search(str(path.absolute()))
    if odd is not None:
        raise Contradiction(
            f"a lake at {str(path)[:200]!r} was asked for, and its path has {odd[0]!r}, by which the "
            "files of its tables are not found again; give a path without blanks, accents and such marks"
        )


def _write_whole(path: Path, body: bytes) -> None:
    """A file that is there as a whole or not at all."""
    partial = path.with_suffix(f".{uuid.uuid4().hex}.partial")
    with partial.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
