"""Dossiers of invented companies, built by hand, for the tests of the faces.

ZZHM is the troubled name of the pictures; its figures are those that stand there. ZZNO is a
ticker of which one bar is held and nothing else.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from faces import sample_record
from microcap.model.figures import Figure, cannot_tell
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding
from microcap.research.chapters import (
    CountRow,
    Dossier,
    Identity,
    Liquidity,
    Money,
    Reference,
    Size,
    Spike,
    SpreadRow,
    Suspicion,
    TierRow,
)
from microcap.view.subject import Link

Chapter = TypeVar("Chapter", Identity, Size, Liquidity, Money)
DAY = date(2026, 3, 16)
MOMENT = datetime(2026, 3, 17, 12, 5, tzinfo=UTC)
TEN_Q, SALE, CONVERTED = "0009900001-25-000031", "0009900001-26-000004", "0009900001-26-000009"
NO_OWNERS = "statements of insiders' and restricted shares (table ownership not held for it)"


def figure(value: float | int | str, unit: str, *sources: str, **more: Any) -> Figure:
    """A figure of the sample's day, by its bars where nothing else is said."""
    return Figure(value, unit, **{"as_of": DAY, "sources": sources or ("bars",), **more})


def troubled() -> Dossier:
    """ZZHM: disputed size, dear and sporadic, seven findings' worth of trouble in three."""
    return Dossier(
        identity=_identity(),
        moment=MOMENT,
        day=DAY,
        synthetic=True,
        newest={
            "bar": Figure("2026-03-16", "day", as_of=DAY),
            "filing": Figure("x", "moment", known_at=datetime(2026, 2, 27, 12, 31, tzinfo=UTC)),
            "quote": cannot_tell("moment", "none held"),
            "news": cannot_tell("moment", "none held"),
        },
        in_short=(
            "Makes ocean sensors, sales $4.9M in twelve months.",
            "Two of the checks found something; the heaviest: no cure period left.",
            "$5,000 in and out costs about 12 %.",
            "You have set no value for it, so no order can be planned.",
        ),
        suspicious=_suspicions(),
        admitted=sample_record.admitted(),
        size=_size(),
        holders=sample_record.holders_of(),
        parties=sample_record.parties_of(),
        liquidity=_liquidity(),
        money=_money(),
        reports=sample_record.reports_of(),
        value_and_plan=("nothing in your research file: no value, no entry and no exit price",),
        changes_it=("10-K by 2026-03-31", "a close under $1.00"),
        cannot_tell=(
            CannotTell("short interest (table not held)", "bring a file: microcap ingest files"),
            CannotTell("releases (no feed held; filings only)"),
        ),
        sources=_references(),
        bars=_bars(),
        marks=(
            (date(2026, 2, 27), "filing", "8-K 3.02"),
            (date(2026, 1, 15), "spike", "41.9M shares"),
            (date(2025, 12, 3), "split", "1:25"),
        ),
    )


def blank() -> Dossier:
    """ZZNO: a ticker and one bar; every other figure cannot be told."""
    sample = troubled()
    return replace(
        sample,
        identity=replace(
            _blind(sample.identity), symbol="ZZNO", asked="ZZNO", links=(), former_names=()
        ),
        synthetic=False,
        newest={"bar": sample.newest["bar"], "filing": cannot_tell("moment", "none held")},
        in_short=("ZZNO has one bar, and nothing else is held of it.",),
        suspicious=(),
        admitted=sample_record.nothing_admitted(),
        holders=sample_record.nobody_known(),
        parties=(),
        reports=sample_record.nothing_owed(),
        size=replace(
            _blind(sample.size),
            price=figure(1.12, "USD/share", note="raw close"),
            counts=(),
            tiers=(
                TierRow("default", "unknown", "unknown", "unknown", "unknown", "no market cap"),
            ),
            tier_history=(),
            doubts=(),
        ),
        liquidity=replace(
            _blind(sample.liquidity), spikes=(), spike_tally={}, money="", time="", effort=""
        ),
        money=_blind(sample.money),
        value_and_plan=(),
        changes_it=(),
        sources=(Reference("a", "bars", "bars of your files", None),),
        bars=sample.bars[-1:],
        marks=(),
    )


