"""Where a person reports what he saw: the publishers' own pages, none of which is asked."""

from dataclasses import dataclass
from typing import Literal

Receiver = Literal["finra", "sec", "broker"]


@dataclass(frozen=True, slots=True)
class ReportAddress:
    """One place to send a report to."""

    receiver: Receiver
    label: str
    purpose: str
    """What the form is for, in words of microcap."""
    href: str
    """Empty where there is no public page."""
    standing: str


_NOT_ASKED = "address by the publisher's own page, not asked"
ADDRESSES = (
    ReportAddress(
        "sec",
        "SEC: tips, complaints and referrals",
        "to tell the SEC of what may be a violation of the securities laws, with documents",
        "https://www.sec.gov/tcr",
        _NOT_ASKED,
    ),
    ReportAddress(
        "finra",
        "FINRA: file a tip",
        "to tell FINRA of trading, promotion or conduct that looks wrong to you",
        "https://www.finra.org/contact-finra/file-tip",
        _NOT_ASKED,
    ),
    ReportAddress(
        "finra",
        "FINRA: file a complaint",
        "to complain of a brokerage firm or of a person who works at one",
        "https://www.finra.org/contact-finra/file-complaint",
        _NOT_ASKED,
    ),
    ReportAddress(
        "broker",
        "Your broker",
        "to ask your broker to look at a trade, a message or an account; a letter in your own words",
        "",
        "the address for complaints stands on your account statement; microcap knows none",
    ),
)


def addresses(receiver: Receiver) -> tuple[ReportAddress, ...]:
    """The places of one receiver."""
    return tuple(one for one in ADDRESSES if one.receiver == receiver)
