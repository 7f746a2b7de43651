"""A shell company, or one whose business is to find one."""

from microcap.checks import check
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.subject import Said, Subject

_BLANK_CHECK = "6770"
_YES, _NO = {"true", "yes", "1"}, {"false", "no", "0"}


@check(
    severity=3,
    kind="state",
    risk="regulation",
    ends="a cover page or Form 8-K item 5.06 that says it is no shell any more",
    renewed_by="annual",
    reference="17 CFR 240.12b-2 (shell company); SIC 6770; methods.md section 7",
)
def shell_or_blank_check(subject: Subject) -> Verdict:
    """The cover page says shell company, or the industry code is blank check (6770).

    An industry code other than 6770 does not say that a company has a business, so only the
    cover page's own answer gives a clean bill.
    """
    shell, industry = subject.said("shell"), subject.said("sic")
    found = []
    if shell is not None and shell.value.strip().lower() in _YES:
        found.append(_cite(shell, "shell company: yes"))
    if industry is not None and industry.value.strip()[:4] == _BLANK_CHECK:
        found.append(_cite(industry, f"industry code {_BLANK_CHECK}, blank checks"))
    if found:
        says = " and ".join(evidence.what for evidence in found)
        return Finding(f"{says}, as of {max(e.day for e in found if e.day)}", tuple(found))
    if shell is not None and shell.value.strip().lower() in _NO:
        return Clear(f"the cover page of {shell.day} says that it is no shell company")
    code = f"; its industry code is {industry.value}" if industry is not None else ""
    return CannotTell(
        f"the shell box of its latest cover page is not held{code}",
        "look at the first page of its latest 10-K or 10-Q",
    )


def _cite(said: Said, what: str) -> Evidence:
    return Evidence(said.source, what, said.day, said.known_at)