def hostile() -> Dossier:
    """ZZHM as a publisher would send it who wants to harm the reader."""
    sample = troubled()
    evil = (
        "\x1b[31mRed\x1b]8;;https://evil.example\x07 <script>alert(1)</script> \u202egnp.exe\u202c "
        '"><img src=x onerror=alert(2)> [a] [R1]\r\n\x07\x00' + "very long name " * 40
    )
    finding = Finding(evil, (Evidence(TEN_Q, evil, DAY),))
    return replace(
        sample,
        identity=replace(
            sample.identity,
            symbol=evil,
            asked=evil,
            name=figure(evil, "name", TEN_Q, note=evil, flags=(evil,)),
            former_names=(evil,) * 9,
            tradability=evil,
            links=(Link(evil, "assumed", evil, DAY, MOMENT),) * 5,
        ),
        in_short=(evil,) * 4,
        suspicious=tuple(
            Suspicion(evil, evil, 4.0, "state", DAY, verdict)
            for verdict in (finding, Clear(evil), CannotTell(evil, evil))
            for _ in range(30)
        ),
        admitted=sample_record.evil_admitted(evil),
        holders=sample_record.evil_holders(evil),
        parties=tuple(replace(one, name=evil, before=evil) for one in sample.parties),
        reports=sample_record.evil_reports(evil),
        size=replace(sample.size, doubts=(evil,) * 20, cap=cannot_tell("USD", evil)),
        liquidity=replace(sample.liquidity, caveats=(evil,) * 20, rules=(evil,) * 9, money=evil),
        value_and_plan=(evil,) * 12,
        changes_it=(evil,) * 12,
        cannot_tell=tuple(CannotTell(f"{number} {evil}", evil) for number in range(40)),
        sources=(
            *(replace(one, what=evil, href="javascript:alert(1)") for one in sample.sources),
            *(Reference("a", f"{number}{evil}", evil, MOMENT) for number in range(60)),
        ),
        marks=((DAY, "filing", evil),),
    )


def _blind(chapter: Chapter) -> Chapter:
    """The chapter with every figure unknown."""
    blind: dict[str, Any] = {}
    for name in chapter.__dataclass_fields__:
        held = getattr(chapter, name)
        if isinstance(held, Figure):
            blind[name] = cannot_tell(held.unit, f"nothing of the kind is held for {name}")
        elif isinstance(held, dict) and held and isinstance(next(iter(held.values())), Figure):
            blind[name] = {key: cannot_tell(one.unit, "volume") for key, one in held.items()}
        elif isinstance(held, tuple) and held and isinstance(held[0], SpreadRow):
            blind[name] = tuple(
                SpreadRow(row.method, cannot_tell("fraction", "enough sessions")) for row in held
            )
    return replace(chapter, **blind)


def _identity() -> Identity:
    return Identity(
        symbol="ZZHM",
        security="ZZHM",
        asked="ZZHM",
        name=figure("Halvorsen Marine Sensors, Inc.", "name", "listings"),
        venue=figure("NASDAQ_CM", "venue", "listings", note="by the list of 2026-03-02"),
        share_kind=figure("common", "kind", "listings"),
        issuer=figure("9900001", "CIK", "listings"),
        filer_kind=figure("files 10-K and 10-Q", "filer kind", TEN_Q, note="by the forms held"),
        industry=cannot_tell("SIC", "the industry code at that moment"),
        tradability="listed on Nasdaq Capital Market; quotes are public",
        venue_consequences=("reports to the SEC",),
        listing_age_sessions=figure(1204, "sessions", status="estimated", note="at least"),
        links=(
            Link("ZZHM is issued by 9900001", "known", "list of 2026-03-02", DAY, MOMENT),
            Link("ZZHM continues ZZOS", "assumed", "equal share count", DAY, MOMENT),
        ),
        former_names=("Ocean Sensing Corp. from 2019-02-01",),
    )


