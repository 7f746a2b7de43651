"""A company brought back through a court's custodian: which signs of it the record shows."""

from dataclasses import dataclass

from microcap.checks import check
from microcap.checks.filing_record import filing_record, items_filed
from microcap.checks.name_changed import name_changed
from microcap.checks.shell_or_blank_check import shell_or_blank_check
from microcap.checks.words_told import TELLING, silent
from microcap.model.venues import Venue
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.market_structure import tier_said
from microcap.view.said import statements
from microcap.view.subject import Said, Subject

_MONTHS = 60
_FEWEST = 2
"""Signs beside the words of a custodianship from which the pattern is told (project default)."""
_FORMS = (*TELLING, "10-12G", "10-12G/A", "S-1")
_PINK = frozenset(
    {
        Venue.OTCID,
        Venue.PINK_LIMITED,
        Venue.PINK_CURRENT,
        Venue.PINK_NO_INFORMATION,
        Venue.EXPERT,
        Venue.GREY,
    }
)


@dataclass(frozen=True, slots=True)
class _Sign:
    what: str
    evidence: tuple[Evidence, ...]


@check(
    severity=3,
    kind="state",
    risk="manipulation",
    ends="five years after the last document that tells of it, or fewer than two of the signs",
    renewed_by="annual",
    reference="NRS 78.347; 8 Del. C. 226; 17 CFR 240.12b-2; mission 23",
)
def pattern_of_a_custodianship_shell(subject: Subject) -> Verdict:
    """Pattern of a custodianship shell: words of a court's custodian, and two more signs beside.

    The words: custodianship, or a charter brought back, in the documents read of five years. The
    signs: a change of control, a Pink or lower tier, shell status, a new name. The procedure is
    the law's own, and companies have been brought back by it to do honest business.
    """
    record = filing_record(subject, _MONTHS)
    said = [one for one in statements(subject, "custodianship") if one.day >= record.first]
    if not said:
        return silent(subject, record, "words of a custodianship", _FORMS)
    signs = [one for one in _signs(subject) if one is not None]
    if len(signs) < _FEWEST:
        found = ", ".join(one.what for one in signs) or "none"
        asked = f"signs beside the words of a custodianship ({found} held)"
        if record.gap is not None:
            return CannotTell(f"{asked}: {record.gap.missing}", record.gap.do)
        return Clear(f"{asked}, {_FEWEST} asked for, in {record.says}")
    details = ", ".join(dict.fromkeys(one.detail for one in said))
    says = (
        f"pattern of a custodianship shell: documents tell of a custodian or a charter ({details}); "
        f"{', '.join(one.what for one in signs)}"
    )
    cited = [one.cite() for one in said[:3]]
    return Finding(says, (*cited, *(piece for one in signs for piece in one.evidence[:2])))


def _signs(subject: Subject) -> tuple[_Sign | None, ...]:
    return (_control(subject), _tier(subject), _shell(subject), _name(subject))


def _control(subject: Subject) -> _Sign | None:
    record = filing_record(subject, _MONTHS)
    said = [one for one in statements(subject, "control_change") if one.day >= record.first]
    if said:
        return _Sign("control changed", (said[0].cite(),))
    rows = items_filed(record.rows, "5.01").tail(1)
    cited = tuple(
        Evidence(row["accession"], f"{row['form']} item 5.01", row["day"], row["known_at"])
        for row in rows.iter_rows(named=True)
    )
    return _Sign("control changed", cited) if cited else None


def _tier(subject: Subject) -> _Sign | None:
    dated = [one for one in (subject.venue, tier_said(subject)) if one is not None]
    newest: Said | None = max(dated, key=lambda one: one.day, default=None)
    if newest is None or newest.value not in _PINK:
        return None
    cited = Evidence(newest.source, f"tier {newest.value}", newest.day, newest.known_at)
    return _Sign(f"trades at {newest.value}", (cited,))


def _shell(subject: Subject) -> _Sign | None:
    verdict = shell_or_blank_check(subject)
    if isinstance(verdict, Finding):
        return _Sign("shell company", verdict.evidence)
    said = statements(subject, "shell_status")
    if said and said[0].detail in ("yes", "stated"):
        return _Sign("shell company", (said[0].cite(),))
    return None


def _name(subject: Subject) -> _Sign | None:
    verdict = name_changed(subject)
    if isinstance(verdict, Finding):
        return _Sign("new name", verdict.evidence)
    said = [one for one in statements(subject, "name_change") if one.detail == "effective"]
    return _Sign("new name", (said[0].cite(),)) if said else None
