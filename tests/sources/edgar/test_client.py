"""Asking the SEC: what is taken, what is asked for again, what is refused."""

import hashlib
import json
from pathlib import Path

import pytest

from microcap.model.errors import Contradiction, CouldNotAsk, Unreadable
from microcap.sources.edgar.addresses import Hosts, Product, submissions
from microcap.sources.edgar.client import Client, user_agent
from microcap.sources.edgar.refusals import NotPublished, Unwelcome
from sources.edgar.loopback import CONTACT, NOW, QUICK, Loopback, Reply, asking, missing, serving

FORMATS = Path(__file__).parents[2] / "formats"
PATH = "/submissions/CIK0009900001.json"
BODY = (FORMATS / "sec_submissions.json").read_bytes()
RATE_LIMIT = (FORMATS / "sec_rate_limit.html").read_bytes()
TOOL = b"<html><head><title>SEC.gov | Your Request Originates from an Undeclared Automated Tool</title>"


def _product(book: Loopback, limit: int = 10**7) -> Product:
    product = submissions("9900001", book.hosts)
    return Product(product.address, product.name, "json", product.fresh, limit)


def test_an_answer_is_kept_with_its_hash_size_moment_and_validator(tmp_path: Path) -> None:
    with serving({PATH: Reply(BODY, headers={"ETag": '"abc"'})}) as book:
        with asking(book, tmp_path) as client:
            answer = client.ask(_product(book))
        assert answer.path is not None
        assert answer.path.read_bytes() == BODY
        assert (answer.status, answer.size, answer.at) == (200, len(BODY), NOW)
        assert answer.sha256 == hashlib.sha256(BODY).hexdigest()
        assert answer.validator == '"abc"'


def test_the_contact_goes_with_every_request(tmp_path: Path) -> None:
    with serving({PATH: Reply(BODY)}) as book, asking(book, tmp_path) as client:
        client.ask(_product(book))
        assert book.asked[0][1]["user-agent"] == "Jane Doe jane@example.org"


@pytest.mark.parametrize(
    "contact",
    [None, "", "  ", "Jane Doe", "jane@example.org", "J\u00e4ne j@e.org", "a\nb x@y.z\nHost: c"],
)
def test_without_a_name_and_an_address_nothing_is_asked(
    tmp_path: Path, contact: str | None
) -> None:
    """A line break becomes a blank, so no header can be smuggled; the rest is refused."""
    with serving({PATH: Reply(BODY)}) as book:
        with pytest.raises(Contradiction, match="--contact"):
            Client(contact, clock=lambda: NOW, scratch=tmp_path, hosts=book.hosts)
        assert book.asked == []


def test_an_address_in_angle_brackets_is_the_same_contact() -> None:
    assert user_agent("Jane Doe <jane@example.org>") == CONTACT


def test_a_gzip_body_is_unpacked(tmp_path: Path) -> None:
    with serving({PATH: Reply(BODY, packed=True)}) as book, asking(book, tmp_path) as client:
        answer = client.ask(_product(book))
        assert answer.sha256 == hashlib.sha256(BODY).hexdigest()
        assert book.asked[0][1]["accept-encoding"] == "gzip"


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_what_may_pass_is_asked_again(tmp_path: Path, status: int) -> None:
    replies = [Reply(b"later", status, {"Retry-After": "0"}), Reply(b"", status), Reply(BODY)]
    with serving({PATH: replies}) as book, asking(book, tmp_path) as client:
        assert client.ask(_product(book)).size == len(BODY)
        assert len(book.asked) == 3


def test_what_does_not_pass_is_one_sentence_after_the_last_attempt(tmp_path: Path) -> None:
    with serving({PATH: Reply(b"", 503)}) as book, asking(book, tmp_path) as client:
        with pytest.raises(CouldNotAsk, match="no whole answer after 3 attempts"):
            client.ask(_product(book))
        assert len(book.asked) == 3


def test_a_wait_longer_than_ones_patience_is_told_and_not_waited_for(tmp_path: Path) -> None:
    slow = Reply(b"", 429, {"Retry-After": "600"})
    with serving({PATH: slow}) as book, asking(book, tmp_path) as client:
        with pytest.raises(Unwelcome, match="asks to wait 600 s"):
            client.ask(_product(book))
        assert len(book.asked) == 1


