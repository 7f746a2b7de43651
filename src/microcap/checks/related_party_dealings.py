"""Dealings with insiders and affiliates, of any size."""

from microcap.checks import check
from microcap.checks.annual_report import annual_report, is_fresh
from microcap.checks.related_party_record import evidence, tagged_dealings, told_dealings
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.subject import Subject

_SHOWN = 6
_DO = "microcap fetch sec SYMBOL --forms 10-K,DEF14A, and read its section on related parties"


@check(
    severity=1,
    kind="event",
    risk="misstatement",
    reference="ASC 850-10-50; Regulation S-K item 404",
)
def related_party_dealings(subject: Subject) -> Verdict:
    """The company dealt with its own insiders or affiliates.

    By amounts under tags of related parties in the last annual report, or by a headed section of
    a document of the last fifteen months. Many small companies borrow from their founders; no
    tag is no proof that there was nothing.
    """
    years = annual_report(subject)
    tagged = () if isinstance(years, CannotTell) else tagged_dealings(subject, years)
    stated = told_dealings(subject)
    dealt = tuple(one for one in stated if one.detail != "none")
    if tagged or dealt:
        says = [f"{one.tag} {one.value:,.0f} {one.unit}" for one in tagged[:_SHOWN]]
        if len(tagged) > _SHOWN:
            says.append(f"{len(tagged) - _SHOWN} tags more")
        if says and not isinstance(years, CannotTell):
            says[0] = f"fiscal year to {years.end}: {says[0]}"
        says += [f"{dealt[0].form} of {dealt[0].day}: “{dealt[0].quote}”"] if dealt else []
        return Finding("; ".join(says), evidence(tagged, dealt))
    if stated:
        one = stated[0]
        fresh = not isinstance(years, CannotTell) and is_fresh(subject, years)
        tags = f", and no such tag in the fiscal year to {years.end}" if fresh else ""  # type: ignore[union-attr]
        return Clear(f"{one.form} of {one.day}: “{one.quote}”{tags}")
    return CannotTell(
        "a section on related parties; that none is tagged (tags RelatedParty…, DueToRelatedParties…)"
        " does not prove that there were none",
        _DO,
    )
