"""Companyfacts by a walk over bytes: equal to the general reader, or left to it."""

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from microcap.model.errors import Unreadable
from microcap.sources import raw_from
from microcap.sources.companyfacts_scan import companyfacts_scanned, scanned, tidy
from microcap.sources.sec_companyfacts import COMPANYFACTS, WALK_PAYS, companyfacts_read, reader_for

NOW = datetime(2026, 1, 5, tzinfo=UTC)
SAMPLE = Path(__file__).parents[1] / "formats" / "sec_companyfacts.json"


def _compact(body: object) -> bytes:
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()


def _sample() -> Any:
    return json.loads(SAMPLE.read_text())


def _tables(read: Any, body: bytes) -> Mapping[str, pl.DataFrame] | str:
    """What a reader makes of these bytes, or the words in which it refuses them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "CIK0009900001.json"
        path.write_bytes(body)
        try:
            found = read(raw_from(path, NOW))
        except Unreadable as error:
            return str(error)
    return {name: frame.lazy().collect() for name, frame in found.items()}


def _differing(body: bytes) -> list[str]:
    """The tables on which the two readers differ; `words` where they refuse in other words."""
    plain, walked = _tables(companyfacts_read, body), _tables(companyfacts_scanned, body)
    if isinstance(plain, str) or isinstance(walked, str):
        return [] if plain == walked else ["words"]
    names = sorted(plain.keys() | walked.keys())
    return [name for name in names if not plain[name].equals(walked[name])]


def test_the_sample_is_walked_once_its_blanks_are_gone() -> None:
    body = _compact(_sample())
    assert scanned(body) is not None
    assert _differing(body) == []


def test_an_answer_with_blanks_is_left_to_the_general_reader() -> None:
    assert scanned(SAMPLE.read_bytes()) is None
    assert _differing(SAMPLE.read_bytes()) == []


def test_many_answers_make_one_table_of_codes() -> None:
    """The sample's share count of 14,250,000 was filed on 2024-04-01 in 0009900001-24-000011."""
    found = scanned(_compact(_sample()))
    assert found is not None
    table = tidy([found, found])
    assert table.height == 2 * len(found.values)
    tags = ["EntityCommonStockSharesOutstanding", "Revenues", "EarningsPerShareBasic"]
    assert table.schema["tag"] == pl.Enum(tags)
    first = table.row(0, named=True)
    assert (first["issuer"], first["tag"], first["start"], first["day"], first["value"]) == (
        "9900001",
        "EntityCommonStockSharesOutstanding",
        None,
        date(2024, 3, 25),
        14_250_000.0,
    )
    assert (first["accession"], first["form"], first["filed"]) == (
        990000124000011,
        "10-K",
        date(2024, 4, 1),
    )


def test_a_name_that_stands_twice_is_left_to_the_general_reader() -> None:
    """Of two members of one name JSON keeps the last."""
    body = _compact(_sample()).replace(b'"EarningsPerShareBasic"', b'"Revenues"')
    assert scanned(body) is None
    assert _differing(body) == []


def test_a_value_with_an_exponent_is_read_as_json_reads_it() -> None:
    body = _compact(_sample()).replace(b"14250000", b"1.425e7")
    found = scanned(body)
    assert found is not None
    assert found.values[0] == 14_250_000.0
    assert _differing(body) == []


@pytest.mark.parametrize("written", [b"1e999", b"NaN", b"null", b'"12"', b"1_000", b"01", b"+1"])
def test_a_value_that_is_no_finite_number_is_left_to_the_general_reader(written: bytes) -> None:
    body = _compact(_sample()).replace(b"14250000", written)
    assert scanned(body) is None
    assert _differing(body) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + b"\n",
        lambda text: text + b"x",
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text[:-1],
        lambda text: text.replace(b"Shares outstanding", b"\xff"),
        lambda text: text.replace(b"Shares outstanding", "Stückzahl 株".encode()),
        lambda text: text.replace(b"Shares outstanding", b"\\ud800"),
        lambda text: text.replace(b'"cik":9900001', b'"cik":"0009900001"'),
        lambda text: text.replace(b'"cik":9900001', b'"cik":"none"'),
        lambda text: text.replace(b'"cik":9900001', b'"odd":1,"cik":9900001'),
        lambda text: text.replace(b"Brimlow", b'\\"facts\\":{ Brimlow'),
        lambda text: text.replace(b'"entityName"', b'"facts":{},"entityName"'),
        lambda text: b"",
        lambda text: b"[]",
    ],
)
def test_every_change_is_read_or_refused_as_the_general_reader_does(change: Any) -> None:
    body = change(_compact(_sample()))
    assert _differing(body) == []


