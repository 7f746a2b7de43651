"""In short: the four sentences of a name, of what is known and of what is not."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checks.invented import bars, listed
from microcap.model.figures import Figure, cannot_tell
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding
from microcap.research.chapters import Suspicion
from microcap.research.identity import identity
from microcap.research.in_short import in_short
from microcap.research.liquidity import liquidity
from microcap.research.money import money
from microcap.research.size import size
from research.tiny import cover, subject

MAY = date(2024, 5, 10)
Verdict = Finding | Clear | CannotTell
SEEN = Finding("the auditor was changed twice", (Evidence("filings", "two 8-K 4.01"),))
CLEAR = Clear("looked at the bars")
UNTOLD = CannotTell("the filings")


def _sentences(
    folder: Path,
    *verdicts: Verdict,
    cap: Figure | None = None,
    runway: Figure | None = None,
    revenue: Figure | None = None,
) -> tuple[str, ...]:
    """Of a name of ninety bars and 10m shares; with other figures where they are given."""
    one = subject(
        folder,
        bars=bars([2.0] * 90, [1000] * 90),
        listings=listed(),
        facts=[cover(10_000_000, MAY)],
    )
    how_big, cash = size(one), money(one)
    return in_short(
        one,
        identity(one),
        how_big if cap is None else replace(how_big, cap=cap),
        liquidity(one),
        replace(
            cash,
            runway_months=runway or cash.runway_months,
            revenue=revenue or cash.revenue,
        ),
        tuple(Suspicion(f"check_{at}", "", 1.0, "state", None, v) for at, v in enumerate(verdicts)),
    )


def test_what_it_is_tells_cap_tier_and_sales(tmp_path: Path) -> None:
    """10m at 2.00 are 20m."""
    first = _sentences(tmp_path, revenue=Figure(3_449_000.0, "USD"))[0]
    assert first == (
        "Zz Holdings is worth $20.0M, nano by the default definition, "
        "with sales of $3.4M in twelve months."
    )


def test_a_cap_in_doubt_is_told_by_its_ends(tmp_path: Path) -> None:
    first = _sentences(tmp_path, cap=Figure(20e6, "USD", "disputed", 8e6, 1.2e9))[0]
    assert first == ("Zz Holdings is worth between $8.0M and $1.2bn; its share count is in doubt.")


@pytest.mark.parametrize(
    ("usd", "text"),
    [(999.4, "$999"), (999_400.0, "$999.4k"), (999_600.0, "$1.0M"), (2.5e9, "$2.5bn")],
)
def test_dollars_are_told_in_the_unit_that_fits(tmp_path: Path, usd: float, text: str) -> None:
    """999,600 is within half of a thousandth of a million."""
    assert f"is worth {text}, " in _sentences(tmp_path, cap=Figure(usd, "USD", "known"))[0]


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        (
            (SEEN, CLEAR, UNTOLD),
            "The auditor was changed twice; 1 question cannot be told.",
        ),
        (
            (SEEN, SEEN, UNTOLD),
            "The auditor was changed twice, and 1 more finding; 1 question cannot be told.",
        ),
        (
            (SEEN, SEEN, SEEN),
            "The auditor was changed twice, and 2 more findings; 0 questions cannot be told.",
        ),
        (
            (UNTOLD, UNTOLD),
            "Whether anything is suspicious cannot be told: none of 2 questions could be looked into.",
        ),
        (
            (CLEAR, UNTOLD, UNTOLD),
            "Whether anything is suspicious cannot be told: 2 of 3 questions could not be looked "
            "into; the other 1 are clear.",
        ),
        (
            (CLEAR, UNTOLD),
            "Nothing suspicious was found in what could be looked at: 1 clear, 1 could not be told.",
        ),
    ],
    ids=["one", "two", "three", "untold", "mostly untold", "clear"],
)
def test_what_happened_is_never_a_clean_bill_on_questions_that_were_not_looked_into(
    tmp_path: Path, verdicts: tuple[Verdict, ...], sentence: str
) -> None:
    assert _sentences(tmp_path, *verdicts)[1] == sentence


@pytest.mark.parametrize(
    ("runway", "begins"),
    [
        (Figure(9.14, "months"), "By the last balance sheet cash lasts 9.1 months from today."),
        (Figure(-0.5, "months"), "By the last balance sheet, at the pace of the last twelve"),
        (Figure(None, "months", "not_applicable"), "It earns cash, so a runway does not apply."),
        (cannot_tell("months", "cash"), "How long its money lasts cannot be told; what is missing"),
    ],
    ids=["lasts", "gone", "earns", "untold"],
)
def test_what_comes_next_is_how_long_the_money_lasts(
    tmp_path: Path, runway: Figure, begins: str
) -> None:
    fourth = _sentences(tmp_path, runway=runway)[3]
    assert fourth.startswith(begins)
    assert fourth.endswith("You have set no value for it, so no order can be planned.")