def _suspicions() -> tuple[Suspicion, ...]:
    return (
        Suspicion(
            "auditor_resigned",
            "auditor resigned",
            3.3,
            "event",
            date(2025, 12, 3),
            Finding("8-K 4.01, no disagreement stated", (Evidence(SALE, "item 4.01", DAY),)),
        ),
        Suspicion(
            "no_cure_period",
            "no cure period left",
            4.0,
            "state",
            date(2025, 6, 18),
            Finding(
                "splits 1:15 and 1:25, 375:1 in two years; above 250:1 there is none",
                (Evidence("splits", "1:25 of 2025-06-18"), Evidence(TEN_Q, "note 9")),
            ),
        ),
        Suspicion(
            "late", "reports on time", 0.0, "event", None, Clear("41 filings since 2023-03-17")
        ),
        Suspicion(
            "sales",
            "insider sales",
            0.0,
            "event",
            None,
            CannotTell("Forms 4 after 2025-12-31", "microcap ingest sec"),
        ),
    )


def _size() -> Size:
    """1.12 x 38,412,000 = 43,021,440 and 1.12 x 47,467,000 = 53,163,040 dollars."""
    moment = datetime(2025, 11, 14, 21, 42, tzinfo=UTC)
    rows = (
        (38_412_000, TEN_Q, "cover"),
        (6_150_000, SALE, "sold"),
        (2_905_000, CONVERTED, "converted"),
    )
    counts = tuple(
        CountRow(kind, "", count, float(count), date(2025, 11, 10), moment, source, True, "")
        for count, source, kind in rows
    )
    vendor = CountRow("vendor", "", 38_400_000, 38.4e6, DAY, moment, "share_counts", False, "older")
    no_owners = cannot_tell("shares", NO_OWNERS)
    return Size(
        cap=figure(
            53_163_040.0, "USD", TEN_Q, low=43_021_440.0, high=53_163_040.0, status="disputed"
        ),
        price=figure(1.12, "USD/share", note="raw close"),
        shares=figure(
            47_467_000, "shares", TEN_Q, SALE, CONVERTED,
            low=38_412_000.0, high=47_467_000.0, status="disputed",
        ),
        counts=(*counts, vendor),
        tiers=(
            TierRow("default", "nano", "micro", "micro", "disputed", ""),
            TierRow("guide", "nano", "micro", "micro", "disputed", ""),
            TierRow("sec-guide", "micro", "micro", "micro", "agreed", ""),
            TierRow("russell", "cannot tell", "cannot tell", "cannot tell", "cannot_tell", "no ranks"),
        ),
        tier=figure("micro", "tier", status="disputed", flags=("boundary",)),
        tier_history=((date(2025, 3, 3), "nano"), (date(2026, 1, 15), "micro")),
        tier_stable=figure("micro", "tier", status="estimated", n_used=260),
        penny_stock=figure("no", "rule", "listings", status="estimated", note="listed"),
        low_priced=figure("yes", "flag", note="close below $5.00"),
        insiders_shares=no_owners,
        large_shares=no_owners,
        restricted_shares=no_owners,
        float_shares=no_owners,
        float_by_guide=no_owners,
        float_by_essay=no_owners,
        public_float_usd=figure(21_300_000.0, "USD", TEN_Q, note="cover page, as restated"),
        doubts=("the vendor's count is 19 % under the one used",),
    )  # fmt: skip


