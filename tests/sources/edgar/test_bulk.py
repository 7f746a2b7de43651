"""Archives that are downloaded in several goes."""

import io
import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from microcap.model.errors import CouldNotAsk, Unreadable
from microcap.sources.edgar.addresses import Product
from microcap.sources.edgar.bulk import download
from sources.edgar.loopback import Loopback, Reply, Script, asking, ranged, serving

ROOT = Path(__file__).resolve().parents[3]
PATH = "/Archives/edgar/daily-index/bulkdata/submissions.zip"
MEMBER = (Path(__file__).parents[2] / "formats" / "sec_submissions.json").read_bytes()

DOWNLOADING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from microcap.sources.edgar.addresses import Hosts, bulk
from microcap.sources.edgar.bulk import download
from microcap.sources.edgar.client import Client
base, folder = sys.argv[2], Path(sys.argv[3])
client = Client("Jane Doe jane@example.org", clock=lambda: datetime.now(UTC), scratch=folder,
                hosts=Hosts(base, base, base))
with client:
    download(client, bulk("submissions", client.hosts), folder / "submissions.zip")
"""


def _archive(members: int = 40) -> bytes:
    """An archive of members that do not pack, so that it has about a kilobyte each."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for number in range(1, members + 1):
            archive.writestr(f"CIK{number:010d}.json", MEMBER[:1024])
    return held.getvalue()


def _product(book: Loopback, limit: int = 10**8) -> Product:
    return Product(book.address + PATH, "submissions.zip", "zip", None, limit)


def _script(answer: Script) -> dict[str, Script]:
    return {PATH: answer}


def test_an_archive_comes_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    body = _archive()
    with serving(_script(ranged(body, '"one"', []))) as book, asking(book, tmp_path) as client:
        answer = download(client, _product(book), tmp_path / "in" / "submissions.zip")
    assert (answer.status, answer.size, answer.validator) == (200, len(body), '"one"')
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["submissions.zip"]
    assert (tmp_path / "in" / "submissions.zip").read_bytes() == body


def test_a_cut_download_goes_on_where_it_stopped(tmp_path: Path) -> None:
    body = _archive()
    answers = ranged(body, '"one"', [10_000, 5_000])
    with serving(_script(answers)) as book, asking(book, tmp_path) as client:
        download(client, _product(book), tmp_path / "submissions.zip")
        asked = [headers.get("range") for _, headers in book.asked]
    assert asked == [None, "bytes=10000-", "bytes=15000-"]
    assert (tmp_path / "submissions.zip").read_bytes() == body


def test_a_killed_download_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """The first process is killed in the middle of a body that trickles; the second goes on."""
    body = _archive()

    def slow(headers: dict[str, str]) -> Reply:
        reply = ranged(body, '"one"', [])(headers)
        return Reply(
            reply.body, reply.status, reply.headers, pause=0.0 if headers.get("range") else 0.05
        )

    with serving(_script(slow)) as book:
        process = subprocess.Popen(
            [sys.executable, "-c", DOWNLOADING, str(ROOT / "src"), book.address, str(tmp_path)]
        )
        partial = tmp_path / "submissions.zip.partial"
        until = time.monotonic() + 30
        while not (partial.is_file() and partial.stat().st_size) and time.monotonic() < until:
            time.sleep(0.01)
        process.kill()
        process.wait()
        held = partial.stat().st_size
        assert 0 < held < len(body)
        assert not (tmp_path / "submissions.zip").exists()
        with asking(book, tmp_path) as client:
            download(client, _product(book), tmp_path / "submissions.zip")
        assert book.asked[-1][1]["range"] == f"bytes={held}-"
    assert (tmp_path / "submissions.zip").read_bytes() == body


def test_an_archive_that_changed_meanwhile_begins_anew(tmp_path: Path) -> None:
    old, new = _archive(30), _archive(41)
    (tmp_path / "submissions.zip.partial").write_bytes(old[:5000])
    with serving(_script(ranged(new, '"two"', []))) as book, asking(book, tmp_path) as client:
        says = {"address": _product(book).address, "validator": '"one"'}
        (tmp_path / "submissions.zip.partial.json").write_text(json.dumps(says))
        download(client, _product(book), tmp_path / "submissions.zip")
        assert book.asked[0][1]["if-range"] == '"one"'
    assert (tmp_path / "submissions.zip").read_bytes() == new


@pytest.mark.parametrize("note", [None, "{", "[]", '{"address": "elsewhere", "validator": "x"}'])
def test_a_part_of_unknown_version_is_not_gone_on_with(tmp_path: Path, note: str | None) -> None:
    body = _archive()
    (tmp_path / "submissions.zip.partial").write_bytes(b"rubbish" * 100)
    if note is not None:
        (tmp_path / "submissions.zip.partial.json").write_text(note)
    with serving(_script(ranged(body, '"one"', []))) as book, asking(book, tmp_path) as client:
        download(client, _product(book), tmp_path / "submissions.zip")
        assert "range" not in book.asked[0][1]
    assert (tmp_path / "submissions.zip").read_bytes() == body


def test_what_does_not_open_is_asked_for_from_the_start(tmp_path: Path) -> None:
    """A page of the right length, then the archive."""
    body = _archive()
    replies: list[Reply] = [Reply(b"x" * len(body), headers={"ETag": '"one"'}), Reply(body)]
    with serving(_script(replies)) as book, asking(book, tmp_path) as client:
        download(client, _product(book), tmp_path / "submissions.zip")
        assert len(book.asked) == 2
    assert (tmp_path / "submissions.zip").read_bytes() == body


def test_another_part_than_asked_for_is_not_appended(tmp_path: Path) -> None:
    body = _archive()
    odd = {"ETag": '"one"', "Content-Range": f"bytes 7-{len(body) - 1}/{len(body)}"}
    (tmp_path / "submissions.zip.partial").write_bytes(body[:100])
    with serving(_script([Reply(body[7:], 206, odd), Reply(body)])) as book:
        says = {"address": _product(book).address, "validator": '"one"'}
        (tmp_path / "submissions.zip.partial.json").write_text(json.dumps(says))
        with asking(book, tmp_path) as client:
            download(client, _product(book), tmp_path / "submissions.zip")
    assert (tmp_path / "submissions.zip").read_bytes() == body


def test_an_archive_larger_than_any_is_not_taken(tmp_path: Path) -> None:
    with serving(_script(Reply(endless=True))) as book, asking(book, tmp_path) as client:
        with pytest.raises(Unreadable, match="more than 1,000,000 bytes"):
            download(client, _product(book, 10**6), tmp_path / "submissions.zip")
        assert (tmp_path / "submissions.zip.partial").stat().st_size == 0


def test_an_archive_that_has_not_changed_is_left_as_it_is(tmp_path: Path) -> None:
    with serving(_script(Reply(b"", 304))) as book, asking(book, tmp_path) as client:
        answer = download(client, _product(book), tmp_path / "submissions.zip", '"one"')
    assert (answer.status, answer.validator) == (304, '"one"')
    assert list(tmp_path.glob("submissions*")) == []


def test_two_processes_do_not_write_one_archive(tmp_path: Path) -> None:
    import fcntl

    with (
        (tmp_path / "submissions.zip.partial").open("wb") as other,
        serving(_script(Reply(_archive()))) as book,
        asking(book, tmp_path) as client,
    ):
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(CouldNotAsk, match="another process is downloading"):
            download(client, _product(book), tmp_path / "submissions.zip")
        assert book.asked == []
