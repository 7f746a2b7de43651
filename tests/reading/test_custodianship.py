"""Custodianship of a company, and a charter brought back; every company here is invented."""

import gzip
from pathlib import Path

import pytest

from microcap.reading.custodianship import custodianships
from microcap.reading.documents import open_document
from reading.cases import details, page

FOUND = [
    (
        "On March 4, 2022, the District Court of Clark County, Nevada, granted the application and "
        "appointed Larkspur Partners LLC as custodian of the Company.",
        "appointed",
    ),
    (
        "The Company had been dormant since 2016. In 2021 the court awarded custodianship to "
        "Tobias Wrenfield, a shareholder of the Company.",
        "appointed",
    ),
    (
        "A shareholder filed a petition for custodianship of the Company with the District Court.",
        "petition",
    ),
    (
        "On June 9, 2022 the court discharged Larkspur Partners LLC and the custodianship of the "
        "Company was terminated.",
        "discharged",
    ),
    (
        "On May 2, 2021, the Company filed a certificate of revival with the State of Delaware and "
        "its charter was reinstated.",
        "reinstated",
    ),
]
SILENT = [
    "Our securities are held by Zz Trust Company as custodian of the fund's assets.",
    "The custodian bank holds the trust account for the holders of public shares.",
    "If a court appointed a custodian, our officers could lose control of the Company.",
    "The rights of the Trustee shall be revived and reinstated as though no deposit had occurred.",
    "Shares were issued to his wife as custodian for a minor under the UTMA.",
    "The board reinstated the quarterly dividend of the Company.",
]


@pytest.mark.parametrize(("text", "detail"), FOUND)
def test_a_court_s_custodian_or_a_charter_brought_back_is_read(text: str, detail: str) -> None:
    assert detail in details(custodianships, text)


@pytest.mark.parametrize("text", SILENT)
def test_custodians_of_securities_and_suppositions_are_not_read(text: str) -> None:
    assert details(custodianships, text) == set()


def test_who_was_appointed_and_when_is_read_out_of_the_words() -> None:
    (found,) = custodianships(page(FOUND[0][0]))
    assert found.says["day"] == "2022-03-04"
    assert found.says["who"] == "Larkspur Partners LLC"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Harrowgate Custodial LLC was appointed custodian of the Company by the District Court.",
            "Harrowgate Custodial LLC",
        ),
        (
            "The District Court appointed Custodian Wrenfield Ventures, LLC as custodian of the Company.",
            "Custodian Wrenfield Ventures, LLC",
        ),
        (
            "On March 4, 2022 the court awarded custodianship to Larkspur Custodial Services.",
            "Larkspur Custodial Services",
        ),
    ],
)
def test_a_custodian_that_is_called_so_is_read_like_any_other(text: str, who: str) -> None:
    (found,) = custodianships(page(text))
    assert (found.detail, found.says["who"]) == ("appointed", who)


def test_a_keeper_of_securities_that_is_called_so_is_none() -> None:
    """What it keeps, the fund's assets, is told beside its name."""
    text = "By order of the board Zz Custodial LLC was appointed custodian of the fund's assets."
    assert details(custodianships, text) == set()


@pytest.mark.real
def test_an_indenture_that_revives_rights_says_nothing_of_a_charter(shared: Path) -> None:
    """The S-3 0001193125-25-012209 has "revived and reinstated" of obligations to a trustee."""
    held = shared / "data/filings/docs/S-3_1796129_0001193125-25-012209.txt.gz"
    opened = open_document(gzip.decompress(held.read_bytes()), held.stem)
    assert any("revived and reinstated" in " ".join(one.text.split()) for one in opened)
    assert [found for one in opened for found in custodianships(one)] == []
