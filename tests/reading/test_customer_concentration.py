"""Single customers that the company lives on; every company here is invented."""

import pytest

from microcap.reading.customer_concentration import customer_concentrations
from reading.cases import page

FOUND = [
    (
        "Heron Stores and Gull Mart represented 34% and 21%, respectively, of our net sales, and no "
        "other customer accounted for more than 10%.",
        "revenue",
        0.34,
    ),
    ("One customer accounted for 23% of our net sales in 2018.", "revenue", 0.23),
    (
        "Sales to Tamarack Stores, our largest customer, represented approximately 41% of total revenues.",
        "revenue",
        0.41,
    ),
    (
        "During fiscal 1999, two customers accounted for 18% and 12% of net revenues, respectively.",
        "revenue",
        0.18,
    ),
    (
        "At June 30, 2007, three customers comprised 62 percent of accounts receivable.",
        "receivables",
        0.62,
    ),
    (
        "The Company derived 55% of its revenue from a single customer, the U.S. Navy.",
        "revenue",
        0.55,
    ),
    (
        "Our two largest customers generated thirty percent (30%) of revenues in 2001.",
        "revenue",
        0.30,
    ),
]
SILENT = [
    "No single customer accounted for more than 10% of our net sales in 2018.",
    "None of our customers represented 10% or more of revenue.",
    "The loss of any customer that accounted for a large part of revenue could harm us.",
    "Sales to customers outside the United States accounted for 38% of net sales.",
    "Gross profit was 31% of sales, since customers bought more of our premium lines.",
    "One customer accounted for 6% of sales.",
]


@pytest.mark.parametrize(("text", "detail", "largest"), FOUND)
def test_a_large_customer_is_found_with_its_share(text: str, detail: str, largest: float) -> None:
    (found,) = customer_concentrations(page(text))
    assert found.detail == detail
    assert found.says["largest"] == pytest.approx(largest)


@pytest.mark.parametrize("text", SILENT)
def test_small_or_many_customers_are_silent(text: str) -> None:
    assert customer_concentrations(page(text)) == []
