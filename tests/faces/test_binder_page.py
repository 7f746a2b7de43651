"""The packet's page: everything escaped, nothing loaded, nothing accused."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from microcap.faces.binder_page import PURPOSE, binder_page, came_at
from microcap.research.binder import Binder
from microcap.research.report_addresses import addresses
from research.kept_case import binder_of, kept_case


@pytest.fixture(scope="module")
def value(tmp_path_factory: pytest.TempPathFactory) -> Binder:
    """The packet of the invented case."""
    home = tmp_path_factory.mktemp("case")
    kept_case(home)
    return binder_of(home)


class _Seen(HTMLParser):
    """Tags and links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [held or "" for name, held in attrs if name in ("href", "src")]


def test_nothing_that_was_sent_is_markup_and_nothing_is_loaded(value: Binder) -> None:
    seen = _Seen(binder_page(value))
    assert seen.tags.isdisjoint({"script", "img", "iframe", "object", "link", "form"})
    assert not any(name.startswith("on") for name in seen.attributes)
    hosts = {link.split("/")[2] for link in seen.links if not link.startswith("#")}
    assert hosts == {"www.finra.org"}


def test_a_hostile_subject_and_name_are_shown_as_letters(value: Binder) -> None:
    page = binder_page(value)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;img src=x&gt;.eml" in page


def test_it_says_once_that_it_informs(value: Binder) -> None:
    page = binder_page(value)
    assert page.count(PURPOSE) == 1
    assert page.count("never accuses") == 1


@pytest.mark.parametrize("receiver", ["finra", "sec", "broker"])
def test_each_receiver_has_the_forms_that_are_its_own(value: Binder, receiver: str) -> None:
    held = addresses(receiver)  # type: ignore[arg-type]
    page = binder_page(replace(value, receiver=receiver, addresses=held))  # type: ignore[arg-type]
    assert all(one.label in page for one in held)
    assert ("https://www.sec.gov/tcr" in page) is (receiver == "sec")
    assert ("not asked" in page) is (receiver != "broker")


def test_who_paid_the_entry_the_hash_and_the_finding_stand_in_it(value: Binder) -> None:
    page = binder_page(value)
    assert "payer Blue Harbor Capital LLC" in page
    assert value.entries[0].hash in page
    assert value.kept[0].file.sha256 in page
    assert "0009900001-24-062001" in page
    assert "SYNTHETIC" in page


def test_amounts_that_were_read_out_of_words_have_their_unit(value: Binder) -> None:
    page = binder_page(value)
    assert "cash $25,000.00" in page
    assert "25000.0" not in page


def test_a_day_that_was_named_without_an_hour_is_shown_without_one() -> None:
    """28 June 2024 ends in New York at 03:59:59 UTC of the 29th."""
    assert came_at(datetime(2024, 6, 29, 3, 59, 59, tzinfo=UTC)) == "Fri 2024-06-28"
    assert came_at(datetime(2024, 6, 28, 14, 30, tzinfo=UTC)) == "Fri 2024-06-28 10:30 ET"


def test_a_model_is_never_certain(value: Binder) -> None:
    assert "probability 100%" not in binder_page(value)


def test_what_a_finding_cites_of_the_kept_files_leads_to_the_file(value: Binder) -> None:
    page = binder_page(value)
    asked = set(re.findall(r'href="#(file-[^"]+)"', page))
    cited = re.search(
        r'<blockquote>[^<]*<small>user[^/]*<a href="#(file-[^"]+)">the file</a>',
        page.replace("</a>, <a", ", <a"),
    )
    assert asked == set(re.findall(r'id="(file-[^"]+)"', page))
    assert cited is not None


def test_the_words_in_the_archive_are_linked_from_the_page_inside_it_alone(value: Binder) -> None:
    name = f"kept/{value.kept[0].file.sha256}.txt"
    assert f'href="{name}"' in binder_page(value, inside=True)
    assert f'href="{name}"' not in binder_page(value)
    assert name in binder_page(value)


def test_a_long_message_is_cut_and_said_to_be(value: Binder) -> None:
    long = replace(value.kept[0], text="<b>buy</b>\n" * 50_000)
    page = binder_page(replace(value, kept=(long,)))
    assert len(page) < 100_000
    assert "cut here; whole in the archive" in page
    assert "<b>" not in page


def test_every_letter_leads_to_a_source(value: Binder) -> None:
    page = binder_page(value)
    asked = set(re.findall(r'href="#(source-[^"]+)"', page))
    assert asked
    assert asked <= set(re.findall(r'id="(source-[^"]+)"', page))


def test_a_page_of_a_name_without_a_record_says_that_it_cannot_tell(value: Binder) -> None:
    bare = replace(value, around=(), sessions=(), findings=(), others=(), kept=(), sources=())
    page = binder_page(bare)
    assert "no file was kept" in page
    assert page.count("cannot tell") >= 2
