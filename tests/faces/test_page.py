"""A dossier as a page: self-contained, linked to its sources, harmless whatever was sent."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from faces.sample_dossier import DAY, blank, hostile, troubled
from microcap.faces.page import fragment, page
from microcap.model.errors import Contradiction

SAMPLES = [troubled, blank, hostile]
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Outline(HTMLParser):
    """The tags of a page with their attributes, and whether each one was closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_page_is_well_formed_and_has_the_landmarks_that_readers_need(sample) -> None:  # type: ignore[no-untyped-def]
    outline = Outline(page(sample()))
    names = [tag for tag, _ in outline.tags]
    assert outline.open == []
    assert [names.count(tag) for tag in ("h1", "main", "header", "footer")] == [1] * 4
    assert ("html", {"lang": "en"}) in outline.tags
    headed = [attributes["aria-labelledby"] for tag, attributes in outline.tags if tag == "section"]
    identities = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert set(headed) <= set(identities)
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_page_runs_nothing_and_loads_nothing(sample) -> None:  # type: ignore[no-untyped-def]
    text = page(sample())
    outline = Outline(text)
    names = {tag for tag, _ in outline.tags}
    assert not names & {"script", "img", "iframe", "link", "object", "embed", "form", "base"}
    assert "<script" not in text.lower()
    assert not [key for _, held in outline.tags for key in held if key.startswith("on")]
    policy = {"http-equiv": "Content-Security-Policy",
              "content": "default-src 'none'; style-src 'unsafe-inline'; img-src data:"}  # fmt: skip
    assert ("meta", policy) in outline.tags
    assert "url(" not in text
    assert "@import" not in text


def test_the_only_addresses_are_those_of_the_sources() -> None:
    given = {source.href for source in troubled().sources if source.href}
    assert set(re.findall(r"https?://[^\"<\s]+", page(troubled()))) == given


def test_an_address_that_would_run_code_is_no_link() -> None:
    links = [held.get("href") for tag, held in Outline(page(hostile())).tags if tag == "a"]
    assert all(link and link.startswith("#") for link in links)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_letter_is_a_link_to_its_source(sample) -> None:  # type: ignore[no-untyped-def]
    outline = Outline(page(sample()))
    targets = {f"#{held['id']}" for _, held in outline.tags if "id" in held}
    links = {held["href"] for tag, held in outline.tags if tag == "a"}
    assert {link for link in links if link and link.startswith("#")} <= targets


def test_the_invented_market_is_named_on_page_title_and_chart() -> None:
    text = page(troubled())
    assert text.count("SYNTHETIC - invented market") >= 3
    assert "SYNTHETIC" not in page(blank())


def test_the_chart_carries_its_marks() -> None:
    text = page(troubled())
    assert '<svg class="chart"' in text
    for label in ("8-K 3.02", "41.9M shares", "1:25"):
        assert label in text


def test_a_mark_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(Contradiction, match="a mark of kind 'moon'"):
        page(replace(troubled(), marks=((DAY, "moon", "full"),)))


def test_unknown_is_words_on_the_page_too() -> None:
    text = page(blank())
    assert "cannot tell: nothing of the kind is held for cap" in text
    assert not re.search(r"\bnan\b|>None<", text, re.IGNORECASE)


def test_a_page_informs_once_and_holds_what_the_terminal_holds() -> None:
    text = re.sub("<[^>]+>", "", page(troubled()))
    assert text.count("microcap informs; it never recommends.") == 1
    for words in ("$43.0M to $53.2M, best $53.2M", "nano | MICRO - disputed, boundary",
                  "assumed: ZZHM continues ZZOS", "as known Tue 2026-03-17 08:05 ET"):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_fragment_stands_in_another_document_with_a_style_of_its_own(sample) -> None:  # type: ignore[no-untyped-def]
    text = fragment(sample())
    outline = Outline(text)
    assert outline.open == []
    assert outline.tags[0] == ("div", {"class": "microcap", "lang": "en"})
    assert not {"html", "body", "head", "script"} & {tag for tag, _ in outline.tags}
    assert "<style>@scope {" in text
    assert text.count("microcap informs; it never recommends.") == 1


def test_a_check_that_found_nothing_never_says_the_sentence_of_a_finding() -> None:
    sample = troubled()
    held = tuple(replace(one, label="The company went bankrupt.") for one in sample.suspicious)
    text = page(replace(sample, suspicious=held[2:]))
    assert "went bankrupt" not in text
    assert "none found of: late (looked at 41 filings since 2023-03-17)" in text
