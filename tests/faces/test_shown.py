"""Values of a notebook: each shows what its verb prints, is its document, and gives its rows."""

import json
from pathlib import Path

import polars as pl
import pytest

import microcap
from checks.invented import bars, subject_of
from microcap.faces.cli.start import run
from microcap.faces.notebook import Moment
from microcap.model.errors import Contradiction

Captured = pytest.CaptureFixture[str]
DAY = "2024-06-27"
RUN = bars(
    [2.0] * 100 + [2.5, 4.4, 1.1],
    [*(1000 + index % 7 for index in range(100)), 5000, 50_150, 9000],
)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One name whose price ran from 2.00 to 4.40 on 2024-06-27."""
    folder = tmp_path_factory.mktemp("shown")
    subject_of(folder, bars=RUN)
    return folder / "lake"


@pytest.fixture
def moment(lake: Path, monkeypatch: pytest.MonkeyPatch) -> Moment:
    """The lake on the evening of the run, with nothing of the user's settings."""
    for name in ("MICROCAP_LAKE", "MICROCAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(lake.parent))
    monkeypatch.setenv("COLUMNS", "100")
    return microcap.open(lake).as_of(DAY)


@pytest.mark.parametrize(
    "verb", ["flags", "claims", "splits", "people", "holders", "shorts", "runway", "supply"]
)
def test_a_value_of_one_name_shows_itself_as_its_verb_prints_it(
    verb: str, lake: Path, moment: Moment, capsys: Captured
) -> None:
    value = getattr(moment, verb)("ZZHM")
    shared = [verb, "ZZHM", "--asof", DAY, "--lake", str(lake)]
    assert run(shared) == 0
    assert repr(value).rstrip("\n") == capsys.readouterr().out.rstrip("\n")
    assert run([*shared, "--json"]) == 0
    assert json.loads(json.dumps(value.as_json())) == json.loads(capsys.readouterr().out)


def test_a_scan_and_a_study_show_themselves_as_their_verbs_print_them(
    lake: Path, moment: Moment, capsys: Captured
) -> None:
    shared = ["--asof", DAY, "--lake", str(lake)]
    assert run(["scan", *shared]) == 0
    assert repr(moment.scan()) + "\n" == capsys.readouterr().out
    assert run(["study", "event", "--flag", "pump_alert", *shared]) == 0
    assert repr(moment.study("event", flag="pump_alert")) + "\n" == capsys.readouterr().out


def test_a_ruling_in_the_casebook_stands_in_both_faces(
    tmp_path: Path, moment: Moment, capsys: Captured
) -> None:
    """No claim is held, so that both say the same of none; the casebook is that beside the lake."""
    subject_of(tmp_path, bars=RUN)
    beside = microcap.open(tmp_path / "lake").as_of(DAY)
    microcap.note(tmp_path / "lake", "ZZHM", "read it")
    assert beside.claims("ZZHM").as_json() == beside.claims("ZZHM", ()).as_json()
    assert Moment(moment.view).claims("ZZHM").rows == ()
    assert capsys.readouterr().out == ""


def test_alerts_are_a_frame_whose_columns_do_not_depend_on_what_was_found(moment: Moment) -> None:
    """From the usual 2.00 to 4.40 is a rise of 1.2."""
    found = moment.scan(first="2024-06-03", last=DAY).frame
    assert found.select("symbol", "run_up", "price").rows() == [("ZZHM", pytest.approx(1.2), 4.4)]
    nothing = moment.scan(first="2024-06-03", last="2024-06-21").frame
    assert (nothing.height, nothing.schema) == (0, found.schema)
    assert found.schema["day"] == pl.Date


def test_the_cases_of_a_study_are_a_frame(moment: Moment) -> None:
    """The run has 101 sessions before it and an estimation window needs 250 to 11 before."""
    frame = moment.study("event", flag="pump_alert", start="2024-06-01").frame
    assert frame["symbol"].to_list() == ["ZZHM"]


def test_a_study_that_finds_nothing_is_an_empty_frame(moment: Moment) -> None:
    assert moment.study("base-rates").frame.height == 0


def test_a_day_may_be_text_and_other_text_is_refused(moment: Moment) -> None:
    with pytest.raises(Contradiction, match="first '3 June' is no day; write 2024-06-28"):
        moment.scan(first="3 June")
    with pytest.raises(Contradiction, match="option start of study event is '3 June'; write"):
        moment.study("event", flag="halt", start="3 June")


def test_a_lake_says_where_it_is(lake: Path) -> None:
    assert repr(microcap.open(lake)) == f"microcap lake at {lake}"
