"""Names of companies, firms and people in prose."""

import re

LEGAL = (
    r"(?:Inc(?:orporated)?|INC|INCORPORATED|Corp(?:oration)?|CORP|CORPORATION|Co(?:mpany)?|CO|COMPANY|Ltd|LTD|Limited|LIMITED|"
    r"L\.?L\.?C|L\.?L\.?P|L\.?P|P\.?L\.?C|plc|N\.?A|N\.?V|B\.?V|S\.?A|S\.?p\.?A|A\.?G|GmbH|P\.?C|P\.?A|PLLC|"
    r"P\.?L\.?L\.?C|Pty|Trust|Bancorp)"
)
_TOKEN = r"(?:[A-Z](?:\.[A-Z])+\.?|(?:St|Dr|Mr|Ms|Jr|Bros|[A-Z])\.|(?:[a-z])?[A-Z0-9][\w&'/+!-]*(?:\.com|\.[A-Z]{2,3}\b|\.ai|\.io)?)"
NAME = (
    rf"(?-i:{_TOKEN}(?:(?:\s+(?:&|of|and|the|de|for|in|\+)){{0,2}}\s+{_TOKEN}){{0,8}}?(?:(?:,\s+{_TOKEN}){{1,5}}?,?\s+(?:&|and)\s+{_TOKEN}(?:\s+{_TOKEN}){{0,2}})?"
    rf"(?:,?\s+(?:&\s+)?(?:\([A-Z][\w.]*\)\s+)?{LEGAL}\b\.?)+|{_TOKEN}(?:(?:\s+(?:&|of|and|de)){{0,2}}\s+{_TOKEN}){{0,6}})"
)
"""A capitalised name, with its legal form where it has one; for use in a pattern of `phrase`."""

_NOT_A_NAME = {
    "the", "company", "the company", "registrant", "corporation", "we", "us", "it", "board",
    "agreement", "closing", "common stock", "purchaser", "investor", "consultant", "seller",
    "buyer", "issuer", "our", "this", "item", "section", "exhibit", "on", "in", "for", "as",
}  # fmt: skip
_HONORIFIC = re.compile(r"^(?:The|Our|On|In|By|And|As|With|That|From|To)\s+(?=[A-Z])")


def tidy(name: str | None) -> str | None:
    """A name without quotes, articles and stray points; null where the words are no name."""
    if name is None:
        return None
    text = " ".join(name.split()).strip(" \"'“”,;:()")
    if text.endswith(".") and not re.search(
        r"\b(?:Inc|INC|Corp|CORP|Co|CO|Ltd|LTD|[A-Z])\.$", text
    ):
        text = text[:-1]
    text = _HONORIFIC.sub("", text)
    if re.fullmatch(rf"{LEGAL}\.?", text):
        return None
    if len(text) < 3 or text.lower().rstrip(".") in _NOT_A_NAME or text.isdigit():
        return None
    return text


def same_company(one: str, other: str) -> bool:
    """Whether two ways to write a company's name share their first telling word."""
    first, second = _telling(one), _telling(other)
    return bool(first and second) and first[0] == second[0]


def _telling(name: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", name.lower())
    legal = {"inc", "corp", "corporation", "co", "company", "ltd", "llc", "the", "plc", "limited"}
    return [word for word in words if word not in legal]
