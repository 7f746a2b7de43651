"""What the checks of accounts share: the last annual report, whether its rules apply, its evidence.

1. `annual_report` gives the newest fiscal years told, or why they cannot be used.
2. `not_applied` names the companies for which scores of accounts were not made.
3. `income_doubted` says where net income is tagged with the wrong sign.
4. `told_of` gives the lines a check needs, or names the ones that are not told.
"""

from datetime import timedelta

from microcap.model.statement_tags import items
from microcap.model.verdicts import CannotTell, Clear, Verdict
from microcap.view.annual_accounts import AnnualAccounts, annual_accounts
from microcap.view.facts_as_known import Amount, versions
from microcap.view.restated import change
from microcap.view.subject import Subject

FRESH = timedelta(days=460)
"""Fifteen months: a year after it ended the next one has ended, and its report is due."""
_OLDEST = timedelta(days=1100)
"""An event of a report older than three years weighs next to nothing and is not looked for."""
DO = "microcap ingest sec FOLDER with the issuer's newest companyfacts"
_FINANCIAL = ("60", "61", "62", "63", "64", "65", "67")
"""Two digits of the SIC: banks, lenders, brokers, insurers, real estate, holding and blank-check
companies (division H)."""
_BANK_TAGS = (
    "Deposits",
    "InterestExpenseDeposits",
    "LoansAndLeasesReceivableNetReportedAmount",
    "FinancingReceivableExcludingAccruedInterestAfterAllowanceForCreditLoss",
    "PremiumsEarnedNet",
    "LiabilityForFuturePolicyBenefits",
    "AssetsHeldInTrustNoncurrent",
)
"""What banks, insurers and blank-check companies tag, where their industry code is not held."""


def annual_report(subject: Subject, *, state: bool = False) -> AnnualAccounts | CannotTell:
    """The newest fiscal years told; cannot tell where none is, or where they are too old.

    A `state` is told of a year that ended within fifteen months, an event of one within three
    years: a clean bill needs `is_fresh` besides. Assets or income that two filings tell a thousand
    or a million apart are no ground for anything.
    """
    if subject.issuer is None:
        return CannotTell(
            f"who issued {subject.symbol} is not known, so no accounts can be joined",
            "microcap ingest sec FOLDER with the SEC's ticker lists or the issuer's submissions",
        )
    years = annual_accounts(subject)
    if years is None:
        return CannotTell("a fiscal year of statements among its tagged facts", DO)
    if subject.view.day - years.end > (FRESH if state else _OLDEST):
        return CannotTell(f"statements of a fiscal year newer than that to {years.end}", DO)
    return _in_two_units(years) or years


def _in_two_units(years: AnnualAccounts) -> CannotTell | None:
    for back in (0, 1):
        for found in (years.of("assets", back), years.of("net_income", back)):
            for _, told in found.parts if found is not None else ():
                series = years.held.known[told.taxonomy, told.tag, told.unit]
                for other in versions(series, told):
                    if change(other.value, told.value) == "scale":
                        return CannotTell(
                            f"the unit of {told.tag} on {told.day}: {other.value:,.0f} in "
                            f"{other.accession}, {told.value:,.0f} in {told.accession}",
                            f"microcap facts SYMBOL --tag {told.tag} shows what each filing told",
                        )
    return None


def is_fresh(subject: Subject, years: AnnualAccounts) -> bool:
    """Whether the newest fiscal year told ended within fifteen months."""
    return subject.view.day - years.end <= FRESH


def clear(subject: Subject, years: AnnualAccounts, looked_at: str) -> Verdict:
    """A clean bill on the newest fiscal year; cannot tell where a newer one is due by now."""
    if is_fresh(subject, years):
        return Clear(f"fiscal year to {years.end}: {looked_at}")
    return CannotTell(
        f"statements of a fiscal year newer than that to {years.end}, which showed: {looked_at}", DO
    )


def not_applied(subject: Subject, years: AnnualAccounts, score: str) -> CannotTell | None:
    """Why a score of accounts says nothing of such a company; null where it may be asked."""
    if years.held.currency != "USD":
        return CannotTell(
            f"{score} is not applied to accounts in {years.held.currency}: it was made from, and "
            "is compared among, accounts in US dollars",
            "read the statements: microcap facts SYMBOL",
        )
    said = subject.said("sic")
    why = f"SIC {said.value}" if said is not None and said.value.zfill(4)[:2] in _FINANCIAL else ""
    if said is None:
        tagged = [tag for tag in _BANK_TAGS if _tags_it(subject, tag)]
        why = f"no industry code is held and it tags {tagged[0]}" if tagged else ""
    if not why:
        return None
    return CannotTell(
        f"{score} is not applied to banks, insurers, funds and blank-check companies ({why}), "
        "whose accounts are built otherwise",
        "read the statements: microcap facts SYMBOL",
    )


def _tags_it(subject: Subject, tag: str) -> bool:
    return bool((subject.facts["tag"] == tag).any())


def income_doubted(years: AnnualAccounts, *, years_back: int = 0) -> CannotTell | None:
    """Why the sign of net income cannot be told, or null.

    The part of an amended report that compares pay with performance, and a slip, tag a loss as a
    positive number: then income before tax and earnings per share both have the other sign.
    """
    for back in range(years_back + 1):
        income, share = (years.of(name, back) for name in ("net_income", "earnings_per_share"))
        before = years.of("pretax", back) or years.of("operating_income", back)
        if income is None or share is None or before is None:
            continue
        if income.value * share.value < 0 and income.value * before.value < 0:
            return CannotTell(
                f"whether the fiscal year to {income.end} was a profit or a loss: net income of "
                f"{income.value:,.0f} ({income.sources[0]}), {before.value:,.0f} before tax, "
                f"{share.value:g} a share",
                "microcap facts SYMBOL --tag NetIncomeLoss shows what each filing told",
            )
    return None


def told_of(years: AnnualAccounts, *names: str, back: int = 0) -> list[Amount] | CannotTell:
    """These lines of a fiscal year, in order; names the lines and tags of those not told."""
    found = [years.of(name, back) for name in names]
    lacking = [name for name, one in zip(names, found, strict=True) if one is None]
    if lacking:
        return CannotTell(f"{lines(lacking, years.held.taxonomy)} {_year(years, back)}", DO)
    return [one for one in found if one is not None]


def told_twice(
    years: AnnualAccounts, *names: str
) -> tuple[list[Amount], list[Amount]] | CannotTell:
    """These lines of the newest fiscal year and of the one before; names those not told."""
    now, before = told_of(years, *names), told_of(years, *names, back=1)
    if isinstance(now, CannotTell):
        return now
    return before if isinstance(before, CannotTell) else (now, before)


def lines(names: list[str], taxonomy: str = "us-gaap") -> str:
    """Lines of the statements by their label, each with the first tag that would tell it."""
    said = []
    for name in names:
        item = items()[name]
        first = next(iter(item.alternatives(taxonomy)), ())
        tag = f" (tag {first[0].name})" if first else ""
        said.append(f"{item.label.lower()}{tag}")
    return ", ".join(said)


def _year(years: AnnualAccounts, back: int) -> str:
    if back == 0:
        return f"of the fiscal year to {years.end}"
    return f"of the {'year' if back == 1 else 'second year'} before the fiscal year to {years.end}"
