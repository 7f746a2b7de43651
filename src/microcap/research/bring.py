"""Bring files or folders into the lake: which reader fits which file, then identity anew."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from microcap.lake.store import Lake
from microcap.model.errors import Contradiction, MicrocapError, NoSuchThing
from microcap.research.ingest import Report, bring, bring_raw, paths_in, prepare, rebuild
from microcap.sources import Source
from microcap.sources.files import check_start, files_source
from microcap.sources.mapping import Mapping, read_mapping
from microcap.sources.published import recognise
from microcap.sources.sec_bulk import bulk_members, is_bulk
from microcap.sources.sec_companyfacts import COMPANYFACTS, reader_for

Tell = Callable[[str, int, int], None]
"""Told what is being done, how many files are behind and how many there are."""

_MAPPINGS = Path(__file__).parents[1] / "sources" / "mappings"


def bring_paths(
    lake_path: Path,
    source: str,
    paths: Iterable[Path],
    *,
    mapping: Path | None,
    fetched: datetime,
    tell: Tell,
) -> Report:
    """Bring every file below `paths` into the lake, and derive identity anew.

    `files` reads what a mapping describes and, beside it, what a reader recognises by content;
    `sec` reads what the SEC publishes. Raises NoSuchThing for a path or source that is not there.
    """
    if source not in {"files", "sec"}:
        raise NoSuchThing(
            f"no source {source!r}; there are files and sec, and documents with --symbol"
        )
    wanted = list(paths)
    if not wanted:
        raise Contradiction(f"`ingest {source}` needs files or folders; name at least one")
    for path in wanted:
        if not (path.is_file() or path.is_dir()):
            raise NoSuchThing(f"no file or folder {path}; name one that is there")
    found = paths_in(wanted)
    if not found:
        raise NoSuchThing(f"no files below {', '.join(map(str, wanted))}")
    mappings = (
        [read_mapping(mapping)]
        if mapping
        else [read_mapping(path) for path in sorted(_MAPPINGS.glob("*.toml"))]
    )
    lake = prepare(lake_path)
    report = Report()
    at_hand = sum(path.stat().st_size for path in found)
    for done, path in enumerate(found):
        tell(path.name, done, len(found))
        described = mappings if source == "files" else []
        _bring_one(lake_path, path, described, fetched, report, at_hand)
    tell("who bore which ticker", len(found), len(found))
    rebuild(lake, tell)
    return report


def _bring_one(
    lake_path: Path,
    path: Path,
    mappings: list[Mapping],
    fetched: datetime,
    report: Report,
    at_hand: int,
) -> None:
    lake = prepare(lake_path)
    try:
        for mapping in mappings:
            reader = files_source(mapping, path.name)
            if reader is not None:
                check_start(path)
                bring(lake, path, reader, fetched, report)
                return
        reader = _reader(path, at_hand)
        if reader is None and is_bulk(path):
            _bring_bulk(lake, path, fetched, report, at_hand)
            return
        if reader is None:
            report.unread.append(path.name)
        else:
            bring(lake, path, reader, fetched, report)
    except MicrocapError as error:
        report.refused.append(str(error))
    except OSError as error:
        report.refused.append(
            f"{path.name}: cannot be opened ({error.strerror}); see to its rights"
        )


def _reader(path: Path, at_hand: int) -> Source | None:
    """Who reads a file, by its content; where many bytes are at hand, the quicker of two."""
    found = recognise(path)
    return reader_for(at_hand) if found is COMPANYFACTS else found


def _bring_bulk(lake: Lake, path: Path, fetched: datetime, report: Report, at_hand: int) -> None:
    """Every member of a bulk archive, one at a time; what was brought before is recognised by its hash."""
    for member in bulk_members(path, fetched):
        if member.raw is None:
            report.refused.append(f"{path.name}: {member.name}: {member.problem}")
            continue
        reader = _reader(member.raw.path, at_hand)
        if reader is None:
            report.unread.append(member.name)
        else:
            bring_raw(lake, member.raw, reader, report)
