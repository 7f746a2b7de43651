"""Claims of the invented market keep to their moment: none before it was said, none by later papers."""

import itertools
from datetime import timedelta

import pytest

from microcap.research.claims import Claims, claims
from microcap.research.demo import invent
from microcap.view.subject import Subject
from microcap.view.view import Records, records

_SEED = 7
MOMENTS = ("2024-05-31", "2024-11-05", "2025-03-31", "2025-08-06", "2025-08-08", "2025-12-31")


def _quiet(what: str, done: int, total: int) -> None:
    assert what
    assert done <= total


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """The sandbox, invented once."""
    path = tmp_path_factory.mktemp("claims") / "lake"
    invent(path, seed=_SEED, tell=_quiet)
    return records(path)


@pytest.fixture(scope="module")
def told(held: Records) -> dict[str, Claims]:
    """The claims about the troubled name at some moments of its story."""
    return {day: claims(Subject(held.as_of(day), "ZZHM")) for day in MOMENTS}


def test_no_claim_and_no_evidence_is_known_later_than_the_moment(told: dict[str, Claims]) -> None:
    for value in told.values():
        for one in value.rows:
            assert one.known_at <= value.moment
            assert all(piece.known_at <= value.moment for piece in one.evidence if piece.known_at)
            assert all(piece.day <= value.moment.date() for piece in one.evidence if piece.day)
            assert all(before.day <= one.day for before in one.before)
    assert told[MOMENTS[-1]].rows


def test_a_claim_once_made_keeps_its_id_at_every_later_moment(told: dict[str, Claims]) -> None:
    ids = [{one.id for one in told[day].rows} for day in MOMENTS]
    assert all(early <= late for early, late in itertools.pairwise(ids))
    assert len(ids[0]) < len(ids[-1])


def test_a_minute_before_it_was_said_a_claim_is_not_there(
    held: Records, told: dict[str, Claims]
) -> None:
    for one in told[MOMENTS[-1]].rows[:4]:
        before = held.as_of(one.known_at - timedelta(minutes=1))
        seen = claims(Subject(before, "ZZHM")).rows
        assert all(row.quote != one.quote for row in seen)
        after = claims(Subject(held.as_of(one.known_at), "ZZHM")).rows
        assert any(row.quote == one.quote for row in after)


def test_a_contract_is_not_ended_before_the_paper_that_ends_it(told: dict[str, Claims]) -> None:
    """The 8-K that tells of the end is of 7 August 2025."""
    status = {
        day: next(one.status for one in told[day].rows if one.kind == "contract")
        for day in MOMENTS[2:]
    }
    assert status["2025-08-06"] != "ended"
    assert status["2025-08-08"] == "ended"


def test_a_promise_that_is_told_again_and_again_is_one_claim(told: dict[str, Claims]) -> None:
    trial = [one for one in told["2025-12-31"].rows if "field trial" in one.quote]
    assert [(one.put_off, len(one.before)) for one in trial] == [(5, 5)]
