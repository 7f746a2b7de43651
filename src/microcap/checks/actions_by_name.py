"""Releases of a regulator that cannot be joined to an issuer, so that their silence proves nothing."""

from datetime import date

import polars as pl

from microcap.model.verdicts import CannotTell
from microcap.view.market_structure import same_name
from microcap.view.subject import Subject

_SHOWN = 3


def unjoined(subject: Subject, kind: str, since: date) -> CannotTell | None:
    """Why a complete list of releases does not say that none is about this issuer; else null.

    The issuer must be known, and no release with neither CIK nor ticker may name a company that is
    called as it is or was. A name alone is no finding either. `kind` empty: every release but
    trading suspensions.
    """
    if subject.issuer is None:
        return CannotTell(
            f"who issued {subject.symbol} is not known, so no release can be joined by CIK",
            "microcap ingest sec FOLDER with the SEC's ticker lists or the issuer's submissions",
        )
    wanted = pl.col("kind") == kind if kind else pl.col("kind") != "trading_suspension"
    rows = subject.view.table("regulatory_actions").filter(
        wanted & pl.col("issuer").is_null() & pl.col("symbol").is_null() & (pl.col("day") >= since)
    )
    names = {said.value for said in subject.former_names}
    if subject.name is not None:
        names.add(subject.name.value)
    alike = [
        f"{row['identifier']} of {row['day']}"
        for row in rows.collect().sort("day", descending=True).iter_rows(named=True)
        if any(same_name(name, row["respondents"] or "") for name in names)
    ]
    if not alike:
        return None
    return CannotTell(
        f"whether {', '.join(alike[:_SHOWN])}, of a company called the same and without a CIK or a "
        "ticker, is about this issuer",
        "read the release, and bring it with the CIK it is about",
    )
