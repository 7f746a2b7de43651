"""A new name with a theme that the sales held do not show; every company here is invented."""

from datetime import date
from pathlib import Path

from checks.invented import SYMBOL, Rows, fact, held, listed, subject_of
from microcap.checks.renamed_into_a_theme import renamed_into_a_theme
from microcap.model.verdicts import CannotTell, Clear, Finding
from research import tiny

NAMED = date(2022, 12, 21)
NAMES = [
    fact("name", "Zz Iced Tea Corp.", date(2015, 5, 1)),
    fact("name", "Zz Blockchain Corp.", NAMED),
]


def _sales(before: float, after: float) -> Rows:
    rows = []
    for year, value in ((2022, before), (2023, after)):
        filed, end = date(year + 1, 3, 20), date(year, 12, 31)
        start = date(year, 1, 1)
        # the year that ended before the new name is the one to 30 September 2022
        if year == 2022:
            filed, end, start = date(2022, 12, 14), date(2022, 9, 30), date(2021, 10, 1)
        rows.append(tiny.fact("Revenues", value, end, start=start, filed=filed, form="10-K"))
    return rows


def test_a_new_name_with_a_theme_and_sales_no_higher_is_found(tmp_path: Path) -> None:
    """4.2 M after 4.0 M is 5 % more, below a tenth."""
    release = {
        "symbol": SYMBOL,
        "day": date(2023, 1, 5),
        "headline": "Zz looks ahead",
        "kind": "release",
        "text": "The company means to mine. Blockchain is our future.",
    }
    verdict = renamed_into_a_theme(
        subject_of(
            tmp_path, listings=listed(), issuers=NAMES, facts=_sales(4e6, 4.2e6), news=[release]
        )
    )
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "renamed Zz Iced Tea Corp. → Zz Blockchain Corp. on 2022-12-21 (blockchain and distributed "
        "ledgers); sales of the year to 2023-12-31: USD 4,200,000, of the year to 2022-09-30: "
        "USD 4,000,000; it is spoken of in 1 text held since"
    )
    assert verdict.evidence[-1].what == "“Blockchain is our future.”"


def test_nominal_sales_after_the_new_name_are_found_too(tmp_path: Path) -> None:
    verdict = renamed_into_a_theme(
        subject_of(tmp_path, listings=listed(), issuers=NAMES, facts=_sales(1e4, 9e4))
    )
    assert isinstance(verdict, Finding)


def test_sales_that_grew_are_clear(tmp_path: Path) -> None:
    verdict = renamed_into_a_theme(
        subject_of(tmp_path, listings=listed(), issuers=NAMES, facts=_sales(4e6, 9e6))
    )
    assert isinstance(verdict, Clear)
    assert "USD 9,000,000" in verdict.looked_at


def test_a_name_without_a_theme_in_a_whole_record_is_clear(tmp_path: Path) -> None:
    names = [NAMES[0], fact("name", "Zz Drinks Corp.", NAMED)]
    subject = subject_of(tmp_path, listings=listed(), issuers=names, coverage=[held()])
    assert isinstance(renamed_into_a_theme(subject), Clear)


def test_without_sales_after_the_new_name_nobody_can_tell(tmp_path: Path) -> None:
    rows = _sales(4e6, 4e6)[:1]
    verdict = renamed_into_a_theme(
        subject_of(tmp_path, listings=listed(), issuers=NAMES, facts=rows)
    )
    assert isinstance(verdict, CannotTell)
    assert "the newest end on 2022-09-30" in verdict.missing
