"""The SEC's bulk archives: one member at a time, and nothing that an archive may hide."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources import LARGEST
from microcap.sources.published import recognise
from microcap.sources.sec_bulk import BulkMember, bulk_members, is_bulk

FORMATS = Path(__file__).resolve().parents[1] / "formats"
NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
ANSWER = (FORMATS / "sec_submissions.json").read_bytes()
PAGE = (FORMATS / "sec_CIK0009900001-submissions-001.json").read_bytes()


def archive_of(tmp_path: Path, members: dict[str, bytes]) -> Path:
    path = tmp_path / "submissions.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return path


def all_of(path: Path, limit: int = LARGEST) -> list[BulkMember]:
    return list(bulk_members(path, NOW, limit=limit))


def test_each_member_is_read_by_its_own_source(tmp_path: Path) -> None:
    """Six filings in the answer, three in the older page."""
    path = archive_of(
        tmp_path,
        {"CIK0009900001.json": ANSWER, "CIK0009900001-submissions-001.json": PAGE},
    )
    filings = {}
    for member in bulk_members(path, NOW):
        assert member.raw is not None
        source = recognise(member.raw.path)
        assert source is not None
        filings[member.name] = source.read(member.raw)["filings"].lazy().collect().height
    assert filings == {"CIK0009900001-submissions-001.json": 3, "CIK0009900001.json": 6}


def test_a_member_is_gone_from_the_disk_when_the_next_is_asked_for(tmp_path: Path) -> None:
    path = archive_of(tmp_path, {f"CIK000990000{n}.json": ANSWER for n in (1, 2, 3)})
    members = bulk_members(path, NOW)
    first = next(members).raw
    assert first is not None
    assert first.path.read_bytes() == ANSWER
    second = next(members).raw
    assert second is not None
    assert not first.path.exists()
    folder = second.path.parent
    members.close()
    assert not folder.exists()


def test_a_run_goes_on_behind_the_member_where_it_stopped(tmp_path: Path) -> None:
    path = archive_of(tmp_path, {f"CIK000990000{n}.json": ANSWER for n in (3, 1, 2)})
    rest = bulk_members(path, NOW, after="CIK0009900001.json")
    assert [member.name for member in rest] == ["CIK0009900002.json", "CIK0009900003.json"]


@pytest.mark.parametrize(
    "name",
    ["../CIK0009900001.json", "/etc/CIK0009900001.json", "a/CIK0009900001.json", "notes.txt"],
)
def test_a_member_with_another_name_than_the_secs_is_left_out(name: str, tmp_path: Path) -> None:
    (member,) = all_of(archive_of(tmp_path, {name: ANSWER}))
    assert member.raw is None
    assert "is not named like the SEC's" in member.problem


def test_a_member_that_unpacks_to_too_much_is_left_out(tmp_path: Path) -> None:
    """Eight million spaces pack about a thousand-fold, twice as tight as is believed."""
    bomb = archive_of(tmp_path, {"CIK0009900001.json": b" " * 8_000_000})
    (member,) = all_of(bomb)
    assert member.raw is None
    assert "tighter than any JSON" in member.problem
    (member,) = all_of(bomb, limit=1000)
    assert "unpacks to 8,000,000 bytes, more than 1,000" in member.problem


def test_a_member_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    """Its size stands in the local header and in the directory; both are made to say 100."""
    path = archive_of(tmp_path, {"CIK0009900001.json": b"[" + b"1," * 5000 + b"1]"})
    size = (10_003).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (100).to_bytes(4, "little")))
    (member,) = all_of(path)
    assert member.raw is None
    assert "is damaged" in member.problem


def test_an_encrypted_member_is_left_out(tmp_path: Path) -> None:
    """Bit 0 of the flags, at byte 8 of a directory entry, says that a member is encrypted."""
    path = archive_of(tmp_path, {"CIK0009900001.json": ANSWER})
    body = bytearray(path.read_bytes())
    body[body.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(body))
    (member,) = all_of(path)
    assert member.raw is None
    assert "is encrypted" in member.problem


def test_a_damaged_member_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    good = json.dumps({"cik": 1}).encode()
    path = archive_of(tmp_path, {"CIK0009900001.json": ANSWER, "CIK0009900002.json": good})
    body = bytearray(path.read_bytes())
    middle = body.index(b"CIK0009900001.json") + 400
    body[middle : middle + 40] = b"\xff" * 40
    path.write_bytes(bytes(body))
    first, second = all_of(path)
    assert first.raw is None
    assert "is damaged" in first.problem
    assert second.raw is not None


def test_an_archive_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = archive_of(tmp_path, {"CIK0009900001.json": ANSWER})
    whole = path.read_bytes()
    assert is_bulk(path)
    path.write_bytes(whole[:-30])
    with pytest.raises(Unreadable, match="not a whole zip archive"):
        all_of(path)
