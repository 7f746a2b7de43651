"""Names of companies and firms in prose."""

import pytest

from microcap.reading.names import NAME, same_company, tidy
from microcap.reading.sentences import phrase


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("with Dunmore Securities LLC to sell", "Dunmore Securities LLC"),
        ("with Arbor Lane Capital Markets, Inc. on May 2", "Arbor Lane Capital Markets, Inc."),
        ("with Robert W. Fenn & Co. Incorporated relating", "Robert W. Fenn & Co. Incorporated"),
        ("with Quarle, Fenwick & Stout LLP, New York", "Quarle, Fenwick & Stout LLP"),
        ("with BLUEFEN HOLDINGS, LTD. and", "BLUEFEN HOLDINGS, LTD."),
        ("with Genfen (Canada) Ltd. for", "Genfen (Canada) Ltd."),
    ],
)
def test_a_name_ends_where_a_reader_ends_it(words: str, name: str) -> None:
    match = phrase(rf"with (?P<name>{NAME})").search(words)
    assert match is not None
    assert tidy(match["name"]) == name


def test_words_that_stand_for_a_party_are_no_name() -> None:
    assert tidy("the Company") is None
    assert tidy("Inc.") is None
    assert tidy(None) is None


def test_two_ways_to_write_a_company_are_one() -> None:
    assert same_company("Zellorix Corp.", "ZELLORIX CORPORATION") is True
    assert same_company("Zellorix Corp.", "Pelling Corp.") is False