@pytest.mark.parametrize(
    "reply", [missing(), Reply(b"<Error><Code>AccessDenied</Code></Error>", 403)]
)
def test_what_is_not_there_is_not_asked_again(tmp_path: Path, reply: Reply) -> None:
    with serving({PATH: reply}) as book, asking(book, tmp_path) as client:
        with pytest.raises(NotPublished, match="nothing is published there"):
            client.ask(_product(book))
        assert len(book.asked) == 1


@pytest.mark.parametrize("status", [200, 403, 429])
@pytest.mark.parametrize(
    ("page", "says"), [(RATE_LIMIT, "asked too often"), (TOOL, "does not accept the contact")]
)
def test_the_pages_of_the_sec_are_known_under_any_status(
    tmp_path: Path, status: int, page: bytes, says: str
) -> None:
    with serving({PATH: Reply(page, status)}) as book, asking(book, tmp_path) as client:
        with pytest.raises(Unwelcome, match=says):
            client.ask(_product(book))
        assert len(book.asked) == 1


def test_a_refusal_without_a_page_is_not_asked_again(tmp_path: Path) -> None:
    with serving({PATH: Reply(b"no", 403)}) as book, asking(book, tmp_path) as client:
        with pytest.raises(Unwelcome, match="refuses this machine or this contact"):
            client.ask(_product(book))
        assert len(book.asked) == 1


def test_a_cut_connection_is_asked_again(tmp_path: Path) -> None:
    replies = [Reply(BODY, cut=100), Reply(BODY, packed=True, cut=50), Reply(BODY)]
    with serving({PATH: replies}) as book, asking(book, tmp_path) as client:
        assert client.ask(_product(book)).size == len(BODY)
        assert len(book.asked) == 3


@pytest.mark.parametrize("length", [len(BODY) - 7, len(BODY) + 7])
def test_a_length_that_lies_is_asked_again(tmp_path: Path, length: int) -> None:
    replies = [Reply(BODY, length=length), Reply(BODY)]
    with serving({PATH: replies}) as book, asking(book, tmp_path) as client:
        assert client.ask(_product(book)).size == len(BODY)
        assert len(book.asked) == 2


def test_a_body_that_trickles_is_given_up_after_a_while(tmp_path: Path) -> None:
    """Each kilobyte comes within the time for a read, all of them not within that for the whole."""
    slow = Reply(json.dumps("x" * 20_000).encode(), pause=0.2)
    with serving({PATH: slow}) as book, asking(book, tmp_path) as client:
        with pytest.raises(CouldNotAsk, match="not whole after 1 s"):
            client.ask(_product(book))
        assert list((tmp_path / "scratch").iterdir()) == []


def test_a_body_that_stalls_is_given_up(tmp_path: Path) -> None:
    with serving({PATH: Reply(BODY, pause=1.0)}) as book, asking(book, tmp_path) as client:
        with pytest.raises(CouldNotAsk, match="after 3 attempts"):
            client.ask(_product(book))
        assert len(book.asked) == 3


def test_an_endless_body_ends_at_the_limit(tmp_path: Path) -> None:
    with serving({PATH: Reply(endless=True)}) as book, asking(book, tmp_path) as client:
        with pytest.raises(Unreadable, match="larger than 1,000,000 bytes"):
            client.ask(_product(book, limit=10**6))
        assert list((tmp_path / "scratch").iterdir()) == []


def test_a_packed_body_is_bounded_by_what_it_unpacks_to(tmp_path: Path) -> None:
    """Ten million blanks pack to some ten thousand bytes."""
    with (
        serving({PATH: Reply(b" " * 10**7, packed=True)}) as book,
        asking(book, tmp_path) as client,
    ):
        with pytest.raises(Unreadable, match="larger than 1,000,000 bytes"):
            client.ask(_product(book, limit=10**6))
        assert len(book.asked) == 1


def test_a_body_that_announces_too_much_is_not_taken(tmp_path: Path) -> None:
    with serving({PATH: Reply(b"{}", length=10**12)}) as book, asking(book, tmp_path) as client:
        with pytest.raises(Unreadable, match="says it has 1,000,000,000,000 bytes"):
            client.ask(_product(book))
        assert len(book.asked) == 1


def test_a_page_in_place_of_json_is_asked_again(tmp_path: Path) -> None:
    replies = [Reply(b"<html><title>Maintenance</title>"), Reply(BODY)]
    with serving({PATH: replies}) as book, asking(book, tmp_path) as client:
        assert client.ask(_product(book)).size == len(BODY)


