"""What holds for every reader of EDGAR's answers, as for every other source."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from laws.test_sources import _examined
from microcap.sources import Source, raw_from
from microcap.sources.published import COMPILED, EDGAR, SEC, recognise
from sources.edgar.test_current_feed import FEED
from sources.edgar.test_filing_index import DOCUMENTS, page
from sources.edgar.test_frames import ONE_TAG
from sources.edgar.test_full_text import answer, hit
from sources.edgar.test_index_files import FORM, MASTER

NOW = datetime(2026, 11, 21, tzinfo=UTC)
WRITTEN = {
    "form.idx": FORM.encode(),
    "master.idx": MASTER.encode(),
    "answer.json": answer([hit(1), hit(2, file_date="soon")]),
    "page.html": page(DOCUMENTS).encode(),
    "feed.xml": FEED.encode(),
    "concept.json": json.dumps(ONE_TAG).encode(),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_an_invented_answer_read_twice_is_the_same_and_fits_its_tables(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(WRITTEN[name])
    source = recognise(path)
    assert source in EDGAR
    tables = _examined(source, raw_from(path, NOW))
    assert sum(frame.lazy().collect().height for frame in tables.values()) > 0


@pytest.mark.parametrize("source", EDGAR, ids=lambda source: source.name)
def test_a_reader_says_what_it_is_under_a_name_of_its_own(source: Source) -> None:
    assert all(said.strip() for said in (source.about, source.address, source.rhythm))
    assert source.tried_on in {"recorded bytes", "the publisher's description"}
    assert source.name not in {other.name for other in (*SEC, *COMPILED)}


@pytest.mark.real
def test_recorded_answers_read_twice_are_the_same_and_fit_their_tables(shared: Path) -> None:
    """data/edgar/feeds, data/edgar/index and the indexes of data/edgar_index."""
    data = shared / "data"
    paths = [*(data / "edgar" / "feeds").iterdir(), *(data / "edgar" / "index").iterdir()]
    paths += (data / "edgar_index").glob("*.idx.gz")
    for path in paths:
        source = recognise(path)
        assert source in EDGAR, path.name
        _examined(source, raw_from(path, NOW))
    assert len(paths) == 22
