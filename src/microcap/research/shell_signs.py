"""Signs of a shell or a custodianship: what the record shows of each, and no verdict of their sum.

Each sign is a question of its own with three answers. A company may show several of them and be
no shell, a biotech before its first sale for instance; the check `shell_or_blank_check` alone
says what the cover page and the industry code say.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import polars as pl

from microcap.checks.filing_record import answer, filing_record, items_filed
from microcap.checks.shell_or_blank_check import shell_or_blank_check
from microcap.model.business_days import months_after
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.filer import Filer, filer_of
from microcap.view.said import documents_read, statements
from microcap.view.subject import Subject

NOMINAL = 100_000.0
"""USD at or below which revenue or assets are called nominal (project default; 17 CFR 240.12b-2
names no amount)."""
DORMANT = timedelta(days=730)
"""A silence this long is called dormant (project default)."""
_MONTHS = 36
_TOGETHER = timedelta(days=365)
_REVENUE = (
    "Revenues",
    "RevenueFromContractWithCustomerExcludingAssessedTax",
    "RevenueFromContractWithCustomerIncludingAssessedTax",
    "SalesRevenueNet",
    "Revenue",
)
_CASH = (
    "CashAndCashEquivalentsAtCarryingValue",
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
    "Cash",
)
_BY_OTHERS = (
    "3",
    "4",
    "5",
    "144",
    "SC 13D",
    "SC 13G",
    "SCHEDULE 13D",
    "SCHEDULE 13G",
    "UPLOAD",
    "LETTER",
)
_DO_FACTS = "microcap ingest sec FOLDER with the companyfacts JSON of the issuer"


@dataclass(frozen=True)
class Sign:
    """One sign: what is asked, and what the record answers."""

    name: str
    label: str
    verdict: Verdict


def shell_signs(subject: Subject) -> tuple[Sign, ...]:
    """Every sign with its answer, in the order of the table below."""
    return (
        Sign("shell_box", "the cover page or the industry code says shell", shell_or_blank_check(subject)),
        Sign("shell_status_changed", "a change of shell status was reported (8-K 5.06)", _status_changed(subject)),
        Sign("nominal_revenue", "revenue of the newest fiscal year is nominal", _revenue(subject)),
        Sign("nominal_assets", "assets beside cash are nominal", _assets(subject)),
        Sign("changed_together", "name, control or industry changed within a year of each other", _changes(subject)),
        Sign("dormant_then_filing", "filings resumed after two silent years", _dormant(subject)),
        Sign("custodianship", "a document held speaks of a court's custodian", _custodian(subject)),
    )  # fmt: skip


def _status_changed(subject: Subject) -> Verdict:
    record = filing_record(subject, _MONTHS)
    found = items_filed(record.rows, "5.06")
    return answer(
        record, found, fact="a change of shell status was reported", asked="8-K item 5.06"
    )


def _revenue(subject: Subject) -> Verdict:
    year = subject.facts.filter(
        pl.col("tag").is_in(list(_REVENUE))
        & (pl.col("unit") == "USD")
        & pl.col("start").is_not_null()
        & ((pl.col("day") - pl.col("start")).dt.total_days().is_between(350, 380))
    )
    if year.is_empty():
        # who tags no revenue may have none, or tag it otherwise
        return CannotTell("a tagged revenue of a fiscal year in USD", _DO_FACTS)
    newest = year.filter(pl.col("day") == pl.col("day").max()).sort("known_at", "value")
    row = newest.row(-1, named=True)
    if row["value"] > NOMINAL:
        return Clear(f"revenue of the year to {row['day']}: ${row['value']:,.0f}")
    said = f"revenue of the year to {row['day']} was ${row['value']:,.0f}"
    return Finding(
        said,
        (
            Evidence(
                row["accession"], f"{row['tag']} {row['value']:,.0f}", row["day"], row["known_at"]
            ),
        ),
    )


def _assets(subject: Subject) -> Verdict:
    assets = subject.fact("Assets")
    cash = subject.fact(*_CASH)
    if (
        assets is None
        or cash is None
        or not isinstance(assets.value, float)
        or not isinstance(cash.value, float)
    ):
        return CannotTell("tagged assets and cash in USD", _DO_FACTS)
    if assets.as_of != cash.as_of:
        return CannotTell(
            f"assets and cash of one day: held are {assets.as_of} and {cash.as_of}", _DO_FACTS
        )
    beside = assets.value - cash.value
    said = f"assets of ${assets.value:,.0f}, ${beside:,.0f} of them beside cash, on {assets.as_of}"
    if beside > NOMINAL:
        return Clear(said)
    return Finding(said, (Evidence(assets.sources[0], said, assets.as_of, assets.known_at),))


def _changes(subject: Subject) -> Verdict:
    filer = filer_of(subject)
    record = filing_record(subject, _MONTHS)
    if filer is None:
        gap = record.gap or CannotTell("the issuer")
        return CannotTell(f"changes of name, control and industry: {gap.missing}", gap.do)
    changes = sorted(_dated_changes(filer, record.rows, record.first), key=lambda one: one[1])
    kinds = {what for what, _, _ in changes}
    for (what, day, one), (other, after, two) in pairwise(changes):
        if what != other and after - day <= _TOGETHER:
            return Finding(f"{what} on {day} and {other} on {after}", (two, one))
    if record.gap is not None:
        return CannotTell(
            f"changes of name, control and industry: {record.gap.missing}", record.gap.do
        )
    seen = f"{', '.join(sorted(kinds))} alone" if kinds else "none of name and control"
    return Clear(
        f"{seen} from {record.first} to {record.last}; {record.says}; industry codes as far as they are dated"
    )


def _dated_changes(
    filer: Filer, rows: pl.DataFrame, first: date
) -> list[tuple[str, date, Evidence]]:
    changes = [
        (
            "change of control",
            row["day"],
            Evidence(row["accession"], f"{row['form']} item 5.01", row["day"], row["known_at"]),
        )
        for row in items_filed(rows, "5.01").iter_rows(named=True)
    ]
    for field, what in (("name", "change of name"), ("sic", "change of industry code")):
        for before, after in pairwise(filer.history(field)):
            if before.value != after.value and first <= after.day <= filer.view.day:
                said = f"{before.value} → {after.value}"
                changes.append(
                    (what, after.day, Evidence(after.source, said, after.day, after.known_at))
                )
    return changes


def _dormant(subject: Subject) -> Verdict:
    filer = filer_of(subject)
    if filer is None or filer.record is None:
        missing = f"a whole record of filings of {'the issuer' if filer is None else filer.issuer}"
        return CannotTell(
            missing, "microcap ingest sec FOLDER with the submissions JSON of the issuer"
        )
    bare = pl.col("form").str.replace("/A", "")
    own = filer.filings.filter(~bare.is_in(list(_BY_OTHERS)))
    since = months_after(subject.view.day, -_MONTHS)
    for before, after in pairwise(own.iter_rows(named=True)):
        if after["day"] - before["day"] < DORMANT or after["day"] < since:
            continue
        if not filer.whole(before["day"], after["day"]):
            continue
        cited = tuple(
            Evidence(
                row["accession"], f"{row['form']}, filed {row['day']}", row["day"], row["known_at"]
            )
            for row in (after, before)
        )
        return Finding(
            f"nothing of its own from {before['day']} to {after['day']}, then Form {after['form']}",
            cited,
        )
    held = filer.record
    if held.last - held.first < DORMANT:
        return CannotTell(
            f"two years of its filings: held is {held.first} to {held.last}",
            "microcap ingest sec FOLDER with its older pages",
        )
    return Clear(
        f"{counted(own.height, 'filing')} of its own, held from {held.first} to {held.last}"
    )


def _custodian(subject: Subject) -> Verdict:
    said = statements(subject, "custodianship")
    if said:
        newest = said[0]
        says = f"{newest.document or newest.form}, {newest.day}, speaks of a custodian"
        return Finding(says, (newest.cite(),))
    read = documents_read(subject).height
    held = f"{counted(read, 'document')} read, none of them speaks of one, and a court's order need not be filed"
    return CannotTell(f"a custodianship: {held}", "look up the court of its state of incorporation")
