"""Why a number is what it is: its inputs, their moments, the formula (mission 210)."""

from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches

from microcap.model import catalogue
from microcap.model.errors import NoSuchThing
from microcap.model.figures import Figure
from microcap.research.chapters import Dossier, Reference

FORMULAS = {
    "cap": "price x shares, both of the view's moment; low and high with the counts in doubt",
    "price": "last raw close with trade",
    "shares": "the count chosen, times the ratios of the splits effective after its day",
    "tier": "the default definition's tier at the best cap: lower bound inclusive",
    "float_shares": "shares - officers and directors - ten-percent holders - restricted",
    "float_by_guide": "shares - officers and directors - restricted",
    "float_by_essay": "shares - officers and directors",
    "insiders_shares": "a table of all directors and officers (proxy, or a file), else the sum of their newest forms",
    "large_shares": "holders of ten per cent by Schedules 13D and 13G, each schedule once and no insider again; else the table",
    "insiders_part": "insiders / shares",
    "large_part": "holders of ten per cent / shares",
    "float_part": "float / shares",
    "net_buying_usd": "sum of shares x price of codes P less codes S of Table I, twelve months",
    "status": "the kind of issuer, and whether every report due by the day is in",
    "late": "reports filed after the due day and any extension in time, of those that can be judged",
    "last_report": "days since the newest periodic report was filed",
    "spread": "the quoted spread where a quote is fresh: (ask - bid) / ((ask + bid) / 2); else the median of EDGE, CS, AR and FHT",
    "cost": "effective spread + 2 x average impact + 2 x commission / price; average impact = 2/3 x Y x sigma x sqrt(Q / ADV), Y = 1",
    "cost_usd": "cost x order",
    "exit_days": "position / (0.10 x min(ADV20, 90-day median))",
    "position_shares": "ten orders / price",
    "usd_to_move_1": "ADV in dollars x (0.01 / sigma)^2, from the square-root law",
    "usd_to_move_5": "ADV in dollars x (0.05 / sigma)^2, from the square-root law",
    "event_share_90": "volume on event days / volume of 90 sessions",
    "verdict": "consistent if 0.67 <= ADV10 / ADV90 <= 1.5 and not spiky",
    "spread_watch": "consistent if 5 looks on 5 sessions and (max - min) / median <= 0.5",
    "runway_months": "cash / ((capex - operating cash of twelve months) / 12) - months since the balance date",
    "operating_cash": "the last year, plus this year to date, less the same part of last year",
    "revenue": "the last year, plus this year to date, less the same part of last year",
    "net_income": "the last year, plus this year to date, less the same part of last year",
}
"""How a composed figure follows from its inputs; measures state theirs in the catalogue."""


@dataclass(frozen=True)
class Why:
    """One figure with its formula, its inputs and the sources behind them."""

    name: str
    figure: Figure
    formula: str
    reference: str
    inputs: tuple[str, ...]
    sources: tuple[Reference, ...]


def why(value: Dossier, name: str) -> Why:
    """The figure called `name` of a dossier, with everything it rests on.

    Raises NoSuchThing with the nearest names for one that the dossier does not have.
    """
    held = _figures(value)
    asked = name.strip().lower().replace("-", "_").replace(" ", "_")
    if asked not in held:
        near = get_close_matches(asked, held, n=5, cutoff=0.4)
        raise NoSuchThing(
            f"no figure {name[:40]!r} in the file of {value.identity.symbol}; "
            f"{'nearest: ' + ', '.join(near) if near else 'there are ' + ', '.join(sorted(held))}"
        )
    figure = held[asked]
    entry = catalogue.entries("measure").get(asked)
    formula = FORMULAS.get(asked) or (entry.label if entry else "as the source states it")
    return Why(
        asked,
        figure,
        formula,
        str(entry.says["reference"]) if entry else "",
        _inputs(asked, held),
        tuple(one for one in value.sources if one.key in figure.sources),
    )


_RESTS_ON = {
    "cap": ("price", "shares"),
    "tier": ("cap",),
    "cost": ("spread", "price", "adv_conservative", "cc_90"),
    "cost_usd": ("cost",),
    "exit_days": ("position_shares", "adv_conservative"),
    "position_shares": ("price",),
    "usd_to_move_1": ("adv_usd_90", "cc_90"),
    "usd_to_move_5": ("adv_usd_90", "cc_90"),
    "verdict": ("adv_ratio", "top2_share_10", "effective_days_90"),
    "float_shares": ("shares", "insiders_shares", "large_shares", "restricted_shares"),
    "float_by_guide": ("shares", "insiders_shares", "restricted_shares"),
    "float_by_essay": ("shares", "insiders_shares"),
    "float_part": ("float_shares", "shares"),
    "insiders_part": ("insiders_shares", "shares"),
    "large_part": ("large_shares", "shares"),
    "status": ("kind", "fiscal_year_end", "late", "last_report"),
    "runway_months": ("cash", "operating_cash"),
    "low_priced": ("price",),
    "penny_stock": ("price",),
}


def _inputs(name: str, held: dict[str, Figure]) -> tuple[str, ...]:
    lines = []
    for other in _RESTS_ON.get(name, ()):
        figure = held.get(other)
        if figure is None:
            continue
        amount = figure.status.replace("_", " ") if figure.value is None else _amount(figure)
        lines.append(f"{other} = {amount}" + (f", {figure.note}" if figure.note else ""))
    return tuple(lines)


def _amount(figure: Figure) -> str:
    if isinstance(figure.value, float):
        return f"{figure.value:,.6g} {figure.unit}"
    if isinstance(figure.value, int):
        return f"{figure.value:,} {figure.unit}"
    return f"{figure.value}"


def _figures(value: object) -> dict[str, Figure]:
    """Every figure of a dossier by the last part of its path; the first of a name wins."""
    found: dict[str, Figure] = {}
    if is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            inner = getattr(value, one.name)
            if isinstance(inner, Figure):
                found.setdefault(one.name, inner)
            else:
                found = {**_figures(inner), **found}
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, Figure):
                found.setdefault(str(key), inner)
    return found
