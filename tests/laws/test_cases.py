"""Laws of every case: it holds, no day of it reads anything known later, and its page tells its days."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.lake.store import Lake
from microcap.model.tables import TABLES
from microcap.research.case_lake import case_lake
from microcap.research.case_replay import Replay, replay
from microcap.research.cases import Case, case_folders, read_case
from microcap.research.chapters import Suspicion
from microcap.research.demo import invent
from microcap.research.ingest import prepare, rebuild
from microcap.research.suspicious import suspicions
from microcap.view.subject import Subject
from microcap.view.view import Records, records

ROOT = Path(__file__).resolve().parents[2]
CASES = [read_case(folder) for folder in case_folders(ROOT / "cases")]
INVENTED = [case for case in CASES if case.lake != "shared"]
REAL = [case for case in CASES if case.lake == "shared"]
FETCHED = datetime(2026, 11, 21, tzinfo=UTC)
_SEED = 7

Held = Callable[[Case], Records]


def _quiet(what: str, done: int, total: int) -> None:
    assert what
    assert done <= total


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    """The lake of an invented case; the sandbox is invented once for all that are told on it."""
    made: dict[str, Records] = {}

    def lake_of(case: Case) -> Records:
        name = "sandbox" if case.lake == "sandbox" else case.name
        if name not in made:
            path = tmp_path_factory.mktemp(name) / "lake"
            if case.lake == "sandbox":
                assert case.seed == _SEED
                invent(path, seed=_SEED, tell=_quiet)
                made[name] = records(path)
            else:
                made[name] = case_lake(case, path, shared=None, fetched=FETCHED, tell=_quiet)
        return made[name]

    return lake_of


@pytest.fixture(scope="module")
def told(held: Held) -> Callable[[Case], Replay]:
    """Each invented case, told once."""
    known: dict[str, Replay] = {}

    def replayed(case: Case) -> Replay:
        if case.name not in known:
            known[case.name] = replay(case, held(case))
        return known[case.name]

    return replayed


def _names(cases: list[Case]) -> list[str]:
    return [case.name for case in cases]


def test_there_are_six_cases_and_a_clean_one() -> None:
    assert _names(CASES) == [
        "clean-name",
        "custodianship-shell-renamed",
        "false-report-and-recovery",
        "paid-promotion-on-pink",
        "reverse-split-treadmill",
        "small-foreign-offering-run",
        "troubled-microcap",
    ]


@pytest.mark.parametrize("case", INVENTED, ids=_names(INVENTED))
def test_an_invented_case_holds(case: Case, told: Callable[[Case], Replay]) -> None:
    value = told(case)
    assert value.departures == ()
    assert value.synthetic


@pytest.mark.real
@pytest.mark.parametrize("case", REAL, ids=_names(REAL))
def test_a_real_case_holds(case: Case, shared: Path, tmp_path: Path) -> None:
    cut = case_lake(case, tmp_path / "lake", shared=shared, fetched=FETCHED, tell=_quiet)
    value = replay(case, cut)
    assert value.departures == ()
    assert not value.synthetic


@pytest.mark.parametrize("case", INVENTED, ids=_names(INVENTED))
def test_nothing_that_a_day_cites_is_known_later(
    case: Case, told: Callable[[Case], Replay]
) -> None:
    cited = [
        (day, piece) for day in told(case).days for one in day.changes for piece in one.evidence
    ]
    finds = any("finding" in day.expected.values() for day in case.days)
    assert bool(cited) == finds
    for day, piece in cited:
        assert piece.known_at is not None
        assert piece.known_at <= day.moment, f"{day.asof}: {piece}"


@pytest.mark.parametrize("name", ["custodianship-shell-renamed", "paid-promotion-on-pink"])
def test_a_day_answers_the_same_in_a_lake_that_ends_with_it(
    name: str, held: Held, tmp_path: Path
) -> None:
    """One case of the sandbox stands for all of them; see `_same_in_an_ended_lake`."""
    case = next(one for one in CASES if one.name == name)
    assert _same_in_an_ended_lake(case, held(case), tmp_path)


@pytest.mark.real
@pytest.mark.parametrize("case", REAL, ids=_names(REAL))
def test_a_real_day_answers_the_same_in_a_lake_that_ends_with_it(
    case: Case, shared: Path, tmp_path: Path
) -> None:
    cut = case_lake(case, tmp_path / "lake", shared=shared, fetched=FETCHED, tell=_quiet)
    assert _same_in_an_ended_lake(case, cut, tmp_path)


def _same_in_an_ended_lake(case: Case, whole: Records, folder: Path) -> bool:
    """Whether the middle day answers as in a second lake without any row known later."""
    day = case.days[len(case.days) // 2]
    view = whole.as_of(day.asof)
    ended = _ended(whole, view.moment, folder / "ended").as_of(day.asof)
    answers, again = (_answers(Subject(one, case.symbol)) for one in (view, ended))
    return answers == again


def _answers(subject: Subject) -> dict[str, Suspicion]:
    return {one.check: one for one in suspicions(subject)}


def _ended(held: Records, moment: datetime, path: Path) -> Records:
    """A lake of the rows known by a moment; what it says of its own coverage is kept."""
    lake, ended = Lake.open(held.path), prepare(path, synthetic=held.synthetic)
    for name, table in TABLES.items():
        if table.derived or name == "sessions":
            continue
        rows = lake.scan(name)
        if name != "coverage":
            rows = rows.filter(pl.col("known_at") <= moment)
        ended.append(name, rows.collect(), transaction="ended")
    rebuild(ended)
    return records(path)


@pytest.mark.parametrize("case", CASES, ids=_names(CASES))
def test_what_followed_names_records_and_no_day_speaks_of_them(case: Case) -> None:
    followed = {(one.table, one.key) for one in case.afterwards}
    assert followed
    assert not followed & {(one.table, one.key) for day in case.days for one in day.known}


@pytest.mark.parametrize("case", CASES, ids=_names(CASES))
def test_every_day_says_what_must_be_answered(case: Case) -> None:
    assert [day.asof for day in case.days if not day.expected] == []
    answers = {answer for day in case.days for answer in day.expected.values()}
    assert {"clear", "cannot_tell"} <= answers


@pytest.mark.parametrize("case", CASES, ids=_names(CASES))
def test_the_page_of_a_case_tells_its_days_and_its_command(case: Case) -> None:
    page = (case.folder / "README.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (\S+(?: \d\d:\d\d)?)", page, re.MULTILINE)
    assert [one for one in headings if one[:2] == "20"] == [day.asof for day in case.days]
    assert f"microcap case {case.name}" in page
    assert ("nvented" in page) == (case.lake != "shared")


@pytest.mark.parametrize("case", CASES, ids=_names(CASES))
def test_no_case_accuses_anybody(case: Case) -> None:
    page = (case.folder / "README.md").read_text(encoding="utf-8")
    said = f"{case.title} {case.about} {page} {[day.says for day in case.days]}".lower()
    for word in ("fraud", "scam", "manipulat", "crime", "criminal", "illegal", "pump"):
        assert word not in said


def test_every_case_is_on_the_page_of_cases() -> None:
    page = (ROOT / "docs" / "cases.md").read_text(encoding="utf-8")
    assert [case.name for case in CASES if f"microcap case {case.name}" not in page] == []
