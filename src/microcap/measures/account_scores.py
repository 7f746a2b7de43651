"""Scores of a fiscal year's accounts: Beneish, Altman, Ohlson and accruals on lines of statements.

The formulas are the public methods; here is which line of the statements each takes, once for a
subject and for its peers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from microcap.measures.altman import altman
from microcap.measures.beneish import INDICES, beneish
from microcap.measures.ohlson import ohlson
from microcap.measures.sloan import sloan
from microcap.model.statement_tags import items
from microcap.view.annual_accounts import AnnualAccounts

Values = Mapping[str, float | None]
"""Items of one year by the name of the item; those of the year before end in `_before`."""

BENEISH_ITEMS = {
    "rec": "receivables",
    "sales": "revenue",
    "cogs": "cost_of_revenue",
    "ca": "current_assets",
    "ppe": "property",
    "ta": "assets",
    "dep": "depreciation",
    "sga": "selling_general_administrative",
    "cl": "current_liabilities",
    "ltd": "long_debt",
    "ni": "net_income",
    "cfo": "cfo",
}
NEEDS = {
    "DSRI": ("rec", "sales"),
    "GMI": ("sales", "cogs"),
    "AQI": ("ca", "ppe", "ta"),
    "SGI": ("sales",),
    "DEPI": ("dep", "ppe"),
    "SGAI": ("sga", "sales"),
    "LVGI": ("cl", "ltd", "ta"),
    "TATA": ("ni", "cfo", "ta"),
}
"""Which lines each of Beneish's indices is made of."""
CUT = 4.0
"""An index is cut here before it decides, as the extreme hundredths were in the paper: a part of
the year before that was almost nothing makes an index of any size (project default)."""
NEUTRAL = frozenset({"DEPI", "SGAI", "LVGI"})
"""The three of least weight: where one cannot be told it may stand at 1, and this is said."""
DISTRESS_ITEMS = (
    "assets",
    "liabilities",
    "current_assets",
    "current_liabilities",
    "retained_earnings",
    "operating_income",
    "equity",
    "net_income",
    "pretax",
    "depreciation",
)
ACCRUAL_ITEMS = ("net_income", "cfo", "assets")


@dataclass(frozen=True)
class MisstatementScore:
    """Beneish's M with its eight indices; `taken_as_one` names those that were not told."""

    score: float | None
    indices: Mapping[str, float | None]
    cut: float | None
    """The score with every index cut at 4; null where the score is."""
    taken_as_one: tuple[str, ...]
    lacking: tuple[str, ...]
    """Labels of the lines whose absence keeps the score from being told."""

    @property
    def driver(self) -> str:
        """The index that lifts the score most above that of a company in which nothing changed."""
        return max(INDICES, key=self.lift)

    def lift(self, name: str) -> float:
        """By how much an index moves M away from -2.48, the M of two equal years."""
        value = self.indices[name]
        still = {key: 0.0 if key == "TATA" else 1.0 for key in INDICES}
        return 0.0 if value is None else _m({**still, name: value}) - _m(still)


def _m(of: Mapping[str, float]) -> float:
    score = beneish(
        of["DSRI"],
        of["GMI"],
        of["AQI"],
        of["SGI"],
        of["DEPI"],
        of["SGAI"],
        of["LVGI"],
        of["TATA"],
    )
    return score if isinstance(score, float) else 0.0


def misstatement_score(years: AnnualAccounts) -> MisstatementScore:
    """Beneish's M of the newest fiscal year against the one before.

    Up to two of the three indices of least weight may be unknown and stand at 1; with any other
    unknown, or a denominator that is not above zero, the score is null.
    """
    names = tuple(BENEISH_ITEMS.values())
    now, before = years.values(*names), years.values(*names, back=1)
    current = {key: now[name] for key, name in BENEISH_ITEMS.items()}
    prior = {key: before[name] for key, name in BENEISH_ITEMS.items()}
    answer = beneish(current=current, prior=prior, missing_as_one=True)
    told = answer if isinstance(answer, Mapping) else {}
    indices = {name: told.get(name) for name in INDICES}
    unknown = tuple(name for name in INDICES if indices[name] is None)
    filled = set(unknown) <= NEUTRAL and len(unknown) < len(NEUTRAL)
    score = told.get("M") if filled else None
    least = {name: 1.0 if value is None else min(value, CUT) for name, value in indices.items()}
    return MisstatementScore(
        score,
        indices,
        None if score is None else _m(least),
        unknown if filled else (),
        () if score is not None else _lacking(unknown, current, prior),
    )


def _lacking(unknown: Iterable[str], now: Values, before: Values) -> tuple[str, ...]:
    keys = dict.fromkeys(key for name in unknown for key in NEEDS[name])
    return tuple(
        items()[BENEISH_ITEMS[key]].label.lower()
        for key in keys
        if now[key] is None or (before[key] is None and key not in ("ni", "cfo"))
    )


def altman_z2(values: Values) -> float | None:
    """Altman's Z'' of a year; null where a line of it is not told."""
    return altman(
        working_capital=_less(values["current_assets"], values["current_liabilities"]),
        retained_earnings=values["retained_earnings"],
        ebit=values["operating_income"],
        total_liabilities=values["liabilities"],
        total_assets=values["assets"],
        book_equity=values["equity"],
    )["Z2"]


def ohlson_o(values: Values) -> float | None:
    """Ohlson's O of a year in dollars, prices not deflated; null where a line is not told."""
    pretax, worn = values["pretax"], values["depreciation"]
    return ohlson(
        total_assets=values["assets"],
        total_liabilities=values["liabilities"],
        working_capital=_less(values["current_assets"], values["current_liabilities"]),
        current_liabilities=values["current_liabilities"],
        current_assets=values["current_assets"],
        net_income=values["net_income"],
        net_income_prev=values["net_income_before"],
        ffo=None if pretax is None or worn is None else pretax + worn,
    )["O"]


def accruals(values: Values) -> float | None:
    """Sloan's accruals of a year over average assets; null where a line is not told."""
    return sloan(values["net_income"], values["cfo"], values["assets"], values["assets_before"])


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other
