"""Who holds a name: insiders, large holders, three floats, purchases, and what is not known."""

from datetime import date
from pathlib import Path

from checks.invented import ISSUER, SYMBOL, Rows, bars, filing, held, listed, split, subject_of
from microcap.research.holder_rows import by_schedule, holder_rows, proxy_table
from microcap.research.holders import holders
from microcap.research.insider_holdings import insider_holdings
from microcap.research.insider_trading import clusters, net_buying
from ownership_rows import holder, notice, trade

MAY, JUNE = date(2024, 5, 6), date(2024, 6, 10)
COUNTS: Rows = [
    {"symbol": SYMBOL, "kind": "vendor", "share_class": "", "day": MAY, "shares": 4_000_000}
]
PROXY = (
    "SECURITY OWNERSHIP OF CERTAIN BENEFICIAL OWNERS AND MANAGEMENT\nas of April 22, 2024\n"
    "Name of Beneficial Owner\tAmount\tPercent\n5% Stockholders\n"
    "Marrowgate Partners, L.P.\t500,000\t12.5%\nDirectors\nAgnes Quillfeather\t112,500\t2.8%\n"
    "All directors and officers as a group (3 persons)\t300,000\t7.5%\n"
)


def test_insiders_by_their_forms_and_a_holder_by_its_schedule_leave_the_float(
    tmp_path: Path,
) -> None:
    """4,000,000 - 100,000 - 500,000 = 3,400,000; the guide and the essay leave the holder in."""
    value = holders(
        subject_of(
            tmp_path,
            listings=listed(),
            share_counts=COUNTS,
            insider_trades=[trade("9900071", "P", MAY, 20_000, 2.0, owned_after=100_000)],
            beneficial_owners=[
                holder("Marrow LP", 500_000, 0.125, MAY),
                holder("Osric Marrow", 500_000, 0.125, MAY, kind="IN"),
            ],
        )
    )
    assert (value.insiders_shares.value, value.large_shares.value) == (100_000, 500_000)
    assert value.float_shares.value == 3_400_000
    assert value.float_by_guide.value == value.float_by_essay.value == 3_900_000
    assert value.float_shares.status == "estimated"
    assert "upper end" in value.float_shares.note
    assert value.restricted_shares.status == "cannot_tell"


def test_a_holder_that_is_an_insider_by_number_is_not_counted_twice(tmp_path: Path) -> None:
    """The insider's 600,000 are in the schedule: 4,000,000 - 600,000 and nothing more."""
    value = holders(
        subject_of(
            tmp_path,
            listings=listed(),
            share_counts=COUNTS,
            insider_trades=[trade("9900071", "P", MAY, 20_000, 2.0, owned_after=600_000)],
            beneficial_owners=[holder("Quill A", 600_000, 0.15, MAY, owner="9900071")],
        )
    )
    assert (value.large_shares.value, value.float_shares.value) == (0, 3_400_000)


def test_a_namesake_without_number_is_not_merged_and_both_ends_are_shown(tmp_path: Path) -> None:
    value = holders(
        subject_of(
            tmp_path,
            listings=listed(),
            share_counts=COUNTS,
            insider_trades=[
                trade("9900071", "P", MAY, 1, 2.0, owned_after=600_000, owner_name="MARROW OSRIC J")
            ],
            beneficial_owners=[holder("Osric J. Marrow", 600_000, 0.15, MAY, kind="IN")],
        )
    )
    assert value.large_shares.status == value.float_shares.status == "disputed"
    assert (value.large_shares.low, value.large_shares.high) == (0.0, 600_000.0)


def test_without_schedules_the_float_is_not_told_and_no_zero_is_taken(tmp_path: Path) -> None:
    value = holders(
        subject_of(
            tmp_path,
            listings=listed(),
            share_counts=COUNTS,
            insider_trades=[trade("9900071", "P", MAY, 1, 2.0, owned_after=100_000)],
        )
    )
    assert value.float_shares.value is None
    assert value.float_shares.missing.startswith("Schedules 13D and 13G")
    assert value.float_by_essay.value == 3_900_000


def test_the_proxys_group_row_counts_before_the_forms(tmp_path: Path) -> None:
    """4,000,000 - 300,000 - 500,000 = 3,200,000, by the table alone."""
    document = {
        "issuer": ISSUER,
        "accession": "0009900001-24-000031",
        "document": "proxy.htm",
        "form": "DEF 14A",
        "type": "DEF 14A",
        "day": MAY,
        "title": None,
        "text": PROXY,
    }
    subject = subject_of(
        tmp_path, listings=listed(), share_counts=COUNTS, filing_documents=[document]
    )
    value = holders(subject)
    assert (value.insiders_shares.value, value.large_shares.value) == (300_000, 500_000)
    assert value.float_shares.value == 3_200_000
    table = proxy_table(subject)
    assert table is not None
    assert table.day == date(2024, 4, 22)


