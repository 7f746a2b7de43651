"""How good the sales are: growth, unpaid and prepaid sales, one-offs, accruals, and two old scores."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from microcap.measures.account_scores import (
    ACCRUAL_ITEMS,
    BENEISH_ITEMS,
    DISTRESS_ITEMS,
    NEEDS,
    accruals,
    altman_z2,
    ohlson_o,
)
from microcap.measures.altman import YOUNG, altman_zone
from microcap.measures.beneish import CUT_OFFS, INDICES, beneish
from microcap.model.figures import Figure, cannot_tell
from microcap.model.statement_tags import items
from microcap.view.annual_accounts import AnnualAccounts
from microcap.view.facts_as_known import Amount, Kind
from microcap.view.statement_items import Accounts, amount, item_twelve_months, period_ends

ONE_OFFS = (
    "impairment",
    "restructuring",
    "inventory_written_down",
    "litigation",
    "asset_sale_gain",
    "debt_extinguishment",
    "warrant_gain",
    "discontinued",
)
_CONCENTRATION = ("ConcentrationRiskPercentage", "ConcentrationRiskPercentage1")
_DAYS = {"year": 365.0, "half": 182.5, "quarter": 91.25}
_RECENT = timedelta(days=460)
"""A concentration is shown while it is about the last year reported."""


@dataclass(frozen=True)
class RevenueQuality:
    """Sales and what stands behind them, each with the filings it rests on."""

    sales: dict[str, Figure]
    """revenue_12_months, growth_year, growth_quarter, related_party_share, concentration."""
    days: dict[str, Figure]
    """Receivables and deferred revenue in days of sales, and the same a year before."""
    one_offs: dict[str, Figure]
    accruals: Figure
    beneish: dict[str, Figure]
    distress: dict[str, Figure]
    says: tuple[str, ...]


def revenue_quality(held: Accounts, facts: pl.DataFrame, day: date) -> RevenueQuality:
    """The quality of sales and two scores of distress, from the newest years and quarters known."""
    years = AnnualAccounts(held, period_ends(held, "year", 2))
    beneish_parts = _beneish(years)
    return RevenueQuality(
        sales=_sales(years, facts, day),
        days=_days_of_sales(years),
        one_offs=_one_offs(years),
        accruals=_accruals(years),
        beneish=beneish_parts,
        distress=_distress(years),
        says=(
            YOUNG,
            f"Beneish: above {CUT_OFFS['20:1']} a company is like those found to have misstated; "
            "growth alone raises it, and most companies above it misstated nothing",
            "Ohlson: prices are not deflated, so O is a rank among companies and p no probability",
        ),
    )


def _sales(years: AnnualAccounts, facts: pl.DataFrame, day: date) -> dict[str, Figure]:
    held, revenue = years.held, items()["revenue"]
    trailing = item_twelve_months(held, revenue)
    ends = period_ends(held, "quarter", 5)
    quarters = [(end, amount(held, revenue, end, "quarter")) for end in ends]
    last = quarters[-1] if quarters else None
    before = next(
        (
            one
            for end, one in quarters
            if last is not None and one is not None and 355 <= (last[0] - end).days <= 375
        ),
        None,
    )
    related = _share(years.of("related_party_revenue"), years.of("revenue"))
    return {
        "revenue_12_months": _shown(trailing, held.currency, "twelve months of revenue"),
        "growth_year": _growth(years.of("revenue"), years.of("revenue", 1), "year"),
        "growth_quarter": _growth(last[1] if last else None, before, "quarter"),
        "related_party_share": related
        or cannot_tell(
            "fraction", "tagged sales to related parties; their absence is no proof of none"
        ),
        "concentration": _concentration(facts, day),
    }


def _concentration(facts: pl.DataFrame, day: date) -> Figure:
    rows = facts.filter(
        pl.col("tag").is_in(_CONCENTRATION)
        & (pl.col("day") >= day - _RECENT)
        & (pl.col("value") > 0)
        & (pl.col("value") <= 1)
    )
    if rows.is_empty():
        return cannot_tell(
            "fraction",
            "a tagged concentration without dimensions; customers are named by dimension, in the notes",
        )
    row = rows.sort("value", "known_at").row(-1, named=True)
    return Figure(
        row["value"],
        "fraction",
        as_of=row["day"],
        known_at=row["known_at"],
        sources=(row["accession"],),
        n_used=rows.height,
        note="the largest one tagged; of customers, suppliers or credit, the tag does not say",
    )


def _days_of_sales(years: AnnualAccounts) -> dict[str, Figure]:
    made: dict[str, Figure] = {}
    for name, back in (("last_year", 0), ("year_before", 1)):
        sales = years.of("revenue", back)
        made[f"receivables_days_{name}"] = _days(years.of("receivables", back), sales, "year")
        owed = _plus(
            years.of("deferred_revenue", back), years.of("deferred_revenue_noncurrent", back)
        )
        made[f"deferred_revenue_days_{name}"] = _days(owed, sales, "year")
    held = years.held
    for end in period_ends(held, "quarter", 1):
        sales = amount(held, items()["revenue"], end, "quarter")
        owed = amount(held, items()["receivables"], end, None)
        made["receivables_days_last_quarter"] = _days(owed, sales, "quarter")
    return made


def _days(balance: Amount | None, sales: Amount | None, kind: Kind) -> Figure:
    if balance is None or sales is None:
        lacks = "revenue" if sales is None else "the balance"
        return cannot_tell("days", f"{lacks} for the {kind} in the facts held")
    if sales.value <= 0:
        return Figure(None, "days", "not_applicable", note=f"no sales in the {kind}")
    return _computed(
        balance.value / sales.value * _DAYS[kind],
        "days",
        (balance, sales),
        f"balance / sales of the {kind} x {_DAYS[kind]:g}",
    )


def _one_offs(years: AnnualAccounts) -> dict[str, Figure]:
    found = {}
    for name in ONE_OFFS:
        one = years.of(name)
        if one is not None and one.value:
            found[name] = _shown(one, years.held.currency, name)
    return found


def _accruals(years: AnnualAccounts) -> Figure:
    held = {name: years.of(name) for name in ACCRUAL_ITEMS}
    held["assets_before"] = years.of("assets", 1)
    value = accruals(_values(held))
    if value is None:
        names = ("net income", "operating cash flow", "assets", "assets a year before")
        lacking = [name for name, one in zip(names, held.values(), strict=True) if one is None]
        return cannot_tell("fraction", f"{', '.join(lacking) or 'assets above zero'} of the year")
    note = "(net income - operating cash flow) / average assets"
    return _computed(value, "fraction", list(held.values()), note)


def _beneish(years: AnnualAccounts) -> dict[str, Figure]:
    now = {key: years.of(name) for key, name in BENEISH_ITEMS.items()}
    before = {key: years.of(name, 1) for key, name in BENEISH_ITEMS.items()}
    if before["ta"] is None:
        return {"M": cannot_tell("index", "two fiscal years of statements in the facts held")}
    answer = _indices(now, before, missing_as_one=False)
    used = [*now.values(), *before.values()]
    made = {}
    for name in (*INDICES, "M"):
        value = answer[name]
        if value is None:
            made[name] = cannot_tell("index", _lacking(name, now, before))
        else:
            unit = "fraction" if name == "TATA" else "index"
            made[name] = _computed(value, unit, used, "Beneish 1999, fiscal years")
    filled = _indices(now, before, missing_as_one=True)["M"]
    if answer["M"] is None and filled is not None:
        absent = ", ".join(name for name in INDICES if answer[name] is None)
        whole = _computed(filled, "index", used, f"taken as 1, since it is not known: {absent}")
        made["M"] = replace(whole, status="estimated")
    return made


def _indices(
    now: Mapping[str, Amount | None], before: Mapping[str, Amount | None], *, missing_as_one: bool
) -> Mapping[str, float | None]:
    answer = beneish(current=_values(now), prior=_values(before), missing_as_one=missing_as_one)
    return answer if isinstance(answer, Mapping) else {}


def _lacking(
    name: str, now: Mapping[str, Amount | None], before: Mapping[str, Amount | None]
) -> str:
    keys = NEEDS.get(name) or tuple(BENEISH_ITEMS)
    lacking = [
        items()[BENEISH_ITEMS[key]].label.lower()
        for key in keys
        if now[key] is None or (before[key] is None and key not in ("ni", "cfo"))
    ]
    if lacking:
        return f"{', '.join(lacking)} of both years"
    return "a denominator above zero" + ("" if name != "M" else " in every index")


def _distress(years: AnnualAccounts) -> dict[str, Figure]:
    held = {name: years.of(name) for name in DISTRESS_ITEMS}
    prior = years.of("net_income", 1)
    values = {**_values(held), "net_income_before": prior.value if prior else None}
    lacking = [items()[name].label.lower() for name, one in held.items() if one is None]
    missing = f"{', '.join(lacking) or 'assets and liabilities above zero'} of the last fiscal year"
    made: dict[str, Figure] = {}
    score, odds = altman_z2(values), ohlson_o(values)
    if score is None:
        made["altman_z2"] = cannot_tell("index", missing)
    else:
        note = f"Z'', zone {altman_zone(score)}; compare within a peer group"
        made["altman_z2"] = _computed(score, "index", list(held.values()), note)
    if odds is None:
        made["ohlson_o"] = cannot_tell(
            "index", missing if lacking else "net income of the year before"
        )
    else:
        note = "O, a rank: prices are not deflated; compare within a peer group"
        made["ohlson_o"] = _computed(odds, "index", [*held.values(), prior], note)
    return made


def _growth(now: Amount | None, before: Amount | None, kind: Kind) -> Figure:
    if now is None or before is None:
        return cannot_tell("fraction", f"revenue of two {kind}s a year apart in the facts held")
    if before.value <= 0:
        return Figure(None, "fraction", "not_applicable", note=f"no sales in the {kind} before")
    words = f"{kind} to {now.end} over {kind} to {before.end}"
    return _computed(now.value / before.value - 1, "fraction", (now, before), words)


def _share(part: Amount | None, whole: Amount | None) -> Figure | None:
    if part is None or whole is None or whole.value <= 0:
        return None
    return _computed(part.value / whole.value, "fraction", (part, whole), "of the year's revenue")


def _shown(found: Amount | None, unit: str, what: str) -> Figure:
    if found is None:
        return cannot_tell(unit, f"{what} in the facts held")
    tags = ", ".join(dict.fromkeys(told.tag for _, told in found.parts))
    return _computed(found.value, unit, (found,), f"{tags}{'; ' * bool(found.how)}{found.how}")


def _computed(
    value: float, unit: str, used: "list[Amount | None] | tuple[Amount, ...]", note: str
) -> Figure:
    known = [one for one in used if one is not None]
    return Figure(
        value,
        unit,
        as_of=max(one.end for one in known),
        known_at=max(one.known_at for one in known),
        sources=tuple(dict.fromkeys(key for one in known for key in one.sources)),
        note=note,
    )


def _values(held: Mapping[str, Amount | None]) -> dict[str, float | None]:
    return {name: None if one is None else one.value for name, one in held.items()}


def _plus(one: Amount | None, other: Amount | None) -> Amount | None:
    if one is None or other is None:
        return one or other
    return Amount(one.value + other.value, one.unit, one.end, (*one.parts, *other.parts), "a sum")
