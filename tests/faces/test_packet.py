"""The packet on disk: the same bytes each time, a manifest that a stranger can check, whole or not there."""

import hashlib
import json
import re
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from microcap.faces.packet import Packet, chain_lines, write_packet
from microcap.model.errors import Contradiction, CouldNotAsk
from microcap.research.binder import bytes_of
from research.kept_case import PAID, PICTURE, binder_of, kept_case, places


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case, written once."""
    home = tmp_path_factory.mktemp("case")
    kept_case(home)
    return home


def _written(folder: Path, out: Path) -> Packet:
    return write_packet(binder_of(folder), out, bytes_of(places(folder)[0]))


def test_the_same_moment_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    one, two = _written(folder, tmp_path / "a"), _written(folder, tmp_path / "b")
    assert one.archive.read_bytes() == two.archive.read_bytes()
    assert one.page.read_bytes() == two.page.read_bytes()
    assert one.sha256 == sha256(one.archive.read_bytes()).hexdigest()
    assert one.archive.name == "ZZHM-finra-20240629T120000Z.zip"


def test_a_stranger_can_check_every_file_against_the_manifest(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(_written(folder, tmp_path).archive) as archive:
        lines = archive.read("MANIFEST").decode().splitlines()
        told = {name: mark for mark, _, name in (line.partition("  ") for line in lines)}
        assert set(told) | {"MANIFEST"} == set(archive.namelist())
        for name, mark in told.items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == mark


def test_the_kept_bytes_are_in_it_under_names_that_open_no_program(
    folder: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(_written(folder, tmp_path).archive) as archive:
        for body in (PAID, PICTURE):
            assert archive.read(f"kept/{sha256(body).hexdigest()}.bytes") == body
        endings = {Path(name).suffix for name in archive.namelist() if name.startswith("kept/")}
        assert endings == {".bytes", ".txt"}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_stranger_can_follow_the_chain_without_reading_of_other_names(folder: Path) -> None:
    """By the rule in the page alone: SHA-256 of the sealed words, each naming the hash before."""
    value = binder_of(folder)
    previous = "0" * 64
    withheld = 0
    for line in chain_lines(value).splitlines():
        held = json.loads(line)
        assert held["previous"] == previous
        if "sealed" in held:
            assert hashlib.sha256(held["sealed"].encode()).hexdigest() == held["hash"]
            assert json.loads(held["sealed"])["previous"] == previous
        else:
            withheld += 1
        previous = held["hash"]
    assert (previous, withheld) == (value.chain.head, 1)
    assert "secret" not in chain_lines(value)


def test_the_value_in_it_is_the_value_that_was_shown(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(_written(folder, tmp_path).archive) as archive:
        held = json.loads(archive.read("packet.json"))
    assert (held["symbol"], held["receiver"], len(held["entries"])) == ("ZZHM", "finra", 2)
    assert str(tmp_path) not in json.dumps(held)


def test_every_link_of_the_page_in_the_archive_leads_to_a_file_of_it(
    folder: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(_written(folder, tmp_path).archive) as archive:
        page, names = archive.read("packet.html").decode(), archive.namelist()
    linked = set(re.findall(r'href="(kept/[^"]+)"', page))
    assert linked
    assert linked <= set(names)


def test_a_lost_file_is_named_and_the_rest_is_written(tmp_path: Path) -> None:
    kept_case(tmp_path)
    bytes_of(places(tmp_path)[0])(sha256(PICTURE).hexdigest()).unlink()
    written = _written(tmp_path, tmp_path / "out")
    assert written.not_whole == ("shot.png: lost",)
    with zipfile.ZipFile(written.archive) as archive:
        assert f"kept/{sha256(PICTURE).hexdigest()}.bytes" not in archive.namelist()


def test_a_place_that_is_no_folder_is_refused_and_nothing_half_written_is_left(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Contradiction, match="is a file and no folder"):
        _written(folder, tmp_path / "file")
    with pytest.raises(CouldNotAsk, match="cannot write the packet"):
        _written(folder, tmp_path / "file" / "below")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
