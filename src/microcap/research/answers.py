"""What an address answered: kept if it is young enough or nobody may be asked, else asked for.

Every answer's bytes are in the lake under their hash, and every asking is a row of `fetches`:
the newest row of an address leads to the bytes. So a run can be repeated without the network, and
a later one asks only whether an answer has changed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

import polars as pl

from microcap.lake.store import Lake
from microcap.model.errors import CouldNotAsk, NoSuchThing
from microcap.model.tables import TABLES
from microcap.sources import Raw
from microcap.sources.edgar.addresses import Product
from microcap.sources.edgar.client import Answer, Client
from microcap.sources.edgar.refusals import NotPublished
from microcap.sources.sec_rows import eastern_day

SOURCE = "sec_fetch"


@dataclass(frozen=True, slots=True)
class Kept:
    """The newest row of an address in `fetches`."""

    at: datetime
    status: int
    body: str | None
    validator: str | None


@dataclass
class Answers:
    """The answers of one run, from the lake or from the client; without a client, from the lake."""

    lake: Lake
    client: Client | None
    clock: Callable[[], datetime]
    fresh: timedelta | None = None
    """How old a kept answer may be, for all products; null: each product says so itself."""
    asked: int = 0
    from_kept: int = 0
    _newest: dict[str, Kept] = field(default_factory=dict)
    _pending: list[dict[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = (
            self.lake.scan("fetches")
            .select("address", "at", "status", "body", "validator")
            .sort("at")
            .unique("address", keep="last", maintain_order=True)
            .collect()
        )
        self._newest = {address: Kept(*rest) for address, *rest in rows.iter_rows()}

    def of(self, product: Product, *, again: bool = False) -> Raw:
        """The answer of a product; `again` asks even where a kept one is young enough.

        `fetched` is the moment at which the publisher last said so. Raises `NotPublished`,
        `Unreadable` or `CouldNotAsk`, also for an answer that is not kept and may not be asked.
        """
        kept = self._newest.get(product.address)
        if self.client is None or (kept is not None and not again and self._young(product, kept)):
            return self._from_kept(product, kept)
        validator = kept.validator if kept is not None and self._has(kept) else None
        self.asked += 1
        try:
            answer = self.client.ask(product, validator)
        except NotPublished:
            gone = Answer(product.address, self.clock(), 404, 0, None, None, None)
            self.note(gone, None)
            raise
        if answer.status == 304 and kept is not None and kept.body is not None:
            self.note(answer, kept.body)
            return Raw(product.name, self.lake.kept(kept.body), answer.at, kept.body)
        if answer.path is None or answer.sha256 is None:
            raise CouldNotAsk(f"{product.address}: answered without a body; try again later")
        try:
            self.lake.keep(answer.path, answer.sha256)
        finally:
            answer.path.unlink(missing_ok=True)
        self.note(answer, answer.sha256)
        return Raw(product.name, self.lake.kept(answer.sha256), answer.at, answer.sha256)

    def last(self, address: str) -> Kept | None:
        """The newest row of an address, or nothing where it was never asked."""
        return self._newest.get(address)

    def note(self, answer: Answer, body: str | None) -> None:
        """Remember an answer for `fetches`; it is written by `flush`."""
        kept = Kept(answer.at, answer.status, body, answer.validator)
        self._newest[answer.address] = kept
        self._pending.append(
            {
                "address": answer.address,
                "day": eastern_day(answer.at),
                "at": answer.at,
                "status": answer.status,
                "size": answer.size,
                "body": body,
                "validator": answer.validator,
                "known_at": answer.at,
                "raw": body,
            }
        )

    def flush(self) -> None:
        """Write the rows that are pending, in one commit."""
        if self._pending:
            append_rows(self.lake, "fetches", self._pending)
            self._pending.clear()

    def _young(self, product: Product, kept: Kept) -> bool:
        if kept.status != 404 and not self._has(kept):
            return False
        if product.fresh is None and kept.status != 404:
            return True
        limit = self.fresh if self.fresh is not None else product.fresh or timedelta(hours=1)
        return self.clock() - kept.at < limit

    def _has(self, kept: Kept) -> bool:
        if kept.body is None:
            return False
        try:
            self.lake.kept(kept.body)
        except NoSuchThing:
            return False
        return True

    def _from_kept(self, product: Product, kept: Kept | None) -> Raw:
        if kept is not None and kept.status == 404:
            self.from_kept += 1
            raise NotPublished(
                f"{product.address}: nothing was published there on {eastern_day(kept.at)}; "
                "check the name, or ask anew later"
            )
        if kept is None or kept.body is None or not self._has(kept):
            raise CouldNotAsk(
                f"{product.address}: no answer is kept in the lake and nobody may be asked; "
                "run the same command once without --offline"
            )
        self.from_kept += 1
        return Raw(product.name, self.lake.kept(kept.body), kept.at, kept.body)


def append_rows(lake: Lake, table: str, rows: list[dict[str, object]]) -> None:
    """Append rows that microcap itself says of its asking: moments are known, nothing is assumed.

    A later row of a key that is held becomes its next revision; one no later says nothing new.
    """
    declared = TABLES[table]
    schema = declared.schema
    mark = sha256(repr(rows).encode()).hexdigest()
    with lake.writing():
        frame = pl.DataFrame(rows, schema={name: schema[name] for name in rows[0]}, orient="row")
        filled = frame.with_columns(assumed=False, withdrawn=False, source=pl.lit(SOURCE))
        if "raw" not in filled.columns:
            filled = filled.with_columns(raw=pl.lit(None, pl.String))
        held = (
            lake.scan(table)
            .filter(pl.col("source") == SOURCE)
            .group_by(declared.key)
            .agg(_held=pl.col("revision").max(), _at=pl.col("known_at").max())
            .collect()
        )
        later = pl.col("_at").is_null() | (pl.col("known_at") > pl.col("_at"))
        numbered = filled.join(held, on=declared.key, how="left").filter(later)
        ready = numbered.with_columns(
            revision=(pl.col("_held") + 1).fill_null(0).cast(pl.Int32)
        ).unique(declared.key, keep="last")
        if ready.height:
            lake.append(table, ready.select(list(schema)), transaction=f"{SOURCE}:{mark}")
