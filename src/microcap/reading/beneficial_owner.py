"""Who says to own how much of a class, by a Schedule 13D or 13G or an ownership table."""

import re
from collections.abc import Iterator

from microcap.reading import LONGEST, Statement, Value, quoted, reading
from microcap.reading.document import Document
from microcap.reading.form_fields import blocks, field, has_fields
from microcap.sources.schedule_covers import cover_pages, event_day
from microcap.sources.submission_text import day_of

_PERSONS = ("reportingPersonInfo", "coverPageHeaderReportingPersonDetails")
_SCHEDULE = re.compile(r"schedule\s+13([dg])", re.IGNORECASE)
_HEAD = 4000


@reading(kind="beneficial_owner", reference="17 CFR 240.13d-101, 240.13d-102; Regulation S-K 403")
def beneficial_owners(document: Document) -> list[Statement]:
    """Shares and percent of the class that a person reports to own beneficially."""
    letter = _letter(document)
    if letter and has_fields(document):
        return list(_from_fields(document, f"13{letter}"))
    if letter:
        return list(_from_covers(document, f"13{letter}"))
    return []


def _letter(document: Document) -> str:
    """d or g where the document is a schedule; empty where it is none, an exhibit for instance."""
    form = re.match(r"(?:SC|SCHEDULE)\s+13([DG])", document.form.upper())
    kind = document.type.upper()
    if kind and not re.match(r"(?:SC|SCHEDULE)\s+13[DG]", kind):
        return ""
    if form:
        return form[1].lower()
    named = _SCHEDULE.search(document.text[:_HEAD])
    if named and re.search(r"name\s+of\s+(?:above\s+)?reporting\s+person", document.text, re.I):
        return named[1].lower()
    return ""


def _from_fields(document: Document, detail: str) -> Iterator[Statement]:
    text = document.text
    event = field(text, "dateOfEvent", "eventDateRequiresFilingThisStatement")
    title = field(text, "securitiesClassTitle")
    for one in blocks(text, *_PERSONS):
        percent = one.number("percentOfClass", "classPercent")
        says: dict[str, Value] = {
            "owner": one.get("reportingPersonName"),
            "owner_cik": one.get("reportingPersonCIK").lstrip("0") or None,
            "shares": one.number(
                "aggregateAmountOwned",
                "reportingPersonBeneficiallyOwnedAggregateNumberOfShares",
            ),
            "percent": None if percent is None else round(percent / 100, 8),
            "sole_vote": one.number("soleVotingPower"),
            "shared_vote": one.number("sharedVotingPower"),
            "type": ", ".join(
                part.value for part in one.fields if part.name == "typeOfReportingPerson"
            ),
            "security": title or None,
            "event_day": _day(event),
        }
        held = [part for part in one.fields if part.name != "commentContent"]
        if held and one.get("reportingPersonName"):
            span = document.source_span(held[0].start, held[-1].end)
            quote = " ".join(part.value for part in held)[:LONGEST]
            yield Statement("beneficial_owner", detail, quote, span, _told(says))


def _from_covers(document: Document, detail: str) -> Iterator[Statement]:
    event = event_day(document.text)
    for page in cover_pages(document.text):
        words, span = quoted(document, page.start, page.end)
        says: dict[str, Value] = {
            "owner": page.name,
            "shares": page.shares,
            "percent": page.percent,
            "sole_vote": page.sole_vote,
            "shared_vote": page.shared_vote,
            "type": page.kind or None,
            "event_day": event.isoformat() if event else None,
        }
        yield Statement("beneficial_owner", detail, words, span, _told(says))


def _day(text: str) -> str | None:
    day = day_of(text)
    return day.isoformat() if day else None


def _told(says: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in says.items() if value is not None and value != ""}
