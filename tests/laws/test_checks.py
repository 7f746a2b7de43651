"""Laws of every check of the catalogue, also of the one written next year."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import ISSUER, SYMBOL, bars, filing, listed, split, subject_of
from market_rows import on_threshold, release
from microcap.model.catalogue import Entry, entries, load
from microcap.model.tables import TABLES
from microcap.model.verdicts import CannotTell, Clear, Finding
from microcap.research.suspicious import suspicions, weight
from microcap.view.subject import Subject
from offering_rows import EFFECT_DAY, QUARTER_DAY, SHELF, SHELF_DAY, document, money_facts
from ownership_rows import holder, notice, trade
from research.tiny import halt

load("checks")
CHECKS = list(entries("check").values())
NAMES = [entry.name for entry in CHECKS]
BARS_ALONE = {"vanished", "price_under_one_dollar"}
"""What one bar answers by itself: it is there, and its price is at or above a dollar."""


NOTE = (
    "The note is convertible at 80% of the lowest VWAP of the ten trading days before conversion."
)


def _troubled(folder: Path) -> Subject:
    """A name of which much was found, and of whose record nothing says that it is whole."""
    quiet = [0.50 + index % 3 / 100 for index in range(200)]
    volumes = [1000 + index % 7 for index in range(200)]
    days = [date(2024, month, 10) for month in (1, 2, 3, 4, 5)]
    items = ("4.01", "4.02", "3.01", "1.03", "3.02", "3.02")
    return subject_of(
        folder,
        bars=bars([*quiet, 1.9, 0.8], [*volumes, 90_000, 1001]),
        listings=listed("NASDAQ_CM"),
        filings=[
            *(filing("8-K", days[at % 5], item, number=at) for at, item in enumerate(items)),
            filing("NT 10-K", date(2024, 4, 1)),
            filing("NT 10-Q", date(2024, 5, 15)),
            filing("25-NSE", date(2024, 6, 3)),
            filing("S-3", SHELF_DAY),
            filing("EFFECT", EFFECT_DAY),
        ],
        splits=[split(date(2023, 1, 5), 1, 250)],
        issuers=[
            {"issuer": ISSUER, "day": date(year, 5, 1), "field": "name", "value": f"Zz {year}"}
            for year in (2020, 2022, 2023)
        ]
        + [{"issuer": ISSUER, "day": date(2024, 4, 1), "field": "shell", "value": "true"}],
        insider_trades=[
            trade("9900071", "S", date(2024, 6, 27), 40_000, 1.9),
            trade("9900072", "S", date(2024, 6, 3), 10, 0.5, filed=date(2024, 6, 27)),
        ],
        beneficial_owners=[
            holder("Zz Fund", 9e5, 0.1, date(2024, 3, 1), filed=date(2024, 4, 30), form="SC 13D")
        ],
        planned_sales=[notice(200_000, date(2024, 6, 20))],
        filing_documents=[
            document("S-3", SHELF_DAY, SHELF),
            document("8-K", QUARTER_DAY, f"It is convertible. {NOTE}"),
        ],
        facts=money_facts(),
        news=[
            {"symbol": SYMBOL, "day": date(2024, 6, 3), "headline": "alert", "kind": "promotion"}
        ],
        halts=[halt("2024-06-28 15:00", None, "H10")],
        threshold_list=[on_threshold(date(2024, 6, 24))],
        regulatory_actions=[release("LR-90001", date(2024, 1, 4))],
        documents=[
            {
                "subject": ISSUER,
                "day": date(2024, 4, 15),
                "title": "10-K for 2023",
                "kind": "filing_text",
                "text": "There is substantial doubt about our ability to go on as a going concern.",
            }
        ],
        share_counts=[
            {"symbol": SYMBOL, "kind": "vendor", "share_class": "", "day": day, "shares": shares}
            for day, shares in ((date(2023, 5, 10), 1_000_000), (date(2024, 4, 10), 9_000_000))
        ],
    )


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    """A ticker and one bar at $2."""
    return subject_of(tmp_path_factory.mktemp("nothing"))


@pytest.fixture(scope="module")
def long_ago(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    """A ticker and one bar of more than two years before."""
    rows = bars([2.0], last=date(2022, 1, 3))
    return subject_of(tmp_path_factory.mktemp("long_ago"), bars=rows)


@pytest.fixture(scope="module")
def unproved(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    """Filings of an innocent name, and nothing that says that they are all of them."""
    innocent = [filing("10-K", date(2024, 3, 28)), filing("8-K", date(2024, 5, 2), "2.02")]
    folder = tmp_path_factory.mktemp("unproved")
    return subject_of(folder, listings=listed(), filings=innocent)


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    """See `_troubled`."""
    return _troubled(tmp_path_factory.mktemp("troubled"))


@pytest.fixture(scope="module")
def rows_in_view(troubled: Subject) -> set[tuple[str, date]]:
    """Source or accession number, and day, of every row that a publisher brought."""
    derived = {"sessions", "securities", "issuer_links", "coverage", "caveats", "rejects"}
    held: set[tuple[str, date]] = set()
    for name in TABLES.keys() - derived:
        rows = troubled.view.table(name).collect()
        keys = [key for key in ("source", "accession") if key in rows.columns]
        held |= {row for key in keys for row in rows.select(key, "day").iter_rows()}
    return held


@pytest.mark.parametrize("entry", CHECKS, ids=NAMES)
def test_knowing_nothing_is_never_a_clean_bill(entry: Entry, nothing: Subject) -> None:
    """Whatever is said of a ticker and one bar rests on that bar alone."""
    verdict = entry.function(nothing)
    assert isinstance(verdict, Clear if entry.name in BARS_ALONE else CannotTell), verdict
    if isinstance(verdict, CannotTell):
        assert verdict.missing
        assert verdict.do


@pytest.mark.parametrize("entry", CHECKS, ids=NAMES)
def test_a_bar_of_long_ago_earns_no_clean_bill(entry: Entry, long_ago: Subject) -> None:
    assert not isinstance(entry.function(long_ago), Clear)


@pytest.mark.parametrize("entry", CHECKS, ids=NAMES)
def test_no_verdict_rests_on_an_absence_that_coverage_does_not_prove(
    entry: Entry, unproved: Subject
) -> None:
    assert isinstance(entry.function(unproved), CannotTell) or entry.name in BARS_ALONE


@pytest.mark.parametrize("entry", CHECKS, ids=NAMES)
def test_a_finding_has_evidence_that_is_in_the_view(
    entry: Entry, troubled: Subject, rows_in_view: set[tuple[str, date]]
) -> None:
    verdict = entry.function(troubled)
    for one in verdict.evidence if isinstance(verdict, Finding) else ():
        assert one.known_at is not None
        assert one.known_at <= troubled.view.moment
        assert (one.source, one.day) in rows_in_view


def test_the_same_subject_gets_the_same_verdicts(troubled: Subject) -> None:
    again = Subject(troubled.view, SYMBOL)
    assert suspicions(troubled) == suspicions(again)


def test_suspicions_are_findings_by_weight_then_clear_then_cannot_tell(troubled: Subject) -> None:
    answers = suspicions(troubled)
    assert sorted(one.check for one in answers) == sorted(NAMES)
    kinds = [type(one.verdict) for one in answers]
    order = [Finding, Clear, CannotTell]
    assert kinds == sorted(kinds, key=order.index)
    weights = [one.severity for one in answers if isinstance(one.verdict, Finding)]
    assert weights == sorted(weights, reverse=True)
    assert answers[0].check == "trading_suspended"
    assert {one.severity for one in answers if not isinstance(one.verdict, Finding)} == {0.0}


def test_an_event_halves_in_twelve_months_and_a_state_does_not() -> None:
    """365.25 days are one half-life; 4 becomes 2, and after two of them 1."""
    assert weight(4, "event", date(2020, 1, 1), date(2020, 1, 1)) == 4.0
    assert weight(4, "event", date(2020, 1, 1), date(2024, 1, 1)) == pytest.approx(0.25)
    assert weight(4, "state", date(2020, 1, 1), date(2024, 1, 1)) == 4.0
    assert weight(5, "event", date(2020, 1, 1), date(2024, 1, 1), fades=False) == 5.0


@pytest.mark.parametrize("entry", CHECKS, ids=NAMES)
def test_each_check_says_what_it_is_and_has_its_own_tests(entry: Entry) -> None:
    assert entry.says["severity"] in range(6)
    assert entry.says["holds_as"] in {"state", "event"}
    assert entry.says["reference"]
    assert entry.label.endswith(".")
    if entry.says["renewed_by"]:
        assert entry.says["holds_as"] == "state"


@pytest.mark.parametrize("entry", CHECKS, ids=NAMES)
def test_each_check_has_a_case_that_fires_one_that_is_clear_and_one_nobody_can_tell(
    entry: Entry,
) -> None:
    cases = Path(__file__).parents[1] / "checks" / f"test_{entry.name}.py"
    asserted = cases.read_text(encoding="utf-8")
    for answer in ("Finding", "Clear", "CannotTell"):
        assert answer in asserted.partition("\ndef test_")[2]


@pytest.mark.parametrize("entry", CHECKS, ids=NAMES)
def test_no_check_accuses(entry: Entry) -> None:
    said = f"{entry.name} {entry.function.__doc__}".lower()
    for word in ("fraud", "scam", "manipulat", "crime", "criminal", "illegal"):
        assert word not in said
