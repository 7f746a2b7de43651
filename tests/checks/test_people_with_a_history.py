"""People who were elsewhere when something happened there; everybody here is invented."""

from datetime import date
from pathlib import Path

from checks.invented import Row, Rows, bars, filing, held, listed, subject_of
from market_rows import release
from microcap.checks.people_with_a_history import people_with_a_history
from microcap.model.verdicts import CannotTell, Clear, Finding
from ownership_rows import trade

OWNER, OTHER = "9900071", "9900555"
HERE = trade(OWNER, "P", date(2024, 2, 1), 100, 2.0)
FORM: Row = {**filing("4", date(2024, 2, 1)), "accession": HERE["accession"]}
THERE = trade(OWNER, "P", date(2021, 3, 1), 100, 2.0, issuer=OTHER, symbol="ZZQQ")
WHOLE = [held(), held("insider_trades", subject="*")]


def _filed(form: str, day: date, items: str | None = None) -> Row:
    accession = f"0009900555-{day:%y}-{day:%m%d}01"
    return {**filing(form, day, items), "issuer": OTHER, "accession": accession}


def test_a_bankruptcy_in_the_person_s_time_is_told_of_the_company(tmp_path: Path) -> None:
    verdict = people_with_a_history(
        subject_of(
            tmp_path,
            listings=listed(),
            insider_trades=[HERE, THERE],
            filings=[_filed("8-K", date(2021, 9, 1), "1.03")],
        )
    )
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "1 person was at 1 other issuer: ZZQQ, bankruptcy or receivership reported, 2021-09-01"
    )
    assert [one.source for one in verdict.evidence] == [
        "0009900555-21-090101",
        "0009900071-21-030101",
    ]


def test_two_reverse_splits_and_a_vanished_name_are_told(tmp_path: Path) -> None:
    """Its last bar is of 15 December 2021; splits of April and October 2021 lie in the time."""
    rows: Rows = [
        {
            "symbol": "ZZQQ",
            "day": day,
            "new_shares": 1,
            "old_shares": 20,
            "status": "listed",
            "imprecise": False,
            "evidence": "the test says so",
        }
        for day in (date(2021, 4, 1), date(2021, 10, 1))
    ]
    seen: Row = {"symbol": "ZZQQ", "issuer": OTHER, "day": date(2021, 1, 4), "event": "seen"}
    gone = bars([2.0] * 250, last=date(2021, 12, 15), symbol="ZZQQ")
    verdict = people_with_a_history(
        subject_of(
            tmp_path,
            bars=[*bars([2.0] * 700), *gone],
            listings=[*listed(), {**seen, "name": "Zz Queue"}],
            insider_trades=[HERE, THERE],
            splits=rows,
            coverage=[
                held("bars", date(2020, 1, 2), date(2024, 6, 28), subject=symbol)
                for symbol in ("ZZHM", "ZZQQ")
            ],
        )
    )
    assert isinstance(verdict, Finding)
    assert "ZZQQ, no bar since the one of 2021-12-15, 2021-12-15" in verdict.says
    assert "ZZQQ, 2 reverse splits, 2021-10-01" in verdict.says


def test_what_happened_years_after_the_last_form_is_not_of_that_time(tmp_path: Path) -> None:
    verdict = people_with_a_history(
        subject_of(
            tmp_path,
            listings=listed(),
            insider_trades=[HERE, THERE],
            filings=[FORM, _filed("8-K", date(2023, 9, 1), "1.03")],
            coverage=WHOLE,
        )
    )
    assert isinstance(verdict, Clear)
    assert "1 other issuer of theirs" in verdict.looked_at


def test_a_suspension_by_the_sec_is_found_by_the_number_of_the_issuer(tmp_path: Path) -> None:
    order = release("34-90001", date(2021, 6, 1), kind="trading_suspension", issuer=OTHER)
    verdict = people_with_a_history(
        subject_of(
            tmp_path,
            listings=listed(),
            insider_trades=[HERE, THERE],
            regulatory_actions=[order],
        )
    )
    assert isinstance(verdict, Finding)
    assert "trading suspended by the SEC, 2021-06-01" in verdict.says


def test_without_the_forms_of_every_issuer_nobody_can_tell(tmp_path: Path) -> None:
    verdict = people_with_a_history(
        subject_of(
            tmp_path, listings=listed(), insider_trades=[HERE], filings=[FORM], coverage=[held()]
        )
    )
    assert isinstance(verdict, CannotTell)
    assert "where else 1 person was" in verdict.missing
