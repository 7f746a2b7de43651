"""Form 144: shares that an affiliate means to sell, from the form's own XML (since April 2023)."""

import re

from microcap.sources import Raw, Source, Tables
from microcap.sources.filed_xml import Element, tree
from microcap.sources.sec_payload import head as start_of
from microcap.sources.sec_rows import caveat_rows, eastern_day, parted
from microcap.sources.submission_text import (
    day_of,
    decoded,
    header,
    identifier,
    number_of,
    public_at,
    rows_of,
)

ROOT = "edgarSubmission"
_TYPE = re.compile(r"<(?:[\w.-]+:)?submissionType>\s*144(/A)?\s*<", re.IGNORECASE)
_HEADED = re.compile(r"(?:CONFORMED SUBMISSION TYPE:|<TYPE>)\s*144(/A)?\s*[<\n\r]")
_CAVEATS = {
    "an intention": "the form announces a sale that may not be made, or not in full; the trade "
    "itself is in a Form 4 where the seller owes one",
    "filed by signature": "where a form comes without its submission's header, the day of its "
    "notice stands for the filing date",
}


def form_144_read(raw: Raw) -> Tables:
    """Shares to be sold as rows of `planned_sales`, one for each class, caveats and rejects.

    Raises `Unreadable` for a form without XML, or cut off.
    """
    text = decoded(raw)
    said = header(text, raw.name)
    root = tree(text, 0, ROOT, raw.name).root
    issuer = re.sub(r"\D", "", root.first("issuerCik")).lstrip("0")
    raw.expect(bool(issuer), "a Form 144 names the issuer's CIK; this one does not; get it again")
    filed = said.filed or day_of(root.first("noticeDate"))
    raw.expect(
        filed is not None,
        "a Form 144 without a filing date and without the day of its notice; bring the complete "
        "submission",
    )
    shared: dict[str, object] = {
        "issuer": issuer,
        "accession": identifier(said, raw),
        "owner_name": root.first("nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold") or None,
        "role": ", ".join(dict.fromkeys(one.text for one in root.all("relationshipToIssuer"))),
        "acquired": acquisition(root) or None,
        "filed": filed,
        "known_at": public_at(said),
    }
    rows = [
        {**shared, "line": number, **_sale(one)}
        for number, one in enumerate(root.all("securitiesInformation"), 1)
    ]
    good, rejects = parted(
        "planned_sales", rows_of("planned_sales", rows), filed or eastern_day(raw.fetched)
    )
    return {
        "planned_sales": good,
        "caveats": caveat_rows("planned_sales", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def acquisition(root: Element) -> str:
    """How, when and from whom the shares were acquired, as the form states it; bounded."""
    said = []
    for one in root.all("securitiesToBeSold"):
        words = (
            one.first("amountOfSecuritiesAcquired"),
            one.first("natureOfAcquisitionTransaction"),
            one.first("acquiredDate"),
            one.first("nameOfPersonfromWhomAcquired"),
        )
        said.append(", ".join(word for word in words if word))
    return "; ".join(said)[:1500]


def whole(text: str) -> int | None:
    """A count of shares as an integer, a fraction of a share cut off; null where it is none."""
    number = number_of(text)
    return None if number is None else int(number)


def _sale(one: Element) -> dict[str, object]:
    broker = one.find("brokerOrMarketmakerDetails")
    return {
        "security_title": one.first("securitiesClassTitle"),
        "shares": whole(one.first("noOfUnitsSold", "noOfUnitsToBeSold")),
        "value": number_of(one.first("aggregateMarketValue")),
        "outstanding": whole(one.first("noOfUnitsOutstanding")),
        "day": day_of(one.first("approxSaleDate")),
        "broker": broker.said("name") or None if broker else None,
    }


def _recognised(raw: Raw) -> bool:
    start = start_of(raw)
    submission = start.lstrip()[:20].startswith(("<SEC-DOCUMENT", "<SUBMISSION", "-----BEGIN"))
    return bool(_TYPE.search(start)) or (submission and bool(_HEADED.search(start)))


FORM_144 = Source(
    name="sec_form_144",
    read=form_144_read,
    about="Form 144: shares that an affiliate means to sell",
    address="https://www.sec.gov/Archives/edgar/data/CIK/ACCESSION.txt",
    rhythm="when an affiliate files",
    licence="public domain",
    tried_on="recorded bytes",
    recognise=_recognised,
)
