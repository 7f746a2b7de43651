"""Invented lines of ownership forms, as rows of their tables."""

from datetime import date, datetime

from checks.invented import ISSUER, Row


def trade(
    owner: str,
    code: str,
    day: date,
    shares: float | None,
    price: float | None,
    *,
    filed: date | None = None,
    number: int = 1,
    **other: object,
) -> Row:
    """One line of a Form 4 of a director; `number` tells forms of one day apart."""
    filed = filed or day
    return {
        "issuer": ISSUER,
        "symbol": "ZZHM",
        "accession": f"0009900{int(owner) % 1000:03d}-{filed:%y}-{filed:%m%d}{number:02d}",
        "line": 1,
        "form": "4",
        "owner": owner,
        "owner_name": f"Owner {owner}",
        "role": "director",
        "officer_title": None,
        "security_title": "Common Stock",
        "derivative": False,
        "code": code,
        "day": day,
        "acquired": code in ("P", "A", "M"),
        "shares": shares,
        "price": price,
        "owned_after": None,
        "direct": True,
        "planned": False,
        "filed": filed,
        "footnotes": None,
        **other,
    }


def holder(
    name: str,
    shares: float,
    percent: float,
    day: date,
    *,
    filed: date | None = None,
    form: str = "SC 13G",
    **other: object,
) -> Row:
    """One reporting person of a schedule; persons of one `accession` share it."""
    filed = filed or day
    return {
        "issuer": ISSUER,
        "accession": f"0009900999-{filed:%y}-{filed:%m%d}01",
        "form": form,
        "owner": None,
        "owner_name": name,
        "role": "holder",
        "kind": "",
        "day": day,
        "shares": shares,
        "percent": percent,
        "security_title": "Common Stock",
        "filed": filed,
        **other,
    }


def notice(shares: int, day: date, *, line: int = 1, known_at: datetime | None = None) -> Row:
    """A notice of sale on Form 144."""
    return {
        "issuer": ISSUER,
        "accession": f"0009900888-{day:%y}-{day:%m%d}01",
        "line": line,
        "owner_name": "Tobias Wrenfield",
        "role": "Officer",
        "security_title": "Common",
        "shares": shares,
        "day": day,
        "filed": day,
        **({"known_at": known_at} if known_at else {}),
    }
