"""A balance sheet on which more is owed than is held."""

from datetime import timedelta

from microcap.checks import check
from microcap.checks.annual_report import DO, FRESH
from microcap.model.statement_tags import items
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.annual_accounts import cited, newest_balance, recent_accounts
from microcap.view.statement_items import amount
from microcap.view.subject import Subject

_QUARTERLY = timedelta(days=200)
"""The age of a balance sheet after which a filer of quarterly reports has told another one."""


@check(
    severity=2,
    kind="state",
    risk="failure",
    ends="a later balance sheet with equity above zero",
    renewed_by="interim",
    reference="ASC 205-40-55-2 names it among the adverse conditions",
)
def negative_equity(subject: Subject) -> Verdict:
    """The newest balance sheet shows equity below zero: more is owed than is held.

    Equity is that of all owners, with the redeemable shares that stand outside it. Companies that
    bought back many shares show it as well.
    """
    end, held = newest_balance(subject), recent_accounts(subject)
    if end is None or held is None:
        return CannotTell("a balance sheet among its tagged facts", DO)
    quarterly = (subject.facts["form"] == "10-Q").any()
    if subject.view.day - end > (_QUARTERLY if quarterly else FRESH):
        return CannotTell(f"a balance sheet newer than that of {end}", DO)
    equity = amount(held, items()["total_equity"], end, None)
    if equity is None:
        return CannotTell(f"equity (tag StockholdersEquity) on {end}", DO)
    redeemable = amount(held, items()["temporary_equity"], end, None)
    whole = equity.value + (redeemable.value if redeemable else 0.0)
    says = f"equity {equity.value:,.0f} {held.currency} on {end}"
    if redeemable is not None and redeemable.value:
        says += f", with redeemable shares {whole:,.0f}"
    if whole < 0:
        assets = amount(held, items()["assets"], end, None)
        beside = f"; assets {assets.value:,.0f}" if assets else ""
        return Finding(f"{says}{beside}", cited(equity, redeemable, assets))
    return Clear(says)
