"""What the items of a Form 8-K say, and how heavy each weighs."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from microcap.measures import method
from microcap.model.errors import Contradiction


@dataclass(frozen=True, slots=True)
class EventItem:
    """An item of Form 8-K: what it reports, the flag it raises, and its severity from 0 to 5."""

    label: str
    flag: str = "none"
    severity: int = 0


EVENT_ITEMS = MappingProxyType(
    {
        "1.01": EventItem("material agreement"),
        "1.02": EventItem("agreement terminated", "termination", 1),
        "1.03": EventItem("bankruptcy or receivership", "bankruptcy", 5),
        "1.04": EventItem("mine safety", "mine_safety", 1),
        "1.05": EventItem("cybersecurity incident", "cyber", 3),
        "2.01": EventItem("acquisition or disposal completed"),
        "2.02": EventItem("results"),
        "2.03": EventItem("new obligation", "new_debt", 1),
        "2.04": EventItem("obligation accelerated", "debt_acceleration", 4),
        "2.05": EventItem("exit costs", "exit_costs", 1),
        "2.06": EventItem("impairment", "impairment", 2),
        "3.01": EventItem("listing notice or transfer", "delisting_notice", 4),
        "3.02": EventItem("unregistered sale of equity", "unregistered_sale", 2),
        "3.03": EventItem("rights of holders modified", "rights_modified", 3),
        "4.01": EventItem("change of auditor", "auditor_change", 3),
        "4.02": EventItem("accounts not to be relied on", "non_reliance", 5),
        "5.01": EventItem("change of control", "control_change", 2),
        "5.02": EventItem("officers or directors", "officer_change", 1),
        "5.03": EventItem("charter, by-laws or fiscal year", "charter_change", 1),
        "5.04": EventItem("blackout of a plan"),
        "5.05": EventItem("waiver of the code of ethics", "ethics_waiver", 1),
        "5.06": EventItem("change of shell status", "shell_status_change", 3),
        "5.07": EventItem("votes of holders"),
        "5.08": EventItem("nominations by holders"),
        **{f"6.0{number}": EventItem("asset-backed securities") for number in range(1, 7)},
        "7.01": EventItem("regulation FD"),
        "8.01": EventItem("other events"),
        "9.01": EventItem("exhibits"),
    }
)
"""Items since 2004-08-23, with the flags and severities of methods.md section 7."""

_WORSE = {
    "resigned": ("4.01", 4),
    "disagreement": ("4.01", 4),
    "chief_financial_officer": ("5.02", 2),
}
"""What the text of an item may say that makes it weigh more."""


@method(reference="Form 8-K; methods.md section 7, table of items")
def eight_k_flags(items: Sequence[str], says: Sequence[str] = ()) -> list[str]:
    """The flag of each item with its severity, as `auditor_change:3`; `none:0` for none.

    `says` is what the text tells beside: resigned or disagreement (of an auditor),
    chief_financial_officer (of an officer who left). Items of before 2004-08-23 are refused.
    """
    strange = [word for word in says if word not in _WORSE]
    if strange:
        raise Contradiction(f"says has {strange[0]!r}; it may have {', '.join(_WORSE)}")
    return [_flag(item, says) for item in items]


def item_of(code: str) -> EventItem | None:
    """An item by its number; null for one that no Form 8-K has had since 2004-08-23."""
    return EVENT_ITEMS.get(code.strip().removeprefix("Item").strip())


def _flag(code: str, says: Sequence[str]) -> str:
    item = item_of(code)
    if item is None:
        raise Contradiction(
            f"item {code!r} is no item of Form 8-K since 2004-08-23; items are such as 4.01"
        )
    worse = [severity for word in says for of, severity in [_WORSE[word]] if of == code.strip()]
    return f"{item.flag}:{max([item.severity, *worse])}"
