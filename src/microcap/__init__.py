"""microcap: research on micro-cap equities, as it could be known at a moment.

    import microcap as mc
    lake = mc.open("LAKE")
    lake.as_of("2024-06-28").dossier("ABCD")

Importing it is light: every function here imports what it needs when it is called.
"""

TYPE_CHECKING = False  # typing's own costs a third of a bare start; checkers know the name
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from microcap.faces.notebook import Lake
    from microcap.reading import Statement
    from microcap.research.explain import Explanation
    from microcap.research.fetch import Fetched
    from microcap.research.ingest import Report
    from microcap.research.notes import Noted

__version__ = "0.1.0"
__all__ = ["calc", "explain", "fetch", "ingest", "note", "open", "read"]


def open(path: "str | Path") -> "Lake":
    """The lake at `path`, to be looked at as of a moment."""
    from microcap.faces.notebook import open_lake

    return open_lake(path)


def ingest(
    lake: "str | Path", source: str, *paths: "str | Path", mapping: "str | Path | None" = None
) -> "Report":
    """Bring files of `source` (files or sec) into the lake at `lake`, made if there is none."""
    from pathlib import Path

    from microcap.faces.cli.options import now
    from microcap.research.bring import bring_paths

    chosen = Path(mapping) if mapping is not None else None
    return bring_paths(
        Path(lake),
        source,
        [Path(path) for path in paths],
        mapping=chosen,
        fetched=now(),
        tell=lambda what, done, total: None,
    )


def fetch(
    lake: "str | Path",
    *names: str,
    documents: str = "",
    since: "str | None" = None,
    contact: "str | None" = None,
    offline: bool = False,
) -> "Fetched":
    """Ask the SEC for issuers (tickers or CIKs) and bring what it says into the lake at `lake`.

    `documents` names forms, as `10-K,8-K`, whose documents are brought too, filed since a day (by
    default two years ago). `contact` is a name with an e-mail address; else that of the settings.
    """
    from pathlib import Path

    from microcap.faces.cli.fetch import day_of, forms_of, way_of
    from microcap.faces.settings import settings
    from microcap.research.fetch import fetch as fetched

    chosen = settings(Path(lake), contact=contact)
    way = way_of(chosen.contact, chosen.sec_hosts, offline, None)
    return fetched(chosen.lake, names, way, forms=forms_of(documents), since=day_of(since, "since"))


def note(
    lake: "str | Path",
    symbol: str,
    text: str = "",
    *,
    files: "tuple[str | Path, ...]" = (),
    kind: str = "",
    origin: str = "",
    received: "str | None" = None,
    replaces: "int | None" = None,
) -> "Noted":
    """Write a note about a name into the casebook beside the lake, and keep the files that came.

    `kind` of the files is message, promotion, confirmation, document or note; `origin` says whom
    they came from, `received` when. The same as `microcap note add`.
    """
    from pathlib import Path

    from microcap.faces.cli.options import now
    from microcap.faces.settings import settings
    from microcap.research.kept_files import offered
    from microcap.research.notes import Draft, add_note, moment_received

    chosen, clock = settings(Path(lake)), now()
    whole = [offered(Path(one)) for one in files]
    came = moment_received(received, clock)
    draft = Draft(text, whole, kind, origin, came, replaces=replaces)
    return add_note(chosen.lake, chosen.casebook, symbol, draft, now=clock)


def read(path: "str | Path", *kinds: str) -> "list[Statement]":
    """What a document on disk admits, of some kinds or of all; the same as `microcap read FILE`."""
    from pathlib import Path

    from microcap.faces.cli.read import bytes_of
    from microcap.reading.documents import open_document
    from microcap.reading.said import said_in

    file = Path(path)
    return said_in(open_document(bytes_of(file), file.name), kinds)


def calc(name: str, /, **inputs: "Any") -> "Any":
    """One method of the specification by its public name; the same as `microcap calc NAME`."""
    from microcap.faces.calc import run

    return run(name, inputs)


def explain(term: str) -> "Explanation":
    """One term: its formula, who says it, who disputes it."""
    from microcap.research.explain import explain as explained

    return explained(term)
