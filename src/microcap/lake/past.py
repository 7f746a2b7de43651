"""What a table of the lake was after earlier commits, and which of its months are other files now."""

from hashlib import sha256

import polars as pl
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from microcap.lake.store import Lake


def table_at(lake: Lake, name: str, version: int) -> pl.DataFrame | None:
    """A table as it was after so many commits; null where its files are no longer kept."""
    try:
        handle = DeltaTable(lake.path / "tables" / name, version=version)
        return pl.scan_delta(handle).collect()
    except (OSError, DeltaError, pl.exceptions.PolarsError):
        return None


def month_files(lake: Lake, name: str) -> dict[str, str]:
    """Each month of a table: a hash of the names of its files, which change when its rows do."""
    adds = pl.DataFrame(DeltaTable(lake.path / "tables" / name).get_add_actions(flatten=True))
    found = adds.sort("path").group_by("partition.month").agg(pl.col("path").str.join(" "))
    return {
        month: sha256(paths.encode()).hexdigest()[:16]
        for month, paths in found.sort("partition.month").iter_rows()
    }
