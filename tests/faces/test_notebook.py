"""The Python face: the same values as the command line, shown richly."""

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import microcap as mc
from checks.invented import DAY, SYMBOL, bars, listed
from microcap.faces import listings, text
from microcap.faces.cli.start import run
from microcap.faces.json_form import as_json
from microcap.faces.notebook import Moment
from microcap.model.errors import Contradiction, NoSuchThing
from research.tiny import OTHER, at, cover, subject

ASOF = DAY.isoformat()


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two names; ZZHM has 10m shares at 2.00, of ZZBT there are bars only."""
    folder = tmp_path_factory.mktemp("notebook")
    subject(
        folder,
        bars=bars([2.0] * 30) + bars([3.0] * 30, symbol=OTHER),
        listings=listed("NASDAQ_CM"),
        facts=[cover(10_000_000, date(2024, 6, 3))],
    )
    return folder / "lake"


@pytest.fixture
def moment(lake: Path) -> Moment:
    """The lake on the evening of 28 June 2024."""
    return mc.open(lake).as_of(ASOF)


def _document(capsys: pytest.CaptureFixture[str], *arguments: str) -> object:
    assert run([*arguments, "--json"]) == 0
    found: object = json.loads(capsys.readouterr().out)
    return found


def test_a_dossier_is_the_commands_document(
    lake: Path, moment: Moment, capsys: pytest.CaptureFixture[str]
) -> None:
    document = _document(capsys, "dossier", SYMBOL, "--asof", ASOF, "--lake", str(lake))
    assert json.loads(json.dumps(moment.dossier(SYMBOL).as_json())) == document


def test_the_order_of_a_dossier_is_the_commands_too(
    lake: Path, moment: Moment, capsys: pytest.CaptureFixture[str]
) -> None:
    document = _document(
        capsys, "dossier", SYMBOL, "--asof", ASOF, "--lake", str(lake), "--order", "300"
    )
    assert json.loads(json.dumps(moment.dossier(SYMBOL, order_usd=300.0).as_json())) == document


def test_a_classification_and_a_comparison_are_the_commands_documents(
    lake: Path, moment: Moment, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = ("--asof", ASOF, "--lake", str(lake))
    assert as_json(moment.classify(SYMBOL)) == _document(capsys, "classify", SYMBOL, *shared)
    assert as_json(moment.compare(SYMBOL, OTHER)) == _document(
        capsys, "classify", SYMBOL, "--against", OTHER, *shared
    )


def test_a_screen_a_status_and_a_difference_are_the_commands_documents(
    lake: Path, moment: Moment, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = ("--lake", str(lake))
    assert as_json(moment.screen("price > 1")) == _document(
        capsys, "screen", "--where", "price > 1", "--asof", ASOF, *shared
    )
    assert as_json(moment.status(SYMBOL)) == _document(
        capsys, "status", SYMBOL, "--asof", ASOF, *shared
    )
    between = mc.open(lake).diff(SYMBOL, "2024-06-20", ASOF)
    assert as_json(between) == _document(
        capsys, "diff", SYMBOL, "--from", "2024-06-20", "--to", ASOF, *shared
    )


def test_a_dossier_shows_itself_as_its_text(moment: Moment) -> None:
    value = moment.dossier(SYMBOL)
    assert repr(value) == text.dossier(value)
    assert "SYNTHETIC" in repr(value)


def test_a_notebook_shows_a_dossier_as_its_page_with_the_chart(moment: Moment) -> None:
    page = moment.dossier(SYMBOL)._repr_html_()
    assert "<svg" in page
    assert SYMBOL in page
    assert "<script" not in page


def test_a_screen_shows_itself_as_a_table_and_gives_its_rows_as_a_frame(moment: Moment) -> None:
    """ZZHM is worth 20m; of ZZBT no count is held."""
    found = moment.screen(sort="-cap")
    assert repr(found) == listings.screen(found)
    assert isinstance(found.frame, pl.DataFrame)
    assert found.frame.select("symbol", "cap", "price").rows() == [
        (SYMBOL, 20e6, 2.0),
        (OTHER, None, 3.0),
    ]


def test_an_empty_screen_is_a_frame_with_its_columns(moment: Moment) -> None:
    found = moment.screen("price > 1000000")
    assert found.frame.height == 0
    assert found.frame.schema == moment.screen().frame.schema
    assert found.frame.schema["cap"] == pl.Float64


def test_a_moment_tells_when_it_is_and_that_it_is_invented(moment: Moment) -> None:
    """23:59 in New York in June is 03:59 UTC of the day after."""
    assert repr(moment) == (
        "microcap as known 2024-06-29 03:59 UTC, last session 2024-06-28, SYNTHETIC"
    )


def test_an_aware_moment_and_its_text_are_the_same(lake: Path) -> None:
    one = mc.open(lake).as_of(at("2024-06-27 12:00"))
    other = mc.open(str(lake)).as_of("2024-06-27 12:00")
    assert as_json(one.dossier(SYMBOL)) == as_json(other.dossier(SYMBOL))
    assert one.view.last_session == date(2024, 6, 26)


def test_a_moment_without_a_zone_is_refused(lake: Path) -> None:
    with pytest.raises(Contradiction, match="has no time zone"):
        mc.open(lake).as_of(at("2024-06-27 12:00").replace(tzinfo=None))


def test_the_chapters_and_the_panel_can_be_had_one_by_one(moment: Moment) -> None:
    """Two names of thirty sessions."""
    assert moment.liquidity(SYMBOL, order_usd=700.0).order_usd == 700.0
    assert moment.subject(OTHER).symbol == OTHER
    assert moment.panel(30).height == 60
    assert moment.panel(10).height == 20


def test_an_unknown_name_is_refused_with_the_nearest(moment: Moment) -> None:
    with pytest.raises(NoSuchThing, match="the nearest held are ZZHM"):
        moment.dossier("ZZHN")
