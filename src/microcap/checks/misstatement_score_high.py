"""Beneish's score of two years' accounts above its cut-off."""

from microcap.checks import check
from microcap.checks.annual_report import (
    DO,
    annual_report,
    clear,
    income_doubted,
    lines,
    not_applied,
)
from microcap.measures.account_scores import (
    BENEISH_ITEMS,
    CUT,
    MisstatementScore,
    misstatement_score,
)
from microcap.measures.beneish import CUT_OFFS, INDICES
from microcap.model.verdicts import CannotTell, Finding, Verdict
from microcap.view.annual_accounts import AnnualAccounts, cited
from microcap.view.subject import Subject

CUT_OFF = CUT_OFFS["20:1"]
LEAST_SALES = 0.05
"""Below a twentieth of assets in sales the indices of sales jump for no reason (project default)."""
_MEANS = {
    "DSRI": "receivables in days of sales",
    "GMI": "gross margin before over now",
    "AQI": "assets that are neither current nor plant",
    "SGI": "growth of sales",
    "DEPI": "slower depreciation",
    "SGAI": "selling and administrative costs in sales",
    "LVGI": "debt in assets",
    "TATA": "income that is not cash, in assets",
}


@check(
    severity=3,
    kind="event",
    risk="misstatement",
    reference="Beneish 1999, Financial Analysts Journal 55(5); cut-off -1.78 (20:1)",
)
def misstatement_score_high(subject: Subject) -> Verdict:
    """Beneish's M of the last annual report is above -1.78.

    Its eight indices compare two fiscal years. Growth, an acquisition or a bad year raise them as
    well, and most companies above the cut-off misstated nothing. An index above 4 counts as 4. Of the three indices of least
    weight two may stand at 1 where they are not told, and this is said.
    """
    years = annual_report(subject)
    if isinstance(years, CannotTell):
        return years
    if refused := not_applied(subject, years, "Beneish's M") or _refused(years):
        return refused
    found = misstatement_score(years)
    if found.score is None or found.cut is None:
        lacking = found.lacking or ("a denominator above zero in every index",)
        return CannotTell(f"{', '.join(lacking)} of the fiscal years to {years.end}", DO)
    says = f"M {found.score:.2f} against {CUT_OFF} ({_parts(found)})"
    if found.cut < found.score:
        says += f"; {found.cut:.2f} with every index cut at {CUT:g}"
    if found.cut <= CUT_OFF:
        return clear(subject, years, says)
    driver = found.driver
    amounts = [
        years.of(name, back)
        for back in (0, 1)
        for key, name in BENEISH_ITEMS.items()
        if back == 0 or key not in ("ni", "cfo")
    ]
    return Finding(
        f"fiscal year to {years.end}: {says}; {driver}, {_MEANS[driver]}, lifts it most, "
        f"by {found.lift(driver):.2f}",
        cited(*amounts),
    )


def _refused(years: AnnualAccounts) -> CannotTell | None:
    for back in (0, 1):
        sales, assets = years.of("revenue", back), years.of("assets", back)
        if sales is None or assets is None:
            return CannotTell(f"{lines(['revenue', 'assets'])} of two fiscal years", DO)
        if sales.value < LEAST_SALES * assets.value:
            return CannotTell(
                f"Beneish's M is not applied: sales of {sales.value:,.0f} are less than "
                f"{LEAST_SALES:.0%} of assets in the fiscal year to {sales.end}",
                "read the statements: microcap facts SYMBOL",
            )
    return income_doubted(years)


def _parts(found: MisstatementScore) -> str:
    told = [
        f"{name} {value:.2f}" if (value := found.indices[name]) is not None else f"{name} not told"
        for name in INDICES
    ]
    as_one = f"; taken as 1: {', '.join(found.taken_as_one)}" if found.taken_as_one else ""
    return f"{', '.join(told)}{as_one}"
