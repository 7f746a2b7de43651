"""Settings: flags before the environment, the environment before the file, the file before defaults."""

from pathlib import Path

import pytest

from microcap.faces.settings import settings
from microcap.model.errors import Contradiction


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, without any setting."""
    for name in ("MICROCAP_LAKE", "MICROCAP_CASEBOOK", "MICROCAP_ORDER_USD", "MICROCAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def _file(home: Path, text: str) -> None:
    (home / ".config").mkdir()
    (home / ".config" / "microcap.toml").write_text(text, encoding="utf-8")


def test_without_any_setting_the_lake_is_below_the_home(home: Path) -> None:
    found = settings()
    assert found.lake == home / ".local" / "share" / "microcap" / "lake"
    assert found.order_usd == 5000.0


def test_the_file_wins_over_the_default(home: Path) -> None:
    _file(home, 'lake = "/data/of/the/file"\norder_usd = 700\n')
    found = settings()
    assert (found.lake, found.order_usd) == (Path("/data/of/the/file"), 700.0)


def test_the_environment_wins_over_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _file(home, 'lake = "/data/of/the/file"\norder_usd = 700\n')
    monkeypatch.setenv("MICROCAP_LAKE", "/data/of/the/environment")
    monkeypatch.setenv("MICROCAP_ORDER_USD", "800")
    found = settings()
    assert (found.lake, found.order_usd) == (Path("/data/of/the/environment"), 800.0)


def test_a_flag_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MICROCAP_LAKE", "/data/of/the/environment")
    monkeypatch.setenv("MICROCAP_ORDER_USD", "800")
    found = settings(Path("/data/of/the/flag"), 900.0)
    assert (found.lake, found.order_usd) == (Path("/data/of/the/flag"), 900.0)


def test_the_file_can_be_elsewhere(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "mine.toml").write_text("order_usd = 250.5", encoding="utf-8")
    monkeypatch.setenv("MICROCAP_CONFIG", str(home / "mine.toml"))
    assert settings().order_usd == 250.5


def test_a_tilde_means_the_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MICROCAP_LAKE", "~/lakes/one")
    assert settings().lake == home / "lakes" / "one"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"lake = ", "cannot be read"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b'order_usd = "much"', "not a number of dollars"),
        (b"order_usd = -5", "give an amount above zero"),
        (b"order_usd = nan", "give an amount above zero"),
        (b"order_usd = 1e13", "give an amount above zero"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_in_a_sentence(
    home: Path, content: bytes, why: str
) -> None:
    (home / ".config").mkdir()
    (home / ".config" / "microcap.toml").write_bytes(content)
    with pytest.raises(Contradiction, match=why):
        settings()


@pytest.mark.parametrize("amount", [-1.0, 1e12, float("inf"), float("nan")])
def test_an_order_that_is_no_amount_is_refused(amount: float) -> None:
    with pytest.raises(Contradiction, match="give an amount above zero"):
        settings(None, amount)


def test_an_order_of_zero_dollars_is_refused() -> None:
    with pytest.raises(Contradiction, match="give an amount above zero"):
        settings(None, 0.0)


def test_each_lake_has_its_casebook_beside_it(tmp_path: Path) -> None:
    assert settings(tmp_path / "lake").casebook == tmp_path / "lake-casebook.sqlite"
    assert settings(tmp_path / "demo" / "x").casebook == tmp_path / "demo" / "x-casebook.sqlite"
    assert settings(Path("/")).casebook == Path("/lake-casebook.sqlite")


def test_the_casebook_can_be_elsewhere(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _file(home, 'casebook = "~/file.sqlite"')
    assert settings().casebook == home / "file.sqlite"
    monkeypatch.setenv("MICROCAP_CASEBOOK", str(home / "environment.sqlite"))
    assert settings().casebook == home / "environment.sqlite"
