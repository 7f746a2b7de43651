"""One question about one security; one file per red flag.

A check is a pure function of a subject. It answers `Finding` with evidence, `Clear` with what was
looked at, or `CannotTell` with what is missing. Its name is an observable fact and never a motive;
what looks like manipulation is a *pattern of*. No answer rests on an absence unless the coverage
of the record proves it: `checks.filing_record` asks that of filings.
"""

from collections.abc import Callable
from typing import Literal, TypeVar

from microcap.model.catalogue import enter
from microcap.model.errors import Contradiction
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject

Risk = Literal["failure", "liquidity", "manipulation", "misstatement", "cost", "regulation"]
Question = TypeVar("Question", bound=Callable[[Subject], Verdict])


def check(
    *,
    severity: int,
    kind: Literal["state", "event"],
    risk: Risk,
    reference: str,
    fades: bool = True,
    ends: str = "",
    renewed_by: Literal["", "annual", "interim"] = "",
) -> Callable[[Question], Question]:
    """Enter a question into the catalogue; the function is returned unchanged.

    `severity` is 0 to 5. A `state` holds at full weight until a later document ends it, and
    `ends` says which one does; an `event` fades with a half-life of twelve months from its newest
    evidence, unless `fades` is false. `renewed_by` names the report that renews or ends a state:
    the annual one, or any periodic one (`interim`); while that report is overdue the state weighs
    one more. `risk` is the one of the six risks (mission 88) that the fact speaks to most, and there is
    no default: money and dilution belong to failure, doubts about accounts and people to
    misstatement, names and sales of insiders to manipulation, notices and standards to regulation.
    Where the severity depends on how much was found, the question is two checks.
    """
    if not 0 <= severity <= 5:
        raise Contradiction(f"a check of severity {severity}; severities go from 0 to 5, give one")
    if (kind == "state") != bool(ends):
        raise Contradiction(f"a check of kind {kind} with ends={ends!r}; a state alone has an end")
    # `kind` is the catalogue's own word for what sort of plug it is
    return enter(
        "check",
        severity=severity,
        holds_as=kind,
        reference=reference,
        fades=fades,
        ends=ends,
        renewed_by=renewed_by,
        risk=risk,
    )
