"""The dossier: what it says of a name about which little is held, and what it cites."""

import json
import math
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from checks.invented import DAY, ISSUER, SYMBOL, Rows, bars, filing, held, listed, split
from microcap.faces.json_form import dumps
from microcap.model.figures import Figure
from microcap.model.verdicts import CannotTell, Clear, Finding
from microcap.research.chapters import Dossier
from microcap.research.dossier import dossier
from microcap.view.subject import Subject
from research.tiny import again, at, cover, fact, quote, subject

MAY = date(2024, 5, 14)


def _rich(folder: Path) -> Subject:
    """A name with ninety bars, a count, cash, a filing, a quote and a split announced."""
    flow = "NetCashProvidedByUsedInOperatingActivities"
    year = date(2023, 12, 31)
    return subject(
        folder,
        bars=bars([1.5 + 0.01 * (index % 3) for index in range(90)]),
        listings=listed("NASDAQ_CM"),
        facts=[
            cover(10_000_000, MAY),
            fact("CashAndCashEquivalentsAtCarryingValue", 6e6, date(2024, 3, 31), filed=MAY),
            fact(flow, -6e6, year, start=date(2023, 1, 1), filed=date(2024, 3, 28), form="10-K"),
        ],
        filings=[filing("10-K", date(2024, 3, 28)), filing("8-K", date(2024, 6, 20), "8.01")],
        quotes=[quote(1.45, 1.55, "2024-06-28 11:00")],
        splits=[{**split(date(2024, 7, 15), 1, 10), "known_at": at("2024-06-25 08:00")}],
        coverage=[held()],
    )


