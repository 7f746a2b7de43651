"""The filings of a stretch, and whether the record of them is proved to be whole.

1. `filing_record` takes the issuer's filings of the last months, or since its listing began.
2. `items_filed` and `forms_filed` pick the ones a check asks about.
3. `answer` gives the verdict: a finding, a clean bill that the coverage proves, or cannot tell.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from microcap.checks.stretch import listing_start, months_before
from microcap.model.figures import counted
from microcap.model.issuer_kinds import KindFound, kind_by
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.filer import filed_of
from microcap.view.subject import Subject

MONTHS = 24
"""How far back a check of filings looks (methods.md section 7: the two-year rules)."""

_A_REPORT_DUE = timedelta(days=200)
"""Within so many days a domestic filer owes a first periodic report (project default)."""
ITEMS_SINCE = date(2004, 8, 23)
"""The first day of today's 8-K item numbers (SEC Release 33-8400)."""


@dataclass(frozen=True)
class FilingRecord:
    """Filings from `first` to `last`, oldest first, and what keeps the record from being whole."""

    rows: pl.DataFrame
    first: date
    last: date
    gap: CannotTell | None
    """Null where coverage proves that no filing of the stretch is missing."""
    assumed: bool
    """The link from the ticker to the issuer is assumed, not proved."""

    @property
    def says(self) -> str:
        """What was looked at, in a sentence."""
        link = "; that they are of this issuer is assumed" if self.assumed else ""
        return f"{counted(self.rows.height, 'filing')} from {self.first} to {self.last}, all held{link}"


def filing_record(subject: Subject, months: int = MONTHS) -> FilingRecord:
    """The issuer's filings of the last `months`, or since the listing began where that is later."""
    last = subject.view.day
    first = max(months_before(last, months), listing_start(subject) or date.min)
    rows = subject.filings.filter((pl.col("day") >= first) & (pl.col("day") <= last))
    link = subject.identity[-1].status if subject.issuer is not None else "cannot_tell"
    return FilingRecord(rows, first, last, _gap(subject, first, last), link != "known")


def items_filed(rows: pl.DataFrame, item: str, *, amendments: bool = True) -> pl.DataFrame:
    """The 8-Ks that report an item, as `4.01`; with or without their amendments."""
    listed = pl.col("items").str.replace_all(" ", "").str.split(",").list.contains(item)
    form = pl.col("form").str.starts_with("8-K")
    if not amendments:
        form = form & ~pl.col("form").str.ends_with("/A")
    return rows.filter(form & listed.fill_null(False))


def forms_filed(rows: pl.DataFrame, forms: Collection[str]) -> pl.DataFrame:
    """The filings of exactly these form types."""
    return rows.filter(pl.col("form").is_in(list(forms)))


def issuer_kind(record: FilingRecord) -> KindFound:
    """What kind of issuer the filings of a record show; what it owes stands in its table."""
    return kind_by(filed_of(record.rows))


def owes_items(record: FilingRecord) -> bool:
    """Whether the issuer's filings show that it owed Forms 8-K with items over the whole stretch.

    A foreign private issuer reports events on Form 6-K, an issuer under Regulation A on Form 1-U,
    and neither has items: that it filed no item says nothing. Nor does the empty record of one
    that does not report at all, or that of one which owed other forms before, or sent no periodic
    report in the whole stretch.
    """
    found = issuer_kind(record)
    kind = found.kind
    if kind is None or not kind.items or found.since is not None:
        return False
    forms = set(record.rows["form"].str.replace("/A", ""))
    # who sent no annual or interim report in so long may send no reports of events either
    showing = (
        kind.periodic
        if record.last - record.first > _A_REPORT_DUE
        else {kind.events, *kind.periodic}
    )
    return bool(forms & showing) and record.first >= ITEMS_SINCE


def cite(row: dict[str, object]) -> Evidence:
    """A filing as evidence: its accession number, form, items and day."""
    items = f", items {row['items']}" if row["items"] else ""
    day, known_at = row["day"], row["known_at"]
    return Evidence(str(row["accession"]), f"{row['form']}{items}, filed {day}", day, known_at)  # type: ignore[arg-type]


def answer(
    record: FilingRecord,
    found: pl.DataFrame,
    *,
    fact: str,
    asked: str,
    at_least: int = 1,
    by_items: bool = True,
) -> Verdict:
    """The verdict on the filings `found` in a record.

    `fact` is the sentence of a finding, before its days; `asked` is what was looked for. Fewer
    than `at_least` are no finding. `by_items`: the absence of the form also needs proof that the
    issuer reports on Form 8-K. Of an issuer that filed nothing at all no absence is told.
    """
    if found.height >= at_least:
        days = [str(day) for day in found.sort("day")["day"]]
        said = ", ".join(days[-4:]) + (f" and {len(days) - 4} before" if len(days) > 4 else "")
        rows = found.sort("day", descending=True).iter_rows(named=True)
        return Finding(f"{fact}: {said}", tuple(cite(row) for row in rows))
    if record.gap is not None:
        return CannotTell(f"{asked}: {record.gap.missing}", record.gap.do)
    if record.rows.is_empty() or (by_items and not owes_items(record)):
        return _no_items(record, asked)
    fewer = f"; {found.height} found and {at_least} asked for" if found.height else ""
    return Clear(f"no {asked} in {record.says}{fewer}")


def _gap(subject: Subject, first: date, last: date) -> CannotTell | None:
    if subject.issuer is None:
        return CannotTell(
            f"who issued {subject.symbol} is not known, so no filing can be joined",
            "microcap ingest sec FOLDER with the SEC's ticker lists or the issuer's submissions",
        )
    if subject.holds_complete("filings", first, last):
        return None
    spans = subject.coverage("filings").filter(pl.col("complete"))
    do = f"microcap ingest sec FOLDER with the submissions JSON of CIK {subject.issuer}"
    if spans.is_empty():
        return CannotTell(f"the filings of issuer {subject.issuer} are not held as a whole", do)
    begins, ends = spans["day"].sort().item(0), spans["until"].sort().item(-1)
    held = f"complete only from {begins} to {ends}"
    return CannotTell(f"filings are needed from {first} to {last} and are held {held}", do)


def _no_items(record: FilingRecord, asked: str) -> CannotTell:
    if record.rows.is_empty():
        why = f"the issuer filed nothing with the SEC from {record.first} to {record.last}"
        return CannotTell(f"{asked}: {why}", "bring its documents from where it does report")
    if record.first < ITEMS_SINCE:
        why = f"8-K items have today's numbers from {ITEMS_SINCE}, the record begins before"
        return CannotTell(f"{asked}: {why}", "read the older 8-Ks, or ask for a later day")
    found = issuer_kind(record)
    if found.kind is not None and found.kind.items and found.since is not None:
        why = f"the issuer is a {found.kind.label} since {found.since}, and was another kind before"
        return CannotTell(f"{asked}: {why}", "read its older reports, or ask for a later day")
    if found.kind is not None and found.kind.items:
        why = f"no annual or interim report was filed from {record.first} to {record.last}"
        return CannotTell(f"{asked}: {why}", "bring its documents from where it does report")
    forms = ", ".join(sorted(set(record.rows["form"]))[:5])
    why = f"the issuer's filings are {forms}; such filers owe no 8-K with items"
    if found.kind is not None and found.kind.why_no_items:
        why += f" ({found.kind.why_no_items})"
    events = found.kind.events if found.kind is not None else None
    do = f"read its Forms {events}" if events and events != "8-K" else "read its other reports"
    return CannotTell(f"{asked}: {why}", do)
