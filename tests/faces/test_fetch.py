"""The verb that asks the SEC, and what it prints."""

import json
from pathlib import Path

import pytest

import microcap
from microcap.faces.cli.start import run
from microcap.faces.fetched_text import fetched_text
from microcap.faces.settings import settings
from microcap.research.fetch import Fetched
from research.asking_the_sec import empty_lake, issuer_replies
from sources.edgar.loopback import Reply, serving


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests is seen."""
    for name in ("MICROCAP_CONTACT", "MICROCAP_CONFIG", "MICROCAP_SEC_HOSTS", "MICROCAP_LAKE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def test_the_verb_brings_an_issuer_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lake = empty_lake(tmp_path)
    with serving(issuer_replies()) as book:
        monkeypatch.setenv("MICROCAP_SEC_HOSTS", book.address)
        monkeypatch.setenv("MICROCAP_CONTACT", "Jane Doe jane@example.org")
        assert run(["fetch", "sec", "BRLW", "--lake", str(lake)]) == 0
        shown = capsys.readouterr().out
        assert run(["fetch", "sec", "BRLW", "--lake", str(lake), "--json", "--offline"]) == 0
        said = json.loads(capsys.readouterr().out)
    assert "issuers: BRLW is CIK 9900001" in shown
    assert "9  filings" in shown
    assert (said["asked"], said["from_kept"], said["failed"]) == (0, 4, [])


def test_without_a_contact_the_verb_says_how_to_set_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["fetch", "sec", "BRLW", "--lake", str(empty_lake(tmp_path))]) == 2
    assert '--contact "Jane Doe jane@example.org"' in capsys.readouterr().err


def test_a_publisher_that_fails_is_exit_code_three(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lake = empty_lake(tmp_path)
    page = Reply(b"<html><title>SEC.gov | Request Rate Threshold Exceeded</title>")
    with serving({"/submissions/CIK0009900001.json": page}) as book:
        monkeypatch.setenv("MICROCAP_SEC_HOSTS", book.address)
        asked = ["fetch", "sec", "9900001", "--lake", str(lake), "--contact", "J D j@e.org"]
        assert run(asked) == 3
    assert "wait ten minutes" in capsys.readouterr().out


def test_a_filer_that_is_none_is_exit_code_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving() as book:
        monkeypatch.setenv("MICROCAP_SEC_HOSTS", book.address)
        lake = str(empty_lake(tmp_path))
        assert run(["fetch", "sec", "77", "--lake", lake, "--contact", "J D j@e.org"]) == 2
    assert "knows no filer with the CIK 77" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["other", "BRLW"], "no source 'other'"),
        (["sec"], "give one of them"),
        (["sec", "BRLW", "--bulk"], "give one of them"),
        (["sec", "BRLW", "--since", "soon"], "--since 'soon' is no day"),
        (["sec", "--index", "2024-06-28..x"], "--index 'x' is no day"),
        (["sec", "BRLW", "--fresh", "-1"], "give hours"),
    ],
)
def test_a_request_that_makes_no_sense_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    lake = str(empty_lake(tmp_path))
    assert run(["fetch", *arguments, "--lake", lake, "--contact", "J D j@e.org"]) == 2
    assert says in capsys.readouterr().err


def test_what_a_publisher_wrote_is_shown_without_its_control_characters() -> None:
    said = Fetched(failed=["\x1b[31mred\x1b[0m"], unknown=["no\nbody"], absent=["x" * 5000])
    said.found = [
        {"filed": "2024", "form": "8-K", "type": "", "accession": "1", "names": ["\x07A"]}
    ]
    shown = fetched_text(said, "here")
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert max(map(len, shown.splitlines())) < 320
    assert "words stand in 1 document" in shown


def test_the_contact_is_taken_from_flag_environment_or_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "microcap.toml"
    file.write_text('contact = "File f@example.org"\nsec_hosts = "http://127.0.0.1:1"\n')
    monkeypatch.setenv("MICROCAP_CONFIG", str(file))
    found = settings()
    assert (found.contact, found.sec_hosts) == ("File f@example.org", "http://127.0.0.1:1")
    monkeypatch.setenv("MICROCAP_CONTACT", "Environment e@example.org")
    assert settings().contact == "Environment e@example.org"
    assert settings(contact="Flag f@example.org").contact == "Flag f@example.org"


def test_python_asks_as_the_command_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The document's page is not there, which is said and is no failure."""
    lake = empty_lake(tmp_path)
    with serving(issuer_replies()) as book:
        monkeypatch.setenv("MICROCAP_SEC_HOSTS", book.address)
        said = microcap.fetch(
            lake, "BRLW", documents="8-K", since="2024-06-01", contact="J D j@e.org"
        )
    assert (said.issuers, said.failed) == ({"BRLW": "9900001"}, [])
    assert "0009900001-24-000031-index.html: nothing is published there" in said.absent[0]
