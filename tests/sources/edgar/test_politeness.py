"""At most ten requests a second from this machine, as the server counts them."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from microcap.model.errors import Contradiction, CouldNotAsk
from microcap.sources.edgar.politeness import Politeness
from sources.edgar.loopback import Reply, serving

ROOT = Path(__file__).resolve().parents[3]

ASKING = """
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from microcap.sources.edgar.addresses import Hosts, Product
from microcap.sources.edgar.client import Client
from microcap.sources.edgar.politeness import Politeness
base, slots, scratch = sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
client = Client("Jane Doe jane@example.org", clock=lambda: datetime.now(UTC), scratch=scratch,
                hosts=Hosts(base, base, base), politeness=Politeness(slots))
product = Product(base + "/one.txt", "one.txt", "text", None)
with client, ThreadPoolExecutor(8) as threads:
    for answer in threads.map(lambda number: client.ask(product), range(12)):
        assert answer.status == 200
"""

HOLDING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from microcap.sources.edgar.politeness import Politeness
with Politeness(Path(sys.argv[2]), requests=1, seconds=0.5).turn():
    print("held", flush=True)
    sys.stdin.read()
"""


def _run(script: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", script, str(ROOT / "src"), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _most_in_a_second(times: list[float]) -> int:
    ordered = sorted(times)
    return max(sum(1 for at in ordered if start <= at < start + 1.0) for start in ordered)


def test_three_processes_with_eight_threads_each_stay_below_ten_a_second(tmp_path: Path) -> None:
    """36 requests; the server counts those in every window of one second that begins with one.

    Every third answer is held back by the server for 0.15 s, so that sendings and arrivals part.
    """
    replies = [Reply(b"one"), Reply(b"one"), Reply(b"one", pause=0.15)] * 20
    with serving({"/one.txt": list(replies)}) as book:
        processes = [
            _run(ASKING, book.address, str(tmp_path / "slots"), str(tmp_path)) for _ in range(3)
        ]
        for process in processes:
            process.communicate()
        assert [process.returncode for process in processes] == [0, 0, 0]
        assert len(book.times) == 36
        assert _most_in_a_second(book.times) <= 10


def test_a_slot_is_given_again_a_second_after_its_answer_began(tmp_path: Path) -> None:
    slots = Politeness(tmp_path / "slots", requests=1, seconds=0.2)
    with slots.turn():
        time.sleep(0.1)
    released = time.monotonic()
    with slots.turn():
        waited = time.monotonic() - released
    assert waited >= 0.19


def test_a_slot_whose_holder_was_killed_is_free_again_after_a_second(tmp_path: Path) -> None:
    process = _run(HOLDING, str(tmp_path / "slots"))
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    process.kill()
    process.communicate()
    killed = time.monotonic()
    with Politeness(tmp_path / "slots", requests=1, seconds=0.5).turn():
        waited = time.monotonic() - killed
    assert waited >= 0.49


def test_a_slot_from_before_the_machine_was_started_anew_is_not_waited_for(tmp_path: Path) -> None:
    """The clock begins at zero with the machine, so an old slot may lie far in the future."""
    (tmp_path / "slot-0").write_text(f"{time.monotonic() + 1e6}")
    begun = time.monotonic()
    with Politeness(tmp_path, requests=1, seconds=0.1).turn():
        waited = time.monotonic() - begun
    assert 0.09 <= waited < 5


@pytest.mark.parametrize("content", ["", "rubbish", "nan", "-inf", "busy" + " " * 28])
def test_a_slot_with_anything_in_it_can_be_used(tmp_path: Path, content: str) -> None:
    (tmp_path / "slot-0").write_text(content)
    with Politeness(tmp_path, requests=1, seconds=0.01).turn():
        assert (tmp_path / "slot-0").read_text().startswith("busy")


def test_more_than_the_sec_allows_cannot_be_asked_for() -> None:
    with pytest.raises(Contradiction, match="the SEC allows 1 to 10"):
        Politeness(requests=11)


def test_a_link_in_place_of_a_slot_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "slot-0").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CouldNotAsk, match="see to the rights"), Politeness(tmp_path).turn():
        pass
    assert not (tmp_path / "elsewhere").exists()
