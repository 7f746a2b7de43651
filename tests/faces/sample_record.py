"""What the record tells of the invented companies of `sample_dossier`, built by hand.

The holdings of ZZHM are those of the pictures: officers 1.91M, a holder of ten per cent 5.24M,
restricted 1.30M of 47.467M shares.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

from microcap.checks.ownership_deadlines import LateForm
from microcap.model.figures import Figure, cannot_tell
from microcap.model.verdicts import CannotTell, Evidence
from microcap.research.admissions import Admission, Admissions
from microcap.research.clock_rows import ClockRow
from microcap.research.holder_rows import LargeHolder
from microcap.research.holders import Holders, PlannedSale
from microcap.research.insider_holdings import InsiderHolding
from microcap.research.insider_trading import Cluster
from microcap.research.listing_clock import ListingClock
from microcap.research.parties import Served
from microcap.research.reporting import LateEvent, Reporting, ReportRow
from microcap.research.reports import NextDate, Reports

DAY = date(2026, 3, 16)
SAID = datetime(2025, 11, 14, 21, 42, tzinfo=UTC)
TEN_Q, FORM_4, SCHEDULE = "0009900001-25-000031", "0009900071-26-000002", "0009900999-26-000001"
DOUBT = "These conditions raise substantial doubt about the Company's ability to continue"


def admitted() -> Admissions:
    """Doubt that stands and is said in three documents, and a note that converts at a discount."""
    doubt = Admission(
        "going_concern_doubt",
        "raised",
        DOUBT,
        "10-Q",
        date(2025, 11, 14),
        SAID,
        TEN_Q,
        "stands",
        3,
        date(2025, 3, 31),
    )
    note = replace(
        doubt,
        kind="toxic_conversion",
        detail="discount_to_market",
        quote="80% of the lowest VWAP of the ten trading days before conversion",
        form="8-K",
        stands="event",
        documents=1,
    )
    return Admissions((doubt, note), {"warrant_terms": 2}, 14, date(2026, 2, 27), ("x",), None)


def nothing_admitted() -> Admissions:
    """No document was read."""
    missing = CannotTell(
        "what its filings admit: no document of it is held as text", "microcap fetch sec ZZNO"
    )
    return Admissions((), {}, 0, None, (), missing)


def holders_of() -> Holders:
    """47,467,000 - 1,910,000 - 5,240,000 - 1,300,000 = 39,017,000, which is 82.2 %."""

    def held(value: float, unit: str = "shares", **more: object) -> Figure:
        return Figure(value, unit, as_of=DAY, sources=(FORM_4,), **more)  # type: ignore[arg-type]

    return Holders(
        symbol="ZZHM",
        security="ZZHM",
        moment=datetime(2026, 3, 17, 12, 5, tzinfo=UTC),
        synthetic=True,
        outstanding=held(47_467_000, status="disputed", low=38_412_000.0, high=47_467_000.0),
        insiders_shares=held(1_910_000, note="newest forms of directors and officers: 2"),
        large_shares=held(5_240_000),
        institutions_shares=cannot_tell("shares", "schedules of institutions"),
        restricted_shares=held(1_300_000),
        float_shares=held(39_017_000, status="disputed"),
        float_by_guide=held(44_257_000, status="disputed"),
        float_by_essay=held(45_557_000, status="disputed"),
        public_float_usd=held(21_300_000.0, "USD"),
        insiders_part=held(1_910_000 / 47_467_000, "fraction"),
        large_part=held(5_240_000 / 47_467_000, "fraction"),
        float_part=held(39_017_000 / 47_467_000, "fraction", status="disputed"),
        net_buying_usd=held(-1_500.0, "USD", status="estimated", note="purchases less sales"),
        insiders=(
            InsiderHolding(
                "9900071",
                "Quill Agnes",
                "director,officer",
                "Chief Executive Officer",
                1_900_000.0,
                1_900_000.0,
                1,
                DAY,
                DAY,
                SAID,
                FORM_4,
                "4",
                silent=False,
            ),
        ),
        holders=(
            LargeHolder(
                "Marrow LP",
                None,
                "PN",
                5_240_000.0,
                5_240_000.0,
                0.11,
                0.1104,
                "SCHEDULE 13G",
                DAY,
                DAY,
                SAID,
                SCHEDULE,
            ),
        ),
        proxy=None,
        clusters=(
            Cluster(DAY, DAY, SAID, ("Quill Agnes", "Wren Tobias"), 2_000.0, 2_240.0, (FORM_4,)),
        ),
        planned=(PlannedSale("Wren Tobias", "Officer", 5_000, 5_600.0, DAY, SAID, SCHEDULE),),
        late=(LateForm("4", FORM_4, "Wren Tobias", DAY, DAY, DAY, SAID),),
        notes=("one form is listed and was not read",),
    )


def nobody_known() -> Holders:
    """No form, schedule or proxy."""
    missing = cannot_tell("shares", "forms of directors and officers")
    names = [name for name in Holders.__dataclass_fields__ if name.endswith("_shares")]
    names += ["float_by_guide", "float_by_essay", "insiders_part", "large_part", "float_part"]
    sample = holders_of()
    return replace(
        sample,
        **dict.fromkeys(names, missing),  # type: ignore[arg-type]
        net_buying_usd=cannot_tell("USD", "no Form 4 of the year is held"),
        insiders=(),
        holders=(),
        clusters=(),
        planned=(),
        late=(),
    )


def parties_of() -> tuple[Served, ...]:
    """An auditor that took another's place."""
    return (
        Served("auditor", "Ledgerfield LLP", "99042", DAY, DAY, SAID, TEN_Q, "Plumbline & Co."),
    )


