"""The people behind a name and where else they were, by their own number alone."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.invented import ISSUER, bars, listed, split, subject_of
from microcap.research.people import people
from microcap.research.tenures import tenures
from ownership_rows import holder, trade

MAY = date(2024, 5, 6)
OTHER = "9900002"


def _elsewhere(owner: str, day: date, **other: Any) -> dict[str, object]:
    return {**trade(owner, "A", day, 10, 0.0, number=9, **other), "issuer": OTHER, "symbol": "ZOLD"}


def test_another_issuer_of_the_same_number_is_shown_with_what_became_of_it(tmp_path: Path) -> None:
    """8.00 of before 20-for-1 are 160.00 of today's; at 2.00 it is worth 2 / 160 = 1.25 % of that."""
    old = bars([8.0] * 60 + [2.0] * 62, symbol="ZOLD")
    subject = subject_of(
        tmp_path,
        bars=[*bars([1.0]), *old],
        listings=[
            *listed(),
            {
                "symbol": "ZOLD",
                "issuer": OTHER,
                "day": date(2020, 1, 2),
                "event": "seen",
                "name": "Zz Olden Corp",
                "venue": None,
            },
        ],
        splits=[{**split(date(2024, 4, 1), 1, 20), "symbol": "ZOLD"}],
        insider_trades=[
            trade("9900071", "P", MAY, 10, 1.0, owned_after=10),
            _elsewhere("9900071", date(2024, 1, 2)),
        ],
    )
    (one,) = people(subject).people
    (tenure,) = one.elsewhere
    assert (tenure.name, tenure.symbol, tenure.role) == ("Zz Olden Corp", "ZOLD", "director")
    assert (tenure.first, tenure.reverse_splits.value) == (date(2024, 1, 2), 1)
    assert tenure.reverse_splits.note == "20-for-1 on 2024-04-01"
    assert tenure.vanished.value == "no"
    assert tenure.left_the_exchange.status == "cannot_tell"
    assert tenure.price_change.value == pytest.approx(2 / 160 - 1)


def test_a_namesake_without_number_is_linked_to_nothing(tmp_path: Path) -> None:
    subject = subject_of(
        tmp_path,
        listings=listed(),
        insider_trades=[_elsewhere("9900071", MAY, owner_name="Osric Marrow")],
        beneficial_owners=[holder("Osric Marrow", 9e5, 0.2, MAY)],
    )
    (one,) = people(subject).people
    assert (one.name, one.owner, one.elsewhere) == ("Osric Marrow", None, ())


def test_an_issuer_without_prices_is_cannot_tell(tmp_path: Path) -> None:
    subject = subject_of(
        tmp_path,
        listings=listed(),
        insider_trades=[trade("9900071", "P", MAY, 10, 1.0), _elsewhere("9900071", MAY)],
    )
    found = tenures(subject.view, ["9900071"], without=ISSUER)
    (tenure,) = found["9900071"]
    assert (tenure.issuer, tenure.symbol) == (OTHER, "ZOLD")
    assert {
        one.status
        for one in (
            tenure.vanished,
            tenure.left_the_exchange,
            tenure.reverse_splits,
            tenure.price_change,
        )
    } == {"cannot_tell"}


def _auditor(issuer: str, accession: str, identifier: str | None) -> dict[str, object]:
    return {
        "issuer": issuer,
        "role": "auditor",
        "name": "Grebe & Rail LLP",
        "identifier": identifier,
        "day": MAY,
        "accession": accession,
        "quote": "q",
    }


def test_who_serves_the_issuer_is_linked_by_identifier(tmp_path: Path) -> None:
    subject = subject_of(
        tmp_path,
        listings=listed(),
        parties=[_auditor(ISSUER, "a-1", "7001"), _auditor(OTHER, "a-2", "7001")],
    )
    (one,) = people(subject).parties
    assert (one.role, one.identifier, one.elsewhere) == ("auditor", "7001", (OTHER,))


def test_who_serves_the_issuer_without_a_number_is_linked_to_nobody(tmp_path: Path) -> None:
    subject = subject_of(
        tmp_path,
        listings=listed(),
        parties=[_auditor(ISSUER, "a-1", None), _auditor(OTHER, "a-2", None)],
    )
    (one,) = people(subject).parties
    assert (one.name, one.identifier, one.elsewhere) == ("Grebe & Rail LLP", None, ())


def test_nobody_held_is_said_and_not_shown_as_nobody(tmp_path: Path) -> None:
    value = people(subject_of(tmp_path, listings=listed()))
    assert value.people == ()
    assert value.notes == ("no form of an insider or large holder, and no proxy, is held for it",)
