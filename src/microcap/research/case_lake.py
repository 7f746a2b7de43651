"""The lake that a case is told on: invented, cut from the shared records, or from the case's files."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from microcap.model.errors import Contradiction, NoSuchThing
from microcap.model.figures import counted
from microcap.research.bring import bring_paths
from microcap.research.cases import Case, Slice
from microcap.research.demo import invent
from microcap.research.ingest import Report, bring, prepare, rebuild
from microcap.sources.files import files_source
from microcap.sources.mapping import read_mapping
from microcap.view.view import Records, records

Tell = Callable[[str, int, int], None]
"""Told what is being done, how much is behind and how much there is."""

_MAPPING, _RECORDS = "mapping.toml", "records"


def case_lake(
    case: Case, path: Path, *, shared: Path | None, fetched: datetime, tell: Tell
) -> Records:
    """A new lake at `path` with the records of a case.

    `shared` is where the shared records are, for a case that is cut from them. Raises
    `NoSuchThing` where they are not there, `Contradiction` where a row of the case is refused.
    """
    if case.lake == "sandbox":
        invent(path, seed=case.seed, tell=tell)
    elif case.lake == "shared":
        _from_shared(case, path, shared, fetched, tell)
    else:
        _from_own(case, path, fetched, tell)
    return records(path)


def _from_shared(
    case: Case, lake: Path, shared: Path | None, fetched: datetime, tell: Tell
) -> None:
    needed = ", ".join(one.path for one in case.files)
    if shared is None:
        raise NoSuchThing(
            f"the case {case.name} is cut from shared records ({needed}) and no one says where they are; set MICROCAP_SHARED, or give a lake that holds them: --lake LAKE"
        )
    absent = [one.path for one in case.files if not (shared / one.path).is_file()]
    if absent:
        raise NoSuchThing(
            f"the case {case.name} needs {', '.join(absent)} below {shared}, and it is not there; set MICROCAP_SHARED, or give a lake that holds the records: --lake LAKE"
        )
    with TemporaryDirectory() as folder:
        cut = Path(folder)
        for done, one in enumerate(case.files):
            tell(f"cutting {Path(one.path).name}", done, len(case.files))
            _cut(shared / one.path, one, cut / one.path)
        report = bring_paths(lake, "files", [cut], mapping=None, fetched=fetched, tell=tell)
    _whole(case, report)


def _cut(path: Path, wanted: Slice, target: Path) -> None:
    """The rows of a file that a case needs, under the file's own name: readers go by it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not wanted.column:
        shutil.copyfile(path, target)
        return
    rows = pl.scan_parquet(path)
    held = rows.collect_schema().names()
    if wanted.column not in held:
        raise Contradiction(
            f"{path.name} was to be cut by {wanted.column!r}; it has {', '.join(held)}; correct the case"
        )
    rows.filter(pl.col(wanted.column).is_in(list(wanted.values))).sink_parquet(target)


def _from_own(case: Case, path: Path, fetched: datetime, tell: Tell) -> None:
    mapping = read_mapping(case.folder / _MAPPING)
    found = sorted((case.folder / _RECORDS).glob("*.csv"))
    lake = prepare(path, synthetic=True)
    report = Report()
    for done, file in enumerate(found):
        tell(file.name, done, len(found))
        source = files_source(mapping, file.name)
        if source is None:
            raise Contradiction(
                f"the case {case.name}: {_MAPPING} says nothing of {file.name}; add a [[file]] for it"
            )
        bring(lake, file, source, fetched, report)
    _whole(case, report)
    tell("who bore which ticker", len(found), len(found))
    rebuild(lake, tell)


def _whole(case: Case, report: Report) -> None:
    """Refuse a lake in which a file of an invented case, or any row of it, is missing."""
    if report.refused or report.unread:
        said = "; ".join(
            [*report.refused, *(f"{name}: no reader knows it" for name in report.unread)]
        )
        raise Contradiction(f"the case {case.name} could not be brought: {said[:600]}")
    if report.rejected and case.lake == "own":
        said = "; ".join(
            f"{counted(rows, 'row')}: {reason}" for reason, rows in report.rejected.items()
        )
        raise Contradiction(f"the case {case.name} has rows that no table takes: {said[:600]}")