def _figures(value: object, path: str = "") -> Iterator[tuple[str, Figure]]:
    if isinstance(value, Figure):
        yield path, value
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _figures(getattr(value, one.name), f"{path}.{one.name}")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _figures(item, f"{path}.{key}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _figures(item, f"{path}[{number}]")


def test_a_name_with_one_bar_gets_four_sentences_that_say_what_is_not_known(
    tmp_path: Path,
) -> None:
    value = dossier(subject(tmp_path))
    assert value.in_short == (
        "ZZHM, whose issuer's name cannot be told, has no market cap here: what is missing is a "
        "share count of any kind.",
        value.in_short[1],
        "How it trades cannot be told; what is missing is enough sessions with trade: 1 of the "
        "last 90, 1 row is held.",
        "How long its money lasts cannot be told; what is missing is a link to its issuer, and so "
        "its filings. You have set no value for it, so no order can be planned.",
    )
    assert "cannot" in value.in_short[1] or "could not be told" in value.in_short[1]


def test_of_a_name_with_one_bar_no_number_is_invented(tmp_path: Path) -> None:
    """Known are the close of 2.00, that it is one session old, and what follows from a price."""
    value = dossier(subject(tmp_path))
    told = {path: figure.value for path, figure in _figures(value) if figure.value is not None}
    numbers = {path: one for path, one in told.items() if isinstance(one, int | float)}
    assert numbers == {
        ".identity.listing_age_sessions": 1,
        ".size.price": 2.0,
        ".liquidity.position_shares": 25_000,  # ten orders of 5,000 USD at 2.00
        ".liquidity.marks.last": 2.0,
        ".liquidity.zero_shares.traded_days_90": 1.0,
    }


def test_everything_that_is_not_known_says_what_is_missing(tmp_path: Path) -> None:
    value = dossier(subject(tmp_path))
    unknown = {path: one for path, one in _figures(value) if one.status == "cannot_tell"}
    assert len(unknown) > 40
    assert [path for path, figure in unknown.items() if not figure.missing] == []


def test_what_is_not_held_is_listed_with_where_to_get_it(tmp_path: Path) -> None:
    missing = {one.missing: one.do for one in dossier(subject(tmp_path)).cannot_tell}
    assert missing["ninety sessions of bars: 1 held"].startswith("microcap ingest files")
    assert missing["who issued it"].startswith("microcap ingest sec")
    assert missing["bid and ask"].startswith("microcap quote add ZZHM")
    assert {"its share count", "its financial statements"} <= set(missing)


def test_a_name_about_which_much_is_held_lists_less(tmp_path: Path) -> None:
    missing = {one.missing for one in dossier(_rich(tmp_path)).cannot_tell}
    assert not missing & {"who issued it", "its share count", "bid and ask", "its filings"}
    assert "insiders' holdings, large holders and what is restricted" in missing


def test_every_question_gets_one_of_three_answers(tmp_path: Path) -> None:
    value = dossier(subject(tmp_path))
    assert {type(doubt.verdict) for doubt in value.suspicious} <= {Finding, Clear, CannotTell}
    names = [doubt.check for doubt in value.suspicious]
    assert len(names) == len(set(names)) >= 20


def test_no_clean_bill_is_given_on_one_bar(tmp_path: Path) -> None:
    """Looked at are the price of 2.00 itself, and that there is a bar of the last session."""
    clear = [
        doubt.check
        for doubt in dossier(subject(tmp_path)).suspicious
        if isinstance(doubt.verdict, Clear)
    ]
    assert set(clear) <= {"price_under_one_dollar", "vanished"}


def test_the_four_sentences_of_a_name_with_a_record_carry_its_numbers(tmp_path: Path) -> None:
    """1.52 x 10m = 15.2m; 6m of cash at 0.5m a month on 31 March are 12 months, 2.9 months ago
    (89 / 30.4375): 9.1 are left."""
    first, _, third, fourth = dossier(_rich(tmp_path)).in_short
    assert first == "Zz Holdings is worth $15.2M, nano by the default definition."
    assert third.startswith("Volume is consistent")
    assert fourth.startswith("By the last balance sheet cash lasts 9.1 months from today.")


def test_letters_are_given_once_and_in_order(tmp_path: Path) -> None:
    value = dossier(_rich(tmp_path))
    letters = [reference.letter for reference in value.sources]
    keys = [reference.key for reference in value.sources]
    assert letters == list("abcdefghijklmnopqrstuvwxyz"[: len(letters)])
    assert len(keys) == len(set(keys))


def test_every_source_that_a_figure_cites_has_a_letter(tmp_path: Path) -> None:
    value = dossier(_rich(tmp_path))
    chapters = (value.identity, value.size, value.liquidity, value.money)
    cited = {
        source
        for chapter in chapters
        for _, figure in _figures(chapter)
        for source in figure.sources
    }
    assert cited <= {reference.key for reference in value.sources}


def test_a_filing_is_cited_by_its_form_and_day(tmp_path: Path) -> None:
    sources = {reference.key: reference for reference in dossier(_rich(tmp_path)).sources}
    assert sources[f"000{ISSUER}-24-051401"].what == "10-Q filed 2024-05-14, its tagged facts"


def test_an_invented_issuer_has_no_address_at_the_sec(tmp_path: Path) -> None:
    assert {reference.href for reference in dossier(_rich(tmp_path)).sources} == {""}


def test_the_newest_row_of_each_kind_is_told(tmp_path: Path) -> None:
    """The 8-K of 20 June counts as known at the next opening, Friday the 21st, 09:30 Eastern."""
    newest = dossier(_rich(tmp_path)).newest
    assert newest["bar"].value == "2024-06-28"
    assert newest["filing"].known_at == at("2024-06-21 09:30")
    assert newest["quote"].known_at == at("2024-06-28 11:00")
    assert newest["news"].missing == "none held"


def test_a_split_that_is_announced_stands_among_what_changes_it(tmp_path: Path) -> None:
    value = dossier(_rich(tmp_path))
    assert "split of 1 for 10 takes effect on 2024-07-15" in value.changes_it
    assert value.size.shares.value == 10_000_000


def test_before_the_announcement_nothing_of_it_is_said(tmp_path: Path) -> None:
    _rich(tmp_path)
    value = dossier(again(tmp_path, "2024-06-24"))
    assert not any("split" in line for line in value.changes_it)


def test_the_chart_gets_bars_and_marks_of_what_happened(tmp_path: Path) -> None:
    value = dossier(_rich(tmp_path))
    assert len(value.bars) == 90
    assert value.bars[-1][0] == DAY
    assert (date(2024, 6, 20), "filing", "8-K 8.01") in value.marks


def _no_constant(word: str) -> float:
    raise AssertionError(f"{word} in the document")


@pytest.mark.parametrize("rows", [[], bars([2.0] * 60, [0] * 60), bars([2.0] * 5)])
def test_the_document_is_json_without_nan(tmp_path: Path, rows: Rows) -> None:
    value = dossier(subject(tmp_path, **({"bars": rows} if rows else {})))
    document = json.loads(dumps(value), parse_constant=_no_constant)
    assert document["identity"]["symbol"] == SYMBOL
    assert document["size"]["cap"]["value"] is None
    assert document["size"]["cap"]["status"] == "cannot_tell"


def test_every_number_of_a_rich_dossier_is_finite(tmp_path: Path) -> None:
    value = dossier(_rich(tmp_path))
    numbers = [one.value for _, one in _figures(value) if isinstance(one.value, float)]
    assert len(numbers) > 40
    assert all(math.isfinite(number) for number in numbers)


def test_no_figure_is_known_later_than_the_moment(tmp_path: Path) -> None:
    value = dossier(_rich(tmp_path))
    late = [path for path, one in _figures(value) if one.known_at and one.known_at > value.moment]
    assert late == []
    assert all(ref.known_at is None or ref.known_at <= value.moment for ref in value.sources)


def test_an_invented_market_is_called_synthetic(tmp_path: Path) -> None:
    value = dossier(subject(tmp_path))
    assert value.synthetic
    assert json.loads(dumps(value))["synthetic"] is True


def test_the_order_that_costs_are_shown_for_is_the_one_asked_for(tmp_path: Path) -> None:
    """Ten orders of 300 USD at 1.50 are 2,000 shares; the last close is 1.50 + 0.01 x (89 mod 3)
    = 1.52: 3,000 / 1.52 = 1,974."""
    value: Dossier = dossier(_rich(tmp_path), order_usd=300.0)
    assert value.liquidity.order_usd == 300.0
    assert value.liquidity.position_shares.value == 1974
    assert "$300 in and out costs about" in value.in_short[2]


def test_a_dossier_is_a_value_that_is_the_same_twice(tmp_path: Path) -> None:
    one = _rich(tmp_path)
    first, second = dossier(one), dossier(again(tmp_path, DAY.isoformat()))
    assert dumps(first) == dumps(replace(second))