def test_json_nested_without_end_is_refused_once(tmp_path: Path) -> None:
    with serving({PATH: Reply(b"[" * 200_000)}) as book, asking(book, tmp_path) as client:
        with pytest.raises((Unreadable, CouldNotAsk)) as caught:
            client.ask(_product(book))
        assert "JSON" in str(caught.value)


def test_a_redirect_on_the_same_host_is_followed(tmp_path: Path) -> None:
    moved = Reply(b"", 301, {"Location": "/moved.json"})
    with serving({PATH: moved, "/moved.json": Reply(BODY)}) as book:
        with asking(book, tmp_path) as client:
            assert client.ask(_product(book)).size == len(BODY)
        assert book.paths == [PATH, "/moved.json"]


def test_a_redirect_to_another_host_is_refused(tmp_path: Path) -> None:
    with serving({"/stolen": Reply(BODY)}) as other:
        moved = Reply(b"", 302, {"Location": f"{other.address}/stolen"})
        with serving({PATH: moved}) as book, asking(book, tmp_path) as client:
            with pytest.raises(CouldNotAsk, match="none of the SEC's hosts"):
                client.ask(_product(book))
            assert len(book.asked) == 1
        assert other.asked == []


def test_redirects_in_a_circle_end(tmp_path: Path) -> None:
    with serving({PATH: Reply(b"", 301, {"Location": PATH})}) as book:
        with asking(book, tmp_path) as client, pytest.raises(CouldNotAsk, match="3 redirects"):
            client.ask(_product(book))
        assert len(book.asked) == 4


def test_an_answer_that_has_not_changed_comes_without_a_body(tmp_path: Path) -> None:
    def same(headers: dict[str, str]) -> Reply:
        return Reply(b"", 304) if headers.get("if-none-match") == '"abc"' else Reply(BODY)

    with serving({PATH: same}) as book, asking(book, tmp_path) as client:
        answer = client.ask(_product(book), '"abc"')
        assert (answer.status, answer.path, answer.validator) == (304, None, '"abc"')


def test_a_day_as_validator_is_sent_as_a_day(tmp_path: Path) -> None:
    day = "Mon, 01 Jul 2024 16:00:00 GMT"
    with serving({PATH: Reply(b"", 304)}) as book, asking(book, tmp_path) as client:
        client.ask(_product(book), day)
        assert book.asked[0][1]["if-modified-since"] == day


def test_a_body_packed_in_another_way_is_refused(tmp_path: Path) -> None:
    odd = Reply(BODY, headers={"Content-Encoding": "br"})
    with serving({PATH: odd}) as book, asking(book, tmp_path) as client:
        with pytest.raises(Unreadable, match="packed as 'br'"):
            client.ask(_product(book))
        assert len(book.asked) == 1


def test_a_server_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with serving() as book:
        hosts = book.hosts
    client = Client(CONTACT, clock=lambda: NOW, scratch=tmp_path, hosts=hosts, patience=QUICK)
    with client, pytest.raises(CouldNotAsk, match="see to the connection"):
        client.ask(submissions("9900001", hosts))


def test_hosts_other_than_the_secs_are_never_asked(tmp_path: Path) -> None:
    with serving({PATH: Reply(BODY)}) as book:
        product = submissions("9900001", book.hosts)
        client = Client(CONTACT, clock=lambda: NOW, scratch=tmp_path, hosts=Hosts(), patience=QUICK)
        with client, pytest.raises(CouldNotAsk, match="none of the SEC's hosts"):
            client.ask(product)
        assert book.asked == []


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "status", "kind", "says"),
    [
        ("rate-exceeded.html", 200, Unwelcome, "asked too often"),
        ("rate-exceeded.html", 429, Unwelcome, "asked too often"),
        ("SEC.AutomatedTool.html", 403, Unwelcome, "does not accept the contact"),
        ("403_Archives_edgar_full_index_2099_QTR1_form_gz.txt", 403, NotPublished, "nothing is"),
        ("404_submissions_CIK_000000001_json.txt", 404, NotPublished, "nothing is"),
    ],
)
def test_the_recorded_refusals_are_known(
    tmp_path: Path, shared: Path, name: str, status: int, kind: type[Exception], says: str
) -> None:
    """data/edgar/errors, each asked for once."""
    page = (shared / "data" / "edgar" / "errors" / name).read_bytes()
    with serving({PATH: Reply(page, status)}) as book, asking(book, tmp_path) as client:
        with pytest.raises(kind, match=says):
            client.ask(_product(book))
        assert len(book.asked) == 1
