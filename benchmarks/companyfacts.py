"""Job C: companyfacts answers into one tidy table, words as dictionary codes.

Beside the peers stands microcap's own general reader, which takes what the walk over bytes does
not know; it makes words and not codes.
"""

from pathlib import Path
from typing import Any

from measuring import Outcome, Peer, timed, worker

JOB, INPUT, COMPILES = "C", "facts", True
ABOUT = "companyfacts answers to one table, reading the files included"
FEW = 6
"""Answers that the slowest peer is given."""


def microcap(folder: Path) -> Outcome:
    """The walk over bytes of `sources.companyfacts_scan`, one file after the other."""
    from microcap.sources.companyfacts_scan import scanned, tidy

    files = _files(folder)

    def answers(some: list[Path]) -> Any:
        for path in some:
            found = scanned(path.read_bytes())
            if found is None:
                raise SystemExit(f"{path.name} is not of the form that the walk knows")
            yield found

    tidy(answers(files[:2]))
    table, cpu, wall = timed(lambda: tidy(answers(files)))
    return _outcome(files, cpu, wall, table.height, float(table["value"].sum()))


def general_reader(folder: Path) -> Outcome:
    """`sources.sec_companyfacts`, as a single file is read."""
    from datetime import UTC, datetime

    import polars as pl

    from microcap.sources import Raw
    from microcap.sources.sec_companyfacts import companyfacts_read

    files = _files(folder)[: 2 * FEW]
    moment = datetime(2026, 1, 1, tzinfo=UTC)

    def table(some: list[Path]) -> pl.DataFrame:
        read = [companyfacts_read(Raw(path.name, path, moment))["facts"] for path in some]
        return pl.concat([frame.lazy() for frame in read]).collect()

    table(files[:1])
    found, cpu, wall = timed(lambda: table(files))
    return _outcome(files, cpu, wall, found.height, float(found["value"].sum()))


def msgspec_polars(folder: Path) -> Outcome:
    """Typed decoding with msgspec, columns and dictionary codes with polars."""
    import msgspec
    import polars as pl

    class Fact(msgspec.Struct, gc=False):
        end: str
        val: float
        accn: str
        form: str
        filed: str
        start: str | None = None

    class Concept(msgspec.Struct, gc=False):
        units: dict[str, list[Fact]]

    class Answer(msgspec.Struct, gc=False):
        cik: int | str
        facts: dict[str, dict[str, Concept]]

    decoder = msgspec.json.Decoder(Answer)
    files = _files(folder)[: 4 * FEW]
    names = ("start", "day", "value", "accession", "form", "filed")

    def one(path: Path) -> pl.DataFrame:
        answer = decoder.decode(path.read_bytes())
        columns: dict[str, list[Any]] = {n: [] for n in ("taxonomy", "tag", "unit", *names)}
        for taxonomy, concepts in answer.facts.items():
            for tag, concept in concepts.items():
                for unit, facts in concept.units.items():
                    count = len(facts)
                    columns["taxonomy"] += [taxonomy] * count
                    columns["tag"] += [tag] * count
                    columns["unit"] += [unit] * count
                    columns["start"] += [fact.start for fact in facts]
                    columns["day"] += [fact.end for fact in facts]
                    columns["value"] += [fact.val for fact in facts]
                    columns["accession"] += [fact.accn for fact in facts]
                    columns["form"] += [fact.form for fact in facts]
                    columns["filed"] += [fact.filed for fact in facts]
        schema = {n: pl.Float64 if n == "value" else pl.String for n in columns}
        return pl.DataFrame(columns, schema=schema).select(
            pl.lit(str(answer.cik)).alias("issuer").cast(pl.Categorical),
            pl.col("taxonomy", "tag", "unit", "form", "accession").cast(pl.Categorical),
            pl.col("start", "day", "filed").str.to_date("%Y-%m-%d"),
            "value",
        )

    one(files[0])
    table, cpu, wall = timed(lambda: pl.concat([one(path) for path in files]))
    return _outcome(files, cpu, wall, table.height, float(table["value"].sum()))


def edgartools(folder: Path) -> Outcome:
    """Its parser and its data frame, file by file."""
    import json

    from edgar.entity.parser import EntityFactsParser

    files = _files(folder)[:FEW]

    def one(path: Path) -> Any:
        facts = EntityFactsParser.parse_company_facts(json.loads(path.read_bytes()))
        return facts.to_dataframe()

    one(files[0])
    frames, cpu, wall = timed(lambda: [one(path) for path in files])
    return _outcome(files, cpu, wall, sum(len(frame) for frame in frames), None)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("CIK*.json"))


def _outcome(files: list[Path], cpu: float, wall: float, rows: int, total: float | None) -> Outcome:
    size = sum(path.stat().st_size for path in files)
    speed = size / cpu / 1e6
    work = f"{len(files)} files, {size / 1e6:.0f} MB, {rows:,} facts: {speed:,.0f} MB a CPU s"
    return Outcome(work, size, cpu, wall, [])


PEERS = (
    Peer("microcap", microcap),
    Peer("microcap, general reader", general_reader),
    Peer("msgspec + polars", msgspec_polars, "msgspec", ("msgspec", "polars")),
    Peer("edgartools", edgartools, "edgartools", ("edgartools",)),
)

if __name__ == "__main__":
    worker(JOB, PEERS)