_DAYS = st.one_of(
    st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(date.isoformat),
    st.sampled_from(["2024-02-30", "0001-01-01", "2911-12-31", "2024-1-1", "", None]),
)
_ACCESSIONS = st.one_of(
    st.from_regex(r"[0-9]{10}-[0-9]{2}-[0-9]{6}", fullmatch=True),
    st.sampled_from(["000990000124000011", "0009900001-24-00001", "", None]),
)
_WORDS = st.one_of(st.sampled_from(["USD", "shares", "10-K", "10-Q/A"]), st.text(max_size=12))
_FACTS = st.fixed_dictionaries(
    {
        "end": _DAYS,
        "val": st.one_of(
            st.integers(-(10**20), 10**20), st.floats(allow_nan=False, allow_infinity=False)
        ),
        "accn": _ACCESSIONS,
        "fy": st.one_of(st.integers(2009, 2030), st.none()),
        "fp": st.sampled_from(["FY", "Q1", None]),
        "form": _WORDS,
        "filed": _DAYS,
    }
)
_STARTED = st.builds(
    lambda start, fact, frame: {"start": start, **fact, **({"frame": frame} if frame else {})},
    _DAYS,
    _FACTS,
    st.sampled_from(["CY2023", ""]),
)
_CONCEPTS = st.fixed_dictionaries(
    {
        "label": st.one_of(st.none(), st.text(max_size=20)),
        "description": st.one_of(st.none(), st.text(max_size=20)),
        "units": st.dictionaries(
            _WORDS, st.lists(st.one_of(_FACTS, _STARTED), max_size=4), max_size=2
        ),
    }
)
_ANSWERS = st.fixed_dictionaries(
    {
        "cik": st.integers(1, 9_999_999_999),
        "entityName": st.text(max_size=20),
        "facts": st.dictionaries(
            st.sampled_from(["dei", "us-gaap"]),
            st.dictionaries(st.text(max_size=10), _CONCEPTS, max_size=3),
            max_size=2,
        ),
    }
)


@settings(max_examples=60, deadline=None)
@given(answer=_ANSWERS, escaped=st.booleans())
def test_whatever_the_json_both_readers_agree(answer: Any, escaped: bool) -> None:
    body = json.dumps(answer, separators=(",", ":"), ensure_ascii=escaped)
    assert _differing(body.encode("utf-8", "replace")) == []


def test_the_walk_is_loaded_where_enough_bytes_are_at_hand() -> None:
    assert reader_for(WALK_PAYS - 1) is COMPANYFACTS
    assert reader_for(WALK_PAYS).read is companyfacts_scanned
    assert reader_for(WALK_PAYS).name == COMPANYFACTS.name


@pytest.mark.real
def test_every_real_payload_gives_the_same_tables(shared: Path) -> None:
    """Seventeen answers; those of edgar/ that were written anew with blanks are not walked."""
    folders = (shared / "data" / "edgar" / "companyfacts", shared / "data" / "facts")
    paths = [path for folder in folders for path in sorted(folder.rglob("CIK*.json*"))]
    walked = 0
    for path in paths:
        raw = raw_from(path, NOW)
        walked += scanned(raw.body()) is not None
        plain, quick = companyfacts_read(raw), companyfacts_scanned(raw)
        for name, frame in plain.items():
            assert_frame_equal(
                frame.lazy().collect(), quick[name].lazy().collect(), check_exact=True
            )
    assert (len(paths), walked) == (17, 15)