def _liquidity() -> Liquidity:
    survivors = ("ohlc_survivors",)
    return Liquidity(
        legal=figure("free", "status", status="estimated", note="no halt in the record held"),
        partners=cannot_tell("shares", "sizes at bid and ask: no book is held"),
        cost=figure(0.12, "fraction", status="estimated", note="4,464 shares: spread + impact"),
        cost_usd=figure(602.0, "USD", status="estimated", note="there and back"),
        money="spread 10.7%, impact 1.3%",
        time="0.14 sessions for the order",
        effort="very high: weeks of resting orders",
        order_usd=5000.0,
        spread=figure(0.062, "fraction", status="estimated", low=0.041, high=0.077, n_used=88),
        spreads=(
            SpreadRow("Corwin-Schultz", figure(0.041, "fraction", n_used=88, flags=survivors)),
            SpreadRow("FHT", figure(0.077, "fraction", n_used=88)),
            SpreadRow("Roll", cannot_tell("fraction", "a negative covariance")),
        ),
        spread_watch=cannot_tell("verdict", "looks at the quote: five are wanted"),
        quote=cannot_tell("fraction", "a two-sided quote; write one down: microcap quote add"),
        volume={
            "adv_shares_10": figure(412_300.0, "shares", n_used=10),
            "adv_shares_90": figure(1_206_800.0, "shares", n_used=88),
            "adv_ratio": figure(0.34, "ratio", n_used=88),
            "top2_share_90": figure(0.59, "fraction", n_used=88),
        },
        verdict=figure("sporadic", "verdict", n_used=88, note="drying up"),
        spikes=(
            Spike(date(2026, 1, 15), 41.9e6, 131.8, "cannot tell", "filings not held complete"),
            Spike(
                date(2026, 2, 27), 5.2e6, 16.4, "explained", "8-K 3.02",
                (Evidence(CONVERTED, "8-K 3.02 of the same day", date(2026, 2, 27)),),
            ),
        ),
        spike_tally={"explained": 1, "led the news": 0, "unexplained": 0, "cannot tell": 1},
        impact={
            "usd_to_move_1": figure(5_040.0, "USD", status="estimated"),
            "usd_to_move_5": figure(126_000.0, "USD", status="estimated"),
        },
        zero_shares={"zero_volume_share_90": figure(0.022, "fraction", note="a lower bound")},
        exit_days=figure(1.6, "sessions", status="estimated", note="at 10% of the median day"),
        position_shares=figure(50_000, "shares", status="estimated"),
        volatility={"cc_90": figure(0.061, "fraction", n_used=88)},
        drawdown={"max_drawdown_252": figure(-0.83, "fraction", n_used=252)},
        marks={"last": figure(1.12, "USD/share", low=1.06, high=1.18, status="estimated")},
        determinants=("14 filings held",),
        rules=("tick 0.01 USD at this price",),
        caveats=("volume: cut at a million on three days",),
    )  # fmt: skip


def _money() -> Money:
    return Money(
        cash=figure(3_912_000.0, "USD", TEN_Q, note="balance sheet of 2025-09-30"),
        operating_cash=figure(-8_856_000.0, "USD a year", TEN_Q),
        runway_months=figure(5.3, "months", TEN_Q, status="estimated"),
        debt=Figure(None, "USD", "not_applicable", note="no debt is tagged in the report"),
        revenue=figure(4_900_000.0, "USD a year", TEN_Q),
        net_income=cannot_tell("USD a year", "a tagged net income"),
    )


def _references() -> tuple[Reference, ...]:
    accepted = datetime(2025, 11, 14, 21, 42, tzinfo=UTC)
    filed = "https://www.sec.gov/Archives/edgar/data/9900001/"
    return (
        Reference("a", TEN_Q, "10-Q", accepted, filed + TEN_Q),
        Reference("f", SALE, "8-K 8.01", datetime(2026, 1, 22, 22, 10, tzinfo=UTC)),
        Reference("j", CONVERTED, "8-K 3.02", datetime(2026, 2, 27, 12, 31, tzinfo=UTC)),
        Reference("c", "splits", "splits of the sandbox", None),
        Reference("q", "bars", "bars of the sandbox", MOMENT),
        Reference("R1", "listings", "list of tickers", MOMENT),
    )


def _bars() -> tuple[
    tuple[date, float | None, float | None, float | None, float, float, bool], ...
]:
    days = [date(2025, 11, 3) + timedelta(days=at) for at in range(134)]
    sessions = [day for day in days if day.weekday() < 5]
    return tuple(
        (day, price, price * 1.06, price * 0.95, price * 1.01, 300_000.0 + 4_000 * at, at % 40 == 7)
        for at, day in enumerate(sessions)
        for price in [2.4 - 0.013 * at]
    )
