"""Schedules 13D and 13G: who owns more than five per cent of a class, and with which power.

Since 2024-12-18 a schedule is XML; before, its cover pages are words. Both become one row for each
reporting person. Persons of one schedule often report the same shares: they are not added up.
"""

import re
from collections.abc import Sequence
from datetime import date

from microcap.sources import Raw, Source, Tables
from microcap.sources.filed_xml import Element, tree
from microcap.sources.schedule_covers import (
    class_title,
    cover_pages,
    event_day,
    names_once,
    plain_text,
)
from microcap.sources.sec_payload import head as start_of
from microcap.sources.sec_rows import caveat_rows, eastern_day, parted
from microcap.sources.submission_text import (
    Header,
    day_of,
    decoded,
    header,
    identifier,
    number_of,
    parts,
    public_at,
    rows_of,
)

ROOT = "edgarSubmission"
PERSONS = ("reportingPersonInfo", "coverPageHeaderReportingPersonDetails")
_FORM = r"(?:SC|SCHEDULE)\s+13[DG](?:/A)?"
_XML_TYPE = re.compile(rf"<(?:[\w.-]+:)?submissionType>\s*({_FORM})\s*<", re.IGNORECASE)
_HEADED = re.compile(rf"(?:CONFORMED SUBMISSION TYPE:|<TYPE>)\s*({_FORM})\s*[<\n\r]")
_CAVEATS = {
    "the same shares several times": "the persons of one schedule often report the same shares, "
    "each in full; a sum over them counts shares twice",
    "as of the event": "a holder reports again only after a change of one per cent of the class, "
    "or once a year; the count may be old",
    "cover pages in words": "of schedules before December 2024 the numbers are read from the "
    "words of the cover page; one that cannot be read is null",
}


def schedule_read(raw: Raw) -> Tables:
    """Reporting persons of a Schedule 13D or 13G as rows of `beneficial_owners`.

    Raises `Unreadable` for a schedule in words that came without its submission's header, since
    it does not tell the issuer's CIK; and for one in which no reporting person can be read.
    """
    text = decoded(raw)
    said = header(text, raw.name)
    if _XML_TYPE.search(text[:400_000]):
        form, issuer, filed, people = _from_xml(raw, text, said)
    else:
        form, issuer, filed, people = _from_words(raw, text, said)
    raw.expect(bool(issuer), f"{form} names no CIK of the issuer; bring the complete submission")
    raw.expect(
        filed is not None,
        f"{form} has no filing date and no date of a signature; bring the complete submission",
    )
    raw.expect(bool(people), f"no reporting person could be read in this {form}; read it by eye")
    shared: dict[str, object] = {
        "issuer": issuer,
        "accession": identifier(said, raw),
        "form": form,
        "role": "holder",
        "filed": filed,
        "known_at": public_at(said),
    }
    frame = rows_of("beneficial_owners", [shared | one for one in people])
    good, rejects = parted("beneficial_owners", frame, filed or eastern_day(raw.fetched))
    return {
        "beneficial_owners": good,
        "caveats": caveat_rows("beneficial_owners", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


_Read = tuple[str, str, date | None, list[dict[str, object]]]


def _from_xml(raw: Raw, text: str, said: Header) -> _Read:
    root = tree(text, 0, ROOT, raw.name).root
    form = root.first("submissionType").upper()
    issuer = re.sub(r"\D", "", root.first("issuerCIK")).lstrip("0")
    event = day_of(root.first("dateOfEvent", "eventDateRequiresFilingThisStatement"))
    signed = [day_of(one.first("date")) for one in root.all("signatureDetails")]
    filed = said.filed or max((day for day in signed if day), default=None)
    title = root.first("securitiesClassTitle")
    people: dict[str, dict[str, object]] = {}
    for name in PERSONS:
        for one in root.all(name):
            row = _person(one, said) | {"day": event or filed, "security_title": title or None}
            people.setdefault(str(row["owner_name"]), row)
    return form, issuer, filed, list(people.values())


def _person(one: Element, said: Header) -> dict[str, object]:
    percent = number_of(one.first("percentOfClass", "classPercent"))
    name = one.first("reportingPersonName")
    cik = re.sub(r"\D", "", one.first("reportingPersonCIK")).lstrip("0")
    kinds = dict.fromkeys(kind.text for kind in one.all("typeOfReportingPerson") if kind.text)
    return {
        "owner": cik or _cik_of(name, said),
        "owner_name": name or None,
        "kind": ", ".join(kinds),
        "shares": number_of(
            one.first(
                "aggregateAmountOwned", "reportingPersonBeneficiallyOwnedAggregateNumberOfShares"
            )
        ),
        "percent": None if percent is None else round(percent / 100, 8),
        "sole_vote": number_of(one.first("soleVotingPower")),
        "shared_vote": number_of(one.first("sharedVotingPower")),
    }


def _from_words(raw: Raw, text: str, said: Header) -> _Read:
    subject = said.of("subject_company", "issuer")
    raw.expect(
        bool(subject),
        "a Schedule 13D or 13G in words does not tell the issuer's CIK, and no header of its "
        "submission is in the file; bring the complete submission",
    )
    main = next((part for part in parts(text) if re.match(_FORM, part.type)), parts(text)[0])
    words = plain_text(text[main.start : main.end])
    event, title = event_day(words), class_title(words)
    people: list[dict[str, object]] = [
        {
            "owner": _cik_of(page.name, said),
            "owner_name": page.name,
            "kind": page.kind,
            "day": event or said.filed,
            "shares": page.shares,
            "percent": page.percent,
            "sole_vote": page.sole_vote,
            "shared_vote": page.shared_vote,
            "security_title": title or None,
        }
        for page in names_once(cover_pages(words))
    ]
    return said.form, subject[0].cik, said.filed, people


def _cik_of(name: str, said: Header) -> str | None:
    """The CIK that the header gives to exactly this name; a similar name is another's."""
    filers: Sequence[str] = [
        party.cik for party in said.of("filed_by") if _key(party.name) == _key(name)
    ]
    return filers[0] if len(set(filers)) == 1 else None


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _recognised(raw: Raw) -> bool:
    start = start_of(raw)
    submission = start.lstrip()[:20].startswith(("<SEC-DOCUMENT", "<SUBMISSION", "-----BEGIN"))
    return bool(_XML_TYPE.search(start)) or (submission and bool(_HEADED.search(start)))


SCHEDULES_13DG = Source(
    name="sec_schedules_13dg",
    read=schedule_read,
    about="Schedules 13D and 13G: holders of more than five per cent of a class",
    address="https://www.sec.gov/Archives/edgar/data/CIK/ACCESSION.txt",
    rhythm="when a holder files",
    licence="public domain",
    tried_on="recorded bytes",
    recognise=_recognised,
)
