"""Who was paid, by whom, how much, to speak of a stock."""

from time import perf_counter

import pytest

from microcap.reading import Value
from microcap.reading.compensation import compensation_disclosures, disclosed
from reading.invented_text import read, told

PAID: list[tuple[str, dict[str, Value]]] = [
    (
        "Pennyrise Alerts LLC has been paid $20,000 via bank wire by Delmar Consulting for a one-day profile.",
        {"payer": "Delmar Consulting", "payee": "Pennyrise Alerts LLC", "cash": 20000.0},
    ),
    (
        "We have been compensated $35,000 by a third party to provide investor awareness services.",
        {"payer": "a third party", "payee": "We", "cash": 35000.0},
    ),
    (
        "The publisher of this newsletter discloses the receipt of twenty eight thousand dollars from a third party for the circulation of this report.",
        {"payer": "a third party", "cash": 28000.0},
    ),
    (
        "this newsletter was paid\n400 , 000 shares from a third party to send this report .",
        {"payer": "a third party", "shares": 400000},
    ),
    ("we were compensated 3 ooo do | | ars to distribute this report .", {"cash": 3000.0}),
    (
        "Bramblewire Media was compensated twenty-five hundred dollars for news coverage of the press release issued by Solvanne.",
        {"payee": "Bramblewire Media", "cash": 2500.0},
    ),
    (
        "We received 200,000 restricted shares from the company for this profile.",
        {"payer": "the company", "shares": 200000, "restricted": True},
    ),
]
OTHERS = [
    "Our named executive officers were paid $300,000 in salary and a bonus of $50,000.",
    "The underwriters received $400,000 as compensation for the distribution of the shares.",
    "Each director was paid $10,000 for service on the compensation committee, and this report says so.",
    "The company paid $2 million for advertising its beverages.",
    "Thanks for the newsletter, I received it yesterday.",
]


@pytest.mark.parametrize(("text", "says"), PAID)
def test_who_paid_whom_and_how_much_is_read(text: str, says: dict[str, Value]) -> None:
    found = disclosed(text)
    assert told(found, "paid", says), found


def test_a_statement_that_nobody_paid_is_told_as_that() -> None:
    found = disclosed("We were not compensated for this article and own no shares.")
    assert [(one.detail, dict(one.says)) for one in found] == [("not_paid", {})]


def test_a_pay_that_is_only_possible_is_told_as_that() -> None:
    found = disclosed("We may receive compensation for profiles in this newsletter.")
    assert [one.detail for one in found] == ["may_be_paid"]


@pytest.mark.parametrize("text", OTHERS)
def test_other_pay_is_no_disclosure(text: str) -> None:
    assert disclosed(text) == []


def test_a_document_is_read_with_its_quotes_in_place() -> None:
    text = "Annual letter.\n\nWe were paid $5,000 by Crestline Media LLC for this report."
    found = read(compensation_disclosures, text, "EX-99.1")
    assert [one.says["cash"] for one in found] == [5000.0]


PAY = "We were paid $5,000 by Crestline Media LLC for the distribution of this report."
FILLER = (
    "The committee met on Tuesday and spoke of the harvest in the valley.\nNothing else came up.\n"
)


@pytest.mark.parametrize("disguise", [PAY, PAY.replace("paid", "р\u0430id")])
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0], ids=["head", "middle", "foot"])
def test_a_disclosure_in_ten_million_characters_is_found_where_it_stands_and_quickly(
    disguise: str, share: float
) -> None:
    lines = 10_000_000 // len(FILLER)
    before = FILLER * round(lines * share) + "\n"
    text = f"{before}{disguise}\n\n{FILLER * round(lines * (1 - share))}"
    begin = perf_counter()
    found = disclosed(text)
    assert perf_counter() - begin < 2.0  # a fifth of a second where nothing else runs
    assert [(one.detail, one.span[0], one.says["cash"]) for one in found] == [
        ("paid", len(before), 5000.0)
    ]
    assert found[0].quote == disguise


def test_a_flood_of_the_words_of_pay_is_read_at_its_head_and_its_foot() -> None:
    flood = "Investors were paid well by the newsletter, and got fees of $900 in our campaign {}.\n"
    text = "".join(flood.format(at) for at in range(100_000))
    text = f"{PAY}\n\n{text}\n\n{PAY.replace('5,000', '7,000')}"
    begin = perf_counter()
    found = disclosed(text)
    assert perf_counter() - begin < 5.0
    assert {one.says.get("cash") for one in found} >= {5000.0, 7000.0}


def test_a_long_message_that_denies_in_other_words_of_pay_is_told_as_that() -> None:
    denial = "We accept no payment and no consideration for this newsletter."
    text = f"The bill was paid.\n\n{FILLER * 5000}\n{denial}\n"
    assert [one.detail for one in disclosed(text)] == ["not_paid"]