def test_a_count_of_before_a_split_is_told_in_todays_shares(tmp_path: Path) -> None:
    """1-for-10 on 3 June: 100,000 of May are 10,000."""
    subject = subject_of(
        tmp_path,
        listings=listed(),
        bars=bars([2.0] * 40),
        splits=[split(date(2024, 6, 3), 1, 10)],
        insider_trades=[trade("9900071", "P", MAY, 20_000, 2.0, owned_after=100_000)],
        beneficial_owners=[holder("Marrow LP", 500_000, 0.125, MAY)],
    )
    (one,) = insider_holdings(subject)
    assert (one.shares, one.as_stated) == (10_000.0, 100_000.0)
    value = holders(subject)
    (row,) = holder_rows(subject, value.outstanding)
    assert (row.shares, row.as_stated) == (50_000.0, 500_000.0)
    assert list(by_schedule([row])) == [row.accession]


def test_pools_of_an_insider_are_added_and_joint_filers_share_one(tmp_path: Path) -> None:
    """900 direct after the newest form, 400 and 300 by two trusts of one form: 1,600."""
    first = trade("9900071", "S", MAY, 100, 2.0, owned_after=1_000)
    later = trade("9900071", "S", JUNE, 100, 2.0, owned_after=900)
    trusts = [
        trade(
            *("9900071", "", JUNE, None, None),
            line=line,
            owned_after=held,
            direct=False,
            footnotes="[Trust] (F1)",
        )
        for line, held in ((2, 400), (3, 300))
    ]
    spouse = {**later, "owner": "9900072", "owner_name": "Spouse"}
    subject = subject_of(
        tmp_path, listings=listed(), insider_trades=[first, later, *trusts, spouse]
    )
    assert [(one.owner, one.shares, one.pools) for one in insider_holdings(subject)] == [
        ("9900071", 1_600.0, 3),
        ("9900072", 0.0, 0),
    ]


def test_two_insiders_within_thirty_days_are_a_cluster(tmp_path: Path) -> None:
    """1,000 x 2 + 500 x 3 = 3,500 dollars; the purchase under a plan is left out."""
    rows = [
        trade("9900071", "P", MAY, 1_000, 2.0),
        trade("9900072", "P", date(2024, 6, 5), 500, 3.0),
        trade("9900073", "P", date(2024, 6, 5), 500, 3.0, planned=True),
        trade("9900074", "P", date(2023, 6, 5), 500, 3.0),
    ]
    (one,) = clusters(subject_of(tmp_path, listings=listed(), insider_trades=rows))
    assert (one.owners, one.shares, one.usd) == (
        ("Owner 9900071", "Owner 9900072"),
        1_500.0,
        3_500.0,
    )


def test_one_insider_alone_is_no_cluster(tmp_path: Path) -> None:
    rows = [
        trade("9900071", "P", MAY, 1_000, 2.0),
        trade("9900071", "P", JUNE, 500, 3.0),
        {**trade("9900071", "P", JUNE, 500, 3.0), "owner": "9900072"},
    ]
    assert clusters(subject_of(tmp_path, listings=listed(), insider_trades=rows)) == ()


def test_net_buying_is_purchases_less_sales_in_dollars(tmp_path: Path) -> None:
    """1,000 x 2 - 100 x 5 = 1,500; the sale without price is dropped and counted."""
    rows = [
        trade("9900071", "P", MAY, 1_000, 2.0),
        trade("9900072", "S", MAY, 100, 5.0),
        trade("9900073", "S", MAY, 100, None),
        trade("9900074", "M", MAY, 100, 1.0),
    ]
    figure = net_buying(subject_of(tmp_path, listings=listed(), insider_trades=rows))
    assert (figure.value, figure.n_used, figure.n_dropped) == (1_500.0, 2, 1)
    assert figure.status == "estimated"


def test_no_trade_is_zero_only_where_the_record_is_whole(tmp_path: Path) -> None:
    whole = subject_of(
        tmp_path / "whole", listings=listed(), filings=[filing("10-K", MAY)], coverage=[held()]
    )
    assert (net_buying(whole).value, net_buying(whole).status) == (0.0, "known")
    bare = subject_of(tmp_path / "bare", listings=listed())
    assert net_buying(bare).status == "cannot_tell"


def test_notices_and_late_forms_are_listed_newest_first(tmp_path: Path) -> None:
    value = holders(
        subject_of(
            tmp_path,
            listings=listed(),
            planned_sales=[notice(500, MAY), notice(700, JUNE)],
            insider_trades=[trade("9900071", "S", MAY, 1, 1.0, filed=JUNE)],
        )
    )
    assert [one.shares for one in value.planned] == [700, 500]
    assert [one.accession for one in value.late] == ["0009900071-24-061001"]
