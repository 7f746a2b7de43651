"""Where to report: the publishers' own pages, and that nobody asked them."""

import pytest

from microcap.research.report_addresses import ADDRESSES, ReportAddress, addresses


def test_the_forms_are_those_of_the_publishers() -> None:
    """The addresses as the SEC and FINRA print them."""
    assert [one.href for one in addresses("sec")] == ["https://www.sec.gov/tcr"]
    assert [one.href for one in addresses("finra")] == [
        "https://www.finra.org/contact-finra/file-tip",
        "https://www.finra.org/contact-finra/file-complaint",
    ]
    assert [one.href for one in addresses("broker")] == [""]


@pytest.mark.parametrize("one", ADDRESSES, ids=lambda one: one.label)
def test_each_says_what_it_is_for_and_where_its_address_is_from(one: ReportAddress) -> None:
    assert len(one.purpose.split()) > 5
    assert one.standing.endswith("not asked") or "your account statement" in one.standing
