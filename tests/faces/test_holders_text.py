"""Holders and people as text and JSON, through the verbs and the Python API."""

import json
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from checks.invented import SYMBOL, listed, subject_of
from microcap.faces import holders_text
from microcap.faces.cli import holders as cli_holders
from microcap.faces.cli import people as cli_people
from microcap.faces.notebook import Moment
from microcap.research.holders import holders
from microcap.research.people import people
from ownership_rows import holder, notice, trade

MAY = date(2024, 5, 6)
ROWS = {
    "insider_trades": [
        trade("9900071", "P", MAY, 1_000, 2.0, owned_after=5_000, owner_name="Quill \x1b[31mAgnes"),
        trade("9900072", "P", MAY, 1_000, 2.0, filed=date(2024, 6, 3)),
    ],
    "beneficial_owners": [holder("Osric Marrow", 9e5, 0.2, MAY, kind="IN")],
    "planned_sales": [notice(700, MAY)],
}


def test_the_text_shows_each_holder_and_what_is_not_known(tmp_path: Path) -> None:
    shown = holders_text.holders(holders(subject_of(tmp_path, listings=listed(), **ROWS)), 100)
    assert "Osric Marrow" in shown
    assert "Quill Agnes" in shown
    assert "\x1b" not in shown
    assert "cluster" in shown
    assert "Notices of sale, 12 months" in shown
    assert "Late forms, two years" in shown
    assert "cannot tell" in shown
    assert all(len(line) <= 100 for line in shown.splitlines())


def test_a_narrow_terminal_gets_the_same_words(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), **ROWS)
    for shown in (
        holders_text.holders(holders(subject), 60),
        holders_text.people(people(subject), 60),
    ):
        assert "Osric" in shown
        assert max(len(line) for line in shown.splitlines()) <= 60


@pytest.mark.parametrize("verb", [cli_holders.command, cli_people.command])
def test_the_verbs_print_text_or_one_json_document(verb: click.Command, tmp_path: Path) -> None:
    subject_of(tmp_path, listings=listed(), **ROWS)
    where = ["--lake", str(tmp_path / "lake"), "--asof", "2024-06-28"]
    shown = CliRunner().invoke(verb, [SYMBOL, *where])
    assert (shown.exit_code, shown.output.partition(" ")[0]) == (0, "SYNTHETIC")
    told = json.loads(CliRunner().invoke(verb, [SYMBOL, "--json", *where]).output)
    assert told["symbol"] == SYMBOL
    assert told["synthetic"] is True


def test_the_api_gives_the_same_values(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), **ROWS)
    moment = Moment(subject.view)
    assert moment.holders(SYMBOL) == holders(subject)
    assert moment.people(SYMBOL) == people(subject)
