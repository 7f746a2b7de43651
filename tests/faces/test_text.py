"""A dossier as text: one screen, nothing unknown left blank, nothing a publisher sent let loose."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faces.sample_dossier import MOMENT, blank, figure, hostile, troubled
from microcap.faces.figure_words import amount, in_unit, interval, phrase, references
from microcap.faces.figure_words import letters_of as letters
from microcap.faces.terminal import cells
from microcap.faces.text import classification, comparison, dossier, liquidity, size, sources
from microcap.model.errors import Contradiction
from microcap.model.figures import Figure, cannot_tell
from microcap.model.verdicts import CannotTell
from microcap.research.chapters import Reference
from microcap.research.classify import Classification, Comparison

SAMPLES = [troubled, blank, hostile]
LETTER = re.compile(r"\[([A-Za-z]{1,2}[0-9]{0,3})\]")


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_first_page_is_one_screen_of_65_lines_at_100_columns(sample) -> None:  # type: ignore[no-untyped-def]
    lines = dossier(sample()).splitlines()
    assert len(lines) <= 65
    assert max(map(cells, lines)) <= 100


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("width", [40, 59, 60, 80, 100, 140])
def test_no_line_is_wider_than_asked(sample, width: int) -> None:  # type: ignore[no-untyped-def]
    for value in (dossier(sample(), width), sources(sample(), width)):
        assert max(map(cells, value.splitlines())) <= width
    chapter = sample()
    for value in (size(chapter.size, width), liquidity(chapter.liquidity, width)):
        assert max(map(cells, value.splitlines())) <= width


def test_a_page_narrower_than_40_columns_is_refused() -> None:
    with pytest.raises(Contradiction, match="39 columns: numbers would be cut; ask for 40"):
        dossier(troubled(), 39)


def test_the_two_moments_and_the_invented_market_stand_at_the_top() -> None:
    top = dossier(troubled()).splitlines()[:3]
    assert top[0].startswith("ZZHM   Halvorsen Marine Sensors, Inc.")
    assert top[0].endswith("SYNTHETIC - invented market")
    assert top[1].endswith("as known Tue 2026-03-17 08:05 ET")
    assert top[2] == (
        "newest used: bar 2026-03-16; filing 2026-02-27 07:31 ET; "
        "quote, news cannot tell: none held"
    )
    assert "SYNTHETIC" not in dossier(blank())


def test_the_chapters_come_in_the_order_of_a_busy_reader() -> None:
    page = dossier(troubled())
    titles = [
        "IN SHORT", "SUSPICIOUS", "SIZE", "LIQUIDITY", "MONEY", "VALUE, PLAN", "CHANGES IT",
        "CANNOT TELL", "SOURCES",
    ]  # fmt: skip
    places = [page.index(f"\n{title}") for title in titles]
    assert places == sorted(places)


def test_the_cap_is_an_interval_and_the_dispute_stands_beside_it() -> None:
    """1.12 x 38,412,000 = 43,021,440; 1.12 x 47,467,000 = 53,163,040."""
    assert (
        "SIZE          $43.0M to $53.2M, best $53.2M   nano | MICRO - disputed, boundary"
        in dossier(troubled()).splitlines()
    )


def test_shares_are_a_sum_of_counts_each_with_its_letter() -> None:
    """38,412,000 + 6,150,000 + 2,905,000 = 47,467,000."""
    page = " ".join(dossier(troubled()).split())
    assert (
        "38,412,000 cover of 2025-11-10 [a] + 6,150,000 sold of 2025-11-10 [f] + "
        "2,905,000 converted of 2025-11-10 [j] = 47,467,000"
    ) in page
    assert "vendor 38.40M of 2026-03-16, older [b]" in page


def test_tiers_of_one_answer_are_said_together() -> None:
    page = " ".join(dossier(troubled()).split())
    assert "default, guide: nano at the low end, else micro - disputed. sec-guide: micro." in page
    assert "russell: cannot tell" in page


def test_findings_come_by_weight_with_the_letters_of_their_evidence() -> None:
    lines = dossier(troubled()).splitlines()
    at = lines.index("SUSPICIOUS    2 findings, 1 clear, 1 cannot tell; severity 0-5 today")
    assert lines[at + 1].startswith("  4.0 state   no cure period: splits 1:15 and 1:25")
    assert lines[at + 2].endswith("2025-06-18 [c] [a]")
    assert lines[at + 3] == (
        "  3.3 event   auditor resigned: 8-K 4.01, no disagreement stated, 2025-12-03 [f]"
    )
    assert lines[at + 4] == "  clear       looked at: 41 filings since 2023-03-17"
    assert lines[at + 5].endswith("sales: Forms 4 after 2025-12-31 - microcap ingest sec")


def test_no_check_at_all_is_not_a_clean_bill() -> None:
    assert "no check was run, so nothing is known to be clear" in dossier(blank())


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_letter_on_the_page_is_explained_by_a_source(sample) -> None:  # type: ignore[no-untyped-def]
    page = dossier(sample())
    held = {one.letter for one in references(sample(), sample().sources)}
    assert set(LETTER.findall(page)) <= held
    body, _, foot = page.partition("\nSOURCES")
    hidden = re.search(r"(\d+) more: microcap dossier", foot)
    missing = set(LETTER.findall(body)) - set(LETTER.findall(foot))
    assert len(missing) <= (int(hidden[1]) if hidden else 0)


def test_a_key_that_no_source_explains_gets_a_free_letter() -> None:
    held = references(figure(1.0, "USD", "bars", "halts"), [Reference("a", "bars", "bars", None)])
    assert [(one.letter, one.key) for one in held] == [("a", "bars"), ("b", "halts")]


def test_a_letter_that_two_sources_claim_is_given_once() -> None:
    twice = [Reference("a", "bars", "", None), Reference("a", "halts", "", None)]
    assert [one.letter for one in references((), twice)] == ["a", "b"]


def test_unknown_figures_are_words_on_every_line_and_never_zero() -> None:
    page = dossier(blank())
    for label in ("SIZE", "LIQUIDITY", "shares", "float", "spread", "exit", "volume", "mark"):
        line = next(line for line in page.splitlines() if line.split()[:1] == [label])
        assert "cannot tell" in " ".join(page[page.index(line) :].split("\n")[:2])
    assert not re.search(r"\bnan\b|\bNone\b|\$0\b|null", page)


def test_what_is_not_held_says_where_to_get_it() -> None:
    page = " ".join(dossier(troubled()).split())
    assert "short interest (table not held) - bring a file: microcap ingest files" in page


def test_not_held_is_another_word_than_none_found() -> None:
    sample = troubled()
    quiet = replace(sample, liquidity=replace(sample.liquidity, spikes=(), spike_tally={}))
    assert "spikes      none found in the sessions held" in dossier(quiet)
    assert "spikes      cannot tell: nothing of the kind is held" in dossier(blank())


def test_an_assumed_link_is_printed_as_assumed() -> None:
    assert "assumed: ZZHM continues ZZOS" in dossier(troubled())


def test_restated_and_estimated_words_stand_on_the_line() -> None:
    page = dossier(troubled())
    assert "$21.3M, cover page, as restated [a]" in page
    assert "runway 5.3 months - estimated [a]" in page


def test_a_status_without_value_does_not_claim_to_be_unknown() -> None:
    page = " ".join(dossier(troubled()).split())
    assert "debt does not apply: no debt is tagged in the report" in page


def test_microcap_informs_once() -> None:
    for sample in SAMPLES:
        assert dossier(sample()).count("microcap informs; it never recommends.") == 1


@pytest.mark.parametrize("width", [40, 80, 100])
def test_hostile_text_cannot_move_the_cursor_or_forge_a_source(width: int) -> None:
    value = hostile()
    pages = [dossier(value, width), sources(value, width), size(value.size, width=width)]
    for page in [*pages, liquidity(value.liquidity, width=width)]:
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\ufeff]", page)
        assert "(R1)" in page or "(a)" in page or page in pages[1:3]


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_name_fits_the_page(name: str) -> None:
    sample = troubled()
    named = replace(
        sample, identity=replace(sample.identity, name=figure(name, "name", "listings"))
    )
    for width in (80, 100):
        lines = dossier(named, width).splitlines()
        assert max(map(cells, lines)) <= width
        assert width < 100 or len(lines) <= 65


def test_many_unknowns_are_counted_with_the_command_that_shows_them() -> None:
    sample = troubled()
    many = tuple(
        replace(
            sample.suspicious[-1], check=f"check_{number}", verdict=CannotTell(f"table {number}")
        )
        for number in range(20)
    )
    page = dossier(replace(sample, suspicious=many))
    assert re.search(r"\d+ more that cannot be told: microcap flags ZZHM", page)


def test_the_liquidity_chapter_says_of_each_figure_its_rows_flags_and_source() -> None:
    page = liquidity(troubled().liquidity, symbol="ZZHM", given=troubled().sources)
    row = next(line for line in page.splitlines() if line.startswith("  Corwin-Schultz "))
    assert row.split()[1:4] == ["4.1", "%", "88"]
    assert "highs and lows of survivors only" in row
    assert row.endswith("[q]")
    assert "[q] bars of the sandbox, 2026-03-17 08:05" in page


def test_numbers_of_a_table_stand_right() -> None:
    page = size(troubled().size, given=troubled().sources)
    ends = {
        line.index(count) + len(count)
        for count in ("38,412,000", "6,150,000", "2,905,000")
        for line in page.splitlines()
        if re.match(r"  (cover|sold|converted) +2025", line)
        if count in line
    }
    assert len(ends) == 1


def test_a_classification_tells_who_and_how_big_with_every_count() -> None:
    sample = troubled()
    value = Classification(MOMENT, True, sample.identity, sample.size, {})
    page = classification(value, given=sample.sources)
    assert page.startswith("ZZHM ")
    assert "SYNTHETIC - invented market" in page.splitlines()[1]
    assert "  assumed: ZZHM continues ZZOS (equal share count)" in page.splitlines()
    assert "nano | MICRO - disputed, boundary" in page
    assert "  industry cannot tell: the industry code at that moment" in page.splitlines()
    assert max(map(cells, classification(value, 80).splitlines())) <= 80


def test_two_names_stand_beside_each_other_under_the_sentence_that_compares_them() -> None:
    """1.12 over 0.56 is 2."""
    one, other = troubled(), blank()
    value = Comparison(
        MOMENT, False, Classification(MOMENT, False, one.identity, one.size, {}),
        Classification(MOMENT, False, other.identity, other.size, {}),
        Figure(2.0, "ratio", sources=("bars",)), cannot_tell("ratio", "a cap of ZZNO"),
        "cannot tell which is larger: a cap of ZZNO",
    )  # fmt: skip
    page = comparison(value)
    assert "cannot tell which is larger: a cap of ZZNO" in page
    assert "  price       ZZHM over ZZNO: 2 [" in page
    assert "  market cap  ZZHM over ZZNO: cannot tell: a cap of ZZNO" in page
    assert max(map(cells, comparison(value, 60).splitlines())) <= 60


def test_spikes_of_one_reason_are_said_together() -> None:
    sample = troubled()
    first = sample.liquidity.spikes[0]
    twice = replace(sample.liquidity, spikes=(first, first), spike_tally={"cannot tell": 2})
    page = " ".join(liquidity(twice).split())
    assert (
        "2 cannot tell. Largest: 2026-01-15 41.90M sh (132 x the median), "
        "2026-01-15 41.90M sh (132 x the median) cannot tell: filings not held complete"
    ) in page


def test_a_figure_in_words() -> None:
    none = letters(())
    assert phrase(Figure(0.107, "fraction", "estimated"), none) == "10.7 % - estimated"
    assert phrase(cannot_tell("USD", "a report"), none) == "cannot tell: a report"
    assert phrase(Figure(None, "sessions", "unbounded", note="no volume"), none) == (
        "no bound: no volume"
    )
    assert amount(Figure("sporadic", "verdict")) == "sporadic"
    assert in_unit(0.107, "fraction a year") == "10.7 % a year"
    assert in_unit(2.9, "USD a share") == "$2.90 a share"
    assert in_unit(1.0, "sessions") == "1 session"
    assert in_unit(16.24, "sessions") == "16.2 sessions"


def test_an_interval_whose_best_lies_outside_says_so() -> None:
    """A quote of 10.7 % beside estimates of 4.1 to 7.7 %."""
    quoted = Figure(0.107, "fraction", low=0.041, high=0.077)
    assert interval(quoted) == "10.7 %, others say 4.1 % to 7.7 %"
    assert interval(Figure(2.0, "USD", low=2.0, high=2.0)) == "$2.00"


def test_a_source_is_shown_with_the_moment_it_could_be_known() -> None:
    """22:10 UTC in January is 17:10 in New York."""
    assert "[f] 8-K 8.01 0009900001-26-000004, 2026-01-22 17:10" in sources(troubled())
    assert MOMENT.isoformat() == "2026-03-17T12:05:00+00:00"