def reports_of() -> Reports:
    """Current, one of eight late, the next due at the end of March, and a price rule that counts."""
    status = Figure(
        "sec_current", "reporting status", as_of=DAY, sources=(TEN_Q,), note="every report is in"
    )
    row = ReportRow(
        "quarterly report",
        "10-Q",
        date(2025, 6, 30),
        False,
        date(2025, 8, 14),
        None,
        Evidence(TEN_Q, "NT 10-Q, in time", date(2025, 8, 14)),
        date(2025, 8, 25),
        Figure(11, "days", sources=(TEN_Q,)),
        "late",
        "",
    )
    record = Reporting(
        issuer="9900001",
        kind=Figure("domestic", "kind of issuer", note="domestic filer; by its 10-K"),
        status=status,
        fiscal_year_end=Figure("12-31", "month and day"),
        filer_size=Figure("other", "filer size"),
        late=Figure(1, "reports", sources=(TEN_Q,), note="came after the due day, of 8"),
        last_report=Figure(122, "days", as_of=date(2025, 11, 14), sources=(TEN_Q,), note="10-Q"),
        rows=(row,),
        late_events=(LateEvent(TEN_Q, "1.01", DAY, DAY, DAY),),
        duties=("annual report: Form 10-K, within 90 days",),
        proposals=("half-yearly reports: proposed",),
        unknown=(CannotTell("whether older ones were filed", "microcap fetch sec ZZHM"),),
    )
    counting = ClockRow(
        "Nasdaq",
        "nasdaq_minimum_bid",
        "Nasdaq: closing bid under $1.00",
        True,
        "counting",
        Figure(12, "sessions", sources=("bars",)),
        30,
        DAY,
        None,
        None,
        None,
        None,
        "",
        "",
        "Nasdaq 5550(a)(2)",
    )
    clock = ListingClock(
        Figure("NASDAQ_CM", "venue"),
        (counting, replace(counting, state="clear")),
        (Evidence(TEN_Q, "8-K item 3.01", DAY),),
        Figure(1.12, "USD/share"),
        620,
        0,
        0,
        (),
    )
    due = NextDate(date(2026, 3, 31), "10-K for the period to 2025-12-31 is due", "issuer_kinds")
    return Reports(record, clock, "", (due,))


def nothing_owed() -> Reports:
    """The issuer is not known."""
    missing = "who issued ZZNO is not known, so no filing can be joined"
    unknown = cannot_tell("reporting status", missing)
    record = Reporting(None, unknown, unknown, unknown, unknown, unknown, unknown)
    return Reports(record, None, "no close of the last 260 sessions is held", ())


def evil_admitted(evil: str) -> Admissions:
    """Statements as somebody would write them who wants to harm the reader."""
    row = replace(admitted().rows[0], quote=evil, detail=evil, form=evil, note=evil)
    other = replace(row, kind="bankruptcy", quote=f"other {evil}")
    return replace(admitted(), rows=(row, other) * 9, counted={evil: 2})


def evil_holders(evil: str) -> Holders:
    """Holders whose names are made to harm the reader."""
    sample = holders_of()
    return replace(
        sample,
        insiders=(replace(sample.insiders[0], name=evil, title=evil, role=f"director {evil}"),)
        * 30,
        holders=(replace(sample.holders[0], name=evil, form=evil),) * 30,
        clusters=(replace(sample.clusters[0], owners=(evil,) * 5),),
        planned=(replace(sample.planned[0], owner=evil),),
        notes=(evil,) * 5,
    )


def evil_reports(evil: str) -> Reports:
    """A calendar with words of a publisher in every place that has any."""
    sample = reports_of()
    clock = sample.clock
    assert clock is not None
    return Reports(
        replace(
            sample.record,
            missing=(evil,) * 4,
            duties=(evil,),
            late_events=(replace(sample.record.late_events[0], items=evil),),
        ),
        replace(clock, rows=(replace(clock.rows[0], label=evil, exchange=evil, source=evil),)),
        evil,
        (NextDate(DAY, evil, evil),),
    )
