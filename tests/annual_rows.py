"""Two fiscal years of an invented company as tagged facts, with peers, and real ones from disk.

The amounts of `NOW` and `BEFORE` are those of the specification's vectors BEN-2 and SLO-1, in
dollars for its millions.
"""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import polars as pl

from checks.invented import ISSUER, SYMBOL, Row, Rows, listed
from microcap.view.subject import Subject
from research.tiny import fact, subject

END, PRIOR_END = date(2023, 12, 31), date(2022, 12, 31)
FILED, PRIOR_FILED = date(2024, 3, 15), date(2023, 3, 15)
NOW = {
    "rec": 2.6e6,
    "sales": 10e6,
    "cogs": 6.4e6,
    "ca": 6e6,
    "ppe": 3e6,
    "ta": 11e6,
    "dep": 0.6e6,
    "sga": 2.2e6,
    "cl": 4e6,
    "ltd": 2e6,
    "ni": 0.5e6,
    "cfo": -0.6e6,
}
BEFORE = {
    "rec": 1.5e6,
    "sales": 8e6,
    "cogs": 4.8e6,
    "ca": 5e6,
    "ppe": 3.1e6,
    "ta": 9.6e6,
    "dep": 0.7e6,
    "sga": 1.9e6,
    "cl": 3e6,
    "ltd": 1.8e6,
    "ni": 0.4e6,
    "cfo": 0.3e6,
}
BALANCES = {
    "rec": "AccountsReceivableNetCurrent",
    "ca": "AssetsCurrent",
    "ppe": "PropertyPlantAndEquipmentNet",
    "ta": "Assets",
    "cl": "LiabilitiesCurrent",
    "ltd": "LongTermDebtNoncurrent",
    "tl": "Liabilities",
    "re": "RetainedEarningsAccumulatedDeficit",
    "eq": "StockholdersEquity",
    "mezzanine": "TemporaryEquityCarryingAmountAttributableToParent",
    "deferred": "ContractWithCustomerLiabilityCurrent",
    "due_to": "DueToRelatedPartiesCurrent",
}
FLOWS = {
    "sales": "Revenues",
    "cogs": "CostOfRevenue",
    "dep": "DepreciationDepletionAndAmortization",
    "sga": "SellingGeneralAndAdministrativeExpense",
    "ni": "NetIncomeLoss",
    "cfo": "NetCashProvidedByUsedInOperatingActivities",
    "ebit": "OperatingIncomeLoss",
    "pretax": "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
    "pay": "ShareBasedCompensation",
    "sold": "GainLossOnDispositionOfAssets1",
    "debt_gain": "GainsLossesOnExtinguishmentOfDebt",
    "borrowed": "ProceedsFromRelatedPartyDebt",
}


def year(
    amounts: dict[str, float],
    end: date = END,
    *,
    filed: date = FILED,
    unit: str = "USD",
    issuer: str = ISSUER,
    form: str = "10-K",
) -> Rows:
    """A fiscal year of a report: balances on its last day, flows over 365 days."""
    start = end - timedelta(days=364)
    made = partial(fact, filed=filed, unit=unit, issuer=issuer, form=form)
    return [
        made(BALANCES[name], value, end)
        if name in BALANCES
        else made(FLOWS[name], value, end, start=start)
        for name, value in amounts.items()
    ]


def two_years(
    now: dict[str, float], before: dict[str, float], *, unit: str = "USD", issuer: str = ISSUER
) -> Rows:
    """The fiscal years 2023 and 2022, each told by its own report."""
    prior = year(before, PRIOR_END, filed=PRIOR_FILED, unit=unit, issuer=issuer)
    return [*prior, *year(now, unit=unit, issuer=issuer)]


def without(amounts: dict[str, float], *names: str) -> dict[str, float]:
    """The amounts but for some."""
    return {name: value for name, value in amounts.items() if name not in names}


def industry(code: str, *, issuer: str = ISSUER) -> Row:
    """The SIC of an issuer, known long before."""
    return {"issuer": issuer, "day": date(2020, 1, 2), "field": "sic", "value": code}


def company(folder: Path, facts: Rows, moment: str = "2024-06-28", /, **tables: Rows) -> Subject:
    """The invented company with these facts."""
    return subject(folder, moment, **{"listings": listed(), "facts": facts, **tables})


def peers(
    amounts: dict[str, float], count: int, *, code: str, before: dict[str, float] | None = None
) -> tuple[Rows, Rows]:
    """Facts and industry codes of so many peers, each a little larger than the one before."""
    facts: Rows = []
    codes: Rows = []
    for at in range(count):
        issuer = str(9_900_100 + at)
        scale = 1 + at / 100
        now = {name: value * scale for name, value in amounts.items()}
        prior = {name: value * scale for name, value in (before or amounts).items()}
        facts += two_years(now, prior, issuer=issuer)
        codes.append(industry(code, issuer=issuer))
    return facts, codes


def real_company(shared: Path, folder: Path, cik: int, moment: str, /) -> Subject:
    """A real issuer's facts of four years, with a ticker invented for it."""
    by = date.fromisoformat(moment)
    scan = pl.scan_parquet(shared / "data/facts/companyfacts_518.parquet")
    kept = (pl.col("cik") == cik) & (pl.col("filed") <= by)
    rows = scan.filter(kept & (pl.col("end") >= by - timedelta(days=1460))).collect()
    facts = rows.select(
        "start",
        "filed",
        issuer=pl.lit(str(cik)),
        taxonomy=pl.col("tax").cast(pl.String),
        tag=pl.col("tag").cast(pl.String),
        unit=pl.col("unit").cast(pl.String),
        form=pl.col("form").cast(pl.String),
        day="end",
        value="val",
        accession=pl.format(
            "{}-{}-{}",
            pl.col("acc").str.slice(0, 10),
            pl.col("acc").str.slice(10, 2),
            pl.col("acc").str.slice(12),
        ),
        vintage=pl.lit("as_filed"),
    )
    facts = facts.unique(
        ["taxonomy", "tag", "unit", "start", "day", "accession"], maintain_order=True
    )
    seen = {"symbol": SYMBOL, "issuer": str(cik), "day": date(2020, 1, 2), "event": "seen"}
    listings: Rows = [{**seen, "name": "Zz Holdings", "venue": None}]
    return subject(folder, moment, listings=listings, facts=facts.to_dicts())
