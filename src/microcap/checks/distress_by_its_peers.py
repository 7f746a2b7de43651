"""Scores of distress that are bad in themselves and among the worst of the peers."""

from dataclasses import dataclass

from microcap.checks import check
from microcap.checks.annual_report import annual_report, clear, income_doubted, lines, not_applied
from microcap.measures.account_scores import DISTRESS_ITEMS, Values, altman_z2, ohlson_o
from microcap.measures.altman import ZONES
from microcap.measures.peers import Place, place
from microcap.model.verdicts import CannotTell, Finding, Verdict
from microcap.view.annual_accounts import AnnualAccounts, cited
from microcap.view.subject import Subject

CUT_OFF = ZONES["Z2"][0]
"""Altman's Z'' below it is in the zone of distress."""
EVEN_ODDS = 0.0
"""Ohlson's O above it is a probability above one half. Prices are not deflated, which makes O
smaller, so that the cut-off errs towards silence."""
_DO = "microcap ingest sec FOLDER with the issuer's newest companyfacts"


@dataclass(frozen=True, slots=True)
class _Score:
    name: str
    among: Place | CannotTell
    bad: bool

    @property
    def says(self) -> str:
        """The score and its place among the peers."""
        if isinstance(self.among, CannotTell):
            return f"{self.name} not compared: {self.among.missing}"
        of = f"of {self.among.says}"
        if self.name == "O":
            return f"O {self.among.value:.2f} against 0, higher than {self.among.below} {of}"
        return f"Z'' {self.among.value:.2f} against {CUT_OFF}, lower than {self.among.above} {of}"


@check(
    severity=3,
    kind="state",
    risk="failure",
    ends="a later annual report with a score above the cut-off, or above a fifth of its peers",
    renewed_by="annual",
    reference="Altman 1995/2000 (Z''); Ohlson 1980, J. Accounting Research 18(1)",
)
def distress_by_its_peers(subject: Subject) -> Verdict:
    """The scores of distress are past their cut-offs and in the worst fifth of the company's peers.

    Altman's Z'' below 1.1 and lower than four fifths of the peers, and Ohlson's O above 0 and
    higher than four fifths; where one of them is not told the other decides. Peers share the
    industry code and are nearest in assets, at least eight. Young companies that burn cash are
    past the cut-offs by construction, hence the peers.
    """
    years = annual_report(subject, state=True)
    if isinstance(years, CannotTell):
        return years
    refused = not_applied(subject, years, "a score of distress")
    if refused := refused or income_doubted(years, years_back=1):
        return refused
    values = years.values(*DISTRESS_ITEMS)
    assets, equity = values["assets"], values["equity"]
    if assets is not None and equity is not None and assets < equity and values["liabilities"]:
        missing = f"a balance sheet that adds: equity {equity:,.0f} in assets {assets:,.0f}"
        return CannotTell(f"{missing} on {years.end}", "microcap facts SYMBOL")
    z, o = altman_z2(values), _odds(years, values)
    if assets is None or (z is None and o is None):
        lacking = [name for name, value in values.items() if value is None]
        what = lines(lacking) if lacking else "assets and liabilities above zero"
        return CannotTell(f"{what} of the fiscal year to {years.end}", _DO)
    scores = []
    if z is not None:
        among = place(subject, z, assets, altman_z2)
        bad = isinstance(among, Place) and z < CUT_OFF and among.in_lowest_fifth
        scores.append(_Score("Z''", among, bad))
    if o is not None:
        among = place(subject, o, assets, ohlson_o)
        bad = isinstance(among, Place) and o > EVEN_ODDS and among.in_highest_fifth
        scores.append(_Score("O", among, bad))
    says = "; ".join(one.says for one in scores)
    compared = [one for one in scores if isinstance(one.among, Place)]
    if compared and all(one.bad for one in compared):
        amounts = [years.of(name) for name in DISTRESS_ITEMS]
        return Finding(f"fiscal year to {years.end}: {says}", cited(*amounts))
    untold = [one.among for one in scores if isinstance(one.among, CannotTell)]
    if len(untold) == len(scores):
        return untold[0]
    return clear(subject, years, says)


def _odds(years: AnnualAccounts, values: Values) -> float | None:
    before = years.of("net_income", 1)
    return ohlson_o({**values, "net_income_before": before.value if before else None})
