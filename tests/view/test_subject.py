"""A subject: its issuer as known at the moment, and what of its record is held."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lake_of import at, count, held_span, publish, run, seen, view_of
from microcap.model.errors import NoSuchThing, NotKnownThen
from microcap.research.demo import invent
from microcap.view.subject import Subject

MARCH = date(2024, 3, 28)


def test_the_issuer_is_known_from_the_list_on_that_shows_the_ticker(tmp_path: Path) -> None:
    listed = datetime(2024, 3, 26, 14, tzinfo=UTC)
    row = seen("ZZT", "77", date(2024, 3, 26), known_at=listed)
    publish(tmp_path, bars=run("ZZT", [2.0] * 8), listings=[row])
    assert Subject(at(tmp_path, "2024-03-26 09:59"), "ZZT").issuer is None
    subject = Subject(at(tmp_path, "2024-03-26 10:00"), "ZZT")
    assert subject.issuer == "77"
    assert [(link.says, link.status) for link in subject.identity] == [
        ("ZZT is first seen on 2024-03-19", "known"),
        ("ZZT is issued by 77", "known"),
    ]


def test_a_ticker_that_passed_to_another_issuer_is_told_apart(tmp_path: Path) -> None:
    """Issuer 77 bore ZZT until February 2023; the stranger of 2024 is 88 from its own list on."""
    old = run("ZZT", [2.0] * 8, last=date(2023, 2, 10))
    new = run("ZZT", [9.0] * 8)
    lists = [
        seen("ZZT", "77", date(2023, 2, 1)),
        seen("ZZT", "77", date(2023, 2, 10), "gone"),
        seen("ZZT", "88", date(2024, 3, 20)),
    ]
    publish(tmp_path, bars=old + new, listings=lists)
    assert Subject(at(tmp_path, "2023-02-10"), "ZZT").issuer == "77"
    subject = Subject(at(tmp_path, "2024-03-28"), "ZZT")
    assert (subject.security, subject.issuer) == ("ZZT#2", "88")


def test_a_proved_link_goes_before_an_assumed_one_that_is_newer(tmp_path: Path) -> None:
    """Two documents of issuer 88 are called zzt-…; the list says that ZZT is 77."""
    documents = [
        {
            "issuer": "88",
            "accession": f"0000000088-24-00000{i}",
            "form": "10-Q",
            "day": date(2024, 3, 20 + i),
            "document": f"zzt-2023123{i}.htm",
        }
        for i in (0, 1)
    ]
    tables = {"bars": run("ZZT", [2.0] * 8), "filings": documents}
    assert Subject(view_of(tmp_path / "a", "2024-03-28", **tables), "ZZT").issuer == "88"
    tables["listings"] = [seen("ZZT", "77", date(2024, 1, 2))]
    view = view_of(tmp_path / "b", "2024-03-28", **tables)
    assert Subject(view, "ZZT").issuer == "77"


@pytest.mark.parametrize(
    ("spans", "complete"),
    [
        ([(1, 10)], True),
        ([(1, 5), (5, 10)], True),  # they touch
        ([(1, 6), (4, 10)], True),  # they overlap
        ([(4, 10), (1, 6)], True),  # whatever their order
        ([(1, 4), (6, 10)], False),  # the 5th is missing
        ([(2, 10)], False),  # begins a day late
        ([(1, 9)], False),  # ends a day early
        ([(1, 10), (3, 4)], True),  # one within the other
        ([], False),
    ],
)
def test_a_record_is_complete_where_spans_of_one_source_cover_every_day(
    tmp_path: Path, spans: list[tuple[int, int]], complete: bool
) -> None:
    """Asked from March 1 to March 10."""
    rows = [held_span("bars", "ZZT", date(2024, 3, a), date(2024, 3, b)) for a, b in spans]
    tables = {"bars": run("ZZT", [2.0] * 8)} | ({"coverage": rows} if rows else {})
    subject = Subject(view_of(tmp_path, "2024-03-28", **tables), "ZZT")
    assert subject.holds_complete("bars", date(2024, 3, 1), date(2024, 3, 10)) is complete


def test_spans_that_meet_from_one_day_to_the_next_leave_no_day_out(tmp_path: Path) -> None:
    """March 1 to 4 and 5 to 10."""
    rows = [
        held_span("bars", "ZZT", date(2024, 3, 1), date(2024, 3, 4)),
        held_span("bars", "ZZT", date(2024, 3, 5), date(2024, 3, 10)),
    ]
    view = view_of(tmp_path, "2024-03-28", bars=run("ZZT", [2.0] * 8), coverage=rows)
    assert Subject(view, "ZZT").holds_complete("bars", date(2024, 3, 1), date(2024, 3, 10))


def test_spans_of_two_sources_do_not_add_up(tmp_path: Path) -> None:
    """Each may leave out what the other means by complete."""
    publish(tmp_path, bars=run("ZZT", [2.0] * 8))
    for source, first, last in (("one", 1, 5), ("two", 5, 10)):
        span = held_span("bars", "ZZT", date(2024, 3, first), date(2024, 3, last))
        publish(tmp_path, source=source, coverage=[span])
    subject = Subject(at(tmp_path, "2024-03-28"), "ZZT")
    assert subject.holds_complete("bars", date(2024, 3, 1), date(2024, 3, 10)) is False


def test_a_span_that_is_not_complete_proves_nothing(tmp_path: Path) -> None:
    span = held_span("bars", "ZZT", date(2024, 3, 1), date(2024, 3, 10), complete=False)
    view = view_of(tmp_path, "2024-03-28", bars=run("ZZT", [2.0] * 8), coverage=[span])
    subject = Subject(view, "ZZT")
    assert subject.holds_complete("bars", date(2024, 3, 1), date(2024, 3, 10)) is False


def test_coverage_is_cut_at_the_day_of_the_view(tmp_path: Path) -> None:
    span = held_span("bars", "ZZT", date(2024, 3, 1), date(2025, 12, 31))
    view = view_of(tmp_path, "2024-03-28", bars=run("ZZT", [2.0] * 8), coverage=[span])
    assert view.coverage("bars")["until"].to_list() == [MARCH]


def test_an_unknown_ticker_names_the_nearest_and_a_later_one_says_when(tmp_path: Path) -> None:
    publish(tmp_path, bars=run("ZZTA", [2.0] * 8) + run("ZZTB", [2.0] * 3))
    with pytest.raises(NoSuchThing, match=r"no ticker 'ZZTC' is known .* nearest held are ZZT"):
        Subject(at(tmp_path, "2024-03-28"), "zztc")
    with pytest.raises(NotKnownThen, match="no ticker 'ZZTB' on 2024-03-25; its first bar is of"):
        Subject(at(tmp_path, "2024-03-25"), "ZZTB")


def test_all_names_at_once_have_the_issuers_that_each_has_alone(tmp_path: Path) -> None:
    view, _, _ = invent(tmp_path / "lake", seed=7, tell=lambda what, done, total: None)
    together = dict(view.issuers_of_securities().iter_rows())
    securities = view.spells["security"].unique().sort().to_list()
    assert len(securities) > 350
    alone = {}
    for security in securities[::4]:
        issuer = Subject(view, security).issuer
        if issuer is not None:
            alone[security] = issuer
    assert alone == {name: together[name] for name in securities[::4] if name in together}


def test_a_renamed_security_keeps_the_issuer_of_its_old_ticker(tmp_path: Path) -> None:
    tables = {
        "bars": run("ZZA", [2.0] * 8, last=date(2024, 3, 18)) + run("ZZB", [2.0] * 8),
        "share_counts": [
            count("ZZA", date(2024, 3, 7), 5_000_123),
            count("ZZB", date(2024, 3, 19), 5_000_123),
        ],
        "listings": [seen("ZZA", "77", date(2024, 1, 2))],
    }
    view = view_of(tmp_path, "2024-03-28", **tables)
    assert Subject(view, "ZZB").issuer == "77"
    assert dict(view.issuers_of_securities().iter_rows()) == {"ZZA": "77"}


def test_a_ticker_that_a_list_alone_names_is_read_without_prices_from_the_list_on(
    tmp_path: Path,
) -> None:
    """Only the filings of issuer 77 were fetched; the list of March 26 says that it is ZZL."""
    listed = datetime(2024, 3, 26, 14, tzinfo=UTC)
    row = seen("ZZL", "77", date(2024, 3, 26), known_at=listed)
    publish(tmp_path, bars=run("ZZT", [2.0] * 8), listings=[row])
    subject = Subject(at(tmp_path, "2024-03-26 10:00"), "zzl")
    assert (subject.security, subject.issuer, subject.panel.height) == ("ZZL", "77", 0)
    assert [(link.says, link.status) for link in subject.identity] == [
        ("ZZL is in a list of 2024-03-26; no bar of it is held", "assumed"),
        ("ZZL is issued by 77", "known"),
    ]
    with pytest.raises(NotKnownThen, match="known from 2024-03-26 10:00 ET; ask as of then"):
        Subject(at(tmp_path, "2024-03-26 09:59"), "ZZL")


@pytest.mark.parametrize(
    ("name", "issuer"),
    [
        ("zzt-2023123{}.htm", "88"),
        ("zzt-2023123{}x10k.htm", "88"),
        ("zzt2023123{}_8k.htm", "88"),
        ("zzt1231201{}10kdocument.htm", "88"),
        ("zzt1000104{}x1_8k.htm", None),  # the 4th of the month 00: a printer's job number
        ("zzt2004251{}x2_424b5.htm", None),  # month 25
    ],
)
def test_a_document_is_called_by_its_ticker_where_a_day_follows_and_not_a_job_number(
    tmp_path: Path, name: str, issuer: str | None
) -> None:
    """Two documents of issuer 88 under such a name, and no list."""
    documents = [
        {
            "issuer": "88",
            "accession": f"0000000088-24-00000{i}",
            "form": "10-Q",
            "day": date(2024, 3, 20 + i),
            "document": name.format(i),
        }
        for i in (0, 1)
    ]
    view = view_of(tmp_path, "2024-03-28", bars=run("ZZT", [2.0] * 8), filings=documents)
    assert Subject(view, "ZZT").issuer == issuer


def test_two_letters_are_a_ticker_before_a_dash_alone(tmp_path: Path) -> None:
    """`zz20240311x1_8k.htm` reads as a day and is a job number all the same."""
    documents = [
        {
            "issuer": issuer,
            "accession": f"00000000{issuer}-24-00000{i}",
            "form": "8-K",
            "day": date(2024, 3, 20 + i),
            "document": name.format(i),
        }
        for issuer, name in (("88", "zz2024031{}x1_8k.htm"), ("77", "zz-2024031{}.htm"))
        for i in (1, 2)
    ]
    view = view_of(tmp_path, "2024-03-28", bars=run("ZZ", [2.0] * 8), filings=documents)
    assert Subject(view, "ZZ").issuer == "77"


def test_what_is_kept_under_a_ticker_is_of_who_bore_it_that_day(tmp_path: Path) -> None:
    """ZZT was another company's until February 2023, and has been this one's since March 2024."""
    days = (date(2023, 2, 1), date(2024, 3, 26))
    tables = {
        "bars": run("ZZT", [2.0] * 8, last=date(2023, 2, 10)) + run("ZZT", [9.0] * 8),
        "news": [
            {"symbol": "ZZT", "day": day, "headline": str(day), "kind": "promotion"} for day in days
        ],
        "documents": [
            {"subject": "ZZT", "day": day, "title": str(day), "kind": "email"} for day in days
        ],
        "halts": [
            {
                "symbol": "ZZT",
                "day": day,
                "start_at": datetime(day.year, day.month, day.day, 15, tzinfo=UTC),
                "code": "T1",
            }
            for day in days
        ],
        "quotes": [
            {
                "symbol": "ZZT",
                "day": day,
                "at": datetime(day.year, day.month, day.day, 15, tzinfo=UTC),
                "bid": 1.9,
                "ask": 2.1,
                "session": "regular",
            }
            for day in days
        ],
        "ownership": [
            {
                "symbol": "ZZT",
                "day": day,
                "holder": str(day),
                "kind": "restricted",
                "shares": 1000,
            }
            for day in days
        ],
        "share_counts": [
            {"symbol": "ZZT", "kind": "user", "share_class": "", "day": day, "shares": 1_000_000}
            for day in days
        ],
    }
    subject = Subject(view_of(tmp_path, "2024-03-28", **tables), "ZZT")
    assert subject.security == "ZZT#2"
    kept = (subject.news, subject.documents, subject.halts, subject.quotes, subject.ownership)
    assert [rows["day"].to_list() for rows in kept] == [[days[1]]] * 5
    assert [count.day for count in subject.share_counts] == [days[1]]
